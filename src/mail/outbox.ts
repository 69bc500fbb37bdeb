/**
 * Mail leaves through a queue, never inside a request. The outbox takes a mail into the caller's transaction; the
 * job runner (`tasks.ts`) sends it. This folder owns templates, queue and transport; who gets which mail is others' affair.
 */
import type { Transaction } from '../database/transaction.ts'
import type { Clock } from '../system/clock.ts'
import { randomUuid } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { sealContext } from './job.ts'
import type { Mail, QueuedMail } from './mail.ts'
import { addMailJob } from './store.ts'

export type { Mail }

export interface Outbox {
  /** Address, code and words lie sealed until the worker opens them. */
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
}

export function createOutbox({ sealing, clock }: { sealing: Sealing; clock: Clock }): Outbox {
  return {
    async enqueueMail(transaction, mail) {
      const id = randomUuid()
      const queued: QueuedMail = { mail, queuedAt: clock.now() }
      const sealed = await sealing.seal(sealContext(id), JSON.stringify(queued))
      await addMailJob(transaction, { id, sealed, tries: 0 })
    },
  }
}
