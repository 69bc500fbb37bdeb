import { sql } from 'kysely'
import type { AuthenticationEvent, EpochSeconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import { prepared } from '../database/prepared.ts'
import type { Transaction } from '../database/transaction.ts'
import { knownDeviceColumn, type Browser } from '../accounts/known-devices/store.ts'
import type { LifeRow } from '../accounts/life/life-account.ts'
import { lifeColumn } from '../accounts/life/store.ts'
import { toDate } from '../system/clock.ts'

/** What happened in a sign-in so far: the row of `sign_ins`. */
export interface Progress {
  readonly accountId: string | null
  readonly events: readonly AuthenticationEvent[]
  /** Of the ceremony under way: sealed. */
  readonly ceremony: string | null
  readonly recovering: string | null
  readonly declined: readonly string[]
  readonly switchAccepted: boolean
  /** Who agreed to go on as the account of the browser's session. */
  readonly confirmedAccountId: string | null
  /** Of whom a page named, the person said that it is not them. */
  readonly disownedAccountId: string | null
  /** Others use this computer, too: said with the user name. */
  readonly shared: boolean
  readonly rounds: number
}

/** The account in question: the one that proved itself here, else the session's. */
export interface AccountRow {
  readonly id: string
  readonly username: string
  /** From which `stateAt` tells the state: the clock's own changes may not be written yet. */
  readonly life: LifeRow
  readonly held: readonly string[]
  readonly mailResetAt: EpochSeconds | null
  /** Of a window that is open: until when a new password can be asked for. */
  readonly windowEndsAt: EpochSeconds | null
  /** What this browser is known by to the account, in hexadecimal; null on an unknown device. */
  readonly knownDevice: string | null
  readonly hasSignedIn: boolean
  /** By claim set: what was agreed with this client. */
  readonly consents: Readonly<Record<string, readonly string[]>>
}

export interface SignInRow {
  readonly progress: Progress
  readonly account: AccountRow | null
}

/** Which sign-in, and whose account to look at where nobody has proved themselves in it yet. */
export interface SignInKey {
  readonly cid: string | null
  readonly clientId: string
  readonly sessionAccountId: string | null
  readonly expiresAt: EpochSeconds
  /** Absent where nobody is there to be known. */
  readonly browser?: Browser
}

const NO_BROWSER: Browser = { devices: [], now: 0 }

export const NO_PROGRESS: Progress = {
  accountId: null,
  events: [],
  ceremony: null,
  recovering: null,
  declined: [],
  switchAccepted: false,
  confirmedAccountId: null,
  disownedAccountId: null,
  shared: false,
  rounds: 0,
}

/** The sign-in as it stands, with its account, in one statement. */
export async function readSignIn(db: Db | Transaction, key: SignInKey): Promise<SignInRow> {
  return one(await select(key, sql`select * from sign_ins where cid = ${key.cid}`).execute(db))
}

/** The same, made where it is new and locked until the transaction ends: two submissions of one sign-in take turns. */
export async function lockSignIn(transaction: Transaction, key: SignInKey): Promise<SignInRow> {
  const locked = sql`
    insert into sign_ins (cid, client_id, expires_at) values (${key.cid}, ${key.clientId}, ${toDate(key.expiresAt)})
    on conflict (cid) do update set expires_at = greatest(sign_ins.expires_at, excluded.expires_at) returning *`
  return one(await select(key, locked).execute(transaction))
}

function select(key: SignInKey, source: ReturnType<typeof sql>) {
  return sql<{ progress: Progress; account: AccountRow | null }>`${prepared}
    with s as (${source})
    select ${progressColumn} as progress, ${accountColumn(sql`${key.clientId}`, key.browser ?? NO_BROWSER)} as account
    from (select 1) as one left join s on true
      left join accounts a on a.id = coalesce(s.account_id, ${key.sessionAccountId}::uuid)`
}

/** A row `s` of `sign_ins`, or none, as {@link Progress}: also for statements that load a sign-in beside something else. */
export const progressColumn = sql`jsonb_build_object('accountId', s.account_id, 'events', coalesce(s.events, '[]'),
  'ceremony', s.ceremony, 'recovering', s.recovering, 'declined', coalesce(to_jsonb(s.declined), '[]'),
  'switchAccepted', coalesce(s.switch_accepted, false), 'confirmedAccountId', s.confirmed_account_id,
  'disownedAccountId', s.disowned_account_id,
  'shared', coalesce(s.shared, false), 'rounds', coalesce(s.rounds, 0))`

/**
 * A row `a` of `accounts`, or none, as {@link AccountRow}, with its consents to a client. A closed password is held
 * only where this browser is known (RD7).
 */
export function accountColumn(clientId: ReturnType<typeof sql>, browser: Browser) {
  const knownDevice = knownDeviceColumn(sql`a.id`, browser)
  return sql`case when a.id is not null then jsonb_build_object('id', a.id, 'username', a.username, 'life', ${lifeColumn},
    'mailResetAt', floor(extract(epoch from a.mail_reset_at))::bigint,
    'windowEndsAt', floor(extract(epoch from a.window_ends_at))::bigint,
    'knownDevice', ${knownDevice}, 'hasSignedIn', a.first_signed_in_at is not null,
    'held', (select coalesce(jsonb_agg(h.factor), '[]') from held_factors h
      where h.account_id = a.id and (not h.needs_known_device or ${knownDevice} is not null)),
    'consents', (select coalesce(jsonb_object_agg(c.claim_set, to_jsonb(c.refused_claims)), '{}')
      from consents c where c.account_id = a.id and c.client_id = ${clientId})) end`
}

function one({ rows }: { rows: SignInRow[] }): SignInRow {
  return rows[0] ?? { progress: NO_PROGRESS, account: null }
}

/** Writes the sign-in back. The caller holds its lock. */
export async function saveProgress(transaction: Transaction, cid: string, progress: Progress): Promise<void> {
  await sql`
    update sign_ins set account_id = ${progress.accountId}, events = ${JSON.stringify(progress.events)}::jsonb,
      ceremony = ${progress.ceremony}, recovering = ${progress.recovering}, declined = ${[...progress.declined]},
      switch_accepted = ${progress.switchAccepted}, confirmed_account_id = ${progress.confirmedAccountId},
      disowned_account_id = ${progress.disownedAccountId}, shared = ${progress.shared}, rounds = ${progress.rounds}
    where cid = ${cid}`.execute(transaction)
}

/** Counts a return to the pages after the engine had finished; answers how many there were. */
export async function countRound(db: Db, key: SignInKey): Promise<number> {
  const { rows } = await sql<{ rounds: number }>`
    insert into sign_ins (cid, client_id, expires_at, rounds)
    values (${key.cid}, ${key.clientId}, ${toDate(key.expiresAt)}, 1)
    on conflict (cid) do update set rounds = sign_ins.rounds + 1,
      expires_at = greatest(sign_ins.expires_at, excluded.expires_at)
    returning rounds`.execute(db)
  return rows[0]?.rounds ?? 0
}

/** Remembers what a person agreed to, or was told. */
export async function saveConsent(
  transaction: Transaction,
  consent: {
    accountId: string
    clientId: string
    claimSet: string
    refusedClaims: readonly string[]
    at: EpochSeconds
  },
): Promise<void> {
  await sql`
    insert into consents (account_id, client_id, claim_set, refused_claims, given_at)
    values (${consent.accountId}, ${consent.clientId}, ${consent.claimSet}, ${[...consent.refusedClaims]}, ${toDate(consent.at)})
    on conflict (account_id, client_id, claim_set) do update
      set refused_claims = excluded.refused_claims, given_at = excluded.given_at`.execute(transaction)
}

/** Drops an account's sign-ins that are under way, but for `except` (a `cid`): their proofs count no more. */
export async function dropSignInsOf(transaction: Transaction, accountId: string, except: string | null): Promise<void> {
  await sql`
    delete from sign_ins where account_id = ${accountId} and cid is distinct from ${except}`.execute(transaction)
}
