/** The section `life` of `config/policy.yaml`: how long what lasts in the life of an account. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { calendarDuration, seconds } from './duration.ts'
import type { Fault } from './faults.ts'

const code = z.strictObject({ ttl: seconds })
const count = z.int().positive()

export const lifeSchema = z.strictObject({
  code: z.strictObject({
    activation: code,
    reset: code,
    reactivation: code,
    wrongEntries: count,
    reissues: z.strictObject({ max: count, per: seconds }),
  }),
  registration: z.strictObject({ pending: z.strictObject({ window: seconds }) }),
  temporary: z.strictObject({ ttl: seconds, reminders: z.array(seconds) }),
  password: z.strictObject({
    maxAge: calendarDuration,
    minAge: seconds,
    graceAfterExpiry: seconds,
    warnings: z.array(seconds),
  }),
  recovery: z.strictObject({
    mailHold: seconds,
    waiting: seconds.nullable(),
    noticeAge: seconds,
    starts: z.strictObject({ max: count, per: seconds }),
  }),
  person: z.strictObject({ minAge: count, fullServicesAge: count, keepSubject: z.boolean() }),
  username: z.strictObject({ reserved: calendarDuration }),
})

export type LifeFile = z.infer<typeof lifeSchema>

/** Seconds: whoever asks for less has mistaken the unit. */
const SHORTEST_WAIT = 60 * 60

/** Seconds for which the purge leaves recoveries that have ended. */
const LONGEST_MEMORY = 90 * 24 * 60 * 60

/** Limits that contradict each other. */
export function lifeFaults({ code: codes, temporary, password, person, recovery }: LifeFile): readonly Fault[] {
  const wrong = [
    {
      holds: codes.activation.ttl < temporary.ttl,
      path: 'code.activation.ttl',
      message: 'a code of a temporary account would outlive it',
      mend: 'make it shorter than `temporary.ttl`',
    },
    {
      holds: temporary.reminders.every((reminder) => reminder < temporary.ttl),
      path: 'temporary.reminders',
      message: 'a reminder would come after the end',
      mend: 'let every reminder be shorter than `temporary.ttl`: they are counted from submission',
    },
    {
      holds: password.minAge <= shortest(password.maxAge),
      path: 'password.minAge',
      message: 'no password could be chosen',
      mend: 'make it shorter than `password.maxAge`',
    },
    {
      holds: recovery.waiting === null || recovery.waiting >= SHORTEST_WAIT,
      path: 'recovery.waiting',
      message: 'nobody would see the notice in time',
      mend: 'make it at least PT1H, or null to switch it off',
    },
    {
      holds: recovery.starts.per <= LONGEST_MEMORY,
      path: 'recovery.starts.per',
      message: 'recoveries that ended are not remembered for so long',
      mend: 'make it at most P90D',
    },
    {
      holds: person.minAge <= person.fullServicesAge,
      path: 'person.fullServicesAge',
      message: 'it comes before the age of registration',
      mend: 'make it at least `person.minAge`',
    },
  ]
  return wrong.filter(({ holds }) => !holds).map(({ path, message, mend }) => ({ path: `life.${path}`, message, mend }))
}

/** The least a calendar duration can be, in seconds: from a day after which February is short. */
function shortest(duration: string): number {
  return Temporal.Duration.from(duration).total({ unit: 'seconds', relativeTo: Temporal.PlainDate.from('2025-02-01') })
}
