import * as z from 'zod'

/** The task's name in the queue. */
export const TASK = 'send_mail'

/**
 * For faults of our own (a missing key): graphile-worker tries again. What the mail server answers is not a fault of
 * the job, and has a schedule of its own.
 */
export const JOB_OPTIONS = { maxAttempts: 5 }

/** What lies in the queue's table: nothing that may be read. */
export const mailJobSchema = z.object({
  id: z.uuid(),
  sealed: z.string(),
  /** How often it was tried so far. */
  tries: z.int().min(0),
})

export type MailJob = z.infer<typeof mailJobSchema>

export function sealContext(id: string): string {
  return `mail:${id}`
}
