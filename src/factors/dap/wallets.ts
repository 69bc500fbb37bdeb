/**
 * What the factor asks of whoever speaks with wallets: a presentation started, looked at, finished, called off. It knows
 * neither addresses nor credentials; another wallet, or the real one, is another implementation (domain §7).
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Language } from '../../../views/frame.ts'
import type { Authenticator } from '../factor.ts'

export type WalletPurpose = 'authenticate' | 'enrol'

export interface WalletRequest {
  readonly requestId: string
  /** Where the page asks how far it is; a path of ours. */
  readonly statusPath: string
  /** What the QR code says. */
  readonly qrText: string
  /** Opens the app on this same device. */
  readonly deepLink: string
  /** Two digits, to be chosen in the app by who read the QR code. */
  readonly matchNumber: string
  readonly expiresAt: EpochSeconds
}

/** How far it is. `scanned`: the app has read it and asks its holder. */
export type WalletStatus = 'pending' | 'scanned' | 'approved' | 'refused' | 'expired'

/** Why nothing came of it, as far as people are told apart by it. */
export type WalletFault =
  /** The app's holder said no. */
  | 'refused'
  | 'expired'
  | 'not_answered'
  | 'wrong_number'
  /** Nobody's app, as far as we know. */
  | 'unknown_device'
  | 'device_taken'
  | 'too_many_devices'
  /** The card in the app is another person's. */
  | 'another_person'
  | 'not_accepted'
  /** On the same device the app's own way back goes on, and nothing else does. */
  | 'other_tab'

export interface Presented {
  readonly ok: true
  readonly accountId: string
  readonly authenticatorId: string
  /** Uses the answer, once, and binds the app where it is to be enrolled; false where that was done already. */
  settle(transaction: Transaction): Promise<boolean>
}

export interface Wallets {
  /** A request of this sign-in; what it had before is called off. */
  start(
    transaction: Transaction,
    asked: {
      readonly signInId: string
      readonly purpose: WalletPurpose
      /** Whose app is to be enrolled. */
      readonly accountId: string | null
      readonly serviceNames: Readonly<Record<Language, string>>
      /** Where the app sends this browser back to, on the same device. */
      readonly returnUrl: string
      readonly now: EpochSeconds
    },
  ): Promise<WalletRequest>
  status(
    requestId: string,
    now: EpochSeconds,
  ): Promise<{
    readonly status: WalletStatus
    readonly fault: WalletFault | null
    /** The link was opened, not the QR code read: the app sends this browser back by itself. */
    readonly sameDevice: boolean
  }>
  /** What came of it, for the sign-in that started it alone; `responseCode` is what the app gave this browser. */
  finish(
    requestId: string,
    by: {
      readonly signInId: string
      readonly responseCode: string | null
      /** What its owner calls the app that is enrolled. */
      readonly name: string
      readonly now: EpochSeconds
    },
  ): Promise<Presented | { readonly ok: false; readonly fault: WalletFault }>
  /** Nobody waits for it any more: an answer comes too late. */
  cancel(requestId: string): Promise<void>
  /** Whether wallets can answer us at all: certificates end. */
  isWorking(now: EpochSeconds): boolean
  devices(accountId: string, within?: Transaction): Promise<readonly Authenticator[]>
  removeDevice(transaction: Transaction, accountId: string, id: string): Promise<boolean>
}
