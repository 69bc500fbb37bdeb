/** The method used last in a browser is shown first there. It changes the order alone, and says nothing of anybody. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

const BEST_FIRST = ['totp', 'email-code']
const both = { holds: ['password', 'totp', 'email-code'] } as const

const cookieIn = (robot: Robot) => robot.cookies.get('kapu-method', new URL(kapu.issuer))

/** The methods of the choice, in the order shown, and the one that is marked as used last. */
async function choiceIn(robot: Robot, person: TestAccount): Promise<{ offered: string[]; marked: string | null }> {
  await service.ask({ robot, params: { prompt: 'login' } })
  // Whoever is signed in here already proves the password alone
  await signIn(robot, person, { until: 'authenticate' })
  expect(robot.step).toBe('authenticate')
  const cards = [...robot.html.matchAll(/value="([\w-]+)"\s+class="method[\s\S]*?<\/button>/g)]
  const marked = cards.find(([card]) => card.includes('Used here last time'))
  return { offered: cards.map(([, id = '']) => id), marked: marked?.[1] ?? null }
}

test('in a new browser the best comes first', async () => {
  const robot = createRobot({ language: 'en' })
  expect(await choiceIn(robot, await kapu.account(both))).toEqual({ offered: BEST_FIRST, marked: null })
})

test('the one that somebody signed in with comes first the next time, and the other is offered as before', async () => {
  const person = await kapu.account(both)
  const { robot } = await enter(service, person, { choices: { factor: 'email-code' } })
  expect(await choiceIn(robot, person)).toEqual({ offered: ['email-code', 'totp'], marked: 'email-code' })
  await signIn(robot, person, { factor: 'totp' })
  expect(await choiceIn(robot, person)).toEqual({ offered: BEST_FIRST, marked: 'totp' })
})

test('it is remembered when the sign-in ends, and not before', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  await signIn(robot, person, { until: 'consent' })
  expect(cookieIn(robot)).toBeNull()
  await signIn(robot, person)
  expect(cookieIn(robot)).toMatch(/^totp\./)
})

test('a shared computer remembers nothing', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  const { username, password } = person
  await robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
  await signIn(robot, person)
  expect([robot.text, cookieIn(robot)]).toEqual(['arrived', null])
})

test('it holds no more of the person than the method, which is the same for all', async () => {
  const [anna, bela] = [await enter(service, await kapu.account()), await enter(service, await kapu.account())]
  expect(cookieIn(anna.robot)).toMatch(/^totp\.[\w-]+\.[\w-]{43}$/)
  expect(cookieIn(anna.robot)).toBe(cookieIn(bela.robot))
})

test('another person at the browser sees an order, and only what is theirs', async () => {
  const first = await enter(service, await kapu.account(both), { choices: { factor: 'email-code' } })
  const robot = createRobot({ language: 'en' })
  robot.cookies.store(new URL(kapu.issuer), [`kapu-method=${cookieIn(first.robot)}; Path=/`])
  const bela = await kapu.account(both)
  expect(await choiceIn(robot, bela)).toEqual({ offered: ['email-code', 'totp'], marked: 'email-code' })
  // Whoever does not hold it is not offered it
  const cili = await kapu.account()
  await service.ask({ robot, params: { prompt: 'login' } })
  const { steps } = await signIn(robot, cili)
  expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
})

test('a method that does not count here is not offered for having been used', async () => {
  const person = await kapu.account(both)
  const { robot } = await enter(service, person, { choices: { factor: 'email-code' } })
  const strict = await serviceOf(kapu, await kapu.client({ rules: { refused_factors: ['email-code'] } }))
  await strict.ask({ robot, params: { prompt: 'login' } })
  await signIn(robot, person, { until: 'authenticate/totp' })
  expect(robot.step).toBe('authenticate/totp')
})

test.each([
  ['forged', (value: string) => value.replace(/^[\w-]+/, 'totp')],
  ['of a method that there is not', () => `nonsense.${kapu.core.pepper.hash('method used last', 'nonsense')}`],
  ['without a signature', () => 'email-code'],
  ['of nothing but noise', () => 'x'.repeat(500)],
])('a value %s changes nothing', async (_what, spoil) => {
  const person = await kapu.account(both)
  const { robot } = await enter(service, person, { choices: { factor: 'email-code' } })
  const fresh = createRobot({ language: 'en' })
  fresh.cookies.store(new URL(kapu.issuer), [`kapu-method=${spoil(cookieIn(robot) ?? '')}; Path=/`])
  expect(await choiceIn(fresh, person)).toEqual({ offered: BEST_FIRST, marked: null })
})

test('half a year without it ends it', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  later(179 * 86_400)
  expect(cookieIn(robot)).not.toBeNull()
  later(2 * 86_400)
  expect(cookieIn(robot)).toBeNull()
})
