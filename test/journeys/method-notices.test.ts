/** Methods that fail: greyed out, put last, closed; and never the only way. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { Notice } from '../../src/notices/notice.ts'
import { deleteNotice, putNotice } from '../../src/notices/store.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { openMyData } from './my-data.ts'
import { epochSeconds, later } from './time.ts'

const texts = { hu: 'A levelek most késnek.', en: 'Mails are late right now.' }
const WAYS = '/fiok/ugyfelkapu-plusz'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(async () => {
  vi.useRealTimers()
  await sql`delete from method_notices`.execute(kapu.db)
  await kapu.app.notices.refresh()
})
afterAll(() => kapu.close())

/** Says it, as the command does, and lets the process look. */
async function say(method: string, notice: Partial<Notice> = {}): Promise<void> {
  const whole = { method, texts, closed: false, until: null, ...notice }
  await inTransaction(kapu.db, (t) => putNotice(t, whole, epochSeconds()))
  await kapu.app.notices.refresh()
}

const both = { holds: ['password', 'totp', 'email-code'] } as const

async function atChoice(robot = createRobot({ language: 'en' })): Promise<Robot> {
  await service.ask({ robot })
  await signIn(robot, await kapu.account(both), { until: 'authenticate' })
  return robot
}

const shown = ({ html }: Robot) => [...html.matchAll(/value="([\w-]+)"\s+class="method/g)].map(([, id]) => id)
const pressable = ({ form }: Robot) => form?.buttons.filter(({ name }) => name === 'factor').map(({ value }) => value)

describe('a method that fails', () => {
  test('is put last with what is said of it, in the person’s language, and can be pressed', async () => {
    await say('totp')
    const robot = await atChoice()
    expect([shown(robot), pressable(robot)]).toEqual([
      ['email-code', 'totp'],
      ['email-code', 'totp'],
    ])
    expect(robot.text).toContain(texts.en)
    const hungarian = await atChoice(createRobot({ language: 'hu' }))
    expect(hungarian.text).toContain(texts.hu)
    await robot.submit({}, { factor: 'totp' })
    expect(robot.step).toBe('authenticate/totp')
  })

  test('is not said of any more from the instant that was set, without another look', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await say('totp', { until: epochSeconds() + 60 })
    later(59)
    expect((await atChoice()).text).toContain(texts.en)
    later(1)
    expect((await atChoice()).text).not.toContain(texts.en)
  })

  test('is not said of any more when the notice is cleared', async () => {
    await say('totp')
    await inTransaction(kapu.db, (t) => deleteNotice(t, 'totp'))
    await kapu.app.notices.refresh()
    expect((await atChoice()).text).not.toContain(texts.en)
  })

  test('stands on the first page as well', async () => {
    await say('passkey')
    const { robot } = await service.ask()
    expect([robot.text.includes(texts.en), pressable(robot)?.at(-1)]).toEqual([true, 'passkey'])
  })

  test('where it is the password, that is said where it is typed, and it can be typed', async () => {
    await say('password', { closed: true })
    const { robot } = await service.ask()
    expect(robot.text).toContain(texts.en)
    await signIn(robot, await kapu.account())
    expect(robot.text).toBe('arrived')
  })

  test('where it is the only one, that is said before a code is sent for nothing', async () => {
    await say('email-code')
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    const { robot } = await service.ask()
    const { steps } = await signIn(robot, person, { until: 'authenticate/email-code' })
    expect(steps).toEqual(['identify', 'authenticate'])
    await signIn(robot, person)
    expect(robot.text).toBe('arrived')
  })
})

describe('a method that is closed', () => {
  test('cannot be pressed, and its old button is answered with what can be done', async () => {
    const before = await atChoice()
    await say('email-code', { closed: true })
    await before.submit({}, { factor: 'email-code' })
    expect([before.status, before.step]).toEqual([409, 'authenticate'])
    expect(before.alert).toContain('E-LOGIN-05')
    expect([shown(before), pressable(before)]).toEqual([['totp', 'email-code'], ['totp']])
    expect(before.text).toContain(`It cannot be used right now. ${texts.en}`)
  })

  test('is not begun at its address either, and the page leads on', async () => {
    await say('email-code', { closed: true })
    const robot = await atChoice()
    await robot.open(`${robot.url.href}/email-code`)
    expect([robot.status, robot.text.includes('E-LOGIN-05')]).toEqual([409, true])
    await robot.clickLink('Choose another way to sign in')
    expect(robot.step).toBe('authenticate')
  })

  test('is finished by who had begun: their code may have arrived', async () => {
    const person = await kapu.account(both)
    const { robot } = await service.ask()
    await signIn(robot, person, { factor: 'email-code', until: 'authenticate/email-code' })
    await say('email-code', { closed: true })
    await robot.reload()
    expect(robot.step).toBe('authenticate/email-code')
    await signIn(robot, person)
    expect(robot.text).toBe('arrived')
  })

  test('of the first page is answered there, with what was typed', async () => {
    const { robot } = await service.ask()
    await say('passkey', { closed: true })
    await robot.submit({ username: 'kovacs85' }, { factor: 'passkey' })
    expect([robot.status, robot.step, robot.alert?.includes('E-LOGIN-05')]).toEqual([409, 'identify', true])
    expect([robot.form?.values['username'], shown(robot).at(-1)]).toEqual(['kovacs85', 'passkey'])
    expect(pressable(robot)).not.toContain('passkey')
  })

  test('stays open where all are closed: nobody is left without a way', async () => {
    await say('totp', { closed: true })
    await say('email-code', { closed: true })
    const robot = await atChoice()
    expect(pressable(robot)).toEqual(['totp', 'email-code'])
    await robot.submit({}, { factor: 'totp' })
    expect(robot.step).toBe('authenticate/totp')
  })

  test('stays open where the person holds no other', async () => {
    await say('totp', { closed: true })
    const person = await kapu.account()
    const { robot } = await service.ask()
    const { steps } = await signIn(robot, person)
    expect([steps, robot.text]).toEqual([['identify', 'authenticate', 'authenticate/totp', 'consent'], 'arrived'])
  })

  test('stays open where nothing else leads to what the service asks for', async () => {
    await say('passkey', { closed: true })
    const resistant = await serviceOf(kapu, await kapu.client({ rules: { phishing_resistant: true } }))
    const { robot } = await resistant.ask()
    expect(pressable(robot)).toEqual(['passkey'])
    await robot.submit({}, { factor: 'passkey' })
    expect(robot.step).toBe('authenticate/passkey')
  })

  test('is not recommended to who is unsure', async () => {
    await say('email-code', { closed: true })
    const robot = await atChoice()
    await robot.clickLink('Which one should I choose')
    await robot.submit({ mailbox: 'yes' }, { action: 'continue' })
    expect(pressable(robot)).toEqual([])
  })
})

describe('in My data', () => {
  test('a way that fails goes last, with what is said of it', async () => {
    await say('totp')
    const { robot } = await openMyData(kapu, await kapu.account(both), {
      path: WAYS,
      choices: { factor: 'email-code' },
    })
    expect(robot.text).toContain(texts.en)
    const ways = [...robot.html.matchAll(/id="way-([\w-]+)"/g)].map(([, way]) => way)
    expect([ways.length > 2, ways.at(-1)]).toEqual([true, 'totp'])
  })

  test('one that is closed cannot be set up, and what is held can be taken away', async () => {
    const person = await kapu.account(both)
    await say('passkey', { closed: true })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    expect(robot.links.some(({ href }) => href.includes('/passkey'))).toBe(false)
    await robot.open(`${kapu.issuer}${WAYS}/passkey`)
    expect(robot.step).toBe('my_data/factors')
    expect(robot.html).toContain('id="remove-totp-0"')
  })
})

describe('by itself', () => {
  test('a code by e-mail goes last while mails wait, and its card is pressed all the same', async () => {
    // No runner: what is queued stays
    const quiet = await startKapu()
    const library = await serviceOf(quiet, await quiet.client())
    const first = await library.ask()
    await signIn(first.robot, await quiet.account(both), { factor: 'email-code', until: 'authenticate/email-code' })
    await quiet.app.notices.refresh()
    expect(quiet.app.notices.current().size).toBe(0)
    await sql`update graphile_worker._private_jobs set run_at = now() - interval '2 minutes'`.execute(quiet.db)
    await quiet.app.notices.refresh()

    const { robot } = await library.ask()
    robot.cookies.store(new URL(quiet.issuer), [`kapu-method=${lastMail(quiet)}; Path=/`])
    await signIn(robot, await quiet.account(both), { until: 'authenticate' })
    expect([shown(robot), pressable(robot)]).toEqual([
      ['totp', 'email-code'],
      ['totp', 'email-code'],
    ])
    expect(robot.text).toContain('It does not work right now, or only slowly.')
    await robot.submit({}, { factor: 'email-code' })
    expect(robot.step).toBe('authenticate/email-code')
    await quiet.close()
  })
})

/** As a browser has it that was used with a code by e-mail. */
function lastMail({ core }: Kapu): string {
  return `email-code.${core.pepper.hash('method used last', 'email-code')}`
}
