/** Which devices an account is known on, and what the person is told of others (security §2.1, M20). */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { forgetDevices } from '../../src/accounts/known-devices/store.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { later } from './time.ts'

const HALF_A_DAY = 12 * 3_600
const CODE = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

function idsIn(robot: Robot): string[] {
  const value = robot.cookies.get('kapu-dev', new URL(kapu.issuer))
  return value === null ? [] : value.split('.')
}

async function devicesOf(accountId: string): Promise<number> {
  const rows = kapu.db.selectFrom('known_devices').select('id_hash').where('account_id', '=', accountId)
  return (await rows.execute()).length
}

async function noticesTo(person: TestAccount): Promise<number> {
  const mails = await messagesAt(person.mailApi ?? '')
  return mails.filter(({ subject, to }) => /eddig nem használt eszközről/.test(subject) && to.includes(person.username))
    .length
}

async function again(person: TestAccount, robot?: Robot): Promise<Robot> {
  later(HALF_A_DAY)
  return (await enter(service, person, robot === undefined ? {} : { robot })).robot
}

test('a device is known after a full sign-in, and not before', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  await robot.submit({ username: person.username, password: 'wrong' }, { action: 'continue' })
  expect(idsIn(robot)).toEqual([])
  await signIn(robot, person, { until: 'authenticate/totp' })
  expect(idsIn(robot)).toEqual([])
  await signIn(robot, person)
  expect(idsIn(robot)).toEqual([expect.stringMatching(/^[\w-]{22}$/)])
  expect(await devicesOf(person.id)).toBe(1)
})

test('the id stays the same, its time begins anew, and half a year without it ends it', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  const [id] = idsIn(robot)
  later(170 * 86_400)
  await enter(service, person, { robot })
  later(170 * 86_400)
  await enter(service, person, { robot })
  expect([idsIn(robot), await devicesOf(person.id)]).toEqual([[id], 1])
  later(181 * 86_400)
  expect(idsIn(robot)).toEqual([])
})

test('a shared computer is not remembered', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  const { username, password } = person
  await robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
  await signIn(robot, person)
  expect([idsIn(robot), await devicesOf(person.id)]).toEqual([[], 0])
})

test('single sign-on makes nothing known', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  await sql`delete from known_devices where account_id = ${person.id}`.execute(kapu.db)
  await enter(service, person, { robot })
  expect(await devicesOf(person.id)).toBe(0)
})

test('the second person at a browser does not inherit the first one’s device', async () => {
  const [anna, bela] = [await kapu.account(), await kapu.account()]
  const { robot } = await enter(service, anna)
  const [ofAnna] = idsIn(robot)
  await again(bela, robot)
  expect(idsIn(robot)).toEqual([expect.not.stringMatching(ofAnna ?? ''), ofAnna])
  expect([await devicesOf(anna.id), await devicesOf(bela.id)]).toEqual([1, 1])

  // With Anna's id alone the browser is as unknown to Béla as any other
  const other = createRobot()
  other.cookies.store(new URL(kapu.issuer), [`kapu-dev=${ofAnna}; Path=/`])
  later(HALF_A_DAY)
  await enter(service, bela, { robot: other })
  expect(await devicesOf(bela.id)).toBe(2)
})

test('a browser holds at most five ids; the oldest gives way', async () => {
  let robot = createRobot()
  const first = (await enter(service, await kapu.account(), { robot })).robot
  const [oldest] = idsIn(first)
  for (let i = 0; i < 5; i++) robot = await again(await kapu.account(), first)
  expect(idsIn(robot)).toHaveLength(5)
  expect(idsIn(robot)).not.toContain(oldest)
})

test('what stands in the cookie is nobody’s until it was given to them', async () => {
  const person = await kapu.account()
  const robot = createRobot()
  const made = 'A'.repeat(22)
  robot.cookies.store(new URL(kapu.issuer), [`kapu-dev=${made}.nothing.${'x'.repeat(500)}; Path=/`])
  await enter(service, person, { robot })
  expect(idsIn(robot)).toEqual([expect.not.stringMatching(made), made])
  expect(await devicesOf(person.id)).toBe(1)
})

test('a device that was forgotten is unknown', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  await inTransaction(kapu.db, (t) => forgetDevices(t, person.id))
  expect(await devicesOf(person.id)).toBe(0)
  await again(person, robot)
  expect(await devicesOf(person.id)).toBe(1)
})

test('#33: a reset by mail opens a closed password, and leaves no device known: the thief of the old one may have had one', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  const by = { actor: { type: 'system', id: null } } as const
  const asked = { username: person.username, email: `${person.username}@posta.example` }
  await inTransaction(kapu.db, (t) => kapu.core.life.apply(t, person.id, { type: 'close_password' }, by))
  await inTransaction(kapu.db, (t) => kapu.core.life.forgotten(t, asked, by))
  const code = await vi.waitFor(async () => {
    const mails = await messagesAt(person.mailApi ?? '')
    const mail = mails.find(({ to, text }) => to.includes(person.username) && CODE.test(text))
    return CODE.exec(mail?.text ?? '')?.[0] ?? Promise.reject(new Error('no code yet'))
  }, 15_000)
  const password = 'zsiráf kabát 7 lépcső'
  const entry = { username: person.username, code, validity: { years: 2 } } as const
  const passwordHash = await kapu.core.passwordHasher.hash(password)
  const redeemed = await inTransaction(kapu.db, (t) => kapu.core.life.redeem(t, { ...entry, passwordHash }, by))
  expect(redeemed.ok).toBe(true)
  expect(await devicesOf(person.id)).toBe(0)
  await again({ ...person, password }, robot)
  expect(await devicesOf(person.id)).toBe(1)
})

test('M20: the person is told of a sign-in from an unknown device, but not of their very first, and not of known ones', async () => {
  const person = await kapu.account()
  const { robot } = await enter(service, person)
  await again(person, robot)
  await again(person)
  await vi.waitFor(async () => expect(await noticesTo(person)).toBe(1), { timeout: 15_000 })
  const mails = await messagesAt(person.mailApi ?? '')
  expect(mails.find(({ subject }) => subject.includes('eszközről'))?.text).toContain('Szolgáltatás')
})

test('M20: whoever says that others use the computer is told of as well', async () => {
  const person = await kapu.account()
  await enter(service, person)
  later(HALF_A_DAY)
  const { robot } = await service.ask()
  const { username, password } = person
  await robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
  await signIn(robot, person)
  await vi.waitFor(async () => expect(await noticesTo(person)).toBe(1), { timeout: 15_000 })
})
