import type { JobHelpers, TaskList } from 'graphile-worker'
import { toDate } from '../system/clock.ts'
import { deliveryTells } from './health.ts'
import { JOB_OPTIONS, mailJobSchema, TASK } from './job.ts'
import { trySending, type SendDependencies } from './send.ts'
import { noteDelivery } from './store.ts'
import type { MailTransport } from './transport.ts'

/** What the job runner does with what lies in the outbox. */
export function mailTasks(deps: SendDependencies): TaskList {
  return {
    async [TASK](payload: unknown, helpers: JobHelpers) {
      const job = mailJobSchema.parse(payload)
      const wait = await trySending(job, { ...deps, transport: noting(deps, helpers, job.tries) })
      if (wait === null) return
      // The key replaces this very job: were we to die now, it would not run a second time.
      await helpers.addJob(
        TASK,
        { ...job, tries: job.tries + 1 },
        { jobKey: job.id, runAt: toDate(deps.clock.now() + wait), maxAttempts: JOB_OPTIONS.maxAttempts },
      )
    },
  }
}

/** The transport, with what each delivery tells noted. A note that cannot be written does not send a mail twice. */
function noting({ transport, logger, clock }: SendDependencies, { query }: JobHelpers, tries: number): MailTransport {
  return {
    async send(mail) {
      const delivery = await transport.send(mail)
      const told = deliveryTells(delivery, tries)
      if (told !== null) {
        // Beside the job: it ends as soon as its mail is out, whatever the database does meanwhile
        void noteDelivery(query, told === 'works', clock.now()).catch((error: unknown) =>
          logger.error({ err: error }, 'how a delivery went could not be noted'),
        )
      }
      return delivery
    },
  }
}
