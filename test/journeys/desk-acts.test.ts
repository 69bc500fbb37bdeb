/** K5, K6, K7, K10–K13: what one clerk does alone, and what of it the customer is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { inactive } from '../registrar/accounts.ts'
import { actsOn, aClerk, anOffice, CASE, openCustomer, sitDown } from '../registrar/desk.ts'
import { somebody } from '../registrar/forms.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'

let kapu: Kapu
let clerk: TestAccount
let robot: Robot
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  await anOffice(kapu, 'szeged-1')
  clerk = await aClerk(kapu, ['szeged-1'])
  robot = await sitDown(kapu, clerk, 'szeged-1')
})
afterAll(() => kapu.close())

const checked = { identity_checked: 'yes' }

async function events(accountId: string): Promise<string[]> {
  return (await actsOn(kapu, accountId)).map(({ event }) => event)
}

/** Registered in person, the code is out. */
async function pending(username: string): Promise<string> {
  const identity = somebody(username)
  const registration = {
    how: 'office',
    identity,
    username,
    email: `${username}@posta.example`,
    language: 'en',
  } as const
  const opened = await inTransaction(kapu.db, (t) =>
    kapu.core.life.open(t, registration, { actor: { type: 'system', id: null } }),
  )
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.accountId
}

describe('K5, #28 S2: an inactive registration', () => {
  test('shows when the password expired and how long ago; the system sends the code by itself', async () => {
    const person = await inactive(kapu, 61)
    await openCustomer(kapu, robot, person.username)
    expect(robot.text).toContain('(61 days ago)')
    await robot.clickLink('Reactivate')
    expect((await robot.submit({}, { action: 'continue' })).status).toBe(422)
    await robot.submit(checked, { action: 'continue' })
    expect([robot.step, await stateOf(kapu, person.username)]).toEqual(['desk/outcome/done', 'REACT_PENDING'])
    const mails = await mailsFor(kapu, person.username, 2)
    expect(mails.some(({ subject }) => subject.startsWith('Hivatali'))).toBe(true)
    const code = codeIn(mails.find(({ text }) => /\b\w{4}-\w{4}-\w{4}\b/.test(text)))
    expect(robot.html).not.toContain(code)
    const visitor = createRobot({ language: 'en' })
    await visitor.open(`${kapu.issuer}/aktivalas`)
    const typed = { username: person.username, activation_code: code, ...NEW_PASSWORD }
    await visitor.submit(typed, { action: 'continue' })
    expect(await stateOf(kapu, person.username)).toBe('ACTIVE')
  })

  test('is not offered to an active one, and refused where it is asked for anyway', async () => {
    const person = await kapu.account()
    await openCustomer(kapu, robot, person.username)
    expect(robot.links.some(({ text }) => text.includes('Reactivate'))).toBe(false)
    await robot.open(`${kapu.issuer}${robot.url.pathname}/ujraaktivalas`)
    expect([robot.status, robot.step]).toEqual([409, 'desk/outcome/refused'])
  })
})

describe('K6: the user name', () => {
  test('#38 S2 S3 feature 22: is told in person alone, on a receipt, and the customer sees that it was', async () => {
    const person = await kapu.account({ identity: somebody('vilma') })
    await openCustomer(kapu, robot, person.username)
    expect(robot.text).not.toContain(person.username)
    const href = `${kapu.issuer}${robot.url.pathname}`
    // No receipt before the name was told
    await robot.open(`${href}/nyugta`)
    expect(robot.step).toBe('desk/customer')
    await robot.open(`${href}/felhasznalonev`)
    await robot.submit(checked, { action: 'continue' })
    expect([robot.step, robot.text]).toEqual(['desk/receipt', expect.stringContaining(person.username)])
    expect(await events(person.id)).toEqual(['desk.searched', 'account.username_told', 'desk.receipt_printed'])
    expect((await mailsFor(kapu, person.username, 1))[0]?.text).toContain('felhasználónév közlése')
  })

  test('#39: is changed in person alone; M14', async () => {
    const person = await kapu.account()
    const other = await kapu.account()
    await openCustomer(kapu, robot, person.username)
    await robot.clickLink('Tell or change')
    const change = (name: string) => robot.submit({ ...checked, new_username: name }, { action: 'switch' })
    expect((await change('uj')).status).toBe(422)
    expect((await change(other.username)).text).toContain('taken')
    robot.back()
    await change('Tavaszi2026')
    expect([robot.step, robot.text]).toEqual(['desk/receipt', expect.stringContaining('Tavaszi2026')])
    expect([await stateOf(kapu, 'Tavaszi2026'), await stateOf(kapu, person.username)]).toEqual(['ACTIVE', null])
    const mails = await mailsFor(kapu, person.username, 2)
    expect(mails.map(({ subject }) => subject)).toContain('Felhasználóneve megváltozott')
  })
})

describe('K7: a wrong address', () => {
  test('#16 S3 feature 23: is corrected at once before the first activation; only the code at the new address is good', async () => {
    const id = await pending('rosszcim')
    const [first] = await mailsFor(kapu, 'rosszcim', 1)
    await openCustomer(kapu, robot, 'rosszcim')
    await robot.clickLink('Correct e-mail')
    expect(robot.text).not.toContain('second clerk')
    const typed = { email: 'jocim@posta.example', ...checked }
    expect((await robot.submit(typed, { action: 'continue' })).alert).toContain('Read the e-mail address back')
    await robot.submit({ ...typed, email_read_back: 'yes' }, { action: 'continue' })
    expect(robot.step).toBe('desk/outcome/done')
    const code = codeIn((await mailsFor(kapu, 'jocim', 1)).find(({ text }) => /\b\w{4}-\w{4}-\w{4}\b/.test(text)))
    const visitor = createRobot({ language: 'en' })
    for (const [typedCode, state] of [
      [codeIn(first), 'REG_PENDING'],
      [code, 'ACTIVE'],
    ] as const) {
      await visitor.open(`${kapu.issuer}/aktivalas`)
      await visitor.submit(
        { username: 'rosszcim', activation_code: typedCode, ...NEW_PASSWORD },
        { action: 'continue' },
      )
      expect(await stateOf(kapu, 'rosszcim')).toBe(state)
    }
    expect(await events(id)).toContain('account.address_changed')
  })
})

describe('K10, #36: a registration is closed', () => {
  test('at a signed request alone; M5, and nothing is left', async () => {
    const person = await kapu.account()
    await openCustomer(kapu, robot, person.username)
    await robot.clickLink('Close Client Gate')
    expect((await robot.submit(checked, { action: 'continue' })).alert).toContain('signed by the customer')
    await robot.submit({ ...checked, request_signed: 'yes' }, { action: 'continue' })
    expect([robot.step, await stateOf(kapu, person.username)]).toEqual(['desk/outcome/done', null])
    expect(await events(person.id)).toContain('account.deleted')
    expect((await mailsFor(kapu, person.username, 1))[0]?.subject).toBe('Ügyfélkapu regisztrációját töröltük')
  })
})

describe('the desk’s other pages', () => {
  test('K13: a clerk sees what they did, with case and reason; the supervisor sees the whole office', async () => {
    await robot.open(`${kapu.issuer}/ugyintezo/naplo`)
    expect(robot.text).toContain(CASE.case_id)
    expect(robot.text).toContain('user name told')
    const supervisor = await sitDown(kapu, await aClerk(kapu, ['szeged-1'], { role: 'supervisor' }), 'szeged-1')
    await supervisor.open(`${kapu.issuer}/ugyintezo/naplo`)
    expect(supervisor.text).not.toContain(CASE.case_id)
    await supervisor.clickLink('Office log')
    expect(supervisor.text).toContain(CASE.case_id)
    expect(supervisor.text).toContain(clerk.username)
  })
})
