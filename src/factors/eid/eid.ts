/**
 * Sign-in with an eID card (eSzemélyi), as a simulator: a method that has ended, and that a date in the policy brings
 * back. Owns the simulated chips and which account holds which card; leaves to others that accounts begin with one.
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import { randomUuid } from '../../system/random.ts'
import type { SettableFactor } from '../factor.ts'
import { createAuthentication, type EidDeps } from './authentication.ts'
import { type CardDeps, cardKeyOf } from './simulated-card.ts'
import { bindCard, listCards, removeCard } from './store.ts'

export function createEidFactor(deps: EidDeps): SettableFactor {
  return {
    id: 'eid',
    // RFC 8176: a smart card, and its PIN; and our own word for what only pretends
    amr: ['sc', 'pin', 'sim'],
    async authenticators(accountId, within) {
      const cards = await listCards(within ?? deps.db, accountId)
      return cards.map(({ id, createdAt }) => ({ id, createdAt }))
    },
    authentication: createAuthentication(deps),
    // Nobody adds a card: who was registered with one holds it
    enrolment: null,
    remove: (transaction, accountId, id) => removeCard(transaction, accountId, id),
  }
}

/** Gives the account the card that it was registered with; nothing where that card has no chip here. */
export async function holdCard(
  transaction: Transaction,
  deps: Pick<CardDeps, 'keyed'>,
  card: { readonly accountId: string; readonly cardNumber: string; readonly createdAt: EpochSeconds },
): Promise<void> {
  const cardKey = cardKeyOf(deps, card.cardNumber)
  await bindCard(transaction, { id: randomUuid(), accountId: card.accountId, cardKey, createdAt: card.createdAt })
}
