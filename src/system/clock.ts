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

const RealDate = Date
let moved = 0

/** `Date`, further on by what the clock was moved. What is said in so many words (`new Date(0)`) is not moved. */
const MovedDate = new Proxy(RealDate, {
  construct(date, said) {
    return Reflect.construct(date, said.length === 0 ? [movedNow()] : said)
  },
  get(date, name, receiver) {
    return name === 'now' ? movedNow : Reflect.get(date, name, receiver)
  },
})

function movedNow(): number {
  return RealDate.now() + moved
}

/**
 * Moves the clock of this whole process by so many seconds from the true time, libraries included; 0 puts it right.
 * For demonstrations, in the development profile alone.
 */
export function moveClock(seconds: number): void {
  moved = seconds * 1000
  globalThis.Date = moved === 0 ? RealDate : MovedDate
}

/** By how many seconds the clock of this process is moved. */
export function clockMovedBy(): number {
  return moved / 1000
}
