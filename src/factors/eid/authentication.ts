import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import { isSignedByCard } from '../../system/card-key.ts'
import { randomId } from '../../system/random.ts'
import { eidPage } from '../../../views/factors/eid.ts'
import type { Ceremony, Verdict } from '../factor.ts'
import { type CardDeps, cardKeyOf, signWithCard } from './simulated-card.ts'
import { findCard, noteUse } from './store.ts'

export interface EidDeps extends CardDeps {
  readonly db: Db
}

const stateSchema = z.strictObject({ challenge: z.string(), accountId: z.uuid().nullable() })

/** One text for a card that is unknown, blocked or another's, and for a wrong PIN. */
const refused: Verdict = { verified: false, text: 'E-EID-01', field: null, stateSpent: false }

/** No card has this key: what is asked for a card of nobody, so that the same is done. */
const NO_CARD = Buffer.alloc(32)

/** The card signs our challenge, and what it signed is judged by the public key that the account was given. */
export function createAuthentication(deps: EidDeps): Ceremony {
  const { db } = deps
  return {
    sends: false,
    keepsState: true,
    async begin({ accountId }) {
      return { challenge: randomId(), accountId }
    },
    async page() {
      return (frame) => eidPage(frame)
    },
    async finish({ signInId, accountId, now }, state, reply) {
      const begun = stateSchema.safeParse(state)
      // What was begun for one is no challenge for another
      if (!begun.success || begun.data.accountId !== accountId) return refused
      const cardNumber = (reply['card_number'] ?? '').replace(/[\s-]/g, '').toUpperCase()
      const pin = (reply['pin'] ?? '').replace(/\s/g, '')
      if (!/^\d{6}[A-Z]{2}$/.test(cardNumber))
        return { verified: false, text: 'E-EID-02', field: 'card_number', stateSpent: false }
      if (!/^\d{6}$/.test(pin)) return { verified: false, text: 'E-EID-03', field: 'pin', stateSpent: false }

      const card = await findCard(db, cardKeyOf(deps, cardNumber))
      // Where somebody else's card is named, its tries are not touched
      const isExpected = card !== null && (accountId === null || card.accountId === accountId)
      const cardKey = isExpected ? cardKeyOf(deps, cardNumber) : NO_CARD
      const text = signedText(signInId, begun.data.challenge)
      const signature = await signWithCard(deps, { cardKey, pin, text })
      if (card === null || signature === null) return refused
      if (!isSignedByCard(card.publicKey, text, signature)) return refused
      return {
        verified: true,
        accountId: card.accountId,
        authenticatorId: card.id,
        settle: (transaction) => noteUse(transaction, card.id, now),
      }
    },
  }
}

/** Bound to this sign-in: signed for one, it is nothing in another. */
function signedText(signInId: string, challenge: string): string {
  return `kapu-eid\0${signInId}\0${challenge}`
}
