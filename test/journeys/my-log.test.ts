/** The activity log, its download, and the periodic statement. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { toCsv } from '../../src/my-account/activity/export.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { messagesAt, type Robot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf } from './sessions.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const csrfOf = (robot: Robot): string => robot.forms[0]?.values['csrf'] ?? ''

/** An act of an office on somebody's account, as the desk records it. */
async function officeAct({ id }: TestAccount, officeName: string): Promise<void> {
  await inTransaction(kapu.db, (t) =>
    kapu.core.audit.record(t, {
      event: 'account.username_told',
      at: Math.floor(Date.now() / 1000),
      outcome: 'success',
      actor: { type: 'registrar', id: 'clerk-7' },
      subjectAccountId: id,
      address: '203.0.113.77',
      detail: { officeId: 'o-1', officeName, caseId: 'CASE-1', reason: 'asked' },
    }),
  )
}

async function somebody() {
  const service = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
  const person = await kapu.account()
  await enter(service, person, { scope: 'openid' })
  await officeAct(person, 'Kormányablak Szeged')
  const { robot } = await openMyData(kapu, person, { path: '/fiok/naplo' })
  return { service, person, robot }
}

const download = (robot: Robot, format: 'csv' | 'json') =>
  sendForm(robot, '/fiok/naplo/letoltes', { csrf: csrfOf(robot), action: format, kind: 'all', from: '', to: '' })

describe('C26: the activity log', () => {
  test('tells of sign-ins and of what an office did, by the office’s name and never the clerk’s', async () => {
    const { service, robot } = await somebody()
    expect(robot.text).toContain('Signed in')
    expect(robot.text).toContain(`Service ${service.clientId}`)
    expect(robot.text).toContain('User name told')
    expect(robot.text).toContain('Kormányablak Szeged')
    expect(robot.text).not.toContain('clerk-7')
  })

  test('shortens network addresses', async () => {
    const { robot } = await somebody()
    expect(robot.text).toContain('203.0.x.x')
    expect(robot.text).not.toContain('203.0.113.77')
  })

  test('is filtered by kind and by day', async () => {
    const { robot } = await somebody()
    await robot.submit({ kind: 'office' }, {}, { form: 'filter' })
    expect(robot.text).toContain('Kormányablak Szeged')
    expect(robot.html).not.toContain('<h3>Signed in</h3>')
    await robot.submit({ kind: 'all', from: '2020-01-01', to: '2020-12-31' }, {}, { form: 'filter' })
    expect(robot.text).toContain('There is no such entry')
    await robot.submit({ from: '2020-02-30' }, {}, { form: 'filter' })
    expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining('not a date')])
  })

  test('goes on on further pages, without losing or repeating an entry', async () => {
    const { person, robot } = await somebody()
    for (let i = 0; i < 30; i += 1) await officeAct(person, `Office ${i} end`)
    await robot.submit({ kind: 'office' }, {}, { form: 'filter' })
    const shown = [...robot.text.matchAll(/Office (\d+) end/g)].map(([, i]) => i)
    await robot.clickLink('Older entries')
    shown.push(...[...robot.text.matchAll(/Office (\d+) end/g)].map(([, i]) => i))
    expect(shown).toEqual(Array.from({ length: 30 }, (_, i) => String(29 - i)))
    expect(robot.text).toContain('Kormányablak Szeged')
  })

  test('is nobody else’s', async () => {
    const { service } = await somebody()
    const { robot } = await openMyData(kapu, await kapu.account(), { path: '/fiok/naplo' })
    expect(robot.text).not.toContain('Kormányablak Szeged')
    expect(robot.text).not.toContain(service.clientId)
  })

  test('is downloaded as JSON, which is an entry itself', async () => {
    const { person, robot } = await somebody()
    const answer = await download(robot, 'json')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="kapu-naplo.json"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'account.username_told', by: 'office', office: 'Kormányablak Szeged' }),
        expect.objectContaining({ event: 'sign_in.finished', by: 'person', succeeded: true }),
      ]),
    )
    expect(await auditOf(kapu, person.id)).toContain('data.exported')
  })

  test('is not downloaded for a day that there is not: nothing is left out unseen', async () => {
    const { person, robot } = await somebody()
    const fields = { csrf: csrfOf(robot), action: 'json', kind: 'all', from: '2026-02-30', to: '' }
    expect((await sendForm(robot, '/fiok/naplo/letoltes', fields)).status).toBe(422)
    expect(await auditOf(kapu, person.id)).not.toContain('data.exported')
  })

  test('is downloaded as a table in which nothing is computed', async () => {
    const { person, robot } = await somebody()
    await officeAct(person, '=HYPERLINK("https://evil.example")')
    const bytes = Buffer.from(await (await download(robot, 'csv')).arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const table = bytes.toString('utf8')
    expect(table).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
    expect(table).not.toContain('"=HYPERLINK')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j stays text in a table', (office) => {
    const entry = {
      id: '1',
      at: 0,
      event: 'e',
      succeeded: true,
      text: 't',
      by: 'office',
      service: null,
      address: null,
    } as const
    expect(toCsv([{ ...entry, office }])).toContain(`"'${office}"`)
  })
})

describe('C26, M21: the periodic statement', () => {
  const statements = async (person: TestAccount) =>
    (await messagesAt(person.mailApi ?? '')).filter(
      ({ to, text }) => to === `${person.username}@posta.example` && /Periodic statement|Időszaki értesítés/.test(text),
    )
  const at = (instant: string): void => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(new Date(instant))
  }

  async function wanting(every: string, detail = 'simple', language = 'en') {
    const { person, robot } = await somebody()
    const fields = { statement: every, detail, statement_language: language }
    await robot.submit(fields, { action: 'statement' }, { form: 'statement-settings' })
    expect(robot.text).toContain('is saved')
    return person
  }

  async function through({ id }: TestAccount): Promise<string> {
    const { rows } = await sql<{ through: string }>`
      select sent_through::text as through from statement_settings where account_id = ${id}`.execute(kapu.db)
    return rows[0]?.through ?? ''
  }

  test('comes once the month is over, once, and also where nothing happened', async () => {
    const person = await wanting('month')
    const now = new Date()
    const next = (months: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 2)).toISOString()
    await kapu.app.sendStatements()
    expect(await statements(person)).toEqual([])
    at(next(1))
    const sent = await Promise.all([kapu.app.sendStatements(), kapu.app.sendStatements()])
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await kapu.app.sendStatements()).toBe(0)
    // A mail that waits for a month is no longer sent
    await expect.poll(async () => (await statements(person)).length).toBe(1)
    at(next(2))
    expect(await kapu.app.sendStatements()).toBe(1)
    vi.useRealTimers()
    await expect.poll(async () => (await statements(person)).length).toBe(2)
    const [empty, full] = await statements(person)
    expect(full?.text).toContain('Kormányablak Szeged')
    expect(empty?.text).toContain('Nothing happened with your account')
  })

  test('a job that was away for months tells of all of them in one', async () => {
    const person = await wanting('month', 'detailed', 'hu')
    await sql`update statement_settings set sent_through = sent_through - interval '3 months'
      where account_id = ${person.id}`.execute(kapu.db)
    expect(await kapu.app.sendStatements()).toBe(1)
    expect(await kapu.app.sendStatements()).toBe(0)
    await expect.poll(async () => (await statements(person)).length).toBe(1)
  })

  test('of a quarter comes once the quarter is over', async () => {
    const person = await wanting('quarter')
    await sql`update statement_settings set sent_through = '2026-09-30' where account_id = ${person.id}`.execute(
      kapu.db,
    )
    at('2026-12-31T22:59:59Z')
    await kapu.app.sendStatements()
    expect(await through(person)).toBe('2026-09-30')
    at('2026-12-31T23:00:00Z')
    await kapu.app.sendStatements()
    expect(await through(person)).toBe('2026-12-31')
  })

  test('that was switched off comes no more, and begins anew without the time between', async () => {
    const person = await wanting('off')
    await sql`update statement_settings set sent_through = '2026-01-31' where account_id = ${person.id}`.execute(
      kapu.db,
    )
    expect(await kapu.app.sendStatements()).toBe(0)
    const { robot } = await openMyData(kapu, person, { path: '/fiok/naplo' })
    await robot.submit(
      { statement: 'month', detail: 'simple', statement_language: 'hu' },
      { action: 'statement' },
      { form: 'statement-settings' },
    )
    expect(await kapu.app.sendStatements()).toBe(0)
    expect(await auditOf(kapu, person.id)).toContain('statement.settings_changed')
  })
})
