import type { EpochSeconds, Seconds } from '../assurance/event.ts'
import type { Clock } from '../system/clock.ts'
import type { Logger } from '../system/logger.ts'
import type { Sealing } from '../system/sealing.ts'
import { sealContext, type MailJob } from './job.ts'
import { deadlineOf, queuedMailSchema, renderMail } from './mail.ts'
import { waitAfter } from './retry.ts'
import type { Delivery, MailTransport } from './transport.ts'

export interface SendDependencies {
  readonly sealing: Sealing
  readonly transport: MailTransport
  readonly logger: Logger
  readonly clock: Clock
}

/**
 * One try. Returns how long to wait before the next one, or null where this was the last: it was sent, it was refused
 * for good, or it will be of no use any more. Throws where the job cannot be opened.
 */
export async function trySending(job: MailJob, deps: SendDependencies): Promise<Seconds | null> {
  const { sealing, transport, logger, clock } = deps
  const queued = queuedMailSchema.parse(JSON.parse(await sealing.open(sealContext(job.id), job.sealed)))
  const line = { jobId: job.id, template: queued.mail.template, attempt: job.tries + 1 }
  if (clock.now() >= deadlineOf(queued)) {
    logger.warn({ ...line, outcome: 'expired' }, 'a mail was dropped: it came too late')
    return null
  }
  const delivery = await transport.send({ ...renderMail(queued), to: queued.mail.to, id: job.id })
  const wait = waitAfter(delivery, job.tries + 1)
  return report(logger, { line, delivery, wait, deadline: deadlineOf(queued), now: clock.now() })
}

interface Tried {
  readonly line: Readonly<Record<string, unknown>>
  readonly delivery: Delivery
  readonly wait: Seconds | null
  readonly deadline: EpochSeconds
  readonly now: EpochSeconds
}

function report(logger: Logger, { line, delivery, wait, deadline, now }: Tried): Seconds | null {
  if (delivery.outcome === 'sent') logger.info({ ...line, ...delivery }, 'a mail was sent')
  else if (wait === null) logger.error({ ...line, ...delivery }, 'a mail was refused')
  else if (now + wait >= deadline) logger.warn({ ...line, ...delivery }, 'a mail was given up: it would come too late')
  else logger.warn({ ...line, ...delivery, retryInSeconds: wait }, 'a mail could not be sent yet')
  return wait === null || now + wait >= deadline ? null : wait
}
