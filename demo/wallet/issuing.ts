import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import { EmbeddedJWK, jwtVerify, type JWK } from 'jose'
import { issuePid, type PidIssuer, type PidPerson } from './pid-issuer.ts'
import { bodyOf } from './relay.ts'

export interface IssuingOptions {
  readonly issuer: PidIssuer
  readonly persons: readonly PidPerson[]
  /** The proof's audience is `/pid` here. */
  readonly origin: string
  /** Epoch seconds. */
  now(): number
}

/** Nonces that wait for their proof, the oldest forgotten first. */
const MOST_NONCES = 100

/**
 * The counter of the test PID issuer: a nonce (`POST /pid/nonce`), then a credential for the key that signed it
 * (`POST /pid` with `person` and `proof`), in the manner of OpenID4VCI 1.0 §7 and §8. Anybody may be anybody: it is a
 * demonstration.
 */
export function createIssuing({ issuer, persons, origin, now }: IssuingOptions): Router {
  const router = new Router()
  const nonces = new Set<string>()

  router.post('/pid/nonce', (ctx) => {
    const nonce = randomBytes(32).toString('base64url')
    nonces.add(nonce)
    const [oldest] = nonces
    if (nonces.size > MOST_NONCES && oldest !== undefined) nonces.delete(oldest)
    ctx.body = { c_nonce: nonce }
  })

  router.post('/pid', async (ctx) => {
    const form = new URLSearchParams((await bodyOf(ctx.req)) ?? '')
    const chosen = form.get('person') ?? ''
    // An empty text would be the number nought
    const person = /^\d+$/.test(chosen) ? persons[Number(chosen)] : undefined
    const deviceJwk = await provedKey(form.get('proof') ?? '')
    if (person === undefined || deviceJwk === null) {
      ctx.status = 400
      ctx.body = { error: person === undefined ? 'unknown_person' : 'invalid_proof' }
      return
    }
    ctx.body = { credential: await issuePid(issuer, { person, deviceJwk, now: now() }) }
  })
  return router

  /** A nonce counts once, whether the proof was good or not. */
  async function provedKey(proof: string): Promise<JWK | null> {
    try {
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
        algorithms: ['ES256'],
        typ: 'openid4vci-proof+jwt',
        audience: `${origin}/pid`,
        maxTokenAge: '5 minutes',
        clockTolerance: 60,
        currentDate: new Date(now() * 1000),
      })
      return nonces.delete(String(payload['nonce'])) ? (protectedHeader.jwk ?? null) : null
    } catch {
      return null
    }
  }
}
