/** K2, K3, K12 and RD12: somebody comes to the desk and registers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { NaturalIdentity } from '../../src/persons/person.ts'
import { actsOn, aClerk, anOffice, CASE, openCustomer, sitDown } from '../registrar/desk.ts'
import { identityFields, registrationFields, somebody } from '../registrar/forms.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'

let kapu: Kapu
let clerk: TestAccount
let robot: Robot
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  await anOffice(kapu, 'szeged-1')
  clerk = await aClerk(kapu, ['szeged-1'], { identity: { hu_mother_birth_given_name: 'Erzsébet Ilona' } })
  robot = await sitDown(kapu, clerk, 'szeged-1')
})
afterAll(() => kapu.close())

const at = (path: string) => robot.open(`${kapu.issuer}/ugyintezo${path}`)

async function register(identity: NaturalIdentity, username: string, changes: Record<string, string> = {}) {
  await at('/regisztracio')
  const fields = { ...registrationFields(identity, username, `${username}@posta.example`), ...changes }
  return await robot.submit(fields, { action: 'continue' })
}

/** Somebody registers on-line with whatever identity they type. */
async function temporary(identity: NaturalIdentity, username: string): Promise<string> {
  const registration = {
    how: 'temporary',
    identity,
    username,
    email: `${username}@posta.example`,
    language: 'en',
  } as const
  const opened = await inTransaction(kapu.db, (t) =>
    kapu.core.life.open(t, registration, { actor: { type: 'person', id: null } }),
  )
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.accountId
}

async function idOf(username: string): Promise<string> {
  const row = await kapu.db
    .selectFrom('accounts')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  return row.id
}

describe('a registration in person', () => {
  test('#2 S1 S3 feature 13 feature 28: documents, receipt without the code, code by mail, a password of their own', async () => {
    const identity = somebody('elso')
    await register(identity, 'piroska90')
    expect(robot.step).toBe('desk/receipt')
    expect(await stateOf(kapu, 'piroska90')).toBe('REG_PENDING')
    const mails = await mailsFor(kapu, 'piroska90', 2)
    const code = codeIn(mails.find(({ text }) => /-\w{4}-/.test(text) && text.includes('aktiv')) ?? mails[0])
    // K12
    expect(robot.text).toContain('User name piroska90')
    expect(robot.text).toContain('p•••@p•••.example')
    expect(robot.text).toContain('Office szeged-1')
    expect(robot.text).not.toContain('piroska90@posta.example')
    expect(robot.html.replaceAll('-', '')).not.toContain(code.replaceAll('-', ''))

    const visitor = createRobot({ language: 'en' })
    await visitor.open(`${kapu.issuer}/aktivalas`)
    await visitor.submit({ username: 'piroska90', activation_code: code, ...NEW_PASSWORD }, { action: 'continue' })
    expect(await stateOf(kapu, 'piroska90')).toBe('ACTIVE')
  })

  test('K3: the citizen sees who registered them, where and why; the notice is kept with its version', async () => {
    await register(somebody('naplo'), 'naplozott1')
    const acts = await actsOn(kapu, await idOf('naplozott1'))
    expect(acts.map(({ event }) => event)).toEqual([
      'account.opened',
      'account.code_sent',
      'desk.registered',
      'desk.receipt_printed',
    ])
    for (const act of acts) {
      expect(act.actor).toBe(clerk.id)
      expect(act.detail).toMatchObject({ officeId: 'szeged-1', caseId: CASE.case_id, reason: CASE.reason })
    }
    expect(acts[2]?.detail).toMatchObject({ noticeVersion: '2026-11', documentType: 'identity_card' })
    const mails = await mailsFor(kapu, 'naplozott1', 2)
    expect(mails.map(({ subject }) => subject)).toContain('Hivatali művelet történt fiókjával')
  })

  test('K3: all faults are told at once, and nothing is registered', async () => {
    await at('/regisztracio')
    await robot.submit({}, { action: 'continue' })
    expect([robot.status, robot.step]).toEqual([422, 'desk/register'])
    for (const text of ['address card', 'Read the e-mail address back', 'must be signed', 'reference of the case'])
      expect(robot.alert).toContain(text)
    await register(somebody('ketszer'), 'Piroska90')
    expect([robot.status, robot.alert]).toEqual([409, expect.stringContaining('taken')])
    await register(somebody('hibas'), 'kis-nagy')
    expect(robot.status).toBe(422)
    await register(somebody('gyerek', { birthdate: '2015-01-01' }), 'gyermek1')
    expect(robot.status).toBe(422)
    expect([await stateOf(kapu, 'kis-nagy'), await stateOf(kapu, 'gyermek1')]).toEqual([null, null])
  })

  test('RD9: of a verified person there is one account, whatever they are called now', async () => {
    const identity = somebody('egyszer')
    await register(identity, 'egyszer1')
    await register({ ...identity, family_name: 'Szabó' }, 'egyszer2')
    expect([robot.step, robot.text]).toEqual(['desk/outcome/refused', expect.stringContaining('already')])
    expect(await stateOf(kapu, 'egyszer2')).toBeNull()
  })

  test('K3: a clerk’s browser offers none of the clerk’s own data for the customer’s', async () => {
    for (const path of ['/regisztracio', '/kereses/adatok']) {
      await at(path)
      expect(robot.html).toContain('name="birthdate"')
      expect([path, robot.html.match(/autocomplete="(?!off)[^"]*"/g)]).toEqual([path, null])
    }
  })

  test('nobody registers themselves at their own desk', async () => {
    const own = { family_name: 'Kovács', given_name: 'Anna', birth_family_name: 'Szegedi', birth_given_name: 'Anna' }
    const mother = { hu_mother_birth_family_name: 'Fehér', hu_mother_birth_given_name: 'Erzsébet  ILONA' }
    const born = { birthdate: '1984-03-17', place_of_birth: { locality: 'Szeged', country: 'HU' } }
    await register(somebody('x', { ...own, ...mother, ...born }), 'masodik1')
    expect(robot.text).toContain('Nobody acts on their own record')
    expect(await stateOf(kapu, 'masodik1')).toBeNull()
  })
})

describe('takeover: a stranger registers temporarily with a victim’s identity, and the victim comes to the desk', () => {
  test('RD12 edge f: the stranger’s registration is neither shown nor kept, and the victim gets an account of their own', async () => {
    const victim = somebody('aldozat')
    const stranger = await temporary(victim, 'idegen77')
    await mailsFor(kapu, 'idegen77', 1)

    // The clerk looks for the victim by everything there is
    await at('/kereses/adatok')
    await robot.submit({ ...identityFields(victim), ...CASE }, { action: 'continue' })
    expect(robot.step).toBe('desk/search/nothing')
    for (const by of [{ username: 'idegen77' }, { email: 'idegen77@posta.example' }]) {
      await at('/kereses')
      await robot.submit({ ...by, ...CASE }, { action: 'continue' })
      expect([by, robot.step]).toEqual([by, 'desk/search/nothing'])
    }
    await register(victim, 'aldozat1')
    expect(robot.step).toBe('desk/receipt')
    expect(robot.html).not.toContain('idegen77')
    expect([await stateOf(kapu, 'idegen77'), await stateOf(kapu, 'aldozat1')]).toEqual([null, 'REG_PENDING'])
    expect(await kapu.db.selectFrom('accounts').select('id').where('id', '=', stranger).execute()).toEqual([])
    const told = await mailsFor(kapu, 'idegen77', 2)
    expect(told[0]?.subject).toContain('deleted')
    expect((await mailsFor(kapu, 'aldozat1', 2)).every(({ to }) => !to.includes('idegen77'))).toBe(true)
  })

  test('M5: every temporary registration with the same identity goes, each with its own message', async () => {
    const victim = somebody('tobbszor')
    for (const name of ['hamis11', 'hamis22']) await temporary(victim, name)
    await register(victim, 'igazi123')
    expect([await stateOf(kapu, 'hamis11'), await stateOf(kapu, 'hamis22')]).toEqual([null, null])
    for (const name of ['hamis11', 'hamis22']) expect(await mailsFor(kapu, name, 2)).toHaveLength(2)
  })
})

describe('K2: a search', () => {
  test('finds the full set of data in whatever case and spacing, and no part of it', async () => {
    const identity = somebody('kereses')
    await register(identity, 'keresett1')
    await at('/kereses/adatok')
    const typed = { ...identityFields(identity), family_name: ' NAGY ', birthdate: '1990. 05. 04.', ...CASE }
    await robot.submit(typed, { action: 'continue' })
    expect(robot.step).toBe('desk/search/found')
    expect(robot.text).not.toContain('keresett1')
    for (const wrong of [{ family_name: 'Kovács' }, { mother_given_name: 'Mária' }, { birthdate: '1990-05-05' }]) {
      await at('/kereses/adatok')
      await robot.submit({ ...typed, ...wrong }, { action: 'continue' })
      expect([wrong, robot.step]).toEqual([wrong, 'desk/search/nothing'])
    }
  })

  test('needs case and reason, finds at most five, and shows the citizen that it was made', async () => {
    await at('/kereses')
    await robot.submit({ username: 'keresett1' }, { action: 'continue' })
    expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining('reason')])
    const id = await idOf('keresett1')
    const before = (await actsOn(kapu, id)).length
    await openCustomer(kapu, robot, 'KERESETT1')
    expect((await actsOn(kapu, id)).slice(before)).toMatchObject([
      { event: 'desk.searched', reason: 'by_username', detail: { caseId: CASE.case_id } },
    ])
    const family = Array.from({ length: 6 }, (_, i) => `kozos${i}x`)
    for (const [i, name] of family.entries())
      await register(somebody(`kozos ${'abcdef'[i]}`), name, { email: 'kozos@posta.example' })
    await at('/kereses')
    await robot.submit({ email: 'KOZOS@posta.example', ...CASE }, { action: 'continue' })
    expect(robot.links.filter(({ text }) => text === 'Open')).toHaveLength(5)
  })

  test('never opens the clerk’s own record', async () => {
    await at('/kereses')
    await robot.submit({ username: clerk.username, ...CASE }, { action: 'continue' })
    expect([robot.step, robot.text]).toEqual(['desk/search/nothing', expect.stringContaining('own record')])
    expect(await actsOn(kapu, clerk.id)).toMatchObject([{ event: 'desk.signed_in' }])
  })
})
