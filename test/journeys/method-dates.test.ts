/** Methods begin and end by date: at the instant, Budapest time, in a process that goes on running (seed 004). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Policy } from '../../src/assurance/policy.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { instant, withMethodDates } from '../support/policy.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { openMyData } from './my-data.ts'
import { send, standingForm } from '../bars/raw-requests.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL } from './levels.ts'

const PASSWORD_ENDS = '2025-01-16T00:00:00+01:00'
const MAIL_BEGINS = '2025-01-14T00:00:00+01:00'
const PASSKEY_ENDS = '2025-02-03T00:00:00+01:00'

/** Passkeys end, so that there is a method with an end that can still be asked for. */
const withEnd = (policy: Policy): Policy => withMethodDates(policy, 'passkey', { until: PASSKEY_ENDS })

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true, policy: withEnd })
  service = await serviceOf(kapu, await kapu.client())
})
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

/** Puts the clock `seconds` after an instant; it stands still there. */
function at(iso: string, seconds = 0): void {
  vi.setSystemTime((instant(iso) + seconds) * 1000)
}

const low = { params: { acr_values: LOW } }

/** What the list of what has ended holds, as a person reads it. */
function endedOn(robot: Robot): string[] {
  const list = /<details>[\s\S]*?<\/details>/.exec(robot.html)?.[0] ?? ''
  return [...list.matchAll(/<dt>([^<]*)<\/dt>\s*<dd>([^<]*)/g)].map(([, name, words]) => `${name}: ${words}`.trim())
}

describe('a password alone', () => {
  test('S4 signs in at the lowest level in the last second of 15 January 2025', async () => {
    at(PASSWORD_ENDS, -1)
    const person = await kapu.account({ holds: ['password'] })
    const { claims, steps } = await enter(service, person, low)
    expect(steps).not.toContain('authenticate/identification-mail')
    expect(claims).toMatchObject({ acr: LOW, amr: ['pwd'] })
  })

  test('S4 feature 11: does not any more in the next second: its holder is led to set up a second step, and is told since when', async () => {
    at(PASSWORD_ENDS)
    const person = await kapu.account({ holds: ['password'] })
    const { robot } = await service.ask(low)
    const { steps } = await signIn(robot, person, { until: 'enrol' })
    expect(steps).toEqual(['identify', 'authenticate/identification-mail'])
    expect(robot.text).toContain('Since 16 January 2025 a password alone is not enough.')
  })

  test('a sign-in that was begun before and is finished after is judged by what holds then', async () => {
    at(PASSWORD_ENDS, -1)
    const person = await kapu.account({ holds: ['password'] })
    const { robot } = await service.ask(low)
    expect(endedOn(robot)).toEqual([])
    at(PASSWORD_ENDS)
    await signIn(robot, person, { until: 'authenticate/identification-mail' })
    expect(robot.step).toBe('authenticate/identification-mail')
  })

  test('one that was proved before and comes to its last page after is asked for more', async () => {
    at(PASSWORD_ENDS, -1)
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await service.ask(low)
    await signIn(robot, person, { until: 'consent' })
    expect(robot.step).toBe('consent')
    at(PASSWORD_ENDS)
    await robot.submit({}, { action: 'approve' })
    expect(robot.step).toBe('authenticate/totp')
  })

  test('is on the list of what ended from the first second on, and not before', async () => {
    at(PASSWORD_ENDS, -1)
    const { robot } = await service.ask()
    expect(endedOn(robot)).toEqual([])
    expect(robot.text).not.toContain('Discontinued')
    at(PASSWORD_ENDS)
    await robot.reload()
    expect(endedOn(robot)).toEqual([
      expect.stringMatching(/^Client Gate with a password alone: Ended on 16 January 2025\. /),
      expect.stringMatching(/^eID card \(eSzemélyi\): Ended on 16 January 2025\. Sign in with Client Gate\+\. /),
      expect.stringMatching(/^Telephone identification: Ended on 16 January 2025\. /),
      expect.stringMatching(/^Portrait identification: Ended on 16 January 2025\. /),
    ])
  })
})

describe('a code by e-mail', () => {
  test('S4 signs nobody in in the last second of 13 January 2025, and is not offered', async () => {
    at(MAIL_BEGINS, -1)
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await service.ask()
    const { steps } = await signIn(robot, person, { until: 'authenticate/totp' })
    expect([steps, robot.step]).toEqual([['identify'], 'authenticate/totp'])
    await robot.open(robot.url.href.replace('/totp', '/email-code'))
    expect(robot.step).toBe('authenticate/totp')
  })

  test('S4 feature 5: signs in from the next second on, in a sign-in that was begun before', async () => {
    at(MAIL_BEGINS, -1)
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    const asked = await service.ask()
    at(MAIL_BEGINS)
    await signIn(asked.robot, person)
    const claims = (await asked.redeem()).claims()
    expect(claims).toMatchObject({ acr: SUBSTANTIAL, amr: ['pwd', 'email', 'mfa'] })
  })

  test('cannot be switched on in My data before its first day', async () => {
    at(MAIL_BEGINS, -1)
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await openMyData(kapu, person, { path: '/fiok/ugyfelkapu-plusz' })
    const link = (one: { href: string }) => one.href.includes('/ugyfelkapu-plusz/email-code')
    expect(robot.links.some(link)).toBe(false)
    await robot.open(`${kapu.issuer}/fiok/ugyfelkapu-plusz/email-code`)
    expect(robot.step).toBe('my_data/factors')
    at(MAIL_BEGINS)
    await robot.open(`${kapu.issuer}/fiok/ugyfelkapu-plusz`)
    expect(robot.links.some(link)).toBe(true)
  })
})

describe('a method that has ended', () => {
  const offered = (robot: Robot) => robot.form?.buttons.some(({ value }) => value === 'passkey')

  test('is offered to its last second, and then listed with its date', async () => {
    at(PASSKEY_ENDS, -1)
    const { robot } = await service.ask()
    expect(offered(robot)).toBe(true)
    at(PASSKEY_ENDS)
    await robot.reload()
    expect(offered(robot)).toBe(false)
    expect(endedOn(robot)).toContain(
      'Passkey: Ended on 3 February 2025. Choose one of the other ways, or see to your matter in person at a government window.',
    )
  })

  test('E-LOGIN-03: pressed on a page that was shown before, it says when it ended, and leads on', async () => {
    at(PASSKEY_ENDS, -1)
    const { robot } = await service.ask()
    at(PASSKEY_ENDS)
    await robot.submit({}, { factor: 'passkey' })
    expect([robot.status, robot.step]).toEqual([410, 'error'])
    expect(robot.text).toContain('This way of signing in was discontinued on 3 February 2025.')
    expect(robot.text).toContain('E-LOGIN-03')
    await robot.clickLink('Choose another way to sign in')
    expect(robot.step).toBe('identify')
  })

  test('E-LOGIN-03: its ceremony begun before is not finished after', async () => {
    at(PASSKEY_ENDS, -1)
    const { robot } = await service.ask()
    await robot.submit({}, { factor: 'passkey' })
    expect(robot.step).toBe('authenticate/passkey')
    at(PASSKEY_ENDS)
    const { path, headers, values } = standingForm(robot)
    const body = new URLSearchParams({ ...values, action: 'continue' }).toString()
    const answer = await send(kapu.issuer, { method: 'POST', path, headers, body })
    expect([answer.status, answer.body.includes('E-LOGIN-03')]).toEqual([410, true])
  })

  test.each(['eid', 'telephone', 'portrait'])(
    'S4 feature 8, feature 9, feature 10, E-LOGIN-03: the address of %s says the same, in the person’s language, at any step',
    async (method) => {
      at(PASSKEY_ENDS)
      const person = await kapu.account({ holds: ['password', 'totp'] })
      const { robot } = await service.ask({ robot: createRobot({ language: 'hu' }) })
      const open = () => robot.open(`${home(robot)}/authenticate/${method}`)
      await open()
      expect([robot.status, robot.title]).toEqual([410, 'Hiba: Ez a belépési mód 2025. január 16-án megszűnt – Kapu'])
      await robot.clickLink('Másik belépési módot választok')
      await signIn(robot, person, { until: 'authenticate/totp' })
      await open()
      expect(robot.status).toBe(410)
      await robot.clickLink('Másik belépési módot választok')
      await signIn(robot, person)
      expect(robot.text).toBe('arrived')
    },
  )

  test('before its end nothing is said of it: the address leads back to what is offered', async () => {
    at(PASSWORD_ENDS, -1)
    const { robot } = await service.ask()
    await robot.open(`${home(robot)}/authenticate/telephone`)
    expect([robot.status, robot.step]).toEqual([200, 'identify'])
    await robot.open(`${home(robot)}/authenticate/eid`)
    expect([robot.status, robot.step]).toEqual([200, 'authenticate/eid'])
  })
})

describe('a method that counts, but not here', () => {
  test('E-LOGIN-02: one that a service has no use for is refused with the way on', async () => {
    at(PASSWORD_ENDS)
    const resistant = await serviceOf(kapu, await kapu.client({ rules: { phishing_resistant: true } }))
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await resistant.ask()
    await robot.open(`${home(robot)}/authenticate/totp`)
    expect([robot.status, robot.text.includes('E-LOGIN-02')]).toEqual([403, true])
    await robot.clickLink('Choose another way to sign in')
    expect(robot.step).toBe('identify')
    await signIn(robot, person, { until: 'enrol/passkey' })
  })

  test('E-LOGIN-04: to prove what one has yet to set up leads to setting it up', async () => {
    at(PASSWORD_ENDS)
    const person = await kapu.account({ holds: ['password'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'enrol' })
    await robot.open(`${home(robot)}/authenticate/totp`)
    expect([robot.status, robot.text.includes('E-LOGIN-04')]).toEqual([403, true])
    await robot.clickLink('Choose another way to sign in')
    expect(robot.step).toBe('enrol')
  })

  test('nothing of that is said before the password was proved: it would tell what the account holds', async () => {
    at(PASSWORD_ENDS)
    const { robot } = await service.ask()
    await robot.open(`${home(robot)}/authenticate/totp`)
    expect([robot.status, robot.step]).toEqual([200, 'identify'])
  })

  test.each(['nonsense', 'constructor', '__proto__'])('%s is no method: the address leads home', async (name) => {
    at(PASSWORD_ENDS)
    const { robot } = await service.ask()
    await robot.open(`${home(robot)}/authenticate/${name}`)
    expect([robot.status, robot.step]).toEqual([200, 'identify'])
  })
})

function home(robot: Robot): string {
  return `${kapu.issuer}${/^\/interaction\/[\w-]+/.exec(robot.url.pathname)?.[0] ?? ''}`
}
