import { expect, test } from 'vitest'
import { fixedClock, systemClock, toDate, toEpochSeconds } from '../../src/system/clock.ts'

test('the clock counts whole seconds', () => {
  expect(Number.isInteger(systemClock.now())).toBe(true)
  expect(Math.abs(systemClock.now() - Date.now() / 1000)).toBeLessThan(2)
})

test('a fixed clock moves only when told to', () => {
  const clock = fixedClock(1_000)
  clock.advance(30)
  expect(clock.now()).toBe(1_030)
  clock.set(5)
  expect(clock.now()).toBe(5)
})

test('seconds and dates convert both ways, and fractions are dropped', () => {
  expect(toEpochSeconds(toDate(1_770_000_000))).toBe(1_770_000_000)
  expect(toEpochSeconds(new Date('2026-01-01T00:00:00.999Z'))).toBe(1_767_225_600)
})
