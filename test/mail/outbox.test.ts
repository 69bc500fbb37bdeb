import { createServer } from 'node:net'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type JobRunner, startRunner } from '../../src/jobs/runner.ts'
import { createOutbox, type Mail } from '../../src/mail/outbox.ts'
import { createSmtpTransport } from '../../src/mail/transport.ts'
import { mailTasks } from '../../src/mail/tasks.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { randomBytes } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { withoutChance } from '../support/chance.ts'
import { testDatabase } from '../support/database.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'

const { db, url, close } = await testDatabase()
afterAll(close)

const sealing = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
const outbox = createOutbox({ sealing, clock: systemClock })

let server: MailServer
let worker: JobRunner | null = null
let log = ''
const logger = createLogger({ level: 'debug', destination: { write: (line) => (log += line) } })

beforeEach(async () => {
  log = ''
  server = await startMailServer()
})
afterEach(async () => {
  await worker?.stop()
  worker = null
  await server.close()
  await sql`delete from graphile_worker._private_jobs`.execute(db)
})

async function work(smtpUrl = server.url): Promise<void> {
  const transport = createSmtpTransport({ url: smtpUrl, from: 'Kapu <no-reply@kapu.example>' })
  worker = await startRunner({ url, logger, tasks: mailTasks({ sealing, transport, logger, clock: systemClock }) })
}

function codeMail(change: { to?: string; life?: number } = {}): Mail {
  return {
    to: change.to ?? 'anna@posta.example',
    template: 'sign-in-code',
    language: 'hu',
    props: {
      code: '048151',
      sessionNumber: '623',
      serviceName: 'Tárhely',
      expiresAt: systemClock.now() + (change.life ?? 600),
    },
  }
}

async function enqueue(mail: Mail): Promise<void> {
  await inTransaction(db, (transaction) => outbox.enqueueMail(transaction, mail))
}

async function jobs(): Promise<{ wait: number; attempts: number; payload: { tries: number }; locked: boolean }[]> {
  const { rows } = await sql<{ wait: number; attempts: number; payload: { tries: number }; locked: boolean }>`
    select round(extract(epoch from run_at - now()))::int as wait, attempts, payload, locked_at is not null as locked
    from graphile_worker._private_jobs`.execute(db)
  return rows
}

/** The waits that are over are over now: tests do not sit through them. */
async function passTime(): Promise<void> {
  await expect.poll(async () => (await jobs()).map(({ locked }) => locked)).toEqual([false])
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(db)
}

/** Lets no worker look up the names of its tasks until `release`. */
async function holdTasks(): Promise<{ held: Promise<void>; release: () => void }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: onLocked } = Promise.withResolvers<void>()
  const held = db.transaction().execute(async (transaction) => {
    await sql`lock table graphile_worker._private_tasks in access exclusive mode`.execute(transaction)
    onLocked()
    await released
  })
  await locked
  return { held, release }
}

const soon = { timeout: 8_000 }

describe('a mail', () => {
  test('is sent after the transaction that asked for it, over SMTP, as text and as HTML', async () => {
    await work()
    await inTransaction(db, async (transaction) => {
      await outbox.enqueueMail(transaction, codeMail())
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(server.offered()).toBe(0)
    })
    await expect.poll(() => server.mails.length, soon).toBe(1)
    const [mail] = server.mails
    expect(mail).toMatchObject({
      subject: 'Belépési kód: 048151 (10 percig érvényes)',
      from: { name: 'Kapu', address: 'no-reply@kapu.example' },
      to: [{ address: 'anna@posta.example' }],
    })
    expect(mail?.text).toContain('Kód: 048151')
    expect(mail?.text).toContain('Munkamenet-azonosító: 623')
    expect(mail?.html).toContain('<strong>Tárhely</strong>')
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
    await expect.poll(jobs, soon).toEqual([])
  })

  test('of a transaction that was undone is never sent', async () => {
    await work()
    const undone = inTransaction(db, async (transaction) => {
      await outbox.enqueueMail(transaction, codeMail())
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await enqueue(codeMail({ to: 'second@posta.example' }))
    await expect.poll(() => server.mails.length, soon).toBe(1)
    expect(server.mails[0]?.to?.[0]).toMatchObject({ address: 'second@posta.example' })
  })

  test('waits while the worker is away', async () => {
    await enqueue(codeMail())
    expect(await jobs()).toHaveLength(1)
    await work()
    await expect.poll(() => server.mails.length, soon).toBe(1)
  })

  test('lies in the queue without anything readable', async () => {
    await enqueue(codeMail())
    const { rows } = await sql<{ text: string }>`select j::text as text from graphile_worker._private_jobs j`.execute(
      db,
    )
    expect(rows).toHaveLength(1)
    const [{ text } = { text: '' }] = rows
    expect(text).not.toMatch(/048151|anna|posta|Tárhely|sign-in/)
    // What is drawn or sealed, and the time, have three digits like these now and then
    expect(withoutChance(text)).not.toMatch(/623/)
  })

  test('that is deferred twice arrives once, after 5 and 15 seconds', async () => {
    server.answers.push(451, 451)
    await work()
    await enqueue(codeMail())
    await expect.poll(async () => (await jobs())[0]?.payload.tries, soon).toBe(1)
    expect((await jobs())[0]?.wait).toBeGreaterThan(2)
    expect((await jobs())[0]?.wait).toBeLessThanOrEqual(5)
    await passTime()
    await expect.poll(async () => (await jobs())[0]?.payload.tries, soon).toBe(2)
    expect((await jobs())[0]?.wait).toBeGreaterThan(10)
    expect((await jobs())[0]?.wait).toBeLessThanOrEqual(15)
    await passTime()
    await expect.poll(() => server.mails.length, soon).toBe(1)
    await expect.poll(jobs, soon).toEqual([])
    expect(server.offered()).toBe(3)
  })

  test('that is refused is not tried again', async () => {
    server.answers.push(550)
    await work()
    await enqueue(codeMail())
    await expect.poll(() => log, soon).toContain('a mail was refused')
    await expect.poll(jobs, soon).toEqual([])
    expect(server.offered()).toBe(1)
    expect(log).toContain('"responseCode":550')
  })

  test('whose code has died is dropped, and so is one that would come too late', async () => {
    server.answers.push(451)
    await work()
    await enqueue(codeMail({ life: -1 }))
    await expect.poll(() => log, soon).toContain('it came too late')
    expect(server.offered()).toBe(0)
    await enqueue(codeMail({ life: 4 }))
    await expect.poll(() => log, soon).toContain('it would come too late')
    await expect.poll(jobs, soon).toEqual([])
    expect(server.mails).toEqual([])
  })

  test('meets a server that is away, and arrives when it is back', async () => {
    const port = Number(new URL(server.url).port)
    await server.close()
    await work()
    await enqueue(codeMail())
    await expect.poll(async () => (await jobs())[0]?.payload.tries, soon).toBe(1)
    server = await startMailServer(port)
    await passTime()
    await expect.poll(() => server.mails.length, soon).toBe(1)
  })

  test('does not wait for ever for a server that says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const transport = createSmtpTransport({ url: `smtp://127.0.0.1:${port}`, from: 'Kapu <no-reply@kapu.example>' })
    const began = performance.now()
    const content = { subject: 's', text: 't', html: 'h' }
    const delivery = await transport.send({ ...content, to: 'anna@posta.example', id: 'id' })
    expect(delivery.outcome).toBe('unreachable')
    expect(performance.now() - began).toBeLessThan(7_000)
    silent.close()
  })

  test('leaves no address, code or server’s words in the log', async () => {
    server.answers.push(451, 550)
    await work()
    await enqueue(codeMail())
    await expect.poll(async () => (await jobs())[0]?.payload.tries, soon).toBe(1)
    await passTime()
    await expect.poll(() => log, soon).toContain('a mail was refused')
    expect(log).not.toMatch(/anna|048151|not now|sealed/)
  })
})

describe('the worker', () => {
  test('goes on after the database dropped its connections', async () => {
    await work()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
      .execute(db)
      .catch(() => undefined)
    await expect
      .poll(
        () =>
          enqueue(codeMail()).then(
            () => true,
            () => false,
          ),
        soon,
      )
      .toBe(true)
    await expect.poll(() => server.mails.length).toBe(1)
  })

  test('hears of new work at once, and leaves no connection behind', async () => {
    const connections = () =>
      sql<{ query: string }>`
        select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
        .execute(db)
        .then(({ rows }) => rows.map(({ query }) => query))
    const before = (await connections()).length
    await work()
    await expect.poll(connections, soon).toContainEqual(expect.stringMatching(/^LISTEN "jobs:insert"/))
    await worker?.stop()
    await expect.poll(async () => (await connections()).length, soon).toBeLessThanOrEqual(before)
  })

  test('that has a job which does not end is stopped all the same', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const { promise: never } = Promise.withResolvers<void>()
    const stuck = async () => {
      begin()
      await never
    }
    worker = await startRunner({ url, logger, tasks: { stuck } })
    await sql`select graphile_worker.add_job('stuck')`.execute(db)
    await begun
    await worker.stop()
    worker = null
    expect(log).toContain('the job runner did not stop in time')
  })

  test('that could not look for its work when it started is started anew', async () => {
    const { held, release } = await holdTasks()
    await work()
    await expect.poll(() => log, soon).toContain('Failed to acquire job')
    release()
    await held
    await enqueue(codeMail())
    await expect.poll(() => server.mails.length).toBe(1)
  })

  test('that cannot open a mail sends nothing and keeps it', async () => {
    const other = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
    const transport = createSmtpTransport({ url: server.url, from: 'Kapu <no-reply@kapu.example>' })
    worker = await startRunner({
      url,
      logger,
      tasks: mailTasks({ sealing: other, transport, logger, clock: systemClock }),
    })
    await enqueue(codeMail())
    await expect.poll(async () => (await jobs())[0]?.attempts, soon).toBeGreaterThan(0)
    await expect.poll(() => log, soon).toContain('"level":"error"')
    expect(server.offered()).toBe(0)
    expect(await jobs()).toHaveLength(1)
  })
})
