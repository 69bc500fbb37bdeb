/** K4: a temporary registration that its visitor names (#10–#12, RD3, RD12). */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { NaturalIdentity } from '../../src/persons/person.ts'
import { actsOn, aClerk, anOffice, sitDown } from '../registrar/desk.ts'
import { namingFields, somebody } from '../registrar/forms.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'
import { later } from './time.ts'

let kapu: Kapu
let robot: Robot
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  await anOffice(kapu, 'szeged-1', 'document_office')
  await anOffice(kapu, 'wien', 'embassy')
  robot = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
})
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

async function temporary(identity: NaturalIdentity, username: string): Promise<string> {
  const email = `${username}@posta.example`
  const registration = { how: 'temporary', identity, username, email, language: 'en' } as const
  const opened = await inTransaction(kapu.db, (t) =>
    kapu.core.life.open(t, registration, { actor: { type: 'person', id: null } }),
  )
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.accountId
}

async function activate(username: string): Promise<void> {
  const [mail] = await mailsFor(kapu, username, 1)
  const visitor = createRobot({ language: 'en' })
  await visitor.open(`${kapu.issuer}/aktivalas`)
  await visitor.submit({ username, activation_code: codeIn(mail), ...NEW_PASSWORD }, { action: 'continue' })
  expect(await stateOf(kapu, username)).toBe('TEMP_ACTIVE')
}

async function name(identity: NaturalIdentity, username: string, email = `${username}@posta.example`) {
  await robot.open(`${kapu.issuer}/ugyintezo/veglegesites`)
  return await robot.submit(namingFields(identity, username, email), { action: 'continue' })
}

async function finalise() {
  return await robot.submit({ identity_checked: 'yes' }, { action: 'approve' })
}

describe('a temporary registration is finalised', () => {
  test('#10 RD3 feature 15: an activated one keeps user name, address and password, and is the person’s from now on', async () => {
    const identity = somebody('tiz')
    const id = await temporary(identity, 'ideigl10')
    await activate('ideigl10')
    await name(identity, 'IDEIGL10', 'Ideigl10@posta.example')
    expect([robot.step, robot.text]).toEqual(['desk/finalise/compare', expect.stringContaining('All data agree')])
    await finalise()
    expect([robot.step, await stateOf(kapu, 'ideigl10')]).toEqual(['desk/receipt', 'ACTIVE'])
    const row = await kapu.db
      .selectFrom('accounts')
      .innerJoin('persons', 'persons.id', 'accounts.person_id')
      .select(['persons.verified', 'accounts.username'])
      .where('accounts.id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ verified: true, username: 'ideigl10' })
    expect((await actsOn(kapu, id)).map(({ event }) => event)).toEqual([
      'desk.searched',
      'account.finalised',
      'desk.receipt_printed',
    ])
  })

  test('#11: one that was not activated gets a fresh code, and its window begins', async () => {
    const identity = somebody('tizenegy')
    await temporary(identity, 'ideigl11')
    const [first] = await mailsFor(kapu, 'ideigl11', 1)
    await name(identity, 'ideigl11')
    await finalise()
    expect(await stateOf(kapu, 'ideigl11')).toBe('REG_PENDING')
    const mails = await mailsFor(kapu, 'ideigl11', 3)
    const codes = mails.flatMap(({ text }) => /\b\w{4}-\w{4}-\w{4}\b/.exec(text)?.[0] ?? [])
    expect(new Set(codes).size).toBe(2)
    expect(codes).toContain(codeIn(first))
  })

  test('#12: data that differ are marked, and the document’s hold', async () => {
    const typed = somebody('elter')
    const id = await temporary({ ...typed, given_name: 'Piri', birthdate: '1990-04-05' }, 'ideigl12')
    await name(typed, 'ideigl12')
    expect(robot.text).toContain('2 items differ')
    expect(robot.html.match(/\(differs\)/g)).toHaveLength(2)
    expect((await robot.submit({}, { action: 'approve' })).status).toBe(422)
    expect(await stateOf(kapu, 'ideigl12')).toBe('TEMP_PENDING')
    await finalise()
    expect(robot.text).toContain('Nagy Piroska')
    expect((await actsOn(kapu, id)).some(({ event }) => event === 'account.finalised')).toBe(true)
  })

  test('#12: or the clerk refuses with a reason; it stays, or it is deleted', async () => {
    const identity = somebody('elutasit')
    const id = await temporary(identity, 'ideigl13')
    await name(identity, 'ideigl13')
    expect((await robot.submit({}, { action: 'skip' })).status).toBe(422)
    await robot.submit({ refuse_reason: 'another person stands here' }, { action: 'skip' })
    expect(await stateOf(kapu, 'ideigl13')).toBe('TEMP_PENDING')
    expect((await actsOn(kapu, id)).at(-1)).toMatchObject({
      event: 'account.finalised',
      outcome: 'failure',
      detail: { reason: 'another person stands here' },
    })
    await name(identity, 'ideigl13')
    await robot.submit({ refuse_reason: 'another person stands here' }, { action: 'other' })
    expect(await stateOf(kapu, 'ideigl13')).toBeNull()
  })

  test('edge e: on day 30 to the second, and no longer', async () => {
    const [early, late] = [somebody('harminc'), somebody('harmincegy')]
    await temporary(early, 'harmincas')
    await temporary(late, 'harmincegy')
    const { temporary_until: until } = await kapu.db
      .selectFrom('accounts')
      .select('temporary_until')
      .where('username', '=', 'harmincas')
      .executeTakeFirstOrThrow()
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime((until?.getTime() ?? 0) - 60_000)
    robot = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
    await name(early, 'harmincas')
    vi.setSystemTime(until?.getTime() ?? 0)
    await finalise()
    expect(await stateOf(kapu, 'harmincas')).toBe('REG_PENDING')
    later(5)
    await name(late, 'harmincegy')
    expect([robot.step, robot.alert]).toEqual(['desk/finalise', expect.stringContaining('no temporary registration')])
    vi.useRealTimers()
    robot = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
  })
})

describe('RD12: one who cannot name both learns nothing', () => {
  test('a right user name with a wrong address, and the reverse, are answered as an unknown one is', async () => {
    const identity = somebody('vak')
    const id = await temporary(identity, 'vaktaban')
    const answers: string[] = []
    for (const [username, email] of [
      ['vaktaban', 'other@posta.example'],
      ['masvalaki', 'vaktaban@posta.example'],
      ['masvalaki', 'other@posta.example'],
    ] as const) {
      await name(identity, username, email)
      expect([robot.status, robot.step]).toEqual([422, 'desk/finalise'])
      answers.push(robot.html.replaceAll(/(value|href)="[^"]*"|Reference: <[^>]*>[^<]*|code">[^<]*/g, ''))
    }
    expect(new Set(answers).size).toBe(1)
    // Not a word in the log of an account whose names were guessed at
    expect(await actsOn(kapu, id)).toEqual([])
  })

  test('RD3: an embassy cannot finalise, and says so before anything is typed', async () => {
    const abroad = await sitDown(kapu, await aClerk(kapu, ['szeged-1', 'wien']), 'wien')
    await abroad.open(`${kapu.issuer}/ugyintezo/veglegesites`)
    expect([abroad.step, abroad.text]).toEqual(['desk/outcome/refused', expect.stringContaining('cannot finalise')])
    await robot.open(`${kapu.issuer}/ugyintezo/veglegesites`)
    expect(robot.step).toBe('desk/finalise')
  })

  test('a verified account is nothing to be finalised', async () => {
    const person = await kapu.account()
    await name(somebody('kesz'), person.username)
    expect(robot.step).toBe('desk/finalise')
    expect(await actsOn(kapu, person.id)).toEqual([])
  })
})
