import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPurgeJob } from '../../src/jobs/purge/purge.ts'
import { fixedClock } from '../../src/system/clock.ts'
import { randomUuid } from '../../src/system/random.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const NOW = 1_800_000_000
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const purge = () => createPurgeJob({ db: database.db, clock: fixedClock(NOW) }).run()

async function signIn(cid: string, expiresAt: number): Promise<void> {
  await sql`insert into sign_ins (cid, client_id, expires_at) values (${cid}, 'c', to_timestamp(${expiresAt}))`.execute(
    database.db,
  )
}

async function remaining(): Promise<string[]> {
  const { rows } = await sql<{ cid: string }>`select cid from sign_ins order by cid`.execute(database.db)
  return rows.map(({ cid }) => cid)
}

async function anAccount(): Promise<string> {
  const [id, person] = [randomUuid(), randomUuid()]
  await sql`insert into persons (id, verified, identity_sealed, subject_seed_sealed, created_at)
    values (${person}, true, '', '', now())`.execute(database.db)
  await sql`insert into accounts (id, person_id, username, username_key, state, language, email_sealed, email_key, created_at)
    values (${id}, ${person}, ${id}, ${id}, 'ACTIVE', 'hu', '', '', now())`.execute(database.db)
  return id
}

describe('a purge', () => {
  test('deletes what expired a second ago and keeps what expires now', async () => {
    await signIn('gone', NOW - 1)
    await signIn('kept', NOW)
    await purge()
    expect(await remaining()).toEqual(['kept'])
  })

  test('goes on until nothing is left', async () => {
    await sql`insert into sign_ins (cid, client_id, expires_at)
      select 'old-' || n, 'c', to_timestamp(${NOW - 5}) from generate_series(1, 2500) n`.execute(database.db)
    await purge()
    expect(await remaining()).toEqual(['kept'])
  })

  test('takes a return ticket when its day is over', async () => {
    const ticket = async (id: string, expiresAt: number) =>
      sql`insert into return_tickets (id, client_id, usable_until, expires_at)
        values (${Buffer.from(id)}, 'c', now(), to_timestamp(${expiresAt}))`.execute(database.db)
    await ticket('a day old', NOW - 1)
    await ticket('today', NOW)
    await purge()
    const { rows } = await sql<{ id: Buffer }>`select id from return_tickets`.execute(database.db)
    expect(rows.map(({ id }) => id.toString())).toEqual(['today'])
  })

  test('RD10: lets a reserved user name go when its time is over', async () => {
    const reserve = async (hash: string, until: number) =>
      sql`insert into reserved_usernames (username_hash, reserved_until)
        values (${hash}, to_timestamp(${until}))`.execute(database.db)
    await reserve('over', NOW - 1)
    await reserve('reserved', NOW)
    await purge()
    const { rows } = await sql`select username_hash from reserved_usernames`.execute(database.db)
    expect(rows).toEqual([{ username_hash: 'reserved' }])
  })

  test('#40 takes both addresses of a change once it can neither be confirmed nor undone', async () => {
    const account = await anAccount()
    const change = async (id: string, confirmUntil: number, undoUntil: number | null) =>
      sql`insert into email_changes (id, account_id, new_email_sealed, old_email_sealed, requested_by, requested_at,
          confirm_hash, confirm_until, undo_hash, undo_until)
        values (${randomUuid()}, ${account}, ${id}, 'old', 'person', now(), ${Buffer.from(id)},
          to_timestamp(${confirmUntil}), ${Buffer.from(id)}, to_timestamp(${undoUntil}::float8))`.execute(database.db)
    await change('never confirmed', NOW - 1, null)
    await change('not undone', NOW - 10 * 24 * 60 * 60, NOW - 1)
    await change('to be confirmed', NOW, null)
    await change('to be undone', NOW - 10 * 24 * 60 * 60, NOW)
    await change('to be confirmed, asked for long ago', NOW, NOW - 1)
    await purge()
    const { rows } = await sql<{ id: string }>`select new_email_sealed as id from email_changes order by 1`.execute(
      database.db,
    )
    expect(rows.map(({ id }) => id)).toEqual(['to be confirmed', 'to be confirmed, asked for long ago', 'to be undone'])
  })

  test('takes a second address that was not confirmed in time, or is in use no more', async () => {
    const account = await anAccount()
    const address = async (id: string, until: number, confirmed: number | null, ended: number | null) =>
      sql`insert into notice_addresses (id, account_id, email_sealed, requested_at, confirm_hash, confirm_until,
          confirmed_at, ended_at)
        values (${randomUuid()}, ${account}, ${id}, now(), ${Buffer.from(id)}, to_timestamp(${until}),
          to_timestamp(${confirmed}::float8), to_timestamp(${ended}::float8))`.execute(database.db)
    await address('replaced', NOW - 1_000, NOW - 2_000, NOW - 1)
    await address('in use', NOW - 1_000, NOW - 2_000, null)
    await address('waits', NOW, null, null)
    await purge()
    await sql`update notice_addresses set confirm_until = to_timestamp(${NOW - 1}) where email_sealed = 'waits'`.execute(
      database.db,
    )
    const left = async () =>
      (await sql<{ id: string }>`select email_sealed as id from notice_addresses order by 1`.execute(database.db)).rows
    expect(await left()).toEqual([{ id: 'in use' }, { id: 'waits' }])
    await purge()
    expect(await left()).toEqual([{ id: 'in use' }])
  })

  test('keeps an ended recovery for ninety days, and one under way for ever', async () => {
    const account = await anAccount()
    const recovery = async (id: string, ended: number | null) =>
      sql`insert into recoveries (id, account_id, factor, started_at, effective_at, cancel_hash, ended_at, ended_as)
        values (${randomUuid()}, ${account}, ${id}, to_timestamp(0), to_timestamp(1), ${Buffer.from(id)},
          to_timestamp(${ended}::float8), ${ended === null ? null : 'cancelled'})`.execute(database.db)
    await recovery('long ago', NOW - 90 * 24 * 60 * 60 - 1)
    await recovery('ninety days ago', NOW - 90 * 24 * 60 * 60)
    await recovery('under way', null)
    await purge()
    const { rows } = await sql<{ id: string }>`select factor as id from recoveries order by 1`.execute(database.db)
    expect(rows.map(({ id }) => id)).toEqual(['ninety days ago', 'under way'])
  })

  test('keeps an ended session for a day, with the services it let in', async () => {
    const session = async (uid: string, expiresAt: number) =>
      sql`insert into sessions (uid, payload, started_at, seen_at, expires_at)
        values (${uid}, '', now(), now(), to_timestamp(${expiresAt}))`.execute(database.db)
    await session('yesterday', NOW - 24 * 60 * 60)
    await session('before', NOW - 24 * 60 * 60 - 1)
    await purge()
    const { rows } = await sql`select uid from sessions`.execute(database.db)
    expect(rows).toEqual([{ uid: 'yesterday' }])
  })
})
