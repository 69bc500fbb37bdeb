import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, type EpochSeconds } from '../../system/clock.ts'

interface CardKeys {
  readonly cardKey: Buffer
  readonly codeKey: Buffer
}

/** The card that this code belongs to. */
export async function findCard(
  db: Db,
  { cardKey, codeKey }: CardKeys,
): Promise<{ readonly identitySealed: string; readonly issuedOn: string; readonly isBurnt: boolean } | null> {
  const { rows } = await sql<{ identitySealed: string; issuedOn: string; isBurnt: boolean }>`
    select identity_sealed as "identitySealed", issued_on as "issuedOn",
      burnt_at is not null as "isBurnt"
    from simulated_id_cards where card_key = ${cardKey} and code_key = ${codeKey}`.execute(db)
  return rows[0] ?? null
}

/** Takes the code. Two who register at once with one card: one of them gets true. */
export async function burnCard(
  transaction: Transaction,
  { cardKey, codeKey }: CardKeys,
  at: EpochSeconds,
): Promise<boolean> {
  const { rows } = await sql`
    update simulated_id_cards set burnt_at = ${toDate(at)}
    where card_key = ${cardKey} and code_key = ${codeKey} and burnt_at is null returning 1`.execute(transaction)
  return rows.length === 1
}

export async function insertCard(
  transaction: Transaction,
  card: CardKeys & { readonly identitySealed: string; readonly issuedOn: string },
): Promise<void> {
  await sql`
    insert into simulated_id_cards (card_key, code_key, identity_sealed, issued_on)
    values (${card.cardKey}, ${card.codeKey}, ${card.identitySealed}, ${card.issuedOn})
    on conflict (card_key) do nothing`.execute(transaction)
}
