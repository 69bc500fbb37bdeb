/** `kapu clock` and `kapu job`, as processes of their own. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { commandProcess, type CommandLine } from './command-line.ts'

const DAY = 24 * 60 * 60

let kapu: Kapu
let command: CommandLine
beforeAll(async () => {
  kapu = await startKapu()
  command = commandProcess(kapu.url, { KAPU_ISSUER: kapu.issuer, KAPU_DATA_DIR: kapu.config.dataDirectory })
})
afterAll(async () => {
  command.close()
  await kapu.close()
})

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await command([...args, '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

const isAbout = (at: number) => ({ asymmetricMatch: (value: unknown) => Math.abs(Number(value) - at) < 20 })

describe('kapu clock', () => {
  test('moves on by a duration, from where the clock stands, and is put right', async () => {
    const now = Math.floor(Date.now() / 1000)
    expect(await json('clock', 'advance', 'P5D')).toMatchObject({ now: isAbout(now + 5 * DAY) })
    expect(await json('clock', 'advance', 'PT1H')).toMatchObject({ now: isAbout(now + 5 * DAY + 3600) })
    expect(await json('clock', 'reset')).toMatchObject({ now: isAbout(now), moved_by_seconds: 0 })
  })

  test('counts years as the calendar of Budapest does', async () => {
    expect(await json('clock', 'set', '2028-02-29T12:00')).toMatchObject({ now: Date.UTC(2028, 1, 29, 11) / 1000 })
    const { now } = await json('clock', 'advance', 'P2Y')
    expect(now).toEqual(isAbout(Date.UTC(2030, 1, 28, 11) / 1000))
    await json('clock', 'reset')
  })

  test.each([
    ['advance', 'P0D'],
    ['advance', '-P5D'],
    ['advance', 'five days'],
    ['advance', 'P101Y'],
    ['set', '2020-01-01T00:00'],
    ['set', 'tomorrow'],
  ])('%s %s is refused, and the clock stays', async (verb, text) => {
    const { code } = await command(['clock', verb, '--', text])
    expect(code).toBe(5)
    const { rows } = await sql<{ seconds: number }>`select seconds::int from moved_clock`.execute(kapu.db)
    expect(rows).toEqual([{ seconds: 0 }])
  })

  test('leaves an audit row for each move', async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int from audit_events where event = 'clock.moved' and actor_type = 'administrator'`.execute(
      kapu.db,
    )
    expect(rows[0]?.count).toBeGreaterThan(4)
  })
})

describe('kapu job', () => {
  test('list shows each job with its interval and its last run', async () => {
    const { code, out } = await command(['job', 'list', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toContainEqual({
      job: 'purge',
      description: expect.any(String),
      every_seconds: 60,
      last_run: null,
    })
  })

  test('run does at once what is due, and says how much that was', async () => {
    await sql`insert into sign_ins (cid, client_id, expires_at) values ('old', 'c', now() - interval '1 hour')`.execute(
      kapu.db,
    )
    expect(await json('job', 'run', 'purge')).toEqual({ job: 'purge', done: 1 })
    expect(await json('job', 'run', 'purge')).toEqual({ job: 'purge', done: 0 })
    expect((await command(['job', 'list'])).out).toMatch(/purge +60 s +20.*0 done/)
  })

  test('run judges by the moved clock', async () => {
    await sql`insert into sign_ins (cid, client_id, expires_at) values ('in a day', 'c', now() + interval '1 day')`.execute(
      kapu.db,
    )
    expect(await json('job', 'run', 'purge')).toEqual({ job: 'purge', done: 0 })
    await json('clock', 'advance', 'P2D')
    expect(await json('job', 'run', 'purge')).toEqual({ job: 'purge', done: 1 })
    await json('clock', 'reset')
  })

  test('run of a job that is not there is refused', async () => {
    expect(await command(['job', 'run', 'nothing'])).toMatchObject({ code: 3 })
  })
})
