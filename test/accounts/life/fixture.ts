/** The life of accounts on a real database, with the parts that `app.ts` gives it; mails are read from the queue. */
import { sql } from 'kysely'
import type { AccountLife, ActedBy, NewRegistration } from '../../../src/accounts/life/account-life.ts'
import type { LifePolicy } from '../../../src/accounts/life/life-policy.ts'
import { createCore } from '../../../src/app.ts'
import { type Config, loadConfig } from '../../../src/config.ts'
import { inTransaction } from '../../../src/database/transaction.ts'
import { mailJobSchema, sealContext } from '../../../src/mail/job.ts'
import { queuedMailSchema, type Mail } from '../../../src/mail/mail.ts'
import type { NaturalIdentity } from '../../../src/persons/person.ts'
import { type Clock, fixedClock } from '../../../src/system/clock.ts'
import { createLogger } from '../../../src/system/logger.ts'
import { randomId, randomUuid } from '../../../src/system/random.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '../../support/database.ts'
import { IDENTITY, START } from './builders.ts'

export const CITIZEN: ActedBy = { actor: { type: 'person', id: null } }
export const CLERK: ActedBy = {
  actor: { type: 'registrar', id: 'clerk' },
  office: { id: 'budapest-1', name: 'Kormányablak' },
  caseId: 'case-1',
  reason: 'personal visit',
}

/** Somebody of one's own. */
export function somebody(): NaturalIdentity {
  return { ...IDENTITY, hu_mother_birth_given_name: `Ilona ${randomUuid()}` }
}

/** A user name as the rules have it. */
export function newName(): string {
  return `nev${randomId().replaceAll(/[^a-z0-9]/gi, '')}`.slice(0, 30)
}

const files = mkdtempSync(join(tmpdir(), 'kapu-life-'))

export async function lifeFixture({
  poolSize = 20,
  policy = (life) => life,
}: { poolSize?: number; policy?: (life: LifePolicy) => LifePolicy } = {}) {
  const statements: string[] = []
  const { db, url, close } = await testDatabase({ poolSize, onStatement: (text) => void statements.push(text) })
  const loaded = loadConfig({ profile: 'development', env: { KAPU_DATA_DIR: files } })
  const config: Config = { ...loaded, life: policy(loaded.life) }
  const clock = fixedClock(START)
  const logger = createLogger({ level: 'error', destination: process.stderr })
  const instance = (name: string, own: Clock = clock) => createCore(config, { db, clock: own, logger, instance: name })
  const core = instance('one')
  const { life, sealing, audit } = core

  async function mailsTo(address: string): Promise<Mail[]> {
    const { rows } = await sql<{ payload: unknown }>`
      select payload from graphile_worker._private_jobs order by id`.execute(db)
    const mails = await Promise.all(
      rows.map(async ({ payload }) => {
        const job = mailJobSchema.parse(payload)
        return queuedMailSchema.parse(JSON.parse(await sealing.open(sealContext(job.id), job.sealed))).mail
      }),
    )
    return mails.filter(({ to }) => to === address)
  }

  /** The last code that was mailed to an address. */
  async function codeFor(address: string): Promise<string> {
    const code = (await mailsTo(address)).flatMap(({ props }) => ('code' in props ? [props.code] : [])).at(-1)
    if (code === undefined) throw new Error(`no code was sent to ${address}`)
    return code
  }

  const apply = (accountId: string, event: Parameters<AccountLife['apply']>[2], by: ActedBy = CLERK) =>
    inTransaction(db, (t) => life.apply(t, accountId, event, by))

  const open = (registration: Partial<NewRegistration> & Pick<NewRegistration, 'how'>, by: ActedBy = CITIZEN) => {
    const username = registration.username ?? newName()
    const base = { identity: somebody(), username, email: `${username}@posta.example`, language: 'hu' } as const
    const { how } = registration
    const given: NewRegistration =
      how === 'signature'
        ? { ...base, passwordHash: 'a hash', validity: { years: 2 }, ...registration, how }
        : { ...base, ...registration, how }
    return inTransaction(db, (t) => life.open(t, given, by))
  }

  const redeem = (username: string, code: string, more: { validity?: { days: number }; by?: ActedBy } = {}) =>
    inTransaction(db, (t) =>
      life.redeem(
        t,
        { username, code, passwordHash: `hash of ${username}`, validity: more.validity ?? { years: 2 } },
        more.by ?? CITIZEN,
      ),
    )

  const forgotten = (username: string, email: string) =>
    inTransaction(db, (t) => life.forgotten(t, { username, email }, CITIZEN))

  /** A new account, opened and, where its way asks for it, activated. */
  async function account(how: NewRegistration['how'], more: Partial<NewRegistration> = {}) {
    const username = more.username ?? newName()
    const email = more.email ?? `${username}@posta.example`
    const opened = await open({ ...more, how, username, email })
    if (!opened.ok) throw new Error(opened.refusal)
    return { id: opened.accountId, username, email }
  }

  async function active(more: Partial<NewRegistration> = {}) {
    const made = await account('office', more)
    await redeem(made.username, await codeFor(made.email))
    return made
  }

  async function rowOf(accountId: string) {
    const row = await db.selectFrom('accounts').selectAll().where('id', '=', accountId).executeTakeFirst()
    return row ?? null
  }

  async function auditOf(accountId: string): Promise<string[]> {
    const { rows } = await sql<{ event: string; reason: string | null; actor_type: string }>`
      select event, reason, actor_type from audit_events where subject_account_id = ${accountId} order by at, id`.execute(
      db,
    )
    return rows.map(({ event, reason, actor_type }) =>
      [event, reason, actor_type].filter((part) => part !== null).join(' '),
    )
  }

  return {
    ...{
      db,
      url,
      statements,
      clock,
      core,
      life,
      audit,
      sealing,
      config,
      instance,
      mailsTo,
      codeFor,
      apply,
      open,
      redeem,
    },
    ...{ forgotten, account, active, rowOf, auditOf, close },
    at(seconds: number) {
      clock.set(START + seconds)
    },
    templates: async (address: string) => (await mailsTo(address)).map(({ template }) => template),
  }
}

export type LifeFixture = Awaited<ReturnType<typeof lifeFixture>>
