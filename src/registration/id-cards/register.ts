import type { Transaction } from '../../database/transaction.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import type { EpochSeconds } from '../../system/clock.ts'

/** What the register of documents says of a card with its registration code. */
export interface CheckedCard {
  readonly identity: NaturalIdentity
  /** A day: `2021-05-04`. */
  readonly issuedOn: string
}

/** The register of identity cards. Theirs is the person; ours is what follows from it. */
export interface IdCardRegister {
  /** Null for a card or a code that does not exist, do not belong together, or were used. */
  check(cardNumber: string, code: string): Promise<CheckedCard | null>
  /** Takes the code, once: false where somebody was faster. */
  burn(transaction: Transaction, cardNumber: string, code: string, at: EpochSeconds): Promise<boolean>
}
