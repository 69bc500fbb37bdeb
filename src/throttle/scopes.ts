import type { Seconds } from '../assurance/event.ts'
import type { KeyedHash } from '../system/hashing.ts'
import type { Limits, Window } from './limits.ts'
import { networkOf } from './network.ts'

/**
 * What an attempt is counted against. The account of a password is the normalised name, known or not; of a code, the
 * account's id; of what is `mailed` (a long code that nobody guesses) the name again, and there no failure of a
 * stranger makes the person wait: it counts at the stranger's address alone (domain #43).
 */
export interface Attempt {
  readonly kind: 'password' | 'code' | 'mailed'
  readonly account: string
  readonly address: string
  readonly signInId: string
  /** The device, where this account has signed in on it before: it has limits of its own (RD7). */
  readonly device?: string | null
}

/** One counter an attempt touches, as the statement reads it. Keys are hexadecimal. */
export interface CountedScope {
  readonly scope: ScopeName
  readonly kind: 'waits' | 'cap' | 'window' | 'distinct' | 'marker'
  readonly key: string
  /** Of `distinct`: the counter that tells whether this name counts already. */
  readonly marker?: string
  readonly max?: number
  readonly per?: Seconds
  readonly growth?: number
  readonly longest?: Seconds
  readonly free?: number
  readonly waits?: readonly Seconds[]
  readonly forget: Seconds
}

export type ScopeName =
  | 'account'
  | 'account_closed'
  | 'known_device'
  | 'account_codes'
  | 'interaction'
  | 'address'
  | 'names_at_address'
  | 'name_at_address'
  | 'account_address'
  | 'account_mails'
  | 'address_mails'
  | 'forgotten'
  | 'forgotten_at_address'
  | 'usernames_at_address'

/** A success gives these back whole; of the others it gives back only its own attempt. */
export const resetBySuccess: ReadonlySet<ScopeName> = new Set(['account', 'account_closed', 'account_codes'])

/** Security §2.8: failed counters are kept for a day after the last failure. */
const FORGET = 24 * 60 * 60

/**
 * Failures in a row count on over any pause that is worth a guesser's while (SP 800-63B-4 §3.2.2); of names that belong
 * to nobody as long, or the difference would tell them apart.
 */
const FORGET_CLOSED = 180 * FORGET

/** Longer than any sign-in lives, so that a sign-in gets its wrong codes once. */
const INTERACTION = FORGET

/**
 * The counters of an attempt to prove oneself. Strangers' failures do not count against a device that the account is
 * known on: neither those of its name nor those of its network, which may be a whole carrier's (RD7).
 */
export function attemptScopes(limits: Limits, keyed: Pick<KeyedHash, 'bucket'>, attempt: Attempt): CountedScope[] {
  const { device = null } = attempt
  if (attempt.kind === 'password' && device !== null) {
    return [windowScope(keyed, 'known_device', device, limits.knownDevice)]
  }
  const network = networkOf(attempt.address)
  const pair = `${network}\0${attempt.kind}\0${attempt.account}`
  const ofAddress = [
    ...limits.address.map((window) => windowScope(keyed, 'address', network, window)),
    windowScope(keyed, 'account_address', pair, limits.accountAddress),
  ]
  if (attempt.kind === 'code') {
    const ofSignIn = { max: limits.code.triesPerCode, per: INTERACTION }
    return [
      windowScope(keyed, 'interaction', attempt.signInId, ofSignIn),
      windowScope(keyed, 'account_codes', attempt.account, limits.code),
      ...(device === null ? ofAddress : []),
    ]
  }
  const marker = windowScope(keyed, 'name_at_address', pair, limits.addressAccounts)
  const names = windowScope(keyed, 'names_at_address', network, limits.addressAccounts)
  return [
    ...(attempt.kind === 'password' ? nameScopes(limits, keyed, attempt.account) : []),
    { ...names, kind: 'distinct', marker: marker.key },
    { ...marker, kind: 'marker' },
    ...ofAddress,
  ]
}

/** What failures of one name's password are counted in, wherever they come from. */
export function nameScopes(limits: Limits, keyed: Pick<KeyedHash, 'bucket'>, account: string): CountedScope[] {
  const { free, waits, closedAfter: max } = limits.account
  return [
    { scope: 'account', kind: 'waits', key: key(keyed, 'account', account), free, waits, forget: FORGET },
    { scope: 'account_closed', kind: 'cap', key: key(keyed, 'account_closed', account), max, forget: FORGET_CLOSED },
  ]
}

/** A mail with a code that somebody asks for. */
export interface Mail {
  /** The account's id. */
  readonly account: string
  /** What the code is for: the factor and whether it is enrolled. */
  readonly kind: string
  readonly address: string
}

/**
 * The counters of a mail with a code: to one account, and asked for from one address. A window of one mail is a pause
 * between two of the same kind: whoever has just confirmed the address may be sent the first code of a new method.
 */
export function mailScopes(limits: Limits, keyed: Pick<KeyedHash, 'bucket'>, mail: Mail): CountedScope[] {
  return [
    ...limits.mail.account.map((window) => {
      const value = window.max === 1 ? `${mail.account}\0${mail.kind}` : mail.account
      return windowScope(keyed, 'account_mails', value, window)
    }),
    ...limits.mail.address.map((window) => windowScope(keyed, 'address_mails', networkOf(mail.address), window)),
  ]
}

/** What somebody who has proved nothing asks for, at a network address. */
export type Asking =
  /** A code because the password was forgotten: `account` is the name with the mail address, known or not. */
  | { readonly kind: 'forgotten'; readonly account: string; readonly address: string }
  /** Whether a user name is taken. */
  | { readonly kind: 'username'; readonly address: string }

/** The counters of what is asked for. */
export function askingScopes(limits: Limits, keyed: Pick<KeyedHash, 'bucket'>, asking: Asking): CountedScope[] {
  const network = networkOf(asking.address)
  if (asking.kind === 'username') return [windowScope(keyed, 'usernames_at_address', network, limits.usernames)]
  return [
    windowScope(keyed, 'forgotten', asking.account, limits.forgotten.account),
    windowScope(keyed, 'forgotten_at_address', network, limits.forgotten.address),
  ]
}

function windowScope(
  keyed: Pick<KeyedHash, 'bucket'>,
  scope: ScopeName,
  value: string,
  { max, per, ...growing }: Window & { readonly growth?: number; readonly longest?: Seconds },
): CountedScope {
  // The length is part of the key: two windows over the same value are two counters.
  const counter = key(keyed, `${scope}/${per}`, value)
  return { scope, kind: 'window', key: counter, max, per, ...growing, forget: FORGET }
}

function key(keyed: Pick<KeyedHash, 'bucket'>, purpose: string, value: string): string {
  return keyed.bucket(`throttle:${purpose}`, value).toString('hex')
}
