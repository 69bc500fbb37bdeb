/**
 * Reads `config/policy.yaml` into the engine's Policy: days become instants, a method's dates are laid over each
 * combination that uses it, and what would make the levels lie is a fault.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { EpochSeconds } from '../assurance/event.ts'
import type { AssuranceLevel, Combination } from '../assurance/level.ts'
import type { AccountState, MethodDates, Policy } from '../assurance/policy.ts'
import { day, seconds, startOfDay } from './duration.ts'
import type { Fault } from './faults.ts'
import { lifeFaults, lifeSchema } from './life.ts'

const states = [
  'TEMP_PENDING',
  'TEMP_ACTIVE',
  'REG_PENDING',
  'ACTIVE',
  'PW_EXPIRED',
  'INACTIVE',
  'REACT_PENDING',
  'SUSPENDED',
] as const satisfies AccountState[]

const dates = { from: day.optional(), until: day.optional() }
const proof = {
  lifetime: seconds,
  combinations: z.array(z.strictObject({ factors: z.array(z.string()).min(1), ...dates })).min(1),
}

/** The file as it is written; {@link toPolicy} turns it into what the engine reads. */
export const policySchema = z.strictObject({
  timeZone: z.string().refine(isTimeZone, 'not a time zone, like Europe/Budapest'),
  methods: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({ ...dates, stub: z.boolean().default(false) }),
  ),
  levels: z.array(z.strictObject({ acr: z.string().min(1), ...proof })).min(1),
  defaultAcr: z.string(),
  maxAcr: z.partialRecord(z.enum(states), z.string()),
  enrolment: z.strictObject(proof),
  recovery: z.strictObject(proof),
  selfIdentifying: z.array(z.string()),
  phishingResistant: z.array(z.string()),
  life: lifeSchema,
})

export type PolicyFile = z.infer<typeof policySchema>

/** The engine's policy. Call it only on a file without {@link policyFaults}. */
export function toPolicy(file: PolicyFile): Policy {
  const level = (acr: string, written: Part): AssuranceLevel => ({
    acr,
    lifetime: written.lifetime,
    combinations: written.combinations.map((combination) => dated(combination, file)),
  })
  return {
    methods: Object.fromEntries(Object.entries(file.methods).map(([id, dates]) => [id, instants([dates], file)])),
    levels: file.levels.map((written) => level(written.acr, written)),
    defaultAcr: file.defaultAcr,
    maxAcr: file.maxAcr,
    enrolment: level('enrolment', file.enrolment),
    recovery: level('recovery', file.recovery),
    selfIdentifying: file.selfIdentifying,
    phishingResistant: file.phishingResistant,
    mailHold: file.life.recovery.mailHold,
  }
}

/**
 * Methods that some level, enrolment or recovery counts from `now` on although they prove nothing: simulators. One that
 * has ended counts nowhere any more; one that has not begun still will.
 */
export function countedStubs(file: PolicyFile, now: EpochSeconds): readonly string[] {
  const combinations = parts(file).flatMap(({ part }) => part.combinations.map((written) => dated(written, file)))
  const counted = new Set([
    ...combinations.filter(({ until }) => until === undefined || until > now).flatMap(({ factors }) => factors),
    ...file.selfIdentifying.filter((factor) => !hasEnded(file, factor, now)),
  ])
  return [...counted].filter((factor) => file.methods[factor]?.stub === true)
}

function hasEnded({ methods, timeZone }: PolicyFile, factor: string, now: EpochSeconds): boolean {
  const until = methods[factor]?.until
  return until !== undefined && startOfDay(until, timeZone) <= now
}

/** What the shape cannot say: unknown names, levels out of order, dates that leave nothing. */
export function policyFaults(file: PolicyFile): readonly Fault[] {
  return [
    ...unknownFactors(file),
    ...unknownLevels(file),
    ...emptyCombinations(file),
    ...unorderedLevels(file),
    ...lifeFaults(file.life),
  ]
}

function unknownFactors(file: PolicyFile): Fault[] {
  const named = [
    ...file.levels.flatMap((level, at) => factorsOf(level, `levels.${at}`)),
    ...factorsOf(file.enrolment, 'enrolment'),
    ...factorsOf(file.recovery, 'recovery'),
    ...file.selfIdentifying.map((factor, at) => ({ factor, path: `selfIdentifying.${at}` })),
    ...file.phishingResistant.map((factor, at) => ({ factor, path: `phishingResistant.${at}` })),
  ]
  return named
    .filter(({ factor }) => !Object.hasOwn(file.methods, factor))
    .map(({ factor, path }) => ({
      path,
      message: `the factor \`${factor}\` is not known`,
      mend: `list it under \`methods\`, or use one of ${Object.keys(file.methods).join(', ')}`,
    }))
}

function unknownLevels(file: PolicyFile): Fault[] {
  const known = new Set(file.levels.map((level) => level.acr))
  const named = [
    { acr: file.defaultAcr, path: 'defaultAcr' },
    ...Object.entries(file.maxAcr).map(([state, acr]) => ({ acr, path: `maxAcr.${state}` })),
  ]
  return named
    .filter(({ acr }) => !known.has(acr))
    .map(({ acr, path }) => ({
      path,
      message: `the level \`${acr}\` is not known`,
      mend: `use the acr of a level: ${[...known].join(', ')}`,
    }))
}

function emptyCombinations(file: PolicyFile): Fault[] {
  return parts(file).flatMap(({ part, path }) =>
    part.combinations.flatMap((written, at) => {
      const { factors, from, until } = dated(written, file)
      const where = `${path}.combinations.${at}`
      if (new Set(factors).size < factors.length)
        return [
          {
            path: where,
            message: 'a factor stands twice',
            mend: 'name each factor once: proving one twice proves no more',
          },
        ]
      if (from !== undefined && until !== undefined && from >= until)
        return [
          {
            path: where,
            message: 'its dates leave no day on which it counts',
            mend: 'correct `from` and `until`, here or under `methods`',
          },
        ]
      return []
    }),
  )
}

/**
 * Levels stand lowest first. Two signs that they do not: eIDAS's own names out of order, and an upper level that asks
 * less than a lower one (a combination that is a part of a lower level's, at the same time).
 */
function unorderedLevels(file: PolicyFile): Fault[] {
  const mend = 'put the levels in order, lowest first: each must ask at least what the one below asks'
  return file.levels.flatMap((upper, at) => {
    const below = file.levels.slice(0, at)
    const path = `levels.${at}`
    if (below.some((lower) => lower.acr === upper.acr))
      return [{ path, message: `\`${upper.acr}\` stands twice`, mend: 'keep one of the two' }]
    const higher = below.find((lower) => rank(upper.acr) < rank(lower.acr))
    if (higher) return [{ path, message: `\`${upper.acr}\` stands above \`${higher.acr}\``, mend }]
    const stricter = below.find((lower) => asksLess(upper, lower, file))
    return stricter ? [{ path, message: `\`${upper.acr}\` asks less than \`${stricter.acr}\` below it`, mend }] : []
  })
}

function rank(acr: string): number {
  const at = ['low', 'substantial', 'high'].findIndex((name) => acr === `http://eidas.europa.eu/LoA/${name}`)
  return at === -1 ? Number.NaN : at
}

type Part = PolicyFile['enrolment']
type WrittenDates = Pick<Part['combinations'][number], 'from' | 'until'>

function asksLess(upper: Part, lower: Part, file: PolicyFile): boolean {
  return upper.combinations.some((u) => lower.combinations.some((l) => isLess(dated(u, file), dated(l, file))))
}

function isLess(upper: Combination, lower: Combination): boolean {
  const overlap =
    (upper.from ?? -Infinity) < (lower.until ?? Infinity) && (lower.from ?? -Infinity) < (upper.until ?? Infinity)
  const part = upper.factors.every((factor) => lower.factors.includes(factor))
  return overlap && part && upper.factors.length < lower.factors.length
}

/** A combination with its own dates and those of its methods: the latest start, the earliest end. */
function dated(written: Part['combinations'][number], file: PolicyFile): Combination {
  const all = [written, ...written.factors.flatMap((factor) => file.methods[factor] ?? [])]
  return { factors: written.factors, ...instants(all, file) }
}

/** Days as instants: the latest start, the earliest end. */
function instants(all: readonly WrittenDates[], { timeZone }: PolicyFile): MethodDates {
  const starts = all.flatMap(({ from }) => (from === undefined ? [] : [startOfDay(from, timeZone)]))
  const ends = all.flatMap(({ until }) => (until === undefined ? [] : [startOfDay(until, timeZone)]))
  return {
    ...(starts.length > 0 && { from: Math.max(...starts) }),
    ...(ends.length > 0 && { until: Math.min(...ends) }),
  }
}

function parts(file: PolicyFile): { part: Part; path: string }[] {
  return [
    ...file.levels.map((part, at) => ({ part, path: `levels.${at}` })),
    { part: file.enrolment, path: 'enrolment' },
    { part: file.recovery, path: 'recovery' },
  ]
}

function factorsOf(part: Part, path: string): { factor: string; path: string }[] {
  return part.combinations.flatMap(({ factors }, at) =>
    factors.map((factor) => ({ factor, path: `${path}.combinations.${at}` })),
  )
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.PlainDate.from('2025-01-01').toZonedDateTime(name)
    return true
  } catch {
    return false
  }
}
