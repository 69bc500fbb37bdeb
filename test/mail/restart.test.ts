import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
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

const dataDirectory = await mkdtemp(path.join(tmpdir(), 'kapu-restart-'))
afterAll(() => rm(dataDirectory, { recursive: true }))

test('the worker outlives a restart of the database, and the database’s end outlives the worker’s', async () => {
  const sealing = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
  const outbox = createOutbox({ sealing, clock: systemClock })
  const sent: string[] = []
  const transport = {
    send: async ({ to }: { to: string }) => (sent.push(to), { outcome: 'sent' } as const),
  }
  const before = await startEmbedded({ dataDirectory, durable: false })
  const { db, close } = connect(before.url)
  await migrate(db)
  const logger = createLogger({ level: 'silent' })
  const worker = await startRunner({
    url: before.url,
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
  await enqueue('first@posta.example')
  await expect.poll(() => sent, { timeout: 5_000 }).toEqual(['first@posta.example'])

  await before.stop()
  await expect(enqueue('lost@posta.example')).rejects.toMatchObject({ code: 'ENOENT' })
  const after = await startEmbedded({ dataDirectory, durable: false })
  await enqueue('second@posta.example')
  await expect.poll(() => sent, { timeout: 10_000 }).toEqual(['first@posta.example', 'second@posta.example'])

  await Promise.all([worker.stop(), after.stop()])
  await close()
})
