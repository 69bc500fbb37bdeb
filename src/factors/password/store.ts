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

/** The password an account can sign in with; a closed one is none. One statement, its connection given back at once. */
export async function readPassword(db: Db, accountId: string | null): Promise<StoredPassword | null> {
  const row = await db
    .selectFrom('passwords')
    .select(['account_id', 'id', 'hash', 'set_at'])
    .where('account_id', '=', accountId ?? NOBODY)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return { accountId: row.account_id, id: row.id, hash: row.hash, setAt: toEpochSeconds(row.set_at) }
}

/**
 * True while the password that was judged is still the account's: one that was changed or closed meanwhile proves
 * nothing. Where the cost of hashing rose, stores the new hash over the one that was read and no other.
 */
export async function keepPassword(transaction: Transaction, judged: JudgedPassword): Promise<boolean> {
  const { rows } = await sql`
    with kept as (
      select account_id from passwords
      where account_id = ${judged.accountId} and id = ${judged.id} and closed_at is null for no key update
    ), rehashed as (
      update passwords set hash = ${judged.rehashed}
      where ${judged.rehashed}::text is not null and account_id = ${judged.accountId} and id = ${judged.id}
        and hash = ${judged.hash} and closed_at is null
    )
    select account_id from kept
  `.execute(transaction)
  return rows.length === 1
}

/** Replaces the account's password, whatever state it was in. */
export async function replacePassword(
  transaction: Transaction,
  password: { accountId: string; id: string; hash: string; setAt: EpochSeconds; expiresAt: EpochSeconds | null },
): Promise<void> {
  const row = {
    id: password.id,
    hash: password.hash,
    set_at: toDate(password.setAt),
    expires_at: password.expiresAt === null ? null : toDate(password.expiresAt),
    closed_at: null,
  }
  await transaction
    .insertInto('passwords')
    .values({ account_id: password.accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}
