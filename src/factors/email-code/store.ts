import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

/** What a code is for: one sent for one purpose proves nothing for another. */
export type CodePurpose = 'authenticate' | 'enrol' | 'identification'

/** The one sign-in, account and purpose that a code belongs to. */
export interface CodeBinding {
  readonly id: string
  readonly signInId: string
  readonly accountId: string | null
  readonly purpose: CodePurpose
}

/** Nobody's: the same statement for a name that belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Voids the code that is out for this sign-in and purpose, whoever's it is. */
export async function supersedeCode(
  transaction: Transaction,
  { signInId, purpose, now }: { readonly signInId: string; readonly purpose: CodePurpose; readonly now: EpochSeconds },
): Promise<void> {
  await transaction
    .updateTable('email_codes')
    .set({ superseded_at: toDate(now) })
    .where('sign_in_id', '=', signInId)
    .where('purpose', '=', purpose)
    .where('consumed_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
}

/** A second live code for the sign-in and purpose is refused by the table itself. */
export async function insertCode(
  transaction: Transaction,
  code: {
    readonly id: string
    readonly signInId: string
    readonly accountId: string
    readonly purpose: CodePurpose
    readonly codeHash: string
    readonly sessionNumber: string
    readonly expiresAt: EpochSeconds
  },
): Promise<void> {
  await transaction
    .insertInto('email_codes')
    .values({
      id: code.id,
      sign_in_id: code.signInId,
      account_id: code.accountId,
      purpose: code.purpose,
      code_hash: code.codeHash,
      session_number: code.sessionNumber,
      expires_at: toDate(code.expiresAt),
    })
    .execute()
}

/** What became of a try: the hash to compare with and whether it was the last try, or why there was none. */
export type Try =
  | { readonly hash: string; readonly last: boolean }
  | { readonly hash: null; readonly reason: 'unknown' | 'superseded' | 'consumed' | 'expired' | 'tries' }

/**
 * Counts a try before it is judged: parallel tries cannot outrun the limit. A code lives to the end of its last
 * second (domain RD11). Our clock rules, passed in.
 */
export async function reserveTry(
  db: Db,
  code: CodeBinding,
  { now, maxTries }: { readonly now: EpochSeconds; readonly maxTries: number },
): Promise<Try> {
  const { rows } = await sql<{
    hash: string | null
    tries: number
    superseded: boolean
    consumed: boolean
    expired: boolean
  }>`
    with tried as (
      update email_codes set tries = tries + 1
      where id = ${code.id} and sign_in_id = ${code.signInId} and account_id = ${code.accountId ?? NOBODY}
        and purpose = ${code.purpose} and consumed_at is null and superseded_at is null
        and expires_at >= ${toDate(now)} and tries < ${maxTries}
      returning id, code_hash, tries
    )
    select t.code_hash as hash, coalesce(t.tries, c.tries) as tries, c.superseded_at is not null as superseded,
      c.consumed_at is not null as consumed, c.expires_at < ${toDate(now)} as expired
    from email_codes c left join tried t using (id)
    where c.id = ${code.id} and c.sign_in_id = ${code.signInId} and c.account_id = ${code.accountId ?? NOBODY}
      and c.purpose = ${code.purpose}
  `.execute(db)
  const [row] = rows
  if (row === undefined) return { hash: null, reason: 'unknown' }
  if (row.hash !== null) return { hash: row.hash, last: row.tries >= maxTries }
  if (row.superseded) return { hash: null, reason: 'superseded' }
  if (row.consumed) return { hash: null, reason: 'consumed' }
  return { hash: null, reason: row.expired ? 'expired' : 'tries' }
}

/** Takes the code: true once. */
export async function consumeCode(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update email_codes set consumed_at = ${toDate(now)}
    where id = ${id} and consumed_at is null and superseded_at is null returning id
  `.execute(transaction)
  return rows.length === 1
}

/** Takes the code and makes its account a holder of this factor, together: true once. */
export async function consumeCodeAndEnrol(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    with consumed as (
      update email_codes set consumed_at = ${toDate(now)}
      where id = ${id} and consumed_at is null and superseded_at is null returning account_id
    ), enrolled as (
      insert into email_code_authenticators (account_id, enrolled_at)
      select account_id, ${toDate(now)}::timestamptz from consumed on conflict (account_id) do nothing
    )
    select account_id from consumed
  `.execute(transaction)
  return rows.length === 1
}

/** Makes the account a holder; one that is already keeps its date. */
export async function insertEmailCodeAuthenticator(
  transaction: Transaction,
  accountId: string,
  enrolledAt: EpochSeconds,
): Promise<void> {
  await transaction
    .insertInto('email_code_authenticators')
    .values({ account_id: accountId, enrolled_at: toDate(enrolledAt) })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute()
}

/** The account no longer signs in with codes by e-mail: true once. */
export async function removeEmailCodeAuthenticator(transaction: Transaction, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('email_code_authenticators')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Since when the account holds e-mailed codes as a factor; null where it does not, or its address is not confirmed. */
export async function readEnrolledAt(db: Db, accountId: string): Promise<EpochSeconds | null> {
  const row = await db
    .selectFrom('email_code_authenticators')
    .innerJoin('accounts', 'accounts.id', 'email_code_authenticators.account_id')
    .select('enrolled_at')
    .where('account_id', '=', accountId)
    .where('email_confirmed_at', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : toEpochSeconds(row.enrolled_at)
}

/** Since when the account's identification address is confirmed; null where it is not. */
export async function readAddressConfirmedAt(db: Db, accountId: string): Promise<EpochSeconds | null> {
  const row = await db
    .selectFrom('accounts')
    .select('email_confirmed_at')
    .where('id', '=', accountId)
    .executeTakeFirst()
  const confirmedAt = row?.email_confirmed_at ?? null
  return confirmedAt === null ? null : toEpochSeconds(confirmedAt)
}
