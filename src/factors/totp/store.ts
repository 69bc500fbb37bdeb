import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

export interface StoredAuthenticator {
  readonly id: string
  readonly secretSealed: string
  readonly lastStep: number
  readonly createdAt: EpochSeconds
}

/** Nobody's: the same statement for a name that belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The account's app; there is at most one. */
export async function readAuthenticator(
  db: Db | Transaction,
  accountId: string | null,
): Promise<StoredAuthenticator | null> {
  const row = await db
    .selectFrom('totp_authenticators')
    .select(['id', 'secret_sealed', 'last_step', 'created_at'])
    .where('account_id', '=', accountId ?? NOBODY)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    secretSealed: row.secret_sealed,
    lastStep: Number(row.last_step),
    createdAt: toEpochSeconds(row.created_at),
  }
}

/** Spends a time step: true once, and never for a step before one that was spent (RFC 6238 §5.2). */
export async function spendStep(
  transaction: Transaction,
  { accountId, id, step }: { readonly accountId: string; readonly id: string; readonly step: number },
): Promise<boolean> {
  const { rows } = await sql`
    update totp_authenticators set last_step = ${step}
    where account_id = ${accountId} and id = ${id} and last_step < ${step} returning id
  `.execute(transaction)
  return rows.length === 1
}

/**
 * Puts the new app, and the code that deletes it, in the place of the app that the enrolment began with (null: of
 * none). False when that place has changed since: each enrolment succeeds once, and never over a newer app.
 */
export async function placeAuthenticator(
  transaction: Transaction,
  app: {
    readonly id: string
    readonly accountId: string
    readonly replaces: string | null
    readonly secretSealed: string
    readonly lastStep: number
    readonly deletionCodeHash: string | null
    readonly createdAt: EpochSeconds
  },
): Promise<boolean> {
  const { rows } = await sql`
    with placed as (
      insert into totp_authenticators as t (id, account_id, secret_sealed, last_step, created_at)
      values (${app.id}, ${app.accountId}, ${app.secretSealed}, ${app.lastStep}, ${toDate(app.createdAt)})
      on conflict (account_id) do update set id = excluded.id, secret_sealed = excluded.secret_sealed,
        last_step = excluded.last_step, created_at = excluded.created_at
      where t.id = ${app.replaces}
      returning account_id, created_at
    ), deletion as (
      insert into deletion_codes (account_id, code_hash, created_at)
      select account_id, ${app.deletionCodeHash}::text, created_at from placed
      where ${app.deletionCodeHash}::text is not null
      on conflict (account_id) do update set code_hash = excluded.code_hash, created_at = excluded.created_at
    )
    select account_id from placed
  `.execute(transaction)
  return rows.length === 1
}

/** Takes the app away, and the deletion code with it: true once. */
export async function removeAuthenticator(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    with removed as (
      delete from totp_authenticators where account_id = ${accountId} and id = ${id} returning account_id
    ), burnt as (
      delete from deletion_codes using removed where deletion_codes.account_id = removed.account_id
    )
    select account_id from removed
  `.execute(transaction)
  return rows.length === 1
}

/** The app and the keyed hash of the code that deletes it; the same statement for a name that belongs to nobody. */
export async function readDeletionCode(
  db: Db,
  accountId: string | null,
): Promise<{ readonly appId: string; readonly hash: string } | null> {
  const row = await db
    .selectFrom('deletion_codes')
    .innerJoin('totp_authenticators', 'totp_authenticators.account_id', 'deletion_codes.account_id')
    .select(['totp_authenticators.id as appId', 'code_hash as hash'])
    .where('deletion_codes.account_id', '=', accountId ?? NOBODY)
    .executeTakeFirst()
  return row ?? null
}
