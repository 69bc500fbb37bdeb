import type { Mail } from '../../mail/mail.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Audit } from '../../audit/record.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { activityEvents } from '../../../views/texts/activity.ts'
import { entriesOf } from './entries.ts'
import { type DueStatement, takeDueStatements } from './store.ts'

/** Statements of one transaction. */
const BATCH = 50

/** Entries that fit into a mail; the page has all. */
const MOST_ENTRIES = 200

export interface StatementDependencies {
  readonly audit: Audit
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  addressOf(transaction: Transaction, accountId: string): Promise<{ readonly address: string } | null>
}

/**
 * Sends the periodic statements whose months are over (M21), also where nothing happened; at most a batch, and tells
 * how many there were. What is taken and what is mailed commit together, so each is sent once.
 */
export async function sendStatements(
  deps: StatementDependencies,
  transaction: Transaction,
  now: EpochSeconds,
): Promise<number> {
  const due = await takeDueStatements(transaction, now, BATCH)
  for (const statement of due) await send(deps, transaction, statement)
  return due.length
}

async function send(
  { audit, enqueueMail, addressOf }: StatementDependencies,
  transaction: Transaction,
  { accountId, from, to, detailed, language }: DueStatement,
): Promise<void> {
  const recipient = await addressOf(transaction, accountId)
  if (recipient === null) return
  const events = activityEvents().filter((event) => detailed || SIMPLE.test(event))
  const selection = { events, byOffice: false, from, to }
  const wanted = { selection, language, before: null, limit: MOST_ENTRIES }
  const entries = await entriesOf({ db: transaction, audit }, accountId, wanted)
  const [first, month] = [from.slice(0, 7), to.slice(0, 7)]
  await enqueueMail(transaction, {
    to: recipient.address,
    language,
    template: 'periodic-statement',
    props: {
      ...(first === month ? {} : { from: first }),
      month,
      detailed,
      entries: entries.toReversed().map(({ at, text, service, office }) => {
        const where = office ?? service
        return { at, text: where === null ? text : `${text}: ${where}` }
      }),
    },
  })
}

/** Sign-ins, changes and acts of offices; not what services were given, nor every failed attempt. */
const SIMPLE = /^(sign_in\.finished|factor\.|account\.|desk\.act)/
