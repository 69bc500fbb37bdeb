import { sql } from 'kysely'
import { createAccount, identificationAddress } from '../../src/accounts/account.ts'
import type { Db } from '../../src/database/connect.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import type { CodeMail } from '../../src/factors/email-code/ceremony.ts'
import type { CeremonyContext, Factor } from '../../src/factors/factor.ts'
import { createFactors, type FactorDeps } from '../../src/factors/index.ts'
import { relyingPartyOf } from '../../src/factors/passkey/relying-party.ts'
import { setPassword } from '../../src/factors/password/password.ts'
import { createPerson, type NaturalIdentity } from '../../src/persons/person.ts'
import { createGate } from '../../src/system/gate.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { createPasswordHasher } from '../../src/system/password-hash.ts'
import { randomBytes, randomId } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { createVerifier, walletsOf } from '../../src/app/wallets.ts'
import { createAudit } from '../../src/audit/record.ts'
import { aWalletWorld, postTo } from './phone-line.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

export const NOW = 1_800_000_000
export const PASSWORD = 'Minta-jelszo-2026'
const ISSUER = 'https://kapu.example.hu'
const CONNECTIONS = 20

export const anna: NaturalIdentity = {
  family_name: 'Kovács',
  given_name: 'Anna Mária',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna Mária',
  hu_mother_birth_family_name: 'Fehér',
  hu_mother_birth_given_name: 'Erzsébet',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
  gender: 'female',
}

/** All factors on a database of their own; mails are kept in a list instead of being queued. */
export async function factorFixture() {
  const statements: string[] = []
  const database: TestDatabase = await testDatabase({
    poolSize: CONNECTIONS,
    onStatement: (text) => statements.push(text),
  })
  const { db } = database
  const sealing = createSealing({ current: 'k1', keys: { k1: randomBytes(32) } })
  const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
  const gate = createGate({ running: 2, queue: 200, waitMs: 20_000 })
  const cheap = { memoryKib: 64, iterations: 1, parallelism: 1 }
  const passwordHasher = createPasswordHasher({ ...cheap, pepper: keyed, gate })
  const mails: CodeMail[] = []
  const world = aWalletWorld('kapu.example.hu')
  const wallet = { issuer: ISSUER, wallet: { ...world.wallet, openAt: 'openid4vp://', request: 180 } }
  const audit = createAudit({ sealing, keyed, instance: 'test' })
  const verifier = createVerifier(wallet, { db, clock: { now: () => NOW } }, { sealing, audit })
  const deps: FactorDeps = {
    db,
    sealing,
    keyed,
    passwordHasher,
    dap: walletsOf(verifier, wallet, { db }),
    issuerName: 'Kapu',
    relyingParty: relyingPartyOf(ISSUER, 'Kapu'),
    enrolmentLifetime: 900,
    codeLifetime: 600,
    triesPerCode: 5,
    simulators: true,
    identificationAddress: (transaction, accountId) => identificationAddress(transaction, sealing, accountId),
    enqueueMail: async (_transaction, mail) => void mails.push(mail),
    isMailFailing: async () => false,
  }
  const factors = createFactors(deps)

  return {
    database,
    db,
    statements,
    sealing,
    keyed,
    gate,
    passwordHasher,
    mails,
    /** What a phone trusts and speaks with. */
    phones: { issuer: world.issuer, authorities: world.authorities, post: postTo(verifier), now: () => NOW },
    deps,
    factors,
    /** Throws where the list has no such factor. */
    factor(id: string): Factor {
      const found = factors.find((factor) => factor.id === id)
      if (found === undefined) throw new Error(`no factor ${id}`)
      return found
    },
    /** A new account with a password; its address is confirmed unless said otherwise. */
    async account({ confirmed = true }: { confirmed?: boolean } = {}): Promise<string> {
      const hash = await passwordHasher.hash(PASSWORD)
      return await inTransaction(db, async (t) => {
        const username = randomId()
        // Every account is another person's
        const person = { ...anna, hu_mother_birth_given_name: username }
        const personId = await createPerson(t, person, { verified: true, sealing, keyed, now: NOW })
        if (personId === null) throw new Error('a random person is new')
        const email = `${username}@posta.example`
        const emailConfirmedAt = confirmed ? NOW : null
        const account = { personId, username, state: 'ACTIVE', language: 'hu', email, emailConfirmedAt } as const
        const id = await createAccount(t, account, { sealing, keyed, now: NOW })
        if (id === null) throw new Error('a random user name is free')
        await setPassword(t, id, hash, { setAt: NOW })
        return id
      })
    },
  }
}

export type Fixture = Awaited<ReturnType<typeof factorFixture>>

/** A sign-in of its own for this account. */
export function contextOf(accountId: string | null, more: Partial<CeremonyContext> = {}): CeremonyContext {
  return {
    signInId: randomId(),
    accountId,
    username: 'kovacsanna',
    serviceName: 'Tárhely',
    serviceNames: { hu: 'Tárhely', en: 'Mailbox' },
    returnUrl: 'https://kapu.example.hu/interaction/u/authenticate/x/return',
    language: 'hu',
    now: NOW,
    ...more,
  }
}

/** Changes whenever anything stored changes. */
export async function contentsOf(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db)
  const contents = await Promise.all(
    tables.map(({ name }) =>
      sql<{ all: string }>`
        select coalesce(string_agg(t::text, '|' order by t::text), '') as all from ${sql.table(name)} t`.execute(db),
    ),
  )
  return contents.map(({ rows }) => rows[0]?.all).join('\n')
}
