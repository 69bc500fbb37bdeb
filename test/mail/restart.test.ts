import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../../src/database/connect.ts'
import { startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { startRunner } from '../../src/jobs/runner.ts'
import { createOutbox } from '../../src/mail/outbox.ts'
import { mailTasks } from '../../src/mail/tasks.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { randomBytes } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'

let dataDirectory: string
beforeEach(async () => void (dataDirectory = await mkdtemp(path.join(tmpdir(), 'kapu-restart-'))))
afterEach(() => rm(dataDirectory, { recursive: true }))

/** A worker on a server of its own; `onSend` is done while a mail is under way. */
async function working(onSend: (to: string) => Promise<void> = async () => undefined) {
  const sealing = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
  const outbox = createOutbox({ sealing, clock: systemClock })
  const sent: string[] = []
  const transport = {
    async send({ to }: { to: string }) {
      await onSend(to)
      sent.push(to)
      return { outcome: 'sent' } as const
    },
  }
  const server = await startEmbedded({ dataDirectory, durable: false })
  const { db, close } = connect(server.url)
  await migrate(db)
  const logger = createLogger({ level: 'silent' })
  const worker = await startRunner({
    url: server.url,
    logger,
    tasks: mailTasks({ sealing, transport, logger, clock: systemClock }),
  })
  const enqueue = (to: string) =>
    inTransaction(db, (transaction) =>
      outbox.enqueueMail(transaction, {
        to,
        language: 'en',
        template: 'factor-enrolled',
        props: { serviceName: 'Mailbox', way: 'totp' },
      }),
    )
  return { db, server, worker, close, sent, enqueue }
}

test('the worker outlives a restart of the database, and the database’s end outlives the worker’s', async () => {
  const { server, worker, close, sent, enqueue } = await working()
  await enqueue('first@posta.example')
  await expect.poll(() => sent).toEqual(['first@posta.example'])

  await server.stop()
  await expect(enqueue('lost@posta.example')).rejects.toMatchObject({ code: 'ENOENT' })
  const after = await startEmbedded({ dataDirectory, durable: false })
  await enqueue('second@posta.example')
  await expect.poll(() => sent).toEqual(['first@posta.example', 'second@posta.example'])

  await Promise.all([worker.stop(), after.stop()])
  await close()
})

test('a mail that was sent while the database went down ends nothing, and is not sent again', async () => {
  const { db, server, worker, close, sent, enqueue } = await working((to) =>
    to === 'last@posta.example' ? server.stop() : Promise.resolve(),
  )
  await enqueue('last@posta.example')
  await expect.poll(() => sent).toEqual(['last@posta.example'])
  const after = await startEmbedded({ dataDirectory, durable: false })
  await enqueue('next@posta.example')
  await expect.poll(() => sent).toEqual(['last@posta.example', 'next@posta.example'])
  // Nothing is left that would be tried again when its lock is old
  const left = sql<{ count: number }>`select count(*)::int as count from graphile_worker._private_jobs`
  await expect.poll(async () => (await left.execute(db)).rows).toEqual([{ count: 0 }])

  await Promise.all([worker.stop(), after.stop()])
  await close()
})
