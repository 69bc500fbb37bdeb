import type { Seconds } from '../assurance/event.ts'

/** At most `max` in `per` seconds, counted from the first. */
export interface Window {
  readonly max: number
  readonly per: Seconds
}

/** How often what may be tried: the part of `config.limits` that is counted in the database. Only failures count, except mails. */
export interface Limits {
  /**
   * Passwords of one name, typed on unknown devices: `free` failures, then a wait after each further one; the last wait
   * repeats. After `closedAfter` failures in a row there are no more tries (domain RD7).
   */
  readonly account: { readonly free: number; readonly waits: readonly Seconds[]; readonly closedAfter: number }
  /** Passwords of one account on a device it is known on; beyond that the device counts as unknown. */
  readonly knownDevice: Window
  /** Codes of one account; `triesPerCode` is also how many wrong codes end a sign-in. */
  readonly code: Window & { readonly triesPerCode: number }
  /** Failures from one network address. Every window must have room. */
  readonly address: readonly Window[]
  /** Different names failed from one network address: one password tried on many accounts. */
  readonly addressAccounts: Window
  /**
   * Failures of one account from one network address over a long time: the window grows by the factor `growth` each
   * time it is filled, to `longest`. Slow guessing gets slower.
   */
  readonly accountAddress: Window & { readonly growth: number; readonly longest: Seconds }
  readonly mail: { readonly account: readonly Window[]; readonly address: readonly Window[] }
  /** Requests for a code because the password was forgotten: of one name with one address, and from one network. All count. */
  readonly forgotten: { readonly account: Window; readonly address: Window }
  /** User names that somebody at one network address learned to be taken. */
  readonly usernames: Window
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** The numbers of `config/default.yaml`, for tests. */
export const defaultLimits: Limits = {
  account: { free: 5, waits: [30, 60, 120, 240, 480, 900], closedAfter: 100 },
  knownDevice: { max: 10, per: 24 * HOUR },
  code: { max: 5, per: 15 * MINUTE, triesPerCode: 5 },
  address: [
    { max: 20, per: 5 * MINUTE },
    { max: 100, per: HOUR },
  ],
  addressAccounts: { max: 30, per: 15 * MINUTE },
  accountAddress: { max: 50, per: 12 * HOUR, growth: 1.1, longest: 30 * 24 * HOUR },
  mail: {
    account: [
      { max: 1, per: MINUTE },
      { max: 5, per: HOUR },
      { max: 10, per: 24 * HOUR },
    ],
    address: [{ max: 25, per: 5 * MINUTE }],
  },
  forgotten: { account: { max: 5, per: 15 * MINUTE }, address: { max: 20, per: HOUR } },
  usernames: { max: 10, per: HOUR },
}
