import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type BoardDependencies, createNoticeBoard } from '../../src/notices/board.ts'
import { putNotice } from '../../src/notices/store.ts'
import { fixedClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { testDatabase } from '../support/database.ts'

const NOW = 1_800_000_000
const texts = { hu: 'Most nem jó.', en: 'Not well now.' }

const heard: string[] = []
const { db, close } = await testDatabase({ onStatement: (statement) => heard.push(statement) })
afterAll(close)

const clock = fixedClock(NOW)
let log = ''
const logger = createLogger({ level: 'info', destination: { write: (line) => (log += line) } })
beforeEach(async () => {
  log = ''
  clock.set(NOW)
  await sql`delete from method_notices`.execute(db)
})

const boardOf = (factors: BoardDependencies['factors'] = []) => createNoticeBoard({ db, clock, logger, factors })
const notice = { method: 'mail', texts, closed: true, until: null }
const say = (said: typeof notice | { method: string; texts: typeof texts; closed: boolean; until: number }) =>
  inTransaction(db, (t) => putNotice(t, said, NOW))

describe('a notice', () => {
  test('is known after a look, and read from memory from then on', async () => {
    const board = boardOf()
    await say(notice)
    expect(board.current().size).toBe(0)
    await board.refresh()
    heard.length = 0
    for (let i = 0; i < 100; i++) expect(board.current().get('mail')).toEqual({ texts, closed: true })
    expect(heard).toEqual([])
  })

  test('ends at its instant, to the second, without a look', async () => {
    const board = boardOf()
    await say({ ...notice, until: NOW + 60 })
    await board.refresh()
    clock.set(NOW + 59)
    expect(board.current().has('mail')).toBe(true)
    clock.set(NOW + 60)
    expect(board.current().has('mail')).toBe(false)
  })

  test('is known to all instances alike', async () => {
    const boards = [boardOf(), boardOf(), boardOf()]
    await say(notice)
    await Promise.all(boards.map((board) => board.refresh()))
    expect(boards.map((board) => board.current().has('mail'))).toEqual([true, true, true])
  })

  test('stays as it was where the database cannot be asked', async () => {
    const other = await testDatabase()
    const board = createNoticeBoard({ db: other.db, clock, logger, factors: [] })
    await inTransaction(other.db, (t) => putNotice(t, notice, NOW))
    await board.refresh()
    await other.close()
    await expect(board.refresh()).rejects.toThrow()
    expect(board.current().has('mail')).toBe(true)
  })
})

describe('a factor that tells its health', () => {
  test('is in trouble while it says so, and the log says when that changes', async () => {
    let health: 'ok' | 'failing' = 'failing'
    const asked: number[] = []
    const board = boardOf([
      {
        id: 'mail',
        health: async (now) => {
          asked.push(now)
          return health
        },
      },
      { id: 'silent' },
    ])
    await board.refresh()
    await board.refresh()
    expect([...board.current()]).toEqual([['mail', { texts: null, closed: false }]])
    expect(asked).toEqual([NOW, NOW])
    expect(log.match(/a method is failing/g)).toHaveLength(1)
    health = 'ok'
    await board.refresh()
    expect([board.current().size, log.includes('a method works again')]).toEqual([0, true])
  })

  test('what administrators say goes before what was found out', async () => {
    const board = boardOf([{ id: 'mail', health: async () => 'failing' }])
    await say(notice)
    await board.refresh()
    expect(board.current().get('mail')).toEqual({ texts, closed: true })
  })

  test('one that cannot tell leaves the others and the notices alone, and stays as it was', async () => {
    let works = true
    const board = boardOf([
      { id: 'broken', health: () => (works ? Promise.resolve('failing') : Promise.reject(new Error('no answer'))) },
      { id: 'never', health: () => Promise.reject(new Error('no answer')) },
    ])
    await board.refresh()
    works = false
    await say(notice)
    await board.refresh()
    expect([...board.current().keys()].toSorted()).toEqual(['broken', 'mail'])
  })
})
