import { afterEach, expect, test } from 'vitest'
import { clockMovedBy, moveClock, systemClock } from '../../src/system/clock.ts'

afterEach(() => moveClock(0))

const DAYS = 790 * 24 * 60 * 60

test('a moved clock is moved for everybody in the process, and can be put right', () => {
  const before = systemClock.now()
  moveClock(DAYS)
  expect(clockMovedBy()).toBe(DAYS)
  expect(systemClock.now() - before - DAYS).toBeLessThan(5)
  expect(new Date().getTime() - Date.now()).toBeLessThan(1_000)
  moveClock(0)
  expect(systemClock.now() - before).toBeLessThan(5)
})

test('dates that are said in so many words are not moved, and dates stay dates', () => {
  const earlier = new Date()
  moveClock(DAYS)
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
  expect(new Date('2028-02-29T12:00:00Z').getTime()).toBe(1_835_438_400_000)
  expect(Date.parse('2028-02-29T12:00:00Z')).toBe(1_835_438_400_000)
  expect(Date.UTC(2028, 1, 29, 12)).toBe(1_835_438_400_000)
  expect(earlier).toBeInstanceOf(Date)
  expect(new Date()).toBeInstanceOf(Date)
})
