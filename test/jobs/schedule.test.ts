import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Job } from '../../src/jobs/job.ts'
import { runDue } from '../../src/jobs/schedule.ts'
import { lastRuns } from '../../src/jobs/store.ts'
import { fixedClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const NOW = 1_800_000_000
const logger = createLogger({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => sql`delete from job_runs`.execute(database.db))

let runs = 0
beforeEach(() => void (runs = 0))
const job: Job = { name: 'purge', description: '', run: async () => (runs += 1) }
const instance = (name: string, now: number) => ({ db: database.db, clock: fixedClock(now), logger, instance: name })

describe('a job', () => {
  test('is run by one of twenty instances that are due at the same moment', async () => {
    const all = Array.from({ length: 20 }, (_, i) => runDue(job, 60, instance(`i${i}`, NOW)))
    const done = await Promise.all(all)
    expect(done.filter((one) => one !== null)).toEqual([1])
    expect(runs).toBe(1)
  })

  test('is due again when its interval is over, to the second', async () => {
    await runDue(job, 60, instance('a', NOW))
    expect(await runDue(job, 60, instance('b', NOW + 59))).toBeNull()
    expect(await runDue(job, 60, instance('b', NOW + 60))).toBe(2)
  })

  test('is due at once where the last run lies in the future: the clock was set back', async () => {
    await runDue(job, 60, instance('a', NOW + 1_000_000))
    expect(await runDue(job, 60, instance('a', NOW))).toBe(2)
  })

  test('tells how the last run went', async () => {
    await runDue(job, 60, instance('a', NOW))
    const last = { job: 'purge', instance: 'a', startedAt: NOW, finishedAt: NOW, done: 1, error: null }
    expect(await lastRuns(database.db)).toEqual([last])
    const broken: Job = { ...job, run: () => Promise.reject(new Error('no room')) }
    await expect(runDue(broken, 60, instance('b', NOW + 60))).rejects.toThrow('no room')
    expect(await lastRuns(database.db)).toMatchObject([{ instance: 'b', done: null, error: 'no room' }])
  })
})
