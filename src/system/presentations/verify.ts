/**
 * Presentations of credentials: SD-JWT VC with key binding (RFC 9901, OpenID4VP 1.0 appendix B.3). Owns what was signed
 * and by whom; whose key it is, and what may be done with it, is asked elsewhere. Whether a credential was revoked by
 * its issuer is not asked: the demonstration's issuer keeps no list.
 */
import { calculateJwkThumbprint } from 'jose'
import { type Credential, verifyCredential } from './credential.ts'
import { faulty, type Judged } from './fault.ts'
import { type ExpectedBinding, verifyKeyBinding } from './key-binding.ts'
import { splitSdJwt } from './sd-jwt.ts'
import type { TrustedIssuer } from './trust-list.ts'

export interface Presented extends Credential {
  /** The holder key's, RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string
}

export interface ExpectedPresentation extends ExpectedBinding {
  /** The credential's `vct`. */
  readonly type: string
  readonly trustList: readonly TrustedIssuer[]
}

/** Judges one presentation: the issuer's part, what was disclosed, and that its holder made it now, for this request. */
export async function verifyPresentation(
  presentation: string,
  expected: ExpectedPresentation,
): Promise<Judged<{ readonly presented: Presented }>> {
  const parts = splitSdJwt(presentation)
  if (parts === null) return faulty('presentation_missing')
  const judged = await verifyCredential(parts, expected)
  if (!judged.ok) return judged
  const { credential } = judged
  if (parts.keyBinding === null) return faulty('key_binding_missing')
  const { presented } = parts
  const binding = await verifyKeyBinding(parts.keyBinding, credential.holderKey, { ...expected, presented })
  if (!binding.ok) return binding
  const thumbprint = await calculateJwkThumbprint({ ...credential.holderKey })
  return { ok: true, presented: { ...credential, thumbprint } }
}
