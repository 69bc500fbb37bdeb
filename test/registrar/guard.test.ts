/** What every page of the desk asks: fresh proof, use, strong factors, and no more acts than people can do. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ConfigSource, loadConfig } from '../../src/config.ts'
import { development, production } from '../config/builders.ts'
import { later } from '../journeys/time.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { aClerk, anOffice, CASE, openCustomer, sitDown } from './desk.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
  for (const id of ['here', 'there']) await anOffice(kapu, id)
})
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

async function opened(robot: Robot, path = '') {
  await robot.open(`${kapu.issuer}/ugyintezo${path}`)
  return robot.step
}

async function auditOf(accountId: string, event: string): Promise<number> {
  const rows = await kapu.db
    .selectFrom('audit_events')
    .select('id')
    .where('actor_id', '=', accountId)
    .where('event', '=', event)
    .execute()
  return rows.length
}

describe('a clerk at the desk', () => {
  test('chooses the office first, and only one of theirs', async () => {
    const clerk = await aClerk(kapu, ['here', 'there'])
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/ugyintezo/kereses`)
    await signIn(robot, clerk, { until: 'desk/office' })
    expect(robot.form?.buttons.map(({ value }) => value)).toEqual(['here', 'there'])
    await robot.submit({}, { office: 'there' })
    expect(robot.text).toContain('Office there')
    expect(await auditOf(clerk.id, 'desk.signed_in')).toBe(1)
  })

  test('who has left the desk for more than ten minutes proves themselves anew, and chooses the office again', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    later(9 * MINUTE)
    expect(await opened(robot)).toBe('desk/home')
    later(10 * MINUTE)
    expect(await opened(robot)).toBe('desk/home')
    later(10 * MINUTE + 1)
    expect(await opened(robot)).toBe('identify')
    await signIn(robot, clerk, { until: 'desk/office' })
    expect(robot.step).toBe('desk/office')
    expect(await auditOf(clerk.id, 'desk.signed_in')).toBe(2)
  })

  test('proves every factor anew, also one that was proved a second after the other', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    await sql`update session_events set at = date_trunc('second', now()) - make_interval(secs =>
      case factor when 'password' then 2 else 1 end) where account_id = ${clerk.id}`.execute(kapu.db)
    await sql`update own_sessions set auth_time = date_trunc('second', now()) - interval '2 seconds'
      where account_id = ${clerk.id}`.execute(kapu.db)
    later(10 * MINUTE + 1)
    expect(await opened(robot)).toBe('identify')
  })

  test('who never leaves proves themselves anew after four hours, too', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    const begun = (seconds: number) =>
      sql`update desk_sessions set started_at = now() - make_interval(secs => ${seconds}), seen_at = now()
        where account_id = ${clerk.id}`.execute(kapu.db)
    await begun(4 * HOUR - 5)
    expect(await opened(robot)).toBe('desk/home')
    await begun(4 * HOUR + 5)
    // Proved since: that counts, and the office is chosen again
    expect(await opened(robot)).toBe('desk/office')
    await robot.submit({}, { office: 'here' })
    later(2 * MINUTE)
    await sql`update desk_sessions set started_at = ${new Date(Date.now() - (4 * HOUR + 5) * 1000)},
      seen_at = ${new Date()} where account_id = ${clerk.id}`.execute(kapu.db)
    expect(await opened(robot)).toBe('identify')
  })

  test('opens the form of an act with proof of ten minutes, and sends it with proof of fifteen', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    later(9 * MINUTE)
    expect(await opened(robot, '/kereses')).toBe('desk/search')
    later(5 * MINUTE)
    const { username } = await kapu.account()
    await robot.submit({ username, ...CASE }, { action: 'continue' })
    expect(robot.step).toBe('desk/search/found')
    robot.back()
    later(2 * MINUTE)
    await robot.submit({ username, ...CASE }, { action: 'continue' })
    expect(robot.status).toBe(401)
    expect(await opened(robot)).toBe('desk/home')
    expect(await opened(robot, '/kereses')).toBe('identify')
  })

  test('cannot use the record that another clerk opened, nor one that was opened an hour ago', async () => {
    const clerk = await aClerk(kapu, ['here', 'there'])
    const robot = await sitDown(kapu, clerk, 'here')
    await openCustomer(kapu, robot, (await kapu.account()).username)
    const { href } = robot.url
    const other = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
    await other.open(href)
    expect([other.status, other.text]).toEqual([404, expect.stringContaining('E-DESK-05')])
    // The same clerk at another office has to look the customer up there
    await opened(robot, '/hivatal')
    await robot.submit({}, { office: 'there' })
    await robot.open(href)
    expect(robot.status).toBe(404)
    await opened(robot, '/hivatal')
    await robot.submit({}, { office: 'here' })
    await robot.open(href)
    expect(robot.step).toBe('desk/customer')
    const { rows } = await sql<{ open: number }>`
      select extract(epoch from expires_at - opened_at)::int as open from desk_visits`.execute(kapu.db)
    expect(rows[0]).toEqual({ open: HOUR })
    await sql`update desk_visits set expires_at = date_trunc('second', now())`.execute(kapu.db)
    await robot.open(href)
    expect(robot.status).toBe(404)
  })

  test('cannot be made to act by a form from elsewhere', async () => {
    const robot = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
    const other = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
    const send = (csrf: string, site: string) =>
      fetch(`${kapu.issuer}/ugyintezo/hivatal`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: robot.cookies.header(robot.url), accept: 'text/html', 'sec-fetch-site': site },
        body: new URLSearchParams({ csrf, office: 'here' }),
      })
    const own = robot.forms[0]?.values['csrf'] ?? ''
    expect((await send(own, 'cross-site')).status).toBe(403)
    expect((await send(other.forms[0]?.values['csrf'] ?? '', 'same-origin')).status).toBe(403)
    expect((await send('', 'same-origin')).status).toBe(403)
    expect((await send(own, 'same-origin')).status).toBe(303)
  })
})

describe('T27: a clerk who acts more than people can', () => {
  test('is noticed from the 61st act in an hour on, and stopped at the 301st in a day', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    const csrf = robot.forms[0]?.values['csrf'] ?? ''
    const act = async () => {
      const answer = await fetch(`${kapu.issuer}/ugyintezo/kereses`, {
        method: 'POST',
        headers: { cookie: robot.cookies.header(robot.url), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ csrf, username: 'nobody', ...CASE }),
      })
      return [answer.status, (await answer.text()).includes('E-DESK-04')]
    }
    const acts = async (count: number) => {
      for (let i = 0; i < count; i += 1) expect(await act()).toEqual([200, false])
    }
    await acts(60)
    expect(await auditOf(clerk.id, 'desk.alarm')).toBe(0)
    await acts(1)
    expect(await auditOf(clerk.id, 'desk.alarm')).toBe(1)
    await acts(239)
    expect(await auditOf(clerk.id, 'desk.alarm')).toBe(1)
    expect(await act()).toEqual([403, true])
    expect(await auditOf(clerk.id, 'desk.throttled')).toBe(1)
    expect(await auditOf(clerk.id, 'desk.searched')).toBe(300)
    // What is only looked at goes on
    expect(await opened(robot)).toBe('desk/home')
  })

  test('cannot outrun the limit with parallel acts', async () => {
    const clerk = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, clerk, 'here')
    await kapu.db
      .insertInto('desk_counts')
      .values({
        account_id: clerk.id,
        hour_started_at: new Date(),
        hour_count: 290,
        day_started_at: new Date(),
        day_count: 290,
      })
      .execute()
    const csrf = robot.forms[0]?.values['csrf'] ?? ''
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const answer = await fetch(`${kapu.issuer}/ugyintezo/kereses`, {
          method: 'POST',
          headers: { cookie: robot.cookies.header(robot.url), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ csrf, username: 'nobody', ...CASE }),
        })
        await answer.body?.cancel()
        return answer.status
      }),
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(10)
    expect(statuses.filter((status) => status === 403)).toHaveLength(20)
  })
})

describe('K1: what cannot be phished', () => {
  test('is required in production, and nothing in development, unless the settings say otherwise', () => {
    const factors = (source: ConfigSource) => loadConfig(source).desk.requiredFactors
    const chosen = { desk: { requiredFactors: ['hwk'] } }
    expect(factors(production())).toEqual(['swk', 'user'])
    expect(factors(development())).toEqual([])
    expect([factors(production({}, chosen)), factors(development({}, chosen))]).toEqual([['hwk'], ['hwk']])
  })

  test('a clerk who came in with less reads why, and gets no further', async () => {
    const strict = await startKapu({ settings: { desk: { requiredFactors: ['swk'] } } })
    try {
      await anOffice(strict, 'here')
      const clerk = await aClerk(strict, ['here'])
      const robot = createRobot({ language: 'en' })
      await robot.open(`${strict.issuer}/ugyintezo`)
      await signIn(robot, clerk, { until: 'error' })
      expect([robot.status, robot.text]).toEqual([403, expect.stringContaining('passkey')])
      await robot.open(`${strict.issuer}/ugyintezo/kereses`)
      expect(robot.status).toBe(403)
    } finally {
      await strict.close()
    }
  })
})
