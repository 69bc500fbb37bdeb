import { afterAll, expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { helpLimits } from '../../src/http/help-limits.ts'
import { production, removeFiles } from '../config/builders.ts'
import { helpFigures } from '../gallery/help-states.ts'

afterAll(removeFiles)

const delivered = loadConfig(production())

test('the help pages tell the figures of the configuration', () => {
  expect(helpLimits(delivered)).toEqual(helpFigures)
})

test('other figures are told as they are', () => {
  const { life, limits, lifetimes } = delivered
  const told = helpLimits({
    limits,
    lifetimes: { ...lifetimes, emailCode: 300 },
    life: {
      ...life,
      password: { ...life.password, maxAge: 'P1Y' },
      temporary: { ...life.temporary, ttl: 20 * 86_400 },
    },
  })
  expect(told).toEqual({ ...helpFigures, mailCodeMinutes: 5, passwordYears: 1, temporaryDays: 20 })
})
