import { describe, expect, test } from 'vitest'
import { endedWays } from '../../src/assurance/ended-ways.ts'
import { levelReached } from '../../src/assurance/level-reached.ts'
import { isMethodLive } from '../../src/assurance/method-dates.ts'
import { loadConfig } from '../../src/config.ts'
import { combination, instant, level, testPolicy, withMethodDates } from '../support/policy.ts'
import { production } from '../config/builders.ts'

const CUT_OFF = '2025-01-16T00:00:00+01:00'
const LAST_SECOND = instant('2025-01-15T23:59:59+01:00')
const FIRST_SECOND = instant(CUT_OFF)

describe('what the country’s own policy tells', () => {
  const { policy } = loadConfig(production())

  test('nothing has ended in the last second of 15 January 2025 in Budapest', () => {
    expect(endedWays(policy, LAST_SECOND)).toEqual([])
  })

  test('the password alone, the card, the telephone and the portrait have ended in the next', () => {
    expect(endedWays(policy, FIRST_SECOND)).toEqual([
      { kind: 'combination', factors: ['password'], until: FIRST_SECOND },
      { kind: 'method', factors: ['eid'], until: FIRST_SECOND },
      { kind: 'method', factors: ['telephone'], until: FIRST_SECOND },
      { kind: 'method', factors: ['portrait'], until: FIRST_SECOND },
    ])
  })

  test('the code by e-mail begins with 14 January 2025 in Budapest', () => {
    expect(isMethodLive(policy, 'email-code', instant('2025-01-13T23:59:59+01:00'))).toBe(false)
    expect(isMethodLive(policy, 'email-code', instant('2025-01-14T00:00:00+01:00'))).toBe(true)
  })

  test('the password itself goes on', () => {
    expect(isMethodLive(policy, 'password', FIRST_SECOND)).toBe(true)
  })
})

describe('a combination', () => {
  const over = combination(['password'], { until: CUT_OFF })

  test('has not ended where another level accepts it still', () => {
    const policy = testPolicy({ levels: [level('low', over), level('high', ['password'])] })
    expect(endedWays(policy, FIRST_SECOND)).toEqual([])
  })

  test('has not ended where it will begin again', () => {
    const again = combination(['password'], { from: '2030-01-01T00:00:00Z' })
    expect(endedWays(testPolicy({ levels: [level('low', over, again)] }), FIRST_SECOND)).toEqual([])
  })

  test('is the same in whatever order its methods are asked, and is told once, with its last end', () => {
    const later = '2026-02-01T00:00:00Z'
    const one = combination(['password', 'totp'], { until: CUT_OFF })
    const other = combination(['totp', 'password'], { until: later })
    const policy = testPolicy({ levels: [level('low', one), level('high', other)] })
    expect(endedWays(policy, instant(later) - 1)).toEqual([])
    expect(endedWays(policy, instant(later))).toMatchObject([{ kind: 'combination', until: instant(later) }])
  })

  test('is not told beside the method that ended with it', () => {
    const policy = withMethodDates(testPolicy(), 'passkey', { until: '2026-02-01T00:00:00Z' })
    const told = endedWays(policy, instant('2026-02-01T00:00:00Z')).filter(({ factors }) => factors.includes('passkey'))
    expect(told.map(({ kind }) => kind)).toEqual(['method'])
  })
})

test.each(['toString', 'constructor', '__proto__'])('an address that says %s names no method', (name) => {
  expect(isMethodLive(testPolicy(), name, FIRST_SECOND)).toBe(true)
})

describe('the level of a method', () => {
  const { policy } = loadConfig(production())
  const now = instant('2026-11-20T12:00:00Z')

  test.each([
    ['totp', 'http://eidas.europa.eu/LoA/substantial'],
    ['passkey', 'http://eidas.europa.eu/LoA/substantial'],
    ['dap', 'http://eidas.europa.eu/LoA/high'],
    ['password', null],
    ['identification-mail', null],
    ['eid', null],
  ])('%s completes %s', (factor, acr) => {
    expect(levelReached(factor, policy, now)).toBe(acr)
  })

  test('is that of the day: a password alone completed the lowest until its end', () => {
    expect(levelReached('password', policy, LAST_SECOND)).toBe('http://eidas.europa.eu/LoA/low')
  })
})
