/** The clock's own work: late, twice, or on two instances at once, it comes to the same (edge d). */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toDate } from '../../../src/system/clock.ts'
import { DAY, START } from './builders.ts'
import { lifeFixture, type LifeFixture } from './fixture.ts'

let life: LifeFixture
beforeAll(async () => {
  life = await lifeFixture()
})
afterAll(() => life.close())
beforeEach(() => life.at(0))

const catchUp = () => life.life.catchUp(1_000)

describe('a temporary account', () => {
  test('#8 #9: is reminded on day 23 and 29, and deleted after day 30; each once, however often the job runs', async () => {
    const { id, email } = await life.account('temporary')
    for (const day of [5, 22, 23, 23, 24, 29, 29, 30]) {
      life.at(day * DAY)
      await catchUp()
      await catchUp()
    }
    expect(await life.templates(email)).toEqual(['activation-code', 'temporary-reminder', 'temporary-reminder'])
    life.at(30 * DAY + 1)
    await catchUp()
    await catchUp()
    expect(await life.rowOf(id)).toBeNull()
    expect((await life.templates(email)).slice(3)).toEqual(['account-deleted'])
  })

  test('edge d: of a job that was down over both reminders the last alone is worth a mail', async () => {
    const { email } = await life.account('temporary')
    life.at(29 * DAY + 3_600)
    await catchUp()
    const reminders = (await life.mailsTo(email)).filter(({ template }) => template === 'temporary-reminder')
    expect(reminders).toMatchObject([{ props: { days: 1, finaliseBy: START + 30 * DAY } }])
  })
})

describe('edge d: a job that was down for three days', () => {
  test('deletes once, and lengthened nobody’s time meanwhile', async () => {
    const { id, username, email } = await life.account('office')
    life.at(65 * DAY + 1)
    await life.forgotten(username, email)
    expect(await life.rowOf(id)).toBeNull()
    life.at(68 * DAY)
    await catchUp()
    expect(await life.templates(email)).toEqual(['activation-code', 'account-deleted'])
  })

  test('says that a password expired once, and nothing of the warnings that it missed', async () => {
    const { id, username, email } = await life.account('office')
    await life.redeem(username, await life.codeFor(email), { validity: { days: 40 } })
    life.at(9 * DAY)
    await catchUp()
    life.at(10 * DAY)
    await catchUp()
    life.at(43 * DAY)
    await catchUp()
    await catchUp()
    expect(await life.templates(email)).toEqual([
      ...['activation-code', 'account-ready', 'password-warning', 'password-expired'],
    ])
    expect(await life.auditOf(id)).toContain('account.state_changed PW_EXPIRED system')
    life.at(101 * DAY)
    await catchUp()
    expect(await life.rowOf(id)).toMatchObject({ state: 'INACTIVE', next_due_at: null })
  })
})

test('every account is looked at exactly when it is due, by an index', async () => {
  const { id } = await life.account('temporary')
  expect((await life.rowOf(id))?.next_due_at).toEqual(toDate(START + 5 * DAY + 1))
  life.at(5 * DAY + 1)
  await catchUp()
  expect((await life.rowOf(id))?.next_due_at).toEqual(toDate(START + 23 * DAY))
  const plan = await sql<{ 'QUERY PLAN': string }>`
    explain select id from accounts where next_due_at <= now() order by next_due_at limit 1`.execute(life.db)
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('accounts_next_due_at_idx')
})

test('two instances at once do everything once', async () => {
  const made = await Promise.all(Array.from({ length: 60 }, () => life.account('temporary')))
  life.at(29 * DAY)
  const other = life.instance('two')
  const done = await Promise.all([life.life.catchUp(1_000), other.life.catchUp(1_000), life.life.catchUp(1_000)])
  expect(done.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(60)
  life.at(31 * DAY)
  await Promise.all([life.life.catchUp(1_000), other.life.catchUp(1_000), other.life.catchUp(1_000)])
  for (const { id, email } of made) {
    expect(await life.templates(email)).toEqual(['activation-code', 'temporary-reminder', 'account-deleted'])
    expect(await life.rowOf(id)).toBeNull()
  }
}, 60_000)

test('an account that cannot be written keeps the clock from no other, and the fault is told', async () => {
  const [broken, sound] = [await life.account('temporary'), await life.account('temporary')]
  await sql`update accounts set email_sealed = 'nonsense' where id = ${broken.id}`.execute(life.db)
  life.at(31 * DAY)
  await expect(catchUp()).rejects.toMatchObject({ code: 'SEAL_BROKEN' })
  expect(await life.rowOf(sound.id)).toBeNull()
  expect(await life.rowOf(broken.id)).not.toBeNull()
  await sql`delete from accounts where id = ${broken.id}`.execute(life.db)
})

test('at most as many as asked for', async () => {
  await Promise.all(Array.from({ length: 5 }, () => life.account('temporary')))
  life.at(31 * DAY)
  expect(await life.life.catchUp(3)).toBe(3)
  expect(await life.life.catchUp(3)).toBe(2)
})
