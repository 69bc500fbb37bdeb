/**
 * The phone: one implementation for the page and for tests. It holds a key and a credential that somebody else issued,
 * reads a request, says who asks for what, and answers as the person decides. PIN, camera and storage are the page's.
 */
import { base64url } from 'jose'
import { type DeviceKey, proveKey } from './device-key.ts'
import { cutDown, encryptAnswer, keyBindingClaims, signKeyBinding } from './presentation.ts'
import { judgeRequest, parseRequestLink, type RequestFault, type RequestLink, type WalletRequest } from './request.ts'
import { bytesOfPem, readCertificate } from './x509.ts'

/** Sends a form and gives the answer; rejects where none came. */
export type Post = (address: string, form: URLSearchParams) => Promise<Pick<Response, 'status' | 'text'>>

export interface PhoneParts {
  readonly key: DeviceKey
  /** SD-JWT VC, as its issuer gave it. */
  readonly credential: string
  /** PEM of who vouches for verifiers, or of a verifier itself. */
  readonly authorities: readonly string[]
  readonly post: Post
  /** Epoch seconds. */
  now(): number
}

/** A request that could be read, or why not. `code` is the verifier's own word where it gave one. */
export type Opening =
  | { readonly kind: 'asked'; readonly request: WalletRequest; readonly answer: Answering }
  | { readonly kind: 'distrusted'; readonly fault: RequestFault }
  | { readonly kind: 'turned_away'; readonly code: string }
  | { readonly kind: 'unreachable' }

/** What the person may do with a request, once. */
export interface Answering {
  /** `number` is what the person chose of `matchNumbers`; null where there are none. */
  approve(number: string | null): Promise<Answered>
  refuse(): Promise<Answered>
}

export type Answered =
  | {
      readonly kind: 'delivered'
      /** Where to go on in this device's browser; null where another one goes on by itself. */
      readonly redirectUri: string | null
    }
  | { readonly kind: 'turned_away'; readonly code: string }
  | { readonly kind: 'unreachable' }

/** `not_a_ticket`: the address is no enrolment ticket's. `refused`: nobody is told what was wrong. */
export type Enrolled = 'bound' | 'refused' | 'not_a_ticket' | 'unreachable'

export interface Phone {
  /** Binds the key to an account by a ticket: the address in its QR code, and the code that was mailed. */
  enrol(ticket: { readonly address: string; readonly code: string }): Promise<Enrolled>
  /** Fetches what a QR code or a link asks for; the first to fetch it has it. */
  open(link: string): Promise<Opening>
  /** Goes on with a request that was opened and believed before: where the page was loaded anew meanwhile. */
  resume(request: WalletRequest): Answering
}

export function createPhone(parts: PhoneParts): Phone {
  const authorities = parts.authorities.map((pem) => readCertificate(bytesOfPem(pem)))

  return {
    async enrol({ address, code }) {
      const token = URL.canParse(address.trim()) ? new URL(address.trim()).searchParams.get('token') : null
      if (token === null) return 'not_a_ticket'
      const { origin, pathname } = new URL(address.trim())
      const audience = `${origin}${pathname}`
      const proof = await proveKey(parts.key, { audience, nonce: token, now: parts.now() })
      const answer = await sent(parts.post, audience, { token, code, proof })
      if (answer === null) return 'unreachable'
      return answer.status === 201 ? 'bound' : 'refused'
    },

    async open(text) {
      const link = parseRequestLink(text)
      if (link === null) return { kind: 'distrusted', fault: 'not_a_request' }
      const walletNonce = base64url.encode(crypto.getRandomValues(new Uint8Array(32)))
      const answer = await sent(parts.post, link.requestUri, { wallet_nonce: walletNonce })
      if (answer === null) return { kind: 'unreachable' }
      if (answer.status !== 200) return { kind: 'turned_away', code: codeOf(answer.body) }
      return judged(answer.body, link, walletNonce)
    },

    resume: answering,
  }

  async function judged(jwt: string, link: RequestLink, walletNonce: string): Promise<Opening> {
    const request = await judgeRequest(jwt, { link, walletNonce, authorities, now: parts.now() })
    if (typeof request === 'string') return { kind: 'distrusted', fault: request }
    return { kind: 'asked', request, answer: answering(request) }
  }

  function answering(request: WalletRequest): Answering {
    return {
      approve: async (number) => answered(request, { vp_token: { pid: [await presented(request, number)] } }),
      refuse: () => answered(request, { error: 'access_denied' }),
    }
  }

  async function presented(request: WalletRequest, number: string | null): Promise<string> {
    const credential = cutDown(parts.credential, request.claims)
    const claims = await keyBindingClaims(request, credential, { number, now: parts.now() })
    return `${credential}${await signKeyBinding(claims, parts.key)}`
  }

  async function answered(request: WalletRequest, answer: object): Promise<Answered> {
    const response = await encryptAnswer({ ...answer, state: request.state }, request)
    const result = await sent(parts.post, request.responseUri, { response })
    if (result === null) return { kind: 'unreachable' }
    if (result.status !== 200) return { kind: 'turned_away', code: codeOf(result.body) }
    return { kind: 'delivered', redirectUri: returnOf(result.body, request) }
  }
}

async function sent(
  post: Post,
  address: string,
  fields: Record<string, string>,
): Promise<{ readonly status: number; readonly body: string } | null> {
  try {
    const answer = await post(address, new URLSearchParams(fields))
    return { status: answer.status, body: await answer.text() }
  } catch {
    return null
  }
}

/** The browser is sent to nobody but who asked. */
function returnOf(body: string, { host }: WalletRequest): string | null {
  const address = fieldOf(body, 'redirect_uri')
  if (address === null || !URL.canParse(address)) return null
  const { hostname, protocol } = new URL(address)
  return hostname === host && ['http:', 'https:'].includes(protocol) ? address : null
}

function codeOf(body: string): string {
  return fieldOf(body, 'error') ?? 'unknown'
}

function fieldOf(body: string, name: string): string | null {
  try {
    const value: unknown = JSON.parse(body)
    const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
    return typeof field === 'string' ? field : null
  } catch {
    return null
  }
}
