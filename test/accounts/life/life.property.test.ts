/** What holds for every account, whatever happens to it and however the clock moves. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { LifeEvent } from '../../../src/accounts/life/account-life.ts'
import { advance, nextDue } from '../../../src/accounts/life/advance.ts'
import { passwordExpiry } from '../../../src/accounts/life/deadline.ts'
import type { Effect } from '../../../src/accounts/life/effect.ts'
import {
  lastChance,
  stateAt,
  stateOf,
  type LifeAccount,
  type LifeRow,
} from '../../../src/accounts/life/life-account.ts'
import { transition } from '../../../src/accounts/life/transition.ts'
import { instant } from '../../support/policy.ts'
import { birthdate, DAY, forgotten, HOUR, IDENTITY, PASSWORD, policy, redeem } from './builders.ts'

const STATES = [
  ...['TEMP_PENDING', 'TEMP_ACTIVE', 'REG_PENDING', 'ACTIVE', 'PW_EXPIRED', 'INACTIVE', 'REACT_PENDING', 'SUSPENDED'],
]

const validity = fc.oneof(
  fc.constantFrom({ years: 1 } as const, { years: 2 } as const),
  fc.record({ days: fc.integer({ min: 1, max: 900 }) }),
)

const event: fc.Arbitrary<LifeEvent> = fc.oneof(
  { weight: 4, arbitrary: validity.map((chosen) => ({ ...redeem, validity: chosen })) },
  { weight: 4, arbitrary: fc.constant(forgotten) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<LifeEvent>(
      { ...redeem, right: false },
      { type: 'finalise', identity: IDENTITY },
      { type: 'refuse_finalisation', andDelete: false },
      { type: 'correct_email', email: 'a@posta.example' },
      { type: 'address_changed' },
      { type: 'change_password', ...PASSWORD },
      { type: 'close_password' },
      { type: 're_enable_password' },
      { type: 'reactivate' },
      { type: 'suspend' },
      { type: 'lift' },
      { type: 'tell_username' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<LifeEvent>({ type: 'terminate', how: 'office' }, { type: 'delete_same_identity' }),
  },
)

const opening: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.constantFrom('temporary', 'office', 'eid').map((how) => {
    const kind = how === 'temporary' || how === 'eid' ? how : 'office'
    return { type: 'open', how: kind, birthdate } as const
  }),
  validity.map(
    (chosen) => ({ type: 'open', how: 'signature', birthdate, passwordHash: '', validity: chosen }) as const,
  ),
)

/** Instants at which clocks change or February has 29 days, and any other. */
const start = fc.oneof(
  fc.constantFrom(
    ...['2028-02-29T12:00:00+01:00', '2028-02-28T23:59:59+01:00', '2026-03-29T01:59:59+01:00'].map(instant),
    ...['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', '2027-03-28T00:00:00+01:00'].map(instant),
  ),
  fc.integer({ min: instant('2024-01-01T00:00:00Z'), max: instant('2032-12-31T00:00:00Z') }),
)

/** A pause: of any length, or one that ends a second before, at, or after some limit of the account. */
const pause = fc.oneof(
  fc.integer({ min: 0, max: 10 * DAY }),
  fc.integer({ min: 0, max: 800 * DAY }),
  fc.record({ limit: fc.nat(4), off: fc.integer({ min: -1, max: 1 }) }),
)

const story = fc.record({
  start,
  opening,
  acts: fc.array(fc.record({ pause, event }), { maxLength: 25 }),
})

interface Moment {
  readonly before: LifeAccount | null
  readonly after: LifeAccount | null
  readonly effects: readonly Effect[]
  readonly now: number
}

/** Every moment of a life; the clock is let catch up only by the events themselves. */
function live({ start: from, opening: first, acts }: typeof story extends fc.Arbitrary<infer S> ? S : never): Moment[] {
  let now = from
  const begun = transition(null, first, policy, now)
  const moments: Moment[] = [{ before: null, after: begun.account, effects: begun.effects, now }]
  let account = begun.account
  for (const act of acts) {
    if (account === null) break
    now = Math.max(now, 'limit' in Object(act.pause) ? near(account, act.pause, now) : now + Number(act.pause))
    const next = transition(account, act.event, policy, now)
    moments.push({ before: account, after: next.account, effects: [...next.passed, ...next.effects], now })
    account = next.account
  }
  return moments
}

function near(account: LifeAccount, chosen: unknown, now: number): number {
  if (typeof chosen !== 'object' || chosen === null || !('limit' in chosen) || !('off' in chosen)) return now
  const at = limitsOf(account)[Number(chosen.limit) % Math.max(1, limitsOf(account).length)]
  return at === undefined ? now : at + Number(chosen.off)
}

function limitsOf({ temporaryUntil, windowEndsAt, passwordExpiresAt, code }: LifeAccount): number[] {
  return [temporaryUntil, windowEndsAt, passwordExpiresAt, code?.expiresAt ?? null].filter((at) => at !== null)
}

function rowOf(account: LifeAccount): LifeRow {
  const { phase, suspended, code, ...rest } = account
  return {
    ...rest,
    state: stateOf(account),
    suspendedFrom: suspended ? phase : null,
    codeExpiresAt: code?.expiresAt ?? null,
  }
}

const check = (rule: (moment: Moment, all: readonly Moment[]) => void) =>
  fc.assert(
    fc.property(story, (told) => {
      const moments = live(told)
      for (const moment of moments) rule(moment, moments)
    }),
    { numRuns: 400 },
  )

describe('whatever happens', () => {
  test('an account is in a state of the list, or gone', () => {
    check(({ after }) => {
      if (after !== null) expect(STATES).toContain(stateOf(after))
    })
  })

  test('no code outlives its life, or its temporary account', () => {
    check(({ after, now, effects }) => {
      expect(after?.code?.expiresAt ?? now).toBeGreaterThanOrEqual(now)
      for (const effect of effects) {
        if (effect.do !== 'send_code') continue
        expect(effect.expiresAt - now).toBeLessThanOrEqual(5 * DAY)
        expect(effect.expiresAt).toBeLessThanOrEqual(after?.temporaryUntil ?? Infinity)
      }
    })
  })

  test('nothing is deleted early or kept late: what is read is what catching up finds, at every limit and a second off', () => {
    check(({ after }) => {
      if (after === null) return
      for (const limit of limitsOf(after)) {
        for (const at of [limit - 1, limit, limit + 1]) {
          const caught = advance(after, policy, at).account
          expect(stateAt(rowOf(after), at)).toBe(caught === null ? 'DELETED' : stateOf(caught))
        }
      }
    })
  })

  test('a temporary account goes with its thirtieth day, a registration with its window or last code', () => {
    check(({ after }) => {
      if (after === null) return
      const end = after.phase.startsWith('TEMP_')
        ? after.temporaryUntil
        : after.phase === 'REG_PENDING'
          ? lastChance({ windowEndsAt: after.windowEndsAt, codeExpiresAt: after.code?.expiresAt ?? null })
          : null
      if (end === null) expect(advance(after, policy, Number.MAX_SAFE_INTEGER / 2_000).account).not.toBeNull()
      else {
        expect(advance(after, policy, end).account).not.toBeNull()
        expect(advance(after, policy, end + 1).account).toBeNull()
      }
    })
  })

  test('the clock does in many steps what it does in one', () => {
    fc.assert(
      fc.property(story, fc.array(fc.nat(900 * DAY), { maxLength: 6 }), (told, steps) => {
        const { after: account = null, now = 0 } = live(told).at(-1) ?? {}
        if (account === null) return
        const instants = steps.map((step) => now + step).toSorted((a, b) => a - b)
        let stepped: LifeAccount | null = account
        for (const at of instants) if (stepped !== null) stepped = advance(stepped, policy, at).account
        const end = instants.at(-1)
        expect(stepped).toEqual(end === undefined ? account : advance(account, policy, end).account)
      }),
      { numRuns: 400 },
    )
  })

  test('once caught up, nothing is due any more until nextDue', () => {
    check(({ after, now }) => {
      const caught = after === null ? null : advance(after, policy, now).account
      const due = caught === null ? null : nextDue(caught, policy)
      if (caught === null || due === null) return
      expect(due).toBeGreaterThan(now)
      expect(advance(caught, policy, due - 1)).toEqual({ account: caught, effects: [] })
    })
  })

  test('a notice of a deadline is given once', () => {
    check(({ effects }, all) => {
      void effects
      const given = all.flatMap((one) =>
        one.effects.flatMap((e) => (e.do === 'notice' ? [`${e.notice}@${e.dueAt}`] : [])),
      )
      expect(new Set(given).size).toBe(given.length)
    })
  })

  test('who was never checked is never verified, and who was never stays temporary', () => {
    check(({ before, after, effects }) => {
      if (before === null || after === null) return
      if (before.phase.startsWith('TEMP_') && !after.phase.startsWith('TEMP_'))
        expect(effects.some((effect) => effect.do === 'join_person')).toBe(true)
      if (!before.phase.startsWith('TEMP_')) expect(after.phase.startsWith('TEMP_')).toBe(false)
    })
  })
})

test('a password ends on its day and at its hour where the people live, across every change of clocks', () => {
  fc.assert(
    fc.property(start, fc.constantFrom(1 as const, 2 as const), (from, years) => {
      const set = Temporal.Instant.fromEpochMilliseconds(from * 1000).toZonedDateTimeISO('Europe/Budapest')
      const end = Temporal.Instant.fromEpochMilliseconds(passwordExpiry({ years }, policy, from) * 1000)
      const wanted = set.toPlainDateTime().add({ years })
      const got = end.toZonedDateTimeISO('Europe/Budapest').toPlainDateTime()
      // An hour that is left out that year is an hour later
      const off = wanted.until(got).total('hours')
      expect([0, 1]).toContain(off)
      if (off === 1) expect(wanted.toZonedDateTime('Europe/Budapest').toPlainDateTime().equals(got)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a chosen validity is never shorter than a day nor longer than two years', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: -10, max: 5_000 }), (from, days) => {
      const end = passwordExpiry({ days }, policy, from)
      expect(end - from).toBeGreaterThanOrEqual(24 * HOUR)
      expect(end).toBeLessThanOrEqual(passwordExpiry({ years: 2 }, policy, from))
    }),
  )
})
