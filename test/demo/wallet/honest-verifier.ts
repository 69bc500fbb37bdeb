/** A small verifier after the profile, of jose and Node alone: who else would tell whether the phone does right? */
import { type KeyObject, randomBytes, type X509Certificate } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { compactDecrypt, type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { Access } from '../../../demo/wallet/access-certificate.ts'
import { judgePresentation } from './judge-presentation.ts'

export interface Asking {
  readonly purpose: 'authenticate' | 'enrol'
  /** Whether the link is for the device that asks. */
  readonly sameDevice?: boolean
  /** Changes what is signed, to see whether the phone believes it. */
  readonly claims?: (claims: JWTPayload, origin: string) => JWTPayload
  readonly header?: { readonly typ?: string; readonly x5c?: readonly string[] }
  /** Which of 07, 42 and 88 the other device shows; 42 where it is left out. */
  readonly rightNumber?: string
  /** Where the same device goes on. */
  readonly returnTo?: string
  /** Signs instead of the certificate's own key. */
  readonly signer?: KeyObject
}

export interface Asked {
  /** What the QR code holds. */
  readonly link: string
  /** The right number, or null on the same device. */
  readonly number: string | null
}

export interface HonestVerifier {
  readonly origin: string
  ask(asking: Asking): Promise<Asked>
  close(): Promise<void>
}

interface Pending extends Asked {
  readonly purpose: Asking['purpose']
  readonly nonce: string
  readonly state: string
  readonly transactionData: string
  readonly returnTo: string
  readonly privateKey: CryptoKey
  signed(walletNonce: string): Promise<string>
}

export interface HonestVerifierOptions {
  readonly access: Access
  readonly trusted: readonly X509Certificate[]
  /** Thumbprints of the keys that belong to somebody. */
  readonly bound: Set<string>
  /** Whom the enrolling account belongs to. */
  readonly person: Readonly<Record<'family_name' | 'given_name' | 'birthdate', string>>
}

const CLIENT_ID = 'x509_san_dns:localhost'
const LARGEST = 64 * 1024
const JSON_TYPE = 'application/json'

type Answer = [status: number, type: string, body: string | object]

export async function startHonestVerifier(options: HonestVerifierOptions): Promise<HonestVerifier> {
  const pending = new Map<string, Pending>()
  const scanned = new Set<string>()
  const server = createServer(async (request, response) => {
    const form = await formOf(request)
    const [, , kind, token = ''] = (request.url ?? '').split('/')
    const found = pending.get(token)
    const [status, type, body] = found === undefined ? refused('unknown_request') : await answerTo(found, kind, form)
    response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`

  return {
    origin,
    async ask(asking) {
      const token = randomBytes(32).toString('base64url')
      const made = await make(asking, options.access, { origin, token })
      pending.set(token, made)
      return made
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }

  function answerTo(asked: Pending, kind: string | undefined, form: URLSearchParams): Promise<Answer> | Answer {
    if (kind !== 'keres') return answered(asked, form)
    if (scanned.has(asked.nonce)) return refused('request_already_scanned')
    scanned.add(asked.nonce)
    return given(asked, form)
  }

  async function given(asked: Pending, form: URLSearchParams): Promise<Answer> {
    return [200, 'application/oauth-authz-req+jwt', await asked.signed(form.get('wallet_nonce') ?? '')]
  }

  async function answered(asked: Pending, form: URLSearchParams): Promise<Answer> {
    const response = form.get('response') ?? ''
    if (response.length > LARGEST) return refused('answer_too_large', 413)
    const answer = await opened(response, asked.privateKey)
    if (answer === null) return refused('answer_unreadable')
    if (answer['state'] !== asked.state) return refused('wrong_state')
    const fault = answer['error'] === 'access_denied' ? null : await judgePresentation(answer, { ...options, ...asked })
    if (fault !== null) return refused(fault)
    return [200, JSON_TYPE, asked.number === null ? { redirect_uri: asked.returnTo } : {}]
  }
}

function refused(error: string, status = 400): Answer {
  return [status, JSON_TYPE, { error }]
}

async function make(asking: Asking, access: Access, at: { origin: string; token: string }): Promise<Pending> {
  const { purpose, sameDevice = false, header = {}, returnTo = `${at.origin}/return?response_code=1` } = asking
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' })
  const [nonce, state] = [randomBytes(16).toString('base64url'), randomBytes(16).toString('base64url')]
  const now = Math.floor(Date.now() / 1000)
  const numbers = sameDevice ? null : ['07', '42', '88']
  const transaction = {
    type: 'hu.kapu.sign-in.v1',
    credential_ids: ['pid'],
    purpose,
    service: { hu: 'Tárhely', en: 'Mailbox' },
    at: now,
    match_numbers: numbers,
  }
  const transactionData = Buffer.from(JSON.stringify(transaction)).toString('base64url')
  const claimsAsked = ['family_name', 'given_name', 'birthdate'].map((name) => ({ path: [name] }))
  const pid = { id: 'pid', format: 'dc+sd-jwt', meta: { vct_values: ['urn:eudi:pid:1'] } }
  const claims: JWTPayload = {
    iss: CLIENT_ID,
    aud: 'https://self-issued.me/v2',
    client_id: CLIENT_ID,
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    response_uri: `${at.origin}/dap/valasz/${at.token}`,
    nonce,
    state,
    iat: now,
    exp: now + 180,
    dcql_query: { credentials: [purpose === 'enrol' ? { ...pid, claims: claimsAsked } : pid] },
    client_metadata: {
      client_name: 'Kapu',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), use: 'enc', alg: 'ECDH-ES', kid: '1' }] },
      encrypted_response_enc_values_supported: ['A256GCM'],
      vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
    },
    transaction_data: [transactionData],
  }
  const { certificate } = access
  const { typ = 'oauth-authz-req+jwt', x5c = [certificate.certificate.raw.toString('base64')] } = header
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    request_uri: `${at.origin}/dap/keres/${at.token}`,
    request_uri_method: 'post',
  })
  return {
    link: `openid4vp://?${query}`,
    number: sameDevice ? null : (asking.rightNumber ?? '42'),
    purpose,
    nonce,
    state,
    transactionData,
    returnTo,
    privateKey,
    signed(walletNonce) {
      const whole = { ...claims, wallet_nonce: walletNonce }
      return new SignJWT(asking.claims?.(whole, at.origin) ?? whole)
        .setProtectedHeader({ alg: 'ES256', typ, x5c: [...x5c] })
        .sign(asking.signer ?? certificate.key)
    },
  }
}

async function opened(response: string, key: CryptoKey): Promise<Record<string, unknown> | null> {
  try {
    const { plaintext } = await compactDecrypt(response, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const answer: unknown = JSON.parse(Buffer.from(plaintext).toString())
    return typeof answer === 'object' ? { ...answer } : null
  } catch {
    return null
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
