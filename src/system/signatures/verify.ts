/**
 * Electronic signatures of people. Owns the two forms they come in (JWS, RFC 7515; detached CMS, RFC 5652), the path
 * of certificates to an authority that is trusted, and what the signer's certificate says of the signer. Whether a
 * certificate was revoked is not asked.
 */
import { verifyCms } from './cms.ts'
import { signerOf, type Signer } from './certificate.ts'
import { looksLikeJws, verifyJws } from './jws.ts'
import { pathFault } from './path.ts'
import type { Verified } from './verdict.ts'

/**
 * Judges what somebody gives back for the document they were given: byte for byte that document, signed by a
 * certificate for signing whose path leads to one of the authorities (PEM). `now` is in epoch seconds.
 */
export async function verifySignature(
  signed: Buffer,
  document: Buffer,
  { authorities, now }: { readonly authorities: readonly string[]; readonly now: number },
): Promise<Verified<{ readonly signer: Signer }>> {
  const verified = looksLikeJws(signed) ? await verifyJws(signed, document) : await verifyCms(signed, document)
  if (!verified.ok) return verified
  const fault = pathFault(verified.by, authorities, now)
  if (fault !== null) return { ok: false, refusal: fault }
  const signer = signerOf(verified.by.certificate)
  return signer === null ? { ok: false, refusal: 'certificate_names' } : { ok: true, signer }
}
