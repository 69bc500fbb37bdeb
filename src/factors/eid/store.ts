import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

/** Tries of the PIN before the card is blocked; right ones give them back. */
const PIN_TRIES = 3

/** What the chip needs to judge a PIN, and to sign. */
export interface TriedChip {
  readonly privateKeySealed: string
  readonly pinHash: string
}

/** A card that an account holds. */
export interface BoundCard {
  readonly id: string
  readonly accountId: string
  readonly publicKey: Buffer
  readonly createdAt: EpochSeconds
}

/** Takes a try of the PIN before it is judged: tries side by side cannot outrun the limit. Null: blocked, or no card. */
export async function takeTry(db: Db, cardKey: Buffer): Promise<TriedChip | null> {
  const { rows } = await sql<TriedChip>`
    update eid_chips set tries_left = tries_left - 1 where card_key = ${cardKey} and tries_left > 0
    returning private_key_sealed as "privateKeySealed", pin_hash as "pinHash"`.execute(db)
  return rows[0] ?? null
}

/** The PIN was right. */
export async function giveTriesBack(db: Db, cardKey: Buffer): Promise<void> {
  await sql`update eid_chips set tries_left = ${PIN_TRIES} where card_key = ${cardKey}`.execute(db)
}

/** A chip that is there already stays as it is, blocked or not. */
export async function insertChip(
  transaction: Transaction,
  chip: TriedChip & { readonly cardKey: Buffer; readonly publicKey: Buffer },
): Promise<void> {
  await sql`
    insert into eid_chips (card_key, public_key, private_key_sealed, pin_hash)
    values (${chip.cardKey}, ${chip.publicKey}, ${chip.privateKeySealed}, ${chip.pinHash})
    on conflict (card_key) do nothing`.execute(transaction)
}

/** Whose card it is. */
export async function findCard(db: Db, cardKey: Buffer): Promise<BoundCard | null> {
  const row = await db.selectFrom('eid_cards').selectAll().where('card_key', '=', cardKey).executeTakeFirst()
  return row === undefined ? null : cardOf(row)
}

/** An account's cards, oldest first. */
export async function listCards(db: Db | Transaction, accountId: string): Promise<readonly BoundCard[]> {
  const rows = await db
    .selectFrom('eid_cards')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(cardOf)
}

/** Binds the card's public key to the account; nothing where there is no such chip, or it is somebody's already. */
export async function bindCard(
  transaction: Transaction,
  card: { readonly id: string; readonly accountId: string; readonly cardKey: Buffer; readonly createdAt: EpochSeconds },
): Promise<void> {
  await sql`
    insert into eid_cards (id, account_id, card_key, public_key, created_at)
    select ${card.id}::uuid, ${card.accountId}::uuid, card_key, public_key, ${toDate(card.createdAt)}::timestamptz
    from eid_chips where card_key = ${card.cardKey}
    on conflict do nothing`.execute(transaction)
}

/** Notes a use: false where the card was taken away meanwhile. */
export async function noteUse(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update eid_cards set used_at = ${toDate(now)} where id = ${id} returning id`.execute(transaction)
  return rows.length === 1
}

/** True once. */
export async function removeCard(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('eid_cards')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function cardOf(row: { id: string; account_id: string; public_key: Buffer; created_at: Date }): BoundCard {
  return {
    id: row.id,
    accountId: row.account_id,
    publicKey: row.public_key,
    createdAt: toEpochSeconds(row.created_at),
  }
}
