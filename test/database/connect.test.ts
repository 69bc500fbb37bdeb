import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { connect } from '../../src/database/connect.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { isUnavailable } from '../../src/database/unavailable.ts'
import { testDatabase } from '../support/database.ts'

const { url, db, close } = await testDatabase({ poolSize: 2, patience: 1 })
afterAll(close)

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => 'it worked',
    (error: unknown) => error,
  )
}

test('each connection carries the limits of a request', async () => {
  for (const [name, value] of [
    ['statement_timeout', '3s'],
    ['lock_timeout', '1s'],
    ['idle_in_transaction_session_timeout', '5s'],
  ]) {
    const { rows } = await sql`select current_setting(${name}) as value`.execute(db)
    expect(rows).toEqual([{ value }])
  }
})

test('who finds the pool exhausted is told within about a second', async () => {
  const small = connect(url, { poolSize: 1 })
  const held = await small.pool.connect()
  const began = performance.now()
  const error = await failureOf(sql`select 1`.execute(small.db))
  expect(performance.now() - began).toBeLessThan(1_500)
  expect(isUnavailable(error)).toBe(true)
  held.release()
  expect((await sql`select 1 as one`.execute(small.db)).rows).toEqual([{ one: 1 }])
  await small.close()
})

test('a statement and a lock that take too long end, as the database’s fault', async () => {
  await db.insertInto('installation').values({ mark: 'demo', created_at: new Date() }).execute()
  const error = await inTransaction(db, async (holder) => {
    await holder.updateTable('installation').set({ mark: 'production' }).execute()
    return await failureOf(db.updateTable('installation').set({ mark: 'demo' }).execute())
  })
  expect(error).toMatchObject({ code: '55P03' })
  expect(isUnavailable(error)).toBe(true)
})

test('a transaction is undone when the work throws', async () => {
  const work = inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('installation').execute()
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await db.selectFrom('installation').select('mark').execute()).toEqual([{ mark: 'production' }])
})

test('whoever closes the pool is not told of connections that end with it', async () => {
  const told: string[] = []
  const closing = connect(url, { onError: ({ message }) => told.push(message) })
  const client = await closing.pool.connect()
  client.release()
  closing.pool.emit('error', new Error('while open'), client)
  const closed = closing.close()
  await sql`select 1`.execute(db)
  closing.pool.emit('error', new Error('while closing'), client)
  await closed
  expect(told).toEqual(['while open'])
})

test('connections that break, idle or in use, do not end the process, and the pool goes on', async () => {
  const errors: Error[] = []
  const victim = connect(url, { poolSize: 2, onError: (error) => errors.push(error) })
  await sql`select 1`.execute(victim.db)
  const inUse = await victim.pool.connect()
  const idle = await victim.pool.connect()
  idle.release()
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
  await expect.poll(() => errors.length).toBe(1)
  const error = await failureOf(inUse.query('select 1'))
  expect(isUnavailable(error)).toBe(true)
  inUse.release(true)
  expect((await sql`select 1 as one`.execute(victim.db)).rows).toEqual([{ one: 1 }])
  await victim.close()
})

test('a server that is not there is the database’s fault; a wrong statement is not', async () => {
  const nowhere = connect('postgresql:///kapu?host=/nonexistent&user=kapu')
  expect(isUnavailable(await failureOf(sql`select 1`.execute(nowhere.db)))).toBe(true)
  await nowhere.close()
  expect(isUnavailable(await failureOf(sql`select nonsense`.execute(db)))).toBe(false)
  expect(isUnavailable(new Error('something else'))).toBe(false)
  expect(isUnavailable('text')).toBe(false)
})

test('each statement is reported once, transaction control included', async () => {
  const statements: string[] = []
  const counted = connect(url, { onStatement: (statement) => statements.push(statement) })
  await inTransaction(counted.db, (transaction) => sql`select 1`.execute(transaction))
  expect(statements).toEqual(['begin', 'select 1', 'commit'])
  await counted.close()
})
