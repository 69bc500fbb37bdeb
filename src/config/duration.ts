import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'

/** A positive ISO 8601 duration, as whole seconds. Years and months are refused: they have no fixed length. */
export const seconds = z.string().transform((text, context) => {
  const value = lengthOf(text)
  if (value !== null && Number.isInteger(value) && value > 0) return value
  context.addIssue(`\`${text}\` is not a positive ISO 8601 duration of whole seconds, like PT30M or P5D`)
  return z.NEVER
})

/** A positive ISO 8601 duration, as whole milliseconds. */
export const milliseconds = z.string().transform((text, context) => {
  const value = lengthOf(text)
  if (value !== null && Number.isInteger(value * 1000) && value > 0) return value * 1000
  context.addIssue(`\`${text}\` is not a positive ISO 8601 duration, like PT1.5S`)
  return z.NEVER
})

/** A positive ISO 8601 duration as it is written: with years and months, counted from a day of the calendar. */
export const calendarDuration = z.string().refine((text) => {
  try {
    return Temporal.Duration.from(text).sign > 0
  } catch {
    return false
  }
}, 'not a positive ISO 8601 duration, like P2Y')

/** A calendar day, `2025-01-16`. When it begins depends on the time zone: see {@link startOfDay}. */
export const day = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    context.addIssue(`\`${text}\` is not a date, like 2025-01-16`)
    return z.NEVER
  }
})

/** The first instant of a day in a time zone, in epoch seconds. */
export function startOfDay(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds / 1000
}

function lengthOf(text: string): number | null {
  try {
    return Temporal.Duration.from(text).total('seconds')
  } catch {
    return null
  }
}
