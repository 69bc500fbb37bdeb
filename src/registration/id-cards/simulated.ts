/**
 * The register of identity cards as the demonstration has it: a table of made-up cards. A real one is a service of
 * another office, behind the same interface.
 */
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { naturalIdentity, type NaturalIdentity } from '../../persons/person.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import type { IdCardRegister } from './register.ts'
import { burnCard, findCard, insertCard } from './store.ts'

/** A card of the demonstration. */
export interface SimulatedCard {
  readonly cardNumber: string
  readonly code: string
  /** A day: `2021-05-04`. */
  readonly issuedOn: string
  readonly identity: NaturalIdentity
}

interface Keys {
  readonly keyed: Pick<KeyedHash, 'bucket'>
  readonly sealing: Sealing
}

export function createSimulatedIdCards({ db, keyed, sealing }: Keys & { readonly db: Db }): IdCardRegister {
  return {
    async check(cardNumber, code) {
      const keys = keysOf(keyed, cardNumber, code)
      const row = await findCard(db, keys)
      if (row === null || row.isBurnt) return null
      const identity = naturalIdentity.parse(JSON.parse(await sealing.open(context(keys.cardKey), row.identitySealed)))
      return { identity, issuedOn: row.issuedOn }
    },
    burn: (transaction, cardNumber, code, at) => burnCard(transaction, keysOf(keyed, cardNumber, code), at),
  }
}

/** Adds a card to the simulated register; one that is there already stays as it is, burnt or not. */
export async function issueSimulatedCard(transaction: Transaction, keys: Keys, card: SimulatedCard): Promise<void> {
  const { cardKey, codeKey } = keysOf(keys.keyed, card.cardNumber, card.code)
  const identitySealed = await keys.sealing.seal(context(cardKey), JSON.stringify(card.identity))
  await insertCard(transaction, { cardKey, codeKey, identitySealed, issuedOn: card.issuedOn })
}

function keysOf(keyed: Pick<KeyedHash, 'bucket'>, cardNumber: string, code: string) {
  return {
    cardKey: keyed.bucket('simulated-id-card', cardNumber),
    codeKey: keyed.bucket(`simulated-id-card-code:${cardNumber}`, code),
  }
}

function context(cardKey: Buffer): string {
  return `simulated-id-card:${cardKey.toString('hex')}`
}
