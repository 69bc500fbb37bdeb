/** Who is unsure is led to a method that this sign-in really offers, without a script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

/** Follows the link of the page, ticks, and asks. */
async function askGuide(robot: Robot, ...has: string[]): Promise<Robot> {
  await robot.clickLink(/Which one should I choose|Melyiket válasszam/)
  expect(robot.step).toBe('guide')
  return robot.submit(Object.fromEntries(has.map((one) => [one, 'yes'])), { action: 'continue' })
}

const pressable = (robot: Robot) =>
  robot.form?.buttons.filter(({ name }) => name === 'factor').map(({ value }) => value) ?? []

describe('from the first page', () => {
  test('a device leads to the passkey, by its button', async () => {
    const { robot } = await service.ask()
    await askGuide(robot, 'account', 'device', 'mailbox')
    expect([robot.step, pressable(robot)]).toEqual(['guide/answer', ['passkey']])
    await robot.submit({}, { factor: 'passkey' })
    expect(robot.step).toBe('authenticate/passkey')
  })

  test('a password and a mailbox lead to the code by e-mail, and back to where the name is typed', async () => {
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    const { robot } = await service.ask()
    await askGuide(robot, 'account', 'mailbox')
    expect(robot.text).toContain('confirm that it is you like this: Code sent by e-mail.')
    expect(pressable(robot)).toEqual([])
    await robot.submit({}, { action: 'continue' })
    expect(robot.step).toBe('identify')
    await signIn(robot, person)
    expect(robot.text).toBe('arrived')
  })

  test('what this sign-in does not offer is not recommended, and who has nothing is told where to get it', async () => {
    const { robot } = await service.ask()
    // Nobody signs in with the card any more
    await askGuide(robot, 'card')
    expect(robot.text).toContain('These do not sign you in here')
    expect(robot.links.map(({ href }) => href)).toEqual(
      expect.arrayContaining(['/regisztracio?lang=en', '/elfelejtett-jelszo?lang=en']),
    )
    expect(robot.text).toContain('government window')
    await robot.submit({}, { action: 'continue' })
    expect(robot.step).toBe('identify')
  })

  test('nothing ticked is an answer, too', async () => {
    const { robot } = await service.ask()
    await askGuide(robot)
    expect([robot.status, robot.step]).toEqual([200, 'guide/answer'])
    await robot.clickLink('Tick again what I have')
    expect(robot.step).toBe('guide')
  })

  test('the answer is the same when the page is loaded again, and is read in the other language', async () => {
    const { robot } = await service.ask()
    await askGuide(robot, 'account', 'app')
    await robot.clickLink('Magyar')
    expect(robot.step).toBe('guide/answer')
    expect(robot.text).toContain('igazolja magát így: Hitelesítő alkalmazás.')
  })

  test('what the address invents is passed over', async () => {
    const { robot } = await service.ask()
    await robot.clickLink('Which one should I choose')
    await robot.open(`${robot.url.href}?have=constructor.__proto__.<script>`)
    expect([robot.status, robot.text.includes('These do not sign you in here')]).toEqual([200, true])
  })
})

describe('from the choice', () => {
  test('one of the methods that the choice shows is recommended, and chosen by its button', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'authenticate' })
    // The password was right: whether there is one is not asked again
    await askGuide(robot, 'device', 'mailbox')
    expect([robot.text.includes('A user name and a password'), pressable(robot)]).toEqual([false, ['email-code']])
    await robot.submit({}, { factor: 'email-code' })
    expect(robot.step).toBe('authenticate/email-code')
  })

  test('where none of them fits, the page says what to do with a lost app, and tells no other method', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'authenticate' })
    await askGuide(robot, 'dap', 'device', 'card')
    expect(pressable(robot)).toEqual([])
    expect(robot.links.some(({ href }) => href.startsWith('/torlokod'))).toBe(true)
  })

  test('also among what can be set up', async () => {
    const person = await kapu.account({ holds: ['password'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'enrol' })
    await askGuide(robot, 'app')
    expect(pressable(robot)).toEqual(['totp'])
    await robot.submit({}, { factor: 'totp' })
    expect(robot.step).toBe('enrol/totp')
  })
})

test('a service that needs the strongest is told by no weaker method', async () => {
  const resistant = await serviceOf(kapu, await kapu.client({ rules: { phishing_resistant: true } }))
  const { robot } = await resistant.ask()
  await askGuide(robot, 'app', 'mailbox')
  expect(robot.text).toContain('These do not sign you in here')
})

test('it can be left to the service, as every page', async () => {
  const asked = await service.ask({ robot: createRobot({ language: 'en' }) })
  await asked.robot.clickLink('Which one should I choose')
  await asked.robot.submit({}, { action: 'cancel' })
  expect(asked.error).toBe('access_denied')
})

test('where nothing is asked, it leads home', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  const guide = `${robot.url.href.replace('/identify', '')}/guide`
  await signIn(robot, person, { until: 'consent' })
  await robot.open(guide.replace(/\/interaction\/[\w-]+/, /\/interaction\/[\w-]+/.exec(robot.url.pathname)?.[0] ?? ''))
  expect(robot.step).toBe('consent')
})
