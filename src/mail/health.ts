import type { EpochSeconds, Seconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import { failuresInARow, mailsWaiting } from './store.ts'
import type { Delivery } from './transport.ts'

/** From when on mails are said to fail. */
export interface MailBounds {
  /** A mail that nobody has tried to send for so long means that nobody sends any (seconds). */
  readonly longestWait: Seconds
  /** So many deliveries in a row that failed. */
  readonly failures: number
}

/** Failures longer ago say nothing: somebody has to try again for us to know (seconds). */
const RECENT: Seconds = 15 * 60

/** Whether people who wait for a mail wait in vain at present. */
export async function isMailFailing(db: Db, now: EpochSeconds, bounds: MailBounds): Promise<boolean> {
  if ((await failuresInARow(db, now - RECENT)) >= bounds.failures) return true
  return await mailsWaiting(db, bounds.longestWait)
}

/**
 * What a try tells of the mail server: `null` for nothing. A receiver that defers one mail again and again is one
 * person's trouble, so that only a mail's first try counts as a failure, unless no server was there at all.
 */
export function deliveryTells({ outcome }: Delivery, tries: number): 'works' | 'fails' | null {
  if (outcome === 'sent' || outcome === 'refused') return 'works'
  return outcome === 'unreachable' || tries === 0 ? 'fails' : null
}
