/** Edge cases of `domain.md` §2.7 that the rules alone decide, and limits to the second. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../../src/accounts/life/advance.ts'
import { isAged, isOver, passwordExpiry } from '../../../src/accounts/life/deadline.ts'
import { noticeKey, stateOf, type LifeAccount } from '../../../src/accounts/life/life-account.ts'
import { transition } from '../../../src/accounts/life/transition.ts'
import { instant } from '../../support/policy.ts'
import {
  birthdate,
  DAY,
  forgotten,
  HOUR,
  IDENTITY,
  lived,
  mailsOf,
  PASSWORD,
  policy,
  redeem,
  START,
  STORIES,
  tell,
  type Story,
} from './builders.ts'

const { TEMP_PENDING, TEMP_ACTIVE, REG_PENDING, ACTIVE, PW_EXPIRED, INACTIVE } = STORIES

function stateAfter(story: Story, at: number): string {
  const { account } = advance(lived(story), policy, START + at)
  return account === null ? 'DELETED' : stateOf(account)
}

test('a deadline holds at its own instant and is over one second after it (RD11)', () => {
  expect([isOver(100, 99), isOver(100, 100), isOver(100, 101), isOver(null, 101)]).toEqual([false, false, true, false])
})

describe('limits to the second', () => {
  test.each<[string, Story, number, string, string]>([
    [
      'a temporary account is there on day 30 and gone a second later (RD2, S1)',
      TEMP_ACTIVE,
      30 * DAY,
      'TEMP_ACTIVE',
      'DELETED',
    ],
    [
      'activation does not start the 30 days again (RD2)',
      [...TEMP_PENDING, [4 * DAY, redeem]],
      30 * DAY,
      'TEMP_ACTIVE',
      'DELETED',
    ],
    ['a registration is kept to day 65 and not longer (RD1, S1)', REG_PENDING, 65 * DAY, 'REG_PENDING', 'DELETED'],
    [
      'a code sent again on day 3 does not move the window (RD1)',
      [...REG_PENDING, [3 * DAY, forgotten]],
      65 * DAY,
      'REG_PENDING',
      'DELETED',
    ],
    [
      'a code sent on day 64 keeps the registration until it ends (RD1)',
      [...REG_PENDING, [64 * DAY, forgotten]],
      69 * DAY,
      'REG_PENDING',
      'DELETED',
    ],
    ['a password is good in its last second (S2)', ACTIVE, 731 * DAY, 'ACTIVE', 'PW_EXPIRED'],
    ['an expired password can be renewed to day 60 (S2)', PW_EXPIRED, 61 * DAY, 'PW_EXPIRED', 'INACTIVE'],
    ['an inactive account is never deleted (RD6)', INACTIVE, 20_000 * DAY, 'INACTIVE', 'INACTIVE'],
  ])('%s', (_name, story, at, then, after) => {
    expect([stateAfter(story, at), stateAfter(story, at + 1)]).toEqual([then, after])
  })

  test('a suspended account comes to every deadline all the same (#37)', () => {
    const suspended: Story = [...TEMP_ACTIVE, [DAY, { type: 'suspend' }]]
    expect([stateAfter(suspended, 30 * DAY), stateAfter(suspended, 30 * DAY + 1)]).toEqual(['SUSPENDED', 'DELETED'])
    const lifted = tell([...ACTIVE, [DAY, { type: 'suspend' }], [731 * DAY + 1, { type: 'lift' }]])
    expect(lifted.account?.phase).toBe('PW_EXPIRED')
  })

  test('a suspended account gets no code and redeems none', () => {
    const suspended: Story = [...ACTIVE, [DAY, forgotten], [DAY + 1, { type: 'suspend' }]]
    expect(tell([...suspended, [DAY + 2, redeem]]).refusal).toBe('not_in_this_state')
    expect(tell([...suspended, [DAY + 2, forgotten]]).refusal).toBe('not_in_this_state')
    expect(tell([...suspended, [DAY + 2, { type: 'lift' }], [DAY + 3, redeem]]).refusal).toBeNull()
  })
})

describe('in an edge case', () => {
  test.each([
    [120 * HOUR - 1, null],
    [120 * HOUR, null],
    [120 * HOUR + 1, 'no_live_code'],
  ])('edge a: a code at %i seconds', (at, refusal) => {
    expect(tell([...REG_PENDING, [at, redeem]]).refusal).toBe(refusal)
    expect(tell([...ACTIVE, [DAY, forgotten], [DAY + at, redeem]]).refusal).toBe(refusal)
    expect(tell([...STORIES.REACT_PENDING, [61 * DAY + 1 + at, redeem]]).refusal).toBe(refusal)
  })

  test('edge c: a reset asked for on day 60 after expiry is redeemed on day 63', () => {
    const asked: Story = [...PW_EXPIRED, [61 * DAY, forgotten]]
    expect(stateAfter(asked, 64 * DAY)).toBe('PW_EXPIRED')
    expect(tell([...asked, [64 * DAY, redeem]]).account?.phase).toBe('ACTIVE')
    expect(tell([...asked, [64 * DAY, forgotten]]).refusal).toBe('window_over')
    expect([stateAfter(asked, 66 * DAY), stateAfter(asked, 66 * DAY + 1)]).toEqual(['PW_EXPIRED', 'INACTIVE'])
  })

  test('edge d: a job that was down for three days says what is still worth saying, and once', () => {
    const late = advance(lived(TEMP_PENDING), policy, START + 29 * DAY + 60)
    expect(mailsOf(late.effects)).toEqual(['temporary-reminder'])
    const again = advance(late.account ?? lived(TEMP_PENDING), policy, START + 29 * DAY + 61)
    expect(again.effects).toEqual([])
    expect(mailsOf(advance(lived(TEMP_ACTIVE), policy, START + 33 * DAY).effects)).toEqual([
      'account-deleted:temporary_expired',
    ])
    const expired = advance(lived([...ACTIVE, [725 * DAY, { type: 'tell_username' }]]), policy, START + 733 * DAY)
    expect(mailsOf(expired.effects)).toEqual(['password-expired'])
  })

  test('edge e: a temporary account is finalised on day 30 exactly, and not a second later', () => {
    const finalise = { type: 'finalise', identity: IDENTITY } as const
    expect(tell([...TEMP_ACTIVE, [30 * DAY, finalise]]).account?.phase).toBe('ACTIVE')
    expect(tell([...TEMP_ACTIVE, [30 * DAY + 1, finalise]]).refusal).toBe('not_in_this_state')
  })

  test.each([
    [1, 1],
    [2, 1],
    [8, 2],
    [31, 3],
  ])('edge h: a password for %i days is warned of %i times', (days, warnings) => {
    const story: Story = [[0, { type: 'open', how: 'signature', birthdate, passwordHash: '', validity: { days } }]]
    let account: LifeAccount | null = lived(story)
    const mails: string[] = []
    for (let at = 0; at <= days * DAY && account !== null; at += HOUR) {
      const next = advance(account, policy, START + at)
      mails.push(...mailsOf(next.effects))
      account = next.account
    }
    expect(mails).toEqual(Array.from({ length: warnings }, () => 'password-warning'))
  })

  test.each([
    ['29 February', '2028-02-29T12:00:00+01:00', { years: 2 }, '2030-02-28T12:00:00+01:00'],
    ['29 February, for a year', '2028-02-29T12:00:00+01:00', { years: 1 }, '2029-02-28T12:00:00+01:00'],
    ['summer into summer', '2026-06-30T23:59:59+02:00', { years: 2 }, '2028-06-30T23:59:59+02:00'],
    ['an hour that the other year leaves out', '2024-03-30T02:30:00+01:00', { years: 1 }, '2025-03-30T03:30:00+02:00'],
    ['a day that has 23 hours', '2026-03-28T12:00:00+01:00', { days: 1 }, '2026-03-29T13:00:00+02:00'],
    ['more than may be', '2026-03-02T12:00:00+01:00', { days: 4_000 }, '2028-03-02T12:00:00+01:00'],
    ['less than may be', '2026-03-02T12:00:00+01:00', { days: 0 }, '2026-03-03T12:00:00+01:00'],
  ] as const)('edge i: a password set on %s ends by the calendar', (_name, set, validity, end) => {
    expect(passwordExpiry(validity, policy, instant(set))).toBe(instant(end))
  })

  test('edge j: a closed password expires like any other, and a reset opens it', () => {
    const closed: Story = [...ACTIVE, [DAY, { type: 'close_password' }]]
    expect(stateAfter(closed, 731 * DAY + 1)).toBe('PW_EXPIRED')
    const reset = tell([...closed, [732 * DAY, forgotten], [733 * DAY, redeem]])
    expect(reset.account).toMatchObject({ phase: 'ACTIVE', passwordClosed: false })
  })

  test('edge m: another address kills the code that is out', () => {
    const changed: Story = [...ACTIVE, [DAY, forgotten], [DAY + 1, { type: 'address_changed' }]]
    expect(tell([...changed, [DAY + 2, redeem]]).refusal).toBe('no_live_code')
  })
})

describe('a code', () => {
  test('of a temporary account ends with it', () => {
    expect(lived([...TEMP_PENDING, [29 * DAY, forgotten]]).code?.expiresAt).toBe(START + 30 * DAY)
  })

  test('is sent again three times in 24 hours, and the last one stays good (code.reissues)', () => {
    const three: Story = [...REG_PENDING, ...[1, 2, 3].map((hour): Story[number] => [hour * HOUR, forgotten])]
    const fourth = tell([...three, [4 * HOUR, forgotten]])
    expect([fourth.refusal, fourth.effects]).toEqual(['too_many_codes', []])
    expect(tell([...three, [4 * HOUR, forgotten], [5 * HOUR, redeem]]).refusal).toBeNull()
    expect(tell([...three, [25 * HOUR - 1, forgotten]]).refusal).toBe('too_many_codes')
    expect(tell([...three, [25 * HOUR, forgotten]]).refusal).toBeNull()
  })

  test('dies by its hundredth wrong entry, not by the ninety-ninth (#43)', () => {
    const wrong = { ...redeem, right: false }
    const tries = (count: number): Story => [...ACTIVE, [DAY, forgotten], ...repeated(count, [DAY + 1, wrong])]
    expect(tell([...tries(99), [DAY + 2, redeem]]).refusal).toBeNull()
    expect(tell([...tries(100), [DAY + 2, redeem]]).refusal).toBe('no_live_code')
  })
})

test('RD4: a reset that is asked for leaves the password and its expiry as they are', () => {
  const before = lived(ACTIVE)
  const after = lived([...ACTIVE, [DAY, forgotten]])
  expect(after).toEqual({ ...before, code: after.code, reissuedAt: after.reissuedAt })
})

test('RD8: a reset by mail begins the hold; an activation and a reactivation do not', () => {
  expect(lived([...ACTIVE, [DAY, forgotten], [2 * DAY, redeem]]).mailResetAt).toBe(START + 2 * DAY)
  expect(lived([...REG_PENDING, [DAY, redeem]]).mailResetAt).toBeNull()
  expect(lived([...STORIES.REACT_PENDING, [62 * DAY, redeem]]).mailResetAt).toBeNull()
})

test('RD3: finalising keeps the password and its expiry, which outlasts day 30 whatever was chosen (#5)', () => {
  const short = { ...redeem, validity: { days: 1 } }
  const temporary = lived([...TEMP_PENDING, [HOUR, short]])
  expect(temporary.passwordExpiresAt).toBe(passwordExpiry({ years: 2 }, policy, START + HOUR))
  const next = transition(temporary, { type: 'finalise', identity: IDENTITY }, policy, START + DAY)
  expect(next.account).toMatchObject({
    passwordExpiresAt: temporary.passwordExpiresAt,
    passwordSetAt: temporary.passwordSetAt,
    temporaryUntil: null,
    firstActiveAt: START + DAY,
  })
})

test.each([
  ['2012-03-02', null],
  ['2012-03-03', 'too_young'],
])('who was born on %s may register on 2 March 2026: %s (person.min_age)', (born, refusal) => {
  const opened = { type: 'open', how: 'temporary', birthdate: born } as const
  expect(transition(null, opened, policy, START).refusal).toBe(refusal)
})

test('who was born on a 29 February is of age on 1 March, at midnight in Budapest', () => {
  const midnight = instant('2026-03-01T00:00:00+01:00')
  expect(isAged('2012-02-29', 14, policy.timeZone, midnight)).toBe(true)
  expect(isAged('2012-02-29', 14, policy.timeZone, midnight - 1)).toBe(false)
})

test('the same notice may be due again under another deadline', () => {
  expect(noticeKey('password_warning', 1)).not.toBe(noticeKey('password_warning', 2))
  const warned: Story = [...ACTIVE, [702 * DAY, { type: 'change_password', ...PASSWORD }]]
  const { account } = advance(lived(warned), policy, START + 703 * DAY)
  expect(mailsOf(advance(account ?? lived(ACTIVE), policy, START + (702 + 702) * DAY).effects)).toEqual([
    'password-warning',
  ])
})

function repeated(count: number, entry: Story[number]): Story {
  return Array.from({ length: count }, () => entry)
}
