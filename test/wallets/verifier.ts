/** The verifier over real HTTP and a real database, behind the product's edges, with a clock that is told the time. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import Koa from 'koa'
import { certify, type Holder } from '../../demo/signing/certificate.ts'
import { createAccount } from '../../src/accounts/account.ts'
import { isBarred } from '../../src/assurance/account-limits.ts'
import type { AccountState } from '../../src/assurance/policy.ts'
import { createAudit } from '../../src/audit/record.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { edges } from '../../src/http/edges.ts'
import { logBrokenConnections } from '../../src/http/errors.ts'
import { createHttpServer } from '../../src/http/limits.ts'
import { createPerson } from '../../src/persons/person.ts'
import { fixedClock } from '../../src/system/clock.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { createLogger } from '../../src/system/logger.ts'
import { readVerifierKey } from '../../src/system/presentations/verifier-key.ts'
import { randomBytes, randomId, randomUuid } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import type { PresentationDependencies } from '../../src/wallets/presentations/dependencies.ts'
import { type Asking, createPresentations, type Started } from '../../src/wallets/presentations/presentations.ts'
import { createPresentationRouter } from '../../src/wallets/presentations/routes.ts'
import { anna } from '../factors/fixture.ts'
import { testDatabase } from '../support/database.ts'
import { ANNA, answerFields, type AskedClaims, askedIn, aWallet, type Spoil, type TestWallet } from './wallet.ts'

export const NOW = 1_800_000_000
export const LIFETIME = 180

const validity = { from: new Date((NOW - 86_400) * 1000), to: new Date((NOW + 86_400) * 1000) }

export const access = certify({ commonName: 'kapu', dnsName: 'localhost' }, { issuer: null, ...validity })
/** Authority and issuer of PIDs, and others that nobody trusts. */
const authority = certify({ commonName: 'PID root' }, { issuer: null, authority: true, ...validity })
export const pidIssuer = certify({ commonName: 'PID issuer' }, { issuer: authority, ...validity })
export const simulator = certify({ commonName: 'PID simulator' }, { issuer: null, ...validity })
const foreignAuthority = certify({ commonName: 'PID root' }, { issuer: null, authority: true, ...validity })
export const foreignIssuer = certify({ commonName: 'PID issuer' }, { issuer: foreignAuthority, ...validity })

export type Verifier = Awaited<ReturnType<typeof startVerifier>>

export async function startVerifier(over: Partial<PresentationDependencies> = {}) {
  const database = await testDatabase({ poolSize: 20 })
  const { db } = database
  const clock = fixedClock(NOW)
  const sealing = createSealing({ current: 'k1', keys: { k1: randomBytes(32) } })
  const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
  const server = createHttpServer((request, response) => void app.callback()(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const read = readVerifierKey(pemOf(access), { host: 'localhost', now: NOW })
  if (!('key' in read)) throw new Error(read.faults.join())
  const presentations = createPresentations({
    ...{ db, clock, sealing, issuer, signing: read.key, isBarred },
    audit: createAudit({ sealing, keyed, instance: 'test' }),
    name: { hu: 'Kapu', en: 'Kapu' },
    trustList: [
      { pem: authority.certificate.toString(), simulator: false },
      { pem: simulator.certificate.toString(), simulator: true },
    ],
    openAt: 'openid4vp://',
    requestLifetime: LIFETIME,
    isSamePerson: async (_transaction, _accountId, identity) => JSON.stringify(identity) === JSON.stringify(ANNA),
    ...over,
  })
  const app = new Koa()
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } })
  logBrokenConnections(app, logger)
  for (const edge of edges({ issuer }, { logger })) app.use(edge)
  app.use(createPresentationRouter(presentations).routes())

  async function account({ state = 'ACTIVE' }: { state?: AccountState } = {}): Promise<string> {
    return await inTransaction(db, async (transaction) => {
      const username = randomId()
      const person = { ...anna, hu_mother_birth_given_name: username }
      const personId = await createPerson(transaction, person, { verified: true, sealing, keyed, now: NOW })
      const email = `${username}@posta.example`
      const opened = {
        personId: personId ?? '',
        username,
        state,
        language: 'hu',
        email,
        emailConfirmedAt: NOW,
      } as const
      const id = await createAccount(transaction, opened, { sealing, keyed, now: NOW })
      if (id === null) throw new Error('a random name is free')
      return id
    })
  }

  return {
    db,
    clock,
    sealing,
    server,
    issuer,
    presentations,
    lines,
    account,
    /** An account with a wallet whose key is bound to it. */
    async holder(of: { state?: AccountState } = {}): Promise<{ accountId: string; wallet: TestWallet }> {
      const [accountId, wallet] = [await account(of), await aWallet()]
      await sql`
        insert into wallet_keys (thumbprint, account_id, public_jwk, bound_at)
        values (${wallet.thumbprint}, ${accountId}, ${JSON.stringify(wallet.publicJwk)}::jsonb, now())`.execute(db)
      return { accountId, wallet }
    },
    async start(asking: Partial<Asking> = {}): Promise<Started & { signInId: string }> {
      const signInId = asking.signInId ?? randomUuid()
      const given: Asking = {
        ...{ signInId, purpose: 'authenticate', accountId: null, now: clock.now() },
        ...{ service: { hu: 'Adóhivatal', en: 'Tax office' }, returnUri: `${issuer}/interaction/x/return?step=dap` },
        ...asking,
      }
      return { ...(await inTransaction(db, (transaction) => presentations.start(transaction, given))), signInId }
    },
    async close() {
      presentations.stop()
      server.closeAllConnections()
      server.close()
      await database.close()
    },
  }
}

function pemOf({ certificate, key }: Holder): { privateKeyPem: string; certificatePem: string } {
  const privateKeyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { privateKeyPem, certificatePem: certificate.toString() }
}

/** Where the QR code, or the link, leads. */
export function requestUriOf(invitation: string): string {
  return new URL(invitation).searchParams.get('request_uri') ?? ''
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

export async function post(address: string, fields: Record<string, string> = {}): Promise<Reply> {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: answer.status, body: bodyOf(await answer.text()) }
}

/** JSON as its value, anything else as text. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The wallet fetches the request. */
export async function scan(invitation: string): Promise<AskedClaims> {
  const { status, body } = await post(requestUriOf(invitation))
  if (status !== 200 || typeof body !== 'string') throw new Error(`not scanned: ${status} ${JSON.stringify(body)}`)
  return askedIn(body)
}

export interface Approving {
  readonly wallet: TestWallet
  readonly asked: AskedClaims
  readonly started: Pick<Started, 'matchNumber'>
  readonly mode?: 'qr' | 'link'
  readonly now?: number
  readonly issuer?: Holder
  readonly number?: string | null
  readonly disclose?: readonly (keyof typeof ANNA)[]
  readonly person?: Partial<typeof ANNA>
  readonly spoil?: Spoil
}

/** The wallet approves, honestly unless told how not to. */
export async function approve({ asked, started, mode = 'qr', ...others }: Approving): Promise<Reply> {
  const number = mode === 'qr' ? started.matchNumber : null
  const fields = await answerFields({ now: NOW, issuer: pidIssuer, number, asked, ...others })
  return await post(asked.response_uri, fields)
}
