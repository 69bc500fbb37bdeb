import { Temporal } from 'temporal-polyfill'
import type { EpochSeconds } from '../system/clock.ts'

/** The zone in which administrators tell times. */
export const ZONE = 'Europe/Budapest'

/** The instant of a date and time of day in Budapest, `2026-12-24T10:00`; null for anything else. */
export function instantInBudapest(dateTime: string): EpochSeconds | null {
  try {
    return Math.floor(Temporal.PlainDateTime.from(dateTime).toZonedDateTime(ZONE).epochMilliseconds / 1000)
  } catch {
    return null
  }
}
