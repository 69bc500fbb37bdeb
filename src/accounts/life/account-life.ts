/**
 * The life of an account, as others see it: it owns every change of an account's state, its one-time codes, its
 * deadlines and the notices of them. Pages, desk, commands and jobs all come here. What is decided stands in
 * `transition.ts` and `advance.ts`, pure; `create-account-life.ts` writes it.
 */
import type { AccountState } from '../../assurance/policy.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/outbox.ts'
import type { NaturalIdentity } from '../../persons/person.ts'

/** Who acts, for the audit row and the citizen's log. */
export interface ActedBy {
  readonly actor: {
    readonly type: 'person' | 'administrator' | 'registrar' | 'system'
    readonly id: string | null
  }
  readonly address?: string
  readonly requestId?: string
  readonly clientId?: string
  readonly sessionUid?: string
  /** Of an act at the desk: kept sealed in the audit row's detail. */
  readonly office?: { readonly id: string; readonly name: string }
  readonly caseId?: string
  readonly reason?: string
}

/** How long a password is to be good for; what is outside the policy's bounds is brought inside. */
export type PasswordValidity = { readonly years: 1 | 2 } | { readonly days: number }

interface NewPassword {
  /** Made by `PasswordHasher.hash` before the transaction was opened. */
  readonly passwordHash: string
  readonly validity: PasswordValidity
}

/** What each event brings with it. Numbers are the rows of `domain.md` §2.4. */
export interface LifeEvents {
  /** #1–#4. `birthdate` is a day, `1984-03-17`. */
  readonly open:
    | { readonly how: 'temporary' | 'office' | 'eid'; readonly birthdate: string }
    | ({ readonly how: 'signature'; readonly birthdate: string } & NewPassword)
  /** #5 #13 #20 #25 #29 #33 #41, or #43 where it is not `right`. The typed code was compared by the caller. */
  readonly redeem: { readonly right: boolean } & NewPassword
  /** #7 #15 #19 #24 #27 #30 #41; user name and address have been compared by the caller. */
  readonly forgotten: object
  /** #10 #11, by an office that may finalise. The identity is the document's. */
  readonly finalise: { readonly identity: NaturalIdentity }
  /** #12: the data differ and the registrar sends the visitor away, or deletes what was registered. */
  readonly refuse_finalisation: { readonly andDelete: boolean }
  /** #16 */
  readonly correct_email: { readonly email: string }
  /** #40 #42, edge m: another address is the account's now, so a code in the old mailbox is worth nothing. */
  readonly address_changed: object
  /** #18, after the present password and a factor. */
  readonly change_password: NewPassword
  /** #32 */
  readonly close_password: object
  /** #33, by a registrar. */
  readonly re_enable_password: object
  /** #28 */
  readonly reactivate: object
  /** #35 (online), #36 (office) */
  readonly terminate: { readonly how: 'online' | 'office' }
  /** #37 */
  readonly suspend: object
  readonly lift: object
  /** #38 */
  readonly tell_username: object
  /** #39; the caller has judged the name's form. */
  readonly change_username: { readonly username: string }
  /** RD12: the person registers at an office and names no temporary account. */
  readonly delete_same_identity: object
}

export type EventType = keyof LifeEvents

/** What happens to an account; what the clock does to it is in `timers.ts`. */
export type LifeEvent<T extends EventType = EventType> = {
  readonly [K in T]: { readonly type: K } & LifeEvents[K]
}[T]

/** Why nothing came of an event. */
export type LifeRefusal =
  /** There is no such account (any more), or it does not allow this where it stands. */
  | 'not_in_this_state'
  | 'no_live_code'
  | 'code_wrong'
  /** The days in which a code could be asked for are over. */
  | 'window_over'
  | 'too_many_codes'
  | 'username_taken'
  | 'person_has_account'
  | 'too_young'

/** What somebody registers with. The caller has judged the forms of name, address and password. */
export type NewRegistration = {
  readonly identity: NaturalIdentity
  readonly username: string
  readonly email: string
  readonly language: Mail['language']
} & (
  | { readonly how: 'temporary' | 'office' | 'eid' }
  | { readonly how: 'signature'; readonly passwordHash: string; readonly validity: PasswordValidity }
)

export type Opened =
  { readonly ok: true; readonly accountId: string } | { readonly ok: false; readonly refusal: LifeRefusal }

/** Events that are applied from outside; the others have a method of their own. */
export type AppliedEvent = Exclude<LifeEvent, { type: 'open' | 'redeem' | 'forgotten' }>

export type Applied =
  | { readonly ok: true; readonly state: AccountState | 'DELETED' }
  | { readonly ok: false; readonly refusal: LifeRefusal }

/** A one-time code typed with a user name and a new password. `passwordHash` was made with no connection held. */
export interface TypedCode {
  readonly username: string
  readonly code: string
  readonly passwordHash: string
  readonly validity: PasswordValidity
}

export type Redeemed =
  { readonly ok: true; readonly accountId: string; readonly state: AccountState } | { readonly ok: false }

export interface AccountLife {
  /**
   * Locks the account's row, lets the clock catch up, applies the event, and writes everything with its audit rows and
   * mails in the caller's transaction. What the clock did is written also where the event is refused: commit it.
   */
  apply(transaction: Transaction, accountId: string, event: AppliedEvent, by: ActedBy): Promise<Applied>
  /** #1–#4. A temporary account gets a record of its own, unverified; of a verified person there is one account. */
  open(transaction: Transaction, registration: NewRegistration, by: ActedBy): Promise<Opened>
  /** Redeems a typed code of any purpose. The same statements for a name that belongs to nobody. */
  redeem(transaction: Transaction, typed: TypedCode, by: ActedBy): Promise<Redeemed>
  /** What follows where user name and identification address both match; nothing otherwise, and it never tells. */
  forgotten(transaction: Transaction, asked: { username: string; email: string }, by: ActedBy): Promise<void>
  /** Lets the clock catch up with at most so many accounts that are due, each in a transaction; tells how many. */
  catchUp(limit: number): Promise<number>
}
