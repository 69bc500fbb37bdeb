/** C23: a lost app is removed with its deletion code, without a sign-in. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { auditOf } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  const roomy = [{ max: 1000, per: 'PT5M' }]
  kapu = await startKapu({ mail: true, settings: { limits: { address: roomy } } })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

/** Somebody who set their app up as everybody does, and wrote the deletion code down. */
async function somebody(more: readonly 'email-code'[] = []) {
  const person = await kapu.account({ holds: ['password'] })
  const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
  const { deletionCode } = await signIn(robot, person)
  if (more.includes('email-code')) {
    await sql`insert into email_code_authenticators values (${person.id}, now())`.execute(kapu.db)
  }
  return { person, code: deletionCode ?? '' }
}

async function type(fields: Record<string, string>): Promise<Robot> {
  const robot = createRobot({ language: 'en' })
  await robot.open(`${kapu.issuer}/torlokod`)
  expect(robot.step).toBe('remove_app')
  await robot.submit(fields, { action: 'continue' })
  return robot
}

async function hasApp({ id }: TestAccount): Promise<boolean> {
  const { rows } = await sql`select 1 from totp_authenticators where account_id = ${id}`.execute(kapu.db)
  return rows.length === 1
}

describe('a deletion code', () => {
  test('2F-7 removes the app with user name and password; codes by e-mail stay; a mail says so', async () => {
    const { person, code } = await somebody(['email-code'])
    const { username, password } = person
    const robot = await type({ username, password, deletion_code: code })
    expect(robot.step).toBe('app_removed')
    expect(await hasApp(person)).toBe(false)
    expect(await auditOf(kapu, person.id)).toContain('factor.removed')
    expect((await enter(service, person, { choices: { factor: 'email-code' } })).steps).toContain(
      'authenticate/email-code',
    )
    const mails = async () => JSON.stringify(await (await fetch(person.mailApi ?? '')).json())
    await expect.poll(mails).toContain('Ügyfélkapu+ hitelesítő alkalmazás törölve')
  })

  test('2F-7 may be typed in groups, with dashes', async () => {
    const { person, code } = await somebody()
    const grouped = code.replace(/(\d{4})(?=\d)/g, '$1-')
    const { username, password } = person
    expect((await type({ username, password, deletion_code: grouped })).step).toBe('app_removed')
  })

  test('edge o works once', async () => {
    const { person, code } = await somebody()
    const fields = { username: person.username, password: person.password, deletion_code: code }
    await type(fields)
    const robot = await type(fields)
    expect(robot.step).toBe('remove_app')
    expect(robot.alert).toContain('E-DELCODE-01')
  })

  test('100 at the same moment remove one app, and one mail goes out', { timeout: 60_000 }, async () => {
    const { person, code } = await somebody()
    const form = createRobot({ language: 'en' })
    await form.open(`${kapu.issuer}/torlokod`)
    const csrf = /name="csrf" value="([^"]+)"/.exec(form.html)?.[1] ?? ''
    const send = () =>
      fetch(`${kapu.issuer}/torlokod`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: form.cookies.header(form.url), 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ csrf, username: person.username, password: person.password, deletion_code: code }),
      })
    const answers = await Promise.all(Array.from({ length: 100 }, send))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await auditOf(kapu, person.id)).filter((event) => event === 'factor.removed')).toHaveLength(1)
  })

  test('one text for a wrong name, a wrong password and a wrong code', async () => {
    const { person, code } = await somebody()
    const right = { username: person.username, password: person.password, deletion_code: code }
    const said = new Set<string>()
    for (const wrong of [
      { username: 'nobodyatall' },
      { password: 'Egeszen-mas-2026' },
      { deletion_code: '0'.repeat(16) },
    ]) {
      const robot = await type({ ...right, ...wrong })
      expect(robot.status).toBe(422)
      said.add(robot.alert ?? '')
    }
    expect(said.size).toBe(1)
    expect(await hasApp(person)).toBe(true)
  })

  test('is tried five times in fifteen minutes, and by nobody who does not know the password', async () => {
    const { person, code } = await somebody()
    const wrong = { username: person.username, password: person.password, deletion_code: '1'.repeat(16) }
    for (let i = 0; i < 4; i++) {
      const stranger = await type({ ...wrong, password: `Egeszen-mas-2026-${i}` })
      expect(stranger.status).toBe(422)
    }
    for (let i = 0; i < 5; i++) expect((await type(wrong)).status).toBe(422)
    expect((await type({ ...wrong, deletion_code: code })).status).toBe(429)
    later(15 * 60 + 1)
    expect((await type({ ...wrong, deletion_code: code })).step).toBe('app_removed')
  })

  test('names what was left empty, and keeps the user name alone', async () => {
    const robot = await type({ username: 'valaki', password: '', deletion_code: '' })
    expect(robot.status).toBe(422)
    expect(robot.html).toContain('value="valaki"')
    expect(robot.alert).toContain('E-PASSWORD-01, E-DELCODE-02')
  })
})

describe('who has lost a phone is led to the page', () => {
  test.each([
    ['authenticate/totp', ['totp']],
    ['authenticate', ['totp', 'email-code']],
  ] as const)('from %s', async (step, holds) => {
    const person = await kapu.account({ holds: ['password', ...holds] })
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
    await signIn(robot, person, { until: step })
    expect(robot.step).toBe(step)
    await robot.clickLink('Remove the app with the deletion code')
    expect(robot.step).toBe('remove_app')
  })

  test('and from the page of a passkey, the help and the settings', async () => {
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
    await robot.submit({}, { factor: 'passkey' })
    expect(robot.step).toBe('authenticate/passkey')
    await robot.clickLink('Help with a lost phone')
    await robot.clickLink('Remove the authenticator app')
    expect(robot.step).toBe('remove_app')
  })
})
