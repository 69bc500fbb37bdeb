/** One-time codes on a real database: what is typed, what counts, what kills one. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from './builders.ts'
import { lifeFixture, newName, type LifeFixture } from './fixture.ts'

let life: LifeFixture
beforeAll(async () => {
  life = await lifeFixture()
})
afterAll(() => life.close())
beforeEach(() => life.at(0))

describe('a one-time code', () => {
  test('is typed in any case, with spaces or none, and with letters that look like digits', async () => {
    const { username, email } = await life.account('office')
    const typed = (await life.codeFor(email))
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
    expect(await life.redeem(` ${username.toUpperCase()} `, typed)).toMatchObject({ ok: true })
  })

  test('edge b: of two that were asked for, the first is dead', async () => {
    const { username, email } = await life.active()
    await life.forgotten(username, email)
    const first = await life.codeFor(email)
    await life.forgotten(username, email)
    expect(await life.redeem(username, first)).toEqual({ ok: false })
    expect(await life.redeem(username, await life.codeFor(email))).toMatchObject({ ok: true })
  })

  test('#43: of another account, a wrong one, a used one and an unknown name fail alike', async () => {
    const [one, other] = [await life.account('office'), await life.account('office')]
    expect(await life.redeem(other.username, await life.codeFor(one.email))).toEqual({ ok: false })
    expect(await life.redeem(newName(), await life.codeFor(one.email))).toEqual({ ok: false })
    const code = await life.codeFor(one.email)
    expect(await life.redeem(one.username, code)).toMatchObject({ ok: true })
    expect(await life.redeem(one.username, code)).toEqual({ ok: false })
    expect(await life.auditOf(other.id)).toContain('account.code_failed code_wrong person')
  })

  test('#43: the hundredth wrong entry kills it', async () => {
    const { username, email } = await life.account('office')
    for (let entry = 0; entry < 100; entry++) await life.redeem(username, 'AAAA-AAAA-AAAA')
    expect(await life.redeem(username, await life.codeFor(email))).toEqual({ ok: false })
  })

  test('that is wrong costs the same statements whether the name has one, has none, or is nobody’s (RD5)', async () => {
    const [pending, without] = [await life.account('office'), await life.active()]
    const costs: string[][] = []
    for (const name of [pending.username, without.username, newName()]) {
      life.statements.length = 0
      await life.redeem(name, 'AAAA-AAAA-AAAA')
      costs.push([...life.statements])
    }
    expect(costs[0]?.length).toBeGreaterThan(3)
    expect(costs[1]).toEqual(costs[0])
    expect(costs[2]).toEqual(costs[0])
  })

  test('lies in the database as a keyed hash alone', async () => {
    const { id, email } = await life.account('office')
    const code = await life.codeFor(email)
    const { rows } = await sql<{ text: string }>`
      select c::text as text from one_time_codes c where account_id = ${id}`.execute(life.db)
    expect(rows[0]?.text).not.toContain(code)
    expect(rows[0]?.text).not.toContain(code.replaceAll('-', ''))
  })

  test.each([
    [120 * HOUR, true],
    [120 * HOUR + 1, false],
  ])('edge a: after %i seconds is good: %s, though no job has run', async (at, good) => {
    const { username, email } = await life.account('office')
    life.at(at)
    expect((await life.redeem(username, await life.codeFor(email))).ok).toBe(good)
  })
})
