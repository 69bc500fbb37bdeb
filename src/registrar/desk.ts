/**
 * The office desk: where clerks of registration bodies act for people who stand before them. Owns who may do what there
 * (`guard.ts`, `routes.ts`), the acts (`acts/`, one a file), the customer before the clerk (`visits/`) and the acts
 * that wait for a second clerk (`requests/`). What an act does to an account is decided by `accounts/life`; this folder
 * never sees or sets a password or a code.
 */
import type { AccountLife, ActedBy } from '../accounts/life/account-life.ts'
import type { AddressChanges } from '../accounts/address/address-changes.ts'
import type { EpochSeconds } from '../assurance/event.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Form } from '../http/form-body.ts'
import type { Mail } from '../mail/outbox.ts'
import type { Office, RegistrarRole } from '../offices/office.ts'
import type { OwnClient } from '../own-client/own-client.ts'
import type { NaturalIdentity } from '../persons/person.ts'
import type { Clock } from '../system/clock.ts'
import type { KeyedHash } from '../system/hashing.ts'
import type { Logger } from '../system/logger.ts'
import type { Sealing } from '../system/sealing.ts'
import type { RegistrationFault } from '../../views/texts/registration.ts'

/** What the desk is handed by `app.ts`. */
export interface DeskDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly logger: Logger
  readonly keyed: Pick<KeyedHash, 'hash' | 'hashes'>
  readonly life: AccountLife
  readonly addresses: Pick<AddressChanges, 'correctAtDesk'>
  readonly ownClient: OwnClient
  readonly settings: DeskSettings
  /** The address of the activation page, for the receipt. */
  readonly activateUrl: string
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  /** Takes away every second factor; answers which there were. */
  removeSecondFactors(transaction: Transaction, accountId: string): Promise<readonly string[]>
  /** K11: null where no code can be sent to the customer. */
  issueWalletTicket(
    transaction: Transaction,
    accountId: string,
  ): Promise<{ readonly uri: string; readonly expiresAt: EpochSeconds } | null>
  /** A text as a picture that phones read: trusted markup. */
  qr(text: string): string
  /** The forms of a registration are read here as they are read on-line. */
  readIdentity(form: Form, now: EpochSeconds): Read<{ readonly identity: NaturalIdentity | null }>
  readAccountFields(form: Form): Read<{ readonly account: { readonly email: string; readonly username: string } }>
}

type Read<T> = T & { readonly faults: readonly { readonly field: string | null; readonly fault: RegistrationFault }[] }

/** The desk's own limits; `config/default.yaml` gives the reasons. */
export interface DeskSettings {
  /** The level a clerk must have proved. */
  readonly acr: string
  /** Values of `amr` of which each must be there. */
  readonly requiredFactors: readonly string[]
  /** Seconds. */
  readonly idle: number
  readonly absolute: number
  /** How old a proof may be for an act. */
  readonly actProof: number
  /** How long a customer's record stays open, and an act waits for a second clerk. */
  readonly visit: number
  readonly request: number
  readonly alarmPerHour: number
  readonly mostPerDay: number
}

/** Who sits at the desk, as judged at this request. */
export interface Clerk {
  readonly accountId: string
  readonly personId: string
  readonly username: string
  readonly role: RegistrarRole
  /** Keyed hash of their identity at birth: they never act on it. */
  readonly birthKey: string | null
}

/** A clerk at an office: whoever acts. */
export interface AtDesk {
  readonly clerk: Clerk
  readonly office: Office
  readonly sessionUid: string
  readonly address: string
  readonly requestId: string
}

/** Why the clerk does what they do; typed by them, kept sealed. */
export interface Occasion {
  readonly caseId: string
  readonly reason: string
}

/** For the audit and for who changes an account. */
export function actedBy({ clerk, office, sessionUid, address, requestId }: AtDesk, occasion: Occasion): ActedBy {
  return {
    actor: { type: 'registrar', id: clerk.accountId },
    address,
    requestId,
    clientId: DESK_CLIENT,
    sessionUid,
    office: { id: office.id, name: office.names.hu },
    ...occasion,
  }
}

/** The client that clerks sign in to. */
export const DESK_CLIENT = 'registrar-desk'
