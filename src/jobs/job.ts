/** What is done by the clock: every timed rule is one of these. `docs/operating.md` lists them. */
export const JOB_NAMES = ['accounts', 'recoveries', 'sessions', 'statements', 'purge'] as const

export type JobName = (typeof JOB_NAMES)[number]

/**
 * One timed rule, or several that belong together. Idempotent: whatever has a deadline is judged by the deadline
 * itself, so a run that comes late, twice or on two instances at once changes nothing that the first did not.
 */
export interface Job {
  readonly name: JobName
  /** One line, for administrators. */
  readonly description: string
  /** Does all that is due by now; answers how many things it did. */
  run(): Promise<number>
}
