/** A phone without a person, that does right or exactly one thing wrong: the same code as the simulator's. */
import { calculateJwkThumbprint, type JWK } from 'jose'
import { type DeviceKey, newDeviceKey } from '../../demo/wallet/device-key.ts'
import { createPhone, type Phone, type Post } from '../../demo/wallet/phone.ts'
import { issuePid, newPidIssuer, type PidIssuer, type PidPerson } from '../../demo/wallet/pid-issuer.ts'
import { cutDown, encryptAnswer, keyBindingClaims, signKeyBinding } from '../../demo/wallet/presentation.ts'
import type { WalletRequest } from '../../demo/wallet/request.ts'

/** What can be wrong with an answer, and the verifier's word for it. */
export const phoneFaults = {
  unencrypted: 'answer_unreadable',
  foreign_encryption_key: 'answer_unreadable',
  replayed_answer: 'answer_unreadable',
  oversized: 'answer_too_large',
  wrong_state: 'wrong_state',
  no_presentation: 'presentation_missing',
  wrong_type: 'wrong_credential_type',
  foreign_issuer: 'issuer_not_trusted',
  broken_issuer_signature: 'issuer_signature_wrong',
  forged_credential: 'issuer_signature_wrong',
  expired_credential: 'credential_expired',
  credential_of_tomorrow: 'credential_not_yet_valid',
  tampered_disclosure: 'disclosure_wrong',
  doubled_disclosure: 'disclosure_wrong',
  no_key_binding: 'key_binding_missing',
  foreign_key_binding: 'key_binding_wrong',
  stale_key_binding: 'key_binding_stale',
  key_binding_of_the_future: 'key_binding_stale',
  wrong_nonce: 'wrong_nonce',
  replayed_presentation: 'wrong_nonce',
  wrong_audience: 'wrong_audience',
  wrong_sd_hash: 'wrong_sd_hash',
  wrong_transaction_data: 'wrong_transaction_data',
  wrong_match_number: 'wrong_match_number',
  no_match_number: 'wrong_match_number',
  unbound_device: 'device_not_bound',
  other_person: 'identity_differs',
  claims_withheld: 'claims_missing',
} as const

export type PhoneFault = keyof typeof phoneFaults

export interface ScriptedPhoneOptions {
  /** Whom the verifier trusts. */
  readonly issuer: PidIssuer
  readonly person: PidPerson
  /** PEM of who vouches for the verifier. */
  readonly authorities: readonly string[]
  readonly post?: Post
  /** Epoch seconds. */
  readonly now?: () => number
}

export interface AnswerOptions {
  /** What the other device shows; null (or left out) where the request came from this one. */
  readonly number?: string | null
  readonly fault?: PhoneFault
}

export interface VerifierAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface ScriptedPhone {
  readonly publicJwk: JWK
  /** RFC 7638, as the verifier knows the key. */
  readonly thumbprint: string
  readonly enrol: Phone['enrol']
  /** Fetches a request. @throws where it is not given or not believed */
  scan(link: string): Promise<WalletRequest>
  answer(request: WalletRequest, options?: AnswerOptions): Promise<VerifierAnswer>
  refuse(request: WalletRequest): Promise<VerifierAnswer>
}

const DAY = 24 * 60 * 60
/** Beyond the 64 KiB that a verifier takes. */
const TOO_MANY = 70 * 1024

/** A new phone with a new key and a PID of `person`. */
export async function createScriptedPhone(options: ScriptedPhoneOptions): Promise<ScriptedPhone> {
  const { issuer, person, authorities, post = postByFetch, now = () => Math.floor(Date.now() / 1000) } = options
  const key = await newDeviceKey()
  const credential = await issuePid(issuer, { person, deviceJwk: key.publicJwk, now: now() })
  const phone = createPhone({ key, credential, authorities, post, now })
  /** What was sent last, for replays. */
  let last = { response: '', presentation: '' }

  return {
    publicJwk: key.publicJwk,
    thumbprint: await calculateJwkThumbprint(key.publicJwk),
    enrol: phone.enrol,

    async scan(link) {
      const opening = await phone.open(link)
      if (opening.kind !== 'asked') throw new Error(`no request: ${JSON.stringify(opening)}`)
      return opening.request
    },

    async answer(request, { number = null, fault } = {}) {
      const presentation = await presentationFor(request, number, fault)
      const response = await responseFor(request, presentation, fault)
      last = { response, presentation }
      return send(request, { response })
    },

    async refuse(request) {
      return send(request, { response: await encryptAnswer({ error: 'access_denied', state: request.state }, request) })
    },
  }

  async function presentationFor(request: WalletRequest, number: string | null, fault?: PhoneFault): Promise<string> {
    if (fault === 'replayed_presentation') return last.presentation
    const [device, presented] = await credentialFor(request, fault)
    if (fault === 'no_key_binding') return presented
    const claims = await keyBindingClaims(request, presented, { number: numberFor(request, number, fault), now: now() })
    const signer = fault === 'foreign_key_binding' ? await newDeviceKey() : device
    return `${presented}${await signKeyBinding({ ...claims, ...wrongClaims(claims.iat, fault) }, signer)}`
  }

  /** The credential as it is presented, and the key that it is bound to. */
  async function credentialFor(request: WalletRequest, fault?: PhoneFault): Promise<[DeviceKey, string]> {
    const device = fault === 'unbound_device' ? await newDeviceKey() : key
    const whole = await issued(device, fault)
    const presented = cutDown(whole, fault === 'claims_withheld' ? [] : request.claims)
    if (fault === 'tampered_disclosure') return [device, tampered(cutDown(whole, ['family_name']))]
    if (fault === 'doubled_disclosure') return [device, doubled(cutDown(whole, ['family_name']))]
    return [device, fault === 'broken_issuer_signature' ? broken(presented) : presented]
  }

  async function issued(device: DeviceKey, fault?: PhoneFault): Promise<string> {
    const ordinary = { person, deviceJwk: device.publicJwk, now: now() }
    switch (fault) {
      case 'unbound_device':
        return issuePid(issuer, ordinary)
      case 'foreign_issuer':
        return issuePid(newPidIssuer(), ordinary)
      case 'forged_credential':
        // The trusted certificate in the header, the signature of somebody else
        return issuePid({ issuer: { ...issuer.issuer, key: newPidIssuer().issuer.key } }, ordinary)
      case 'wrong_type':
        return issuePid(issuer, { ...ordinary, type: 'urn:eudi:mdl:1' })
      case 'expired_credential':
        return issuePid(issuer, { ...ordinary, now: now() - 2 * DAY, expiresAt: now() - DAY })
      case 'credential_of_tomorrow':
        return issuePid(issuer, { ...ordinary, notBefore: now() + DAY })
      case 'other_person':
        return issuePid(issuer, { ...ordinary, person: { ...person, birthdate: '1931-08-23' } })
      default:
        return credential
    }
  }

  async function responseFor(request: WalletRequest, presentation: string, fault?: PhoneFault): Promise<string> {
    const answer = {
      vp_token: fault === 'no_presentation' ? {} : { pid: [presentation] },
      state: fault === 'wrong_state' ? `${request.state}x` : request.state,
      ...(fault === 'oversized' ? { padding: 'x'.repeat(TOO_MANY) } : {}),
    }
    if (fault === 'unencrypted') return JSON.stringify(answer)
    if (fault === 'replayed_answer') return last.response
    if (fault !== 'foreign_encryption_key') return encryptAnswer(answer, request)
    const { publicJwk } = await newDeviceKey()
    return encryptAnswer(answer, { encryptionKey: { ...publicJwk, kid: request.encryptionKey.kid ?? '' } })
  }

  async function send(request: WalletRequest, fields: Record<string, string>): Promise<VerifierAnswer> {
    const answer = await post(request.responseUri, new URLSearchParams(fields))
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }
}

/** Straight to the verifier, which redirects nobody. */
export const postByFetch: Post = (address, form) => fetch(address, { method: 'POST', body: form, redirect: 'error' })

function numberFor(request: WalletRequest, number: string | null, fault?: PhoneFault): string | null {
  if (fault === 'no_match_number') return null
  return fault === 'wrong_match_number' ? (request.matchNumbers?.find((one) => one !== number) ?? null) : number
}

function wrongClaims(iat: number, fault?: PhoneFault): object {
  switch (fault) {
    case 'stale_key_binding':
      return { iat: iat - 120 }
    case 'key_binding_of_the_future':
      return { iat: iat + 120 }
    case 'wrong_nonce':
      return { nonce: 'a-nonce-of-another-request' }
    case 'wrong_audience':
      return { aud: 'x509_san_dns:elsewhere.example' }
    case 'wrong_sd_hash':
      return { sd_hash: 'A'.repeat(43) }
    case 'wrong_transaction_data':
      return { transaction_data_hashes: ['A'.repeat(43)] }
    default:
      return {}
  }
}

/** Another name under the same salt: its digest stands nowhere. */
function tampered(presented: string): string {
  const [jwt = '', disclosure = ''] = presented.split('~')
  const [salt, name]: unknown[] = JSON.parse(Buffer.from(disclosure, 'base64url').toString())
  return [jwt, Buffer.from(JSON.stringify([salt, name, 'Senki'])).toString('base64url'), ''].join('~')
}

function doubled(presented: string): string {
  const [jwt = '', disclosure = ''] = presented.split('~')
  return [jwt, disclosure, disclosure, ''].join('~')
}

/** One character in the middle of the signature. */
function broken(presented: string): string {
  const [jwt = '', ...disclosures] = presented.split('~')
  const at = jwt.lastIndexOf('.') + 40
  return [jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1), ...disclosures].join('~')
}
