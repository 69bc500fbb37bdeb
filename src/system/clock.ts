/** Whole seconds since 1970-01-01T00:00:00Z: the domain's and the protocol's unit (RFC 7519 §2, NumericDate). */
export type EpochSeconds = number

/** The only clock; stores convert to and from `timestamptz` by `toDate` and `toEpochSeconds`. */
export interface Clock {
  now(): EpochSeconds
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Math.floor(Date.now() / 1000) }

/** A clock that moves only when told to: for tests. */
export function fixedClock(at: EpochSeconds): Clock & { set(at: EpochSeconds): void; advance(seconds: number): void } {
  let now = at
  return {
    now: () => now,
    set(to) {
      now = to
    },
    advance(seconds) {
      now += seconds
    },
  }
}

/** For a `timestamptz` column. */
export function toDate(epochSeconds: EpochSeconds): Date {
  return new Date(epochSeconds * 1000)
}

/** From a `timestamptz` column; a fraction of a second is dropped, as `Clock.now` drops it. */
export function toEpochSeconds(date: Date): EpochSeconds {
  return Math.floor(date.getTime() / 1000)
}
