import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

export interface StoredPassword {
  readonly accountId: string
  /** Another for each password that is set. */
  readonly id: string
  readonly hash: string
  readonly setAt: EpochSeconds
}

/** A password that was typed rightly. `rehashed`: the same one under the present cost, where that rose. */
export interface JudgedPassword extends StoredPassword {
  readonly rehashed: string | null
}

/** Nobody's: the same statement for a name that belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A closed password is closed on unknown devices (RD7). */
interface Place {
  readonly onKnownDevice: boolean
}

const UNKNOWN: Place = { onKnownDevice: false }

/** The password an account can sign in with there. One statement, its connection given back at once. */
export async function readPassword(
  db: Db,
  accountId: string | null,
  { onKnownDevice }: Place = UNKNOWN,
): Promise<StoredPassword | null> {
  const row = await db
    .selectFrom('passwords')
    .select(['account_id', 'id', 'hash', 'set_at'])
    .where('account_id', '=', accountId ?? NOBODY)
    .where((column) => column.or([column('closed_at', 'is', null), column.val(onKnownDevice)]))
    .executeTakeFirst()
  if (row === undefined) return null
  return { accountId: row.account_id, id: row.id, hash: row.hash, setAt: toEpochSeconds(row.set_at) }
}

/**
 * True while the password that was judged is still the account's: one that was changed or closed meanwhile proves
 * nothing. Where the cost of hashing rose, stores the new hash over the one that was read and no other.
 */
export async function keepPassword(
  transaction: Transaction,
  judged: JudgedPassword,
  { onKnownDevice }: Place = UNKNOWN,
): Promise<boolean> {
  const { rows } = await sql`
    with kept as (
      select account_id from passwords
      where account_id = ${judged.accountId} and id = ${judged.id}
        and (closed_at is null or ${onKnownDevice}) for no key update
    ), rehashed as (
      update passwords set hash = ${judged.rehashed}
      where ${judged.rehashed}::text is not null and account_id = ${judged.accountId} and id = ${judged.id}
        and hash = ${judged.hash} and (closed_at is null or ${onKnownDevice})
    )
    select account_id from kept
  `.execute(transaction)
  return rows.length === 1
}

/** A closed password proves nothing any more on devices that the account is not known on (RD7). */
export async function markClosed(transaction: Transaction, accountId: string, at: EpochSeconds): Promise<void> {
  await transaction
    .updateTable('passwords')
    .set({ closed_at: toDate(at) })
    .where('account_id', '=', accountId)
    .where('closed_at', 'is', null)
    .execute()
}

/** Replaces the account's password, whatever state it was in. */
export async function replacePassword(
  transaction: Transaction,
  password: { accountId: string; id: string; hash: string; setAt: EpochSeconds },
): Promise<void> {
  const row = {
    id: password.id,
    hash: password.hash,
    set_at: toDate(password.setAt),
    closed_at: null,
  }
  await transaction
    .insertInto('passwords')
    .values({ account_id: password.accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}
