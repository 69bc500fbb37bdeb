/** Whether people wait for mails in vain: told by the outbox, the same for all instances. */
import { createServer } from 'node:net'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type JobRunner, startRunner } from '../../src/jobs/runner.ts'
import { deliveryTells, isMailFailing } from '../../src/mail/health.ts'
import { createOutbox } from '../../src/mail/outbox.ts'
import { createSmtpTransport, type Delivery } from '../../src/mail/transport.ts'
import { mailTasks } from '../../src/mail/tasks.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { randomBytes } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { testDatabase } from '../support/database.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const BOUNDS = { longestWait: 60, failures: 3 }

const { db, url, close } = await testDatabase()
afterAll(close)

const sealing = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
const outbox = createOutbox({ sealing, clock: systemClock })
const logger = createLogger({ level: 'fatal' })

let server: MailServer
let worker: JobRunner | null = null
beforeEach(async () => {
  server = await startMailServer()
})
afterEach(async () => {
  await worker?.stop()
  worker = null
  await server.close()
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await sql`delete from mail_deliveries`.execute(db)
})

const isFailing = (now = systemClock.now()) => isMailFailing(db, now, BOUNDS)

async function work(smtpUrl = server.url): Promise<void> {
  const transport = createSmtpTransport({ url: smtpUrl, from: 'Kapu <no-reply@kapu.example>' })
  worker = await startRunner({ url, logger, tasks: mailTasks({ sealing, transport, logger, clock: systemClock }) })
}

async function enqueue(count = 1): Promise<void> {
  for (let i = 0; i < count; i++) {
    await inTransaction(db, (transaction) =>
      outbox.enqueueMail(transaction, {
        to: `anna${i}@posta.example`,
        template: 'sign-in-code',
        language: 'hu',
        props: { code: '048151', sessionNumber: '623', serviceName: 'Tárhely', expiresAt: systemClock.now() + 600 },
      }),
    )
  }
}

/** The mails have been due for so many seconds. */
const wait = (seconds: number) =>
  sql`update graphile_worker._private_jobs set run_at = now() - make_interval(secs => ${seconds})`.execute(db)

async function inARow(count: number): Promise<void> {
  const row = db.selectFrom('mail_deliveries').select('failures_in_a_row')
  await vi.waitFor(async () => expect((await row.executeTakeFirst())?.failures_in_a_row).toBe(count), 10_000)
}

/** A port where nobody listens. */
async function deadUrl(): Promise<string> {
  const nobody = createServer().listen(0, 'localhost')
  await once(nobody, 'listening')
  const address = nobody.address()
  nobody.close()
  return `smtp://localhost:${typeof address === 'object' ? address?.port : 0}`
}

describe('mails', () => {
  test('are well where nothing is known of them', async () => {
    expect(await isFailing()).toBe(false)
  })

  test('fail when one has waited for longer than the bound and nobody takes it', async () => {
    await enqueue()
    await wait(58)
    expect(await isFailing()).toBe(false)
    await wait(62)
    expect(await isFailing()).toBe(true)
  })

  test('do not fail for one that is being sent, or that waits for its next try', async () => {
    await enqueue()
    await wait(600)
    await sql`update graphile_worker._private_jobs set locked_at = now()`.execute(db)
    expect(await isFailing()).toBe(false)
    await sql`update graphile_worker._private_jobs set locked_at = null, run_at = now() + interval '1 minute'`.execute(
      db,
    )
    expect(await isFailing()).toBe(false)
  })

  test('are well again as soon as somebody sends them', async () => {
    await enqueue()
    await wait(600)
    await work()
    await vi.waitFor(() => expect(server.mails).toHaveLength(1), 10_000)
    await vi.waitFor(async () => expect(await isFailing()).toBe(false), 15_000)
  })

  test('fail when the last deliveries found no server, and are well after one that did', async () => {
    const dead = await deadUrl()
    await enqueue(BOUNDS.failures)
    await work(dead)
    await vi.waitFor(async () => expect(await isFailing()).toBe(true), 10_000)
    await worker?.stop()
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(db)
    await work()
    await inARow(0)
    expect(await isFailing()).toBe(false)
  })

  test('fail when the server defers one mail after another', async () => {
    server.answers.push(451, 451, 451)
    await enqueue(2)
    await work()
    await inARow(2)
    expect(await isFailing()).toBe(false)
    await enqueue()
    await inARow(3)
    expect(await isFailing()).toBe(true)
  })

  test('fail no longer a quarter of an hour after the last failure: somebody has to try', async () => {
    await sql`insert into mail_deliveries (failures_in_a_row, last_failed_at) values (3, ${new Date(1_800_000_000_000)})`.execute(
      db,
    )
    expect(await isFailing(1_800_000_000 + 15 * 60)).toBe(true)
    expect(await isFailing(1_800_000_000 + 15 * 60 + 1)).toBe(false)
  })
})

test.each<[Delivery, number, string | null]>([
  [{ outcome: 'sent' }, 0, 'works'],
  [{ outcome: 'sent' }, 4, 'works'],
  [{ outcome: 'refused', responseCode: 550 }, 0, 'works'],
  [{ outcome: 'deferred', responseCode: 451 }, 0, 'fails'],
  [{ outcome: 'deferred', responseCode: 451 }, 1, null],
  [{ outcome: 'unreachable', errorCode: 'ECONNREFUSED' }, 0, 'fails'],
  [{ outcome: 'unreachable', errorCode: 'ECONNREFUSED' }, 3, 'fails'],
])('%j at try %i tells that mail %s', (delivery, tries, told) => {
  expect(deliveryTells(delivery, tries)).toBe(told)
})
