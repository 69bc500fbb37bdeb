/** Recoveries under pressure: whatever happens at the same instant, each ends once, in one way. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/database/transaction.ts'
import { fixedClock } from '../../../src/system/clock.ts'
import { START } from '../life/builders.ts'
import { CITIZEN } from '../life/fixture.ts'
import { COUNTS, DAY, type RecoveryFixture, recoveryFixture } from './fixture.ts'

let f: RecoveryFixture
beforeAll(async () => {
  f = await recoveryFixture()
})
afterAll(() => f.close())

const ROUNDS = 20

/** How the account's only recovery ended, as everything that is left of it says. */
async function endingOf({ id, other }: { id: string; other: string }) {
  const { rows } = await sql<{ as: string | null }>`
    select ended_as as "as" from recoveries where account_id = ${id}`.execute(f.db)
  return {
    rows: rows.map((row) => row.as),
    app: await f.holdsApp(id),
    notices: (await f.noticesTo(other)).slice(1),
    audit: (await f.auditOf(id)).flatMap((row) => /^recovery\.(cancelled|completed)/.exec(row)?.[1] ?? []),
  }
}

const COMPLETED = { rows: ['completed'], app: false, notices: ['recovery-done'], audit: ['completed'] }
const CANCELLED = { rows: ['cancelled'], app: true, notices: ['recovery-cancelled'], audit: ['cancelled'] }

test('100 parallel starts begin one recovery, with one notice to each address', { timeout: 60_000 }, async () => {
  const person = await f.ready()
  const started = await f.hundred(() => f.start(person.id))
  expect(started.filter(Boolean)).toHaveLength(1)
  for (const address of [person.email, person.other]) expect(await f.noticesTo(address)).toEqual(['recovery-started'])
  const { rows } = await sql`select 1 from recoveries where account_id = ${person.id}`.execute(f.db)
  expect(rows).toHaveLength(1)
})

test('100 parallel cancels end it once, with one notice to each address', { timeout: 60_000 }, async () => {
  const person = await f.ready()
  await f.start(person.id)
  const token = await f.tokenFor(person.other, 'recovery-started')
  const cancelled = await f.hundred(() => f.cancelByLink(token))
  expect(cancelled.filter(Boolean)).toHaveLength(1)
  expect(await endingOf(person)).toEqual(CANCELLED)
  expect(await f.noticesTo(person.email)).toEqual(['recovery-started', 'recovery-cancelled'])
})

test('100 parallel jobs complete it once', { timeout: 60_000 }, async () => {
  const person = await f.ready()
  await f.start(person.id)
  f.at(COUNTS + DAY + 1)
  await f.hundred(() => f.due())
  expect(await endingOf(person)).toEqual(COMPLETED)
})

test(
  'cancelled and completed at the same instant, by two clocks, exactly one happens',
  { timeout: 60_000 },
  async () => {
    // Two instances whose clocks differ by a second: for one the wait is over, for the other it is not
    const ahead = f.instance('ahead', fixedClock(START + COUNTS + DAY + 1)).recoveries
    for (let round = 0; round < ROUNDS; round++) {
      const person = await f.ready()
      await f.start(person.id)
      const token = await f.tokenFor(person.other, 'recovery-started')
      f.at(COUNTS + DAY)
      const cancel = () => f.cancelByLink(token)
      const both = round % 2 === 0 ? [ahead.completeDue(10), cancel()] : [cancel(), ahead.completeDue(10)]
      await Promise.all(both)
      expect([COMPLETED, CANCELLED]).toContainEqual(await endingOf(person))
    }
  },
)

test('proved and taken away at the same instant, exactly one happens', { timeout: 60_000 }, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + DAY + 1)
    const used = () => f.run((t) => f.recoveries.factorUsed(t, person.id, 'totp'))
    await Promise.all(round % 2 === 0 ? [f.due(), used()] : [used(), f.due()])
    expect([COMPLETED, CANCELLED]).toContainEqual(await endingOf(person))
  }
})

test('a start that dies before its end has begun nothing', async () => {
  const person = await f.ready()
  const dying = inTransaction(f.db, async (t) => {
    expect(await f.recoveries.start(t, person.id, 'totp', CITIZEN)).toBe(true)
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(t)
  })
  await expect(dying).rejects.toThrow()
  expect(await f.run((t) => f.recoveries.underWay(t, person.id))).toBeNull()
  expect(await f.noticesTo(person.other)).toEqual([])
  expect(await f.start(person.id)).toBe(true)
})
