/** Bar B19 on the wire: real ID tokens, at the dates on which something began or ended, under the policy as it ships. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../../src/database/transaction.ts'
import { registrationCard, seedFactors } from '../../../src/factors/index.ts'
import type { PasskeyDevice } from '../../factors/passkey-device.ts'
import { answerOf } from '../../journeys/enter.ts'
import { answerPasskey, givePasskey } from '../../journeys/passkeys.ts'
import { type Kapu, startKapu, type TestAccount } from '../../support/kapu.ts'
import { type Robot, signIn } from '../../support/robot.ts'
import { type Service, serviceOf } from '../../support/service.ts'
import { HIGH, LOW, METHODS, midnight, SUBSTANTIAL } from './table.ts'

const PIN = '135790'
const NOW = Math.floor(Date.now() / 1000)

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

const acr = (value: string) => ({ acr_values: value })
const essential = (value: string) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, values: [value] } } }),
})

interface Cell {
  readonly at: number
  /** What the person holds, and uses. */
  readonly uses: string
  readonly params: Readonly<Record<string, string>>
}

const { appBegins, emailBegins, plainEnds } = midnight

describe('the ID token says', () => {
  test.each<[string, Cell, string, string]>([
    ['low for a password alone', { at: plainEnds - 1, uses: 'password', params: acr(LOW) }, LOW, 'pwd'],
    ['what was asked, not more', { at: NOW, uses: 'totp', params: acr(LOW) }, LOW, 'pwd otp mfa'],
    [
      'S0 feature 12: substantial where nothing is asked',
      { at: NOW, uses: 'totp', params: {} },
      SUBSTANTIAL,
      'pwd otp mfa',
    ],
    ['so for a mailed code', { at: NOW, uses: 'email-code', params: {} }, SUBSTANTIAL, 'pwd email mfa'],
    ['so from its first second', { at: emailBegins, uses: 'email-code', params: {} }, SUBSTANTIAL, 'pwd email mfa'],
    ['so for the app of 2022', { at: appBegins, uses: 'totp', params: {} }, SUBSTANTIAL, 'pwd otp mfa'],
    ['substantial for a wish for high', { at: NOW, uses: 'totp', params: acr(HIGH) }, SUBSTANTIAL, 'pwd otp mfa'],
    ['so for a passkey', { at: NOW, uses: 'passkey', params: acr(HIGH) }, SUBSTANTIAL, 'swk user mfa'],
    ['low for a passkey, where low is asked', { at: NOW, uses: 'passkey', params: acr(LOW) }, LOW, 'swk user mfa'],
    [
      'the condition that was met',
      { at: NOW, uses: 'totp', params: essential(SUBSTANTIAL) },
      SUBSTANTIAL,
      'pwd otp mfa',
    ],
    [
      'high for the card, in its last second',
      { at: plainEnds - 1, uses: 'eid', params: acr(HIGH) },
      HIGH,
      'sc pin sim',
    ],
    ['low for the card, where low is asked', { at: plainEnds - 1, uses: 'eid', params: acr(LOW) }, LOW, 'sc pin sim'],
  ])('%s', async (_words, cell, level, amr) => {
    const person = await holding(cell.uses)
    const asked = await begin(cell)
    await use(asked.robot, cell.uses, person)
    const claims = (await asked.redeem()).claims()
    expect([claims?.['acr'], claims?.['amr']]).toEqual([level, amr.split(' ')])
    expect(claims?.auth_time).toBe(cell.at)
  })
})

describe('there is none', () => {
  test.each<[string, Cell]>([
    ['where high is the condition', { at: NOW, uses: 'totp', params: essential(HIGH) }],
    [
      'for a password alone, where substantial is',
      { at: plainEnds - 1, uses: 'password', params: essential(SUBSTANTIAL) },
    ],
  ])('%s', async (_words, cell) => {
    const person = await holding(cell.uses)
    const asked = await begin(cell)
    await use(asked.robot, cell.uses, person)
    const answer = answerOf(asked.robot)
    // Somebody with a password alone may set a second step up; that is no token either
    if (cell.uses === 'password') return expect(asked.robot.step).toMatch(/^(enrol|authenticate)/)
    expect(answer).toMatchObject({ error: 'unmet_authentication_requirements' })
    expect(answer).not.toHaveProperty('code')
  })

  test('for a passkey where high is: it is not offered', async () => {
    const { robot } = await begin({ at: NOW, uses: 'passkey', params: essential(HIGH) })
    expect(robot.form?.buttons.map(({ value }) => value)).not.toContain('passkey')
  })
})

describe('a client’s own rules', () => {
  test('refuse e-mailed codes: the app is asked, and without one there is no token', async () => {
    const strict = await serviceOf(kapu, await kapu.client({ rules: { refused_factors: ['email-code'] } }))
    const both = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const asked = await strict.ask()
    const { steps } = await signIn(asked.robot, both, { factor: 'email-code' })
    expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
    expect((await asked.redeem()).claims()).toMatchObject({ amr: ['pwd', 'otp', 'mfa'] })

    // Also from a session that rests on one
    const first = await service.ask()
    await signIn(first.robot, both, { factor: 'email-code' })
    expect((await first.redeem()).claims()).toMatchObject({ amr: ['pwd', 'email', 'mfa'] })
    const second = await strict.ask({ robot: first.robot })
    expect(second.robot.step).toBe('authenticate/totp')
  })

  test('ask for what resists phishing: a passkey is asked, whatever else is held', async () => {
    const strict = await serviceOf(kapu, await kapu.client({ rules: { phishing_resistant: true } }))
    const person = await holding('passkey')
    const first = await service.ask()
    await signIn(first.robot, { ...person, totpSecret: person.totpSecret ?? '' }, { factor: 'totp' })
    const asked = await strict.ask({ robot: first.robot })
    expect(asked.robot.step).toBe('authenticate/passkey')
    await usePasskey(asked.robot, person)
    await signIn(asked.robot, person)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL, amr: ['swk', 'user', 'mfa'] })
  })
})

test('each factor says on the wire what the table says of it', () => {
  for (const { id, amr } of kapu.core.factors) expect([id, METHODS[id] ?? amr]).toEqual([id, amr])
  expect(kapu.core.factors.length).toBeGreaterThan(5)
})

async function begin({ at, params }: Cell) {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(at * 1_000)
  return service.ask({ params })
}

const devices = new Map<string, PasskeyDevice>()
const cards = new Map<string, string>()

/** Somebody who holds this beside the password: made at its own time, long before any of these dates. */
async function holding(uses: string): Promise<TestAccount> {
  if (uses === 'password') return kapu.account({ holds: ['password'] })
  if (uses === 'email-code') return kapu.account({ holds: ['password', 'email-code'] })
  const person = await kapu.account()
  if (uses === 'passkey') devices.set(person.id, await givePasskey(kapu, person))
  if (uses === 'eid') await addCard(person)
  return person
}

async function use(robot: Robot, uses: string, person: TestAccount): Promise<void> {
  if (uses === 'passkey') await usePasskey(robot, person)
  if (uses === 'eid') {
    await robot.submit({}, { factor: 'eid' })
    await robot.submit({ card_number: cards.get(person.id) ?? '', pin: PIN }, { action: 'continue' })
  }
  await signIn(robot, person, { until: 'enrol' })
}

async function usePasskey(robot: Robot, { id }: TestAccount): Promise<void> {
  if (robot.step === 'identify') await robot.submit({}, { factor: 'passkey' })
  expect(robot.step).toBe('authenticate/passkey')
  const device = devices.get(id)
  if (device === undefined) throw new Error('there is no passkey')
  await answerPasskey(robot, device)
}

async function addCard({ id: accountId }: TestAccount): Promise<void> {
  const cardNumber = `${String(cards.size + 1).padStart(6, '0')}AB`
  cards.set(accountId, cardNumber)
  const deps = { sealing: kapu.core.sealing, keyed: kapu.core.pepper }
  await inTransaction(kapu.db, async (t) => {
    await seedFactors.issueChip(t, deps, { cardNumber, pin: PIN })
    await registrationCard.holdCard(t, deps, { accountId, cardNumber, createdAt: NOW })
  })
}
