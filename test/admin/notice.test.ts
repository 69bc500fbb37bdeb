/** `kapu notice`, as processes of their own; what pages make of it is in `test/journeys/method-notices.test.ts`. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createNoticeBoard } from '../../src/notices/board.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { commandLine, type CommandLine } from './command-line.ts'

let kapu: Kapu
let command: CommandLine
/** The last audit row from before the test. */
let before = '0'
beforeAll(async () => {
  kapu = await startKapu()
  command = commandLine(kapu.url, { KAPU_ISSUER: kapu.issuer, KAPU_DATA_DIR: kapu.config.dataDirectory })
})
beforeEach(async () => {
  await sql`delete from method_notices`.execute(kapu.db)
  const { rows } = await sql<{ id: string }>`select coalesce(max(id), 0) as id from audit_events`.execute(kapu.db)
  before = rows[0]?.id ?? '0'
})
afterAll(async () => {
  command.close()
  await kapu.close()
})

const WORDS = ['--hu', 'A levelek most késnek.', '--en', 'Mails are late right now.']
const set = (method: string, ...more: string[]) => command(['notice', 'set', '--method', method, ...WORDS, ...more])

async function audited(): Promise<{ event: string; reason: string | null; detail: unknown }[]> {
  const { rows } = await sql<{ uid: string; event: string; reason: string; detail_sealed: string | null }>`
    select uid, event, reason, detail_sealed from audit_events
    where event like 'notice.%' and actor_type = 'administrator' and id > ${before} order by id`.execute(kapu.db)
  return await Promise.all(
    rows.map(async ({ uid, event, reason, detail_sealed: detail }) => ({
      event,
      reason,
      detail: (await kapu.core.audit.open({ uid, address_sealed: null, detail_sealed: detail })).detail,
    })),
  )
}

describe('kapu notice set', () => {
  test('is seen by every process when it looks, and is audited with its words', async () => {
    expect(await set('email-code', '--closed', '--json')).toMatchObject({ code: 0, err: '' })
    const another = createNoticeBoard({
      db: kapu.db,
      clock: systemClock,
      logger: createLogger({ level: 'fatal' }),
      factors: [],
    })
    for (const board of [kapu.app.notices, another]) {
      await board.refresh()
      expect(board.current().get('email-code')).toEqual({
        texts: { hu: 'A levelek most késnek.', en: 'Mails are late right now.' },
        closed: true,
      })
    }
    const detail = { method: 'email-code', closed: 'true', hu: WORDS[1], en: WORDS[3] }
    expect(await audited()).toEqual([{ event: 'notice.set', reason: 'email-code', detail }])
  })

  test('takes the place of what was said before', async () => {
    await set('totp', '--closed')
    expect(await set('totp', '--until', '2099-12-24T06:00')).toMatchObject({ code: 0 })
    const { out } = await command(['notice', 'list', '--json'])
    expect(JSON.parse(out)).toMatchObject([
      { method: 'totp', closed: false, until: Date.UTC(2099, 11, 24, 5) / 1000, over: false },
    ])
  })

  test('a method without a factor has notices, too: the policy names it', async () => {
    expect(await set('dap')).toMatchObject({ code: 0 })
  })

  test.each([
    ['a method that the policy does not know', 3, ['--method', 'nonsense', ...WORDS]],
    ['no words in one of the languages', 2, ['--method', 'totp', '--hu', 'Most nem jó.']],
    ['empty words', 5, ['--method', 'totp', '--hu', ' ', '--en', 'x']],
    ['words that are too long', 5, ['--method', 'totp', '--hu', 'x'.repeat(301), '--en', 'x']],
    ['an end that is past', 5, ['--method', 'totp', ...WORDS, '--until', '2020-01-01T00:00']],
    ['an end that is no time', 5, ['--method', 'totp', ...WORDS, '--until', 'tomorrow']],
  ])('%s is refused, and nothing is said', async (_what, code, args) => {
    expect((await command(['notice', 'set', ...args])).code).toBe(code)
    expect(JSON.parse((await command(['notice', 'list', '--json'])).out)).toEqual([])
    expect(await audited()).toEqual([])
  })
})

describe('kapu notice list', () => {
  test('shows what is closed, what fails and what is over', async () => {
    await set('totp', '--closed')
    await set('email-code')
    await set('passkey', '--until', '2099-12-24T06:00')
    await sql`update method_notices set until = now() - interval '1 second' where method = 'passkey'`.execute(kapu.db)
    const { out } = await command(['notice', 'list'])
    expect(out).toMatch(/email-code +failing .*A levelek most késnek\. +Mails are late right now\./)
    expect(out).toMatch(/passkey +over/)
    expect(out).toMatch(/totp +closed/)
  })
})

describe('kapu notice clear', () => {
  test('takes it away, once, with an audit row', async () => {
    await set('totp')
    expect(await command(['notice', 'clear', '--method', 'totp', '--json'])).toMatchObject({ code: 0 })
    expect(await command(['notice', 'clear', '--method', 'totp'])).toMatchObject({ code: 3 })
    expect((await audited()).map(({ event }) => event)).toEqual(['notice.set', 'notice.cleared'])
    await kapu.app.notices.refresh()
    expect(kapu.app.notices.current().size).toBe(0)
  })
})
