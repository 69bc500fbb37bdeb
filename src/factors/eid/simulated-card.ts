/**
 * The card itself, as the simulator has it: it keeps its key, judges its PIN and signs. A real one does all of this in
 * its chip, in a reader on the person's desk.
 */
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { createCardKey, signAsCard } from '../../system/card-key.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import { giveTriesBack, insertChip, takeTry } from './store.ts'

export interface CardDeps {
  readonly keyed: Pick<KeyedHash, 'bucket' | 'hash' | 'matches'>
  readonly sealing: Sealing
}

/** Under which a card is found: its number stands nowhere. */
export function cardKeyOf({ keyed }: Pick<CardDeps, 'keyed'>, cardNumber: string): Buffer {
  return keyed.bucket('eid-card', cardNumber)
}

/** Signs the text for who knows the PIN; null where it is wrong, or the card is blocked or unknown. */
export async function signWithCard(
  { db, keyed, sealing }: CardDeps & { readonly db: Db },
  { cardKey, pin, text }: { readonly cardKey: Buffer; readonly pin: string; readonly text: string },
): Promise<Buffer | null> {
  const chip = await takeTry(db, cardKey)
  if (chip === null || !keyed.matches('eid-pin', boundPin(cardKey, pin), chip.pinHash)) return null
  await giveTriesBack(db, cardKey)
  return signAsCard(await sealing.open(chipContext(cardKey), chip.privateKeySealed), text)
}

/** Makes the chip of a card (demonstration data); one that is there already stays as it is. */
export async function issueChip(
  transaction: Transaction,
  deps: CardDeps,
  { cardNumber, pin }: { readonly cardNumber: string; readonly pin: string },
): Promise<void> {
  const cardKey = cardKeyOf(deps, cardNumber)
  const { publicKey, privateKey } = createCardKey()
  await insertChip(transaction, {
    cardKey,
    publicKey,
    privateKeySealed: await deps.sealing.seal(chipContext(cardKey), privateKey),
    pinHash: deps.keyed.hash('eid-pin', boundPin(cardKey, pin)),
  })
}

function boundPin(cardKey: Buffer, pin: string): string {
  return `${cardKey.toString('hex')}\0${pin}`
}

function chipContext(cardKey: Buffer): string {
  return `eid-chip:${cardKey.toString('hex')}`
}
