/** A lost factor is taken away after a waiting period: by its owner, and by a thief of password and mailbox, or not. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { noticeAddressOf } from '../../src/accounts/notice-address/notice-addresses.ts'
import { aClerk, anOffice, openCustomer, sitDown } from '../registrar/desk.ts'
import { heldBy } from '../registrar/accounts.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { withWaiting } from '../support/policy-file.ts'
import { createRobot, messagesAt, type Robot, signIn } from '../support/robot.ts'
import { mailedCode } from '../support/robot/codes.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { later } from './time.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const SECOND = '/fiok/regisztracios-adatok/ertesites'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  const roomy = [{ max: 10_000, per: 'PT5M' }]
  const limits = { address: roomy, mail: { account: roomy, address: roomy } }
  kapu = await startKapu({ mail: true, settings: { ...withWaiting(), limits } })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const mailboxOf = ({ username }: TestAccount) => `${username}@posta.example`
const secondOf = ({ username }: TestAccount) => `${username}@masik.example`

/** The subjects of the mails of recoveries at an address, oldest first, once so many have come. */
async function noticesAt(person: TestAccount, address: string, count: number): Promise<string[]> {
  const notices = async () =>
    (await messagesAt(person.mailApi ?? ''))
      .filter(({ to, subject }) => to === address && /visszaállítás|elveszett belépési módot/.test(subject))
      .map(({ subject }) => subject)
      .toReversed()
  await expect.poll(async () => (await notices()).length).toBe(count)
  return await notices()
}

const STARTED = 'Elindult a belépés visszaállítása (lemondható)'
const CANCELLED = 'A belépés visszaállítását lemondták'
const DONE = 'Az elveszett belépési módot töröltük'

/** The newest link of this kind in a mailbox. */
async function linkAt(person: TestAccount, address: string, path: string): Promise<string> {
  const links = async () =>
    (await messagesAt(person.mailApi ?? ''))
      .filter(({ to }) => to === address)
      .flatMap(({ text }) => text.match(new RegExp(`http://\\S+${path}/[\\w-]+`)) ?? [])
  await expect.poll(links).not.toEqual([])
  return (await links())[0] ?? ''
}

async function press(link: string): Promise<Robot> {
  const robot = createRobot({ language: 'en' })
  await robot.open(link)
  return await robot.submit()
}

/** Gives the second address at My data, and confirms it from its mailbox. */
async function giveSecond(person: TestAccount): Promise<Robot> {
  const { robot } = await openMyData(kapu, person, { path: SECOND })
  const email = secondOf(person)
  await robot.submit({ email, email_again: email }, { action: 'continue' })
  expect(robot.text).toContain('We have sent a message to the second address')
  const confirmed = await press(await linkAt(person, email, '/cim/ertesites'))
  expect(confirmed.step).toBe('address_link/notice/done')
  return robot
}

/** Somebody with an app, whose second address has counted since a while. */
async function prepared(): Promise<TestAccount> {
  const person = await kapu.account()
  await giveSecond(person)
  later(8 * DAY)
  return person
}

/** Types name and password on the page of lost factors; who they are can be wrong. */
async function ask(fields: Readonly<Record<string, string>>): Promise<Robot> {
  const robot = createRobot({ language: 'en' })
  await robot.open(`${kapu.issuer}/torlokod`)
  await robot.clickLink('Remove after a waiting period')
  expect(robot.step).toBe('recover')
  return await robot.submit({ lost: 'totp', ...fields }, { action: 'continue' })
}

/** The same to its end, with the code from the identification mailbox. */
async function recover(person: TestAccount, lost = 'totp'): Promise<Robot> {
  const robot = await ask({ username: person.username, password: person.password, lost })
  expect(robot.step).toBe('recover/code')
  const number = /class="session-number">(\d+)</.exec(robot.html)?.[1] ?? ''
  return await robot.submit({ code: await mailedCode(person.mailApi ?? '', number) }, { action: 'continue' })
}

/** Moves the clock to so many seconds after the last one of a recovery under way. */
async function afterTheWait({ id }: TestAccount, seconds: number): Promise<void> {
  const recovery = await kapu.core.recoveries.underWay(kapu.db, id)
  if (recovery === null) throw new Error('nothing is under way')
  vi.setSystemTime((recovery.effectiveAt + seconds) * 1000)
}

/** The same person without the app: what they, or a thief, can still do. */
const withoutApp = ({ totpSecret: _gone, ...person }: TestAccount): TestAccount => person

describe('the owner of a lost app', () => {
  test('gets in again after a day, by password, mailbox and a new app; every step is told to both addresses', async () => {
    const person = await prepared()
    const session = await openMyData(kapu, person)
    later(60)
    const robot = await recover(person)
    expect(robot.step).toBe('recover/asked')
    for (const address of [mailboxOf(person), secondOf(person)])
      expect(await noticesAt(person, address, 1)).toEqual([STARTED])
    await afterTheWait(person, 0)
    await kapu.job('recoveries')
    expect(await heldBy(kapu, person.id)).toContain('totp')
    await afterTheWait(person, 1)
    await kapu.job('recoveries')
    expect(await heldBy(kapu, person.id)).not.toContain('totp')
    for (const address of [mailboxOf(person), secondOf(person)])
      expect(await noticesAt(person, address, 2)).toEqual([STARTED, DONE])
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(session.robot.step).toBe('my_data/home')
    const { steps } = await enter(service, withoutApp(person))
    expect(steps).toEqual(
      expect.arrayContaining(['identify', 'authenticate/identification-mail', 'enrol', 'enrol/totp']),
    )
    expect(await auditOf(kapu, person.id)).toEqual(
      expect.arrayContaining(['recovery.started', 'factor.removed', 'recovery.completed', 'factor.enrolled']),
    )
  })

  test('does not wait for a late job: the next sign-in finds the app gone, to the second', async () => {
    const person = await prepared()
    await recover(person)
    const next = async () => {
      const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
      await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
      return robot.step
    }
    await afterTheWait(person, -30)
    expect(await next()).toBe('authenticate/totp')
    await afterTheWait(person, 1)
    expect(await next()).toBe('authenticate/identification-mail')
  })

  test('who finds the phone signs in with it, and the recovery ends', async () => {
    const person = await prepared()
    await recover(person)
    later(HOUR)
    await enter(service, person)
    expect(await noticesAt(person, secondOf(person), 2)).toEqual([STARTED, CANCELLED])
    later(DAY)
    await kapu.job('recoveries')
    expect(await heldBy(kapu, person.id)).toContain('totp')
  })

  test('sees it at My data and in the log, and cancels it there; the desk sees it, too', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    await giveSecond(person)
    later(8 * DAY)
    await recover(person)
    await anOffice(kapu, 'recovery')
    const clerk = await sitDown(kapu, await aClerk(kapu, ['recovery']), 'recovery')
    await openCustomer(kapu, clerk, person.username)
    expect(clerk.text).toContain('Lost way is removed, unless cancelled, after')
    const { robot } = await openMyData(kapu, person, { choices: { factor: 'email-code' } })
    expect(robot.text).toContain('Reported as lost: authenticator app')
    const csrf = /id="cancel-recovery".*?name="csrf" value="([^"]+)"/s.exec(robot.html)?.[1] ?? ''
    expect((await sendForm(robot, '/fiok/visszaallitas', { csrf, action: 'cancel' })).status).toBe(303)
    await robot.open(`${kapu.issuer}/fiok?done=recovery`)
    expect(robot.text).toContain('You have cancelled the removal')
    expect(robot.text).not.toContain('Reported as lost')
    await robot.open(`${kapu.issuer}/fiok/naplo`)
    for (const entry of ['Recovery of the sign-in started', 'Recovery of the sign-in cancelled'])
      expect(robot.text).toContain(entry)
    expect(await noticesAt(person, secondOf(person), 2)).toEqual([STARTED, CANCELLED])
  })
})

describe('takeover: a thief of the password and of the identification mailbox', () => {
  test('is stopped by whoever reads the second address, with one link and no sign-in', async () => {
    const victim = await prepared()
    await recover(victim)
    later(HOUR)
    const link = await linkAt(victim, secondOf(victim), '/torlokod/lemondas')
    const opened = createRobot({ language: 'en' })
    await opened.open(link)
    expect(opened.step).toBe('recover/cancel')
    expect(await auditOf(kapu, victim.id)).not.toContain('recovery.cancelled')
    await opened.submit()
    expect(opened.step).toBe('recover/cancelled')
    expect(opened.text).toContain('Change the passwords of your account and of your mailbox today')
    expect((await press(link)).step).toBe('recover/dead')
    later(DAY)
    await kapu.job('recoveries')
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
    await signIn(robot, withoutApp(victim), { until: 'authenticate/totp' })
    expect(robot.step).toBe('authenticate/totp')
  })

  test('without that notice: a day later they are in, with an app of their own', async () => {
    const victim = await prepared()
    await recover(victim)
    later(DAY + 1)
    await kapu.job('recoveries')
    const { claims } = await enter(service, withoutApp(victim))
    expect(claims['acr']).toBe('http://eidas.europa.eu/LoA/substantial')
  })

  test('starts nothing where there is no second address, where it is new, and after a reset by mail', async () => {
    const [none, fresh, reset] = [await kapu.account(), await kapu.account(), await kapu.account()]
    await giveSecond(reset)
    later(8 * DAY)
    await giveSecond(fresh)
    await sql`update accounts set mail_reset_at = to_timestamp(${Date.now() / 1000}) where id = ${reset.id}`.execute(
      kapu.db,
    )
    for (const victim of [none, fresh, reset]) {
      const robot = await recover(victim)
      expect(robot.step).toBe('recover/asked')
      later(DAY + 1)
      await kapu.job('recoveries')
      expect(await heldBy(kapu, victim.id)).toContain('totp')
    }
  })

  test('needs both: the password alone starts nothing, nor does a wrong code', async () => {
    const victim = await prepared()
    const robot = await ask({ username: victim.username, password: victim.password })
    const under = async () => await kapu.core.recoveries.underWay(kapu.db, victim.id)
    expect([robot.step, await under()]).toEqual(['recover/code', null])
    await robot.submit({ code: '' }, { action: 'continue' })
    expect(robot.alert).toContain('E-CODE-05')
    for (let i = 0; i < 4; i++) await robot.submit({ code: '000000' }, { action: 'continue' })
    expect([robot.status, await under()]).toEqual([422, null])
    await robot.submit({ code: '000000' }, { action: 'continue' })
    expect(robot.alert).toContain('E-RECOVER-02')
    const number = /class="session-number">(\d+)</.exec(robot.html)?.[1] ?? ''
    const code = await mailedCode(victim.mailApi ?? '', number)
    later(16 * 60)
    await robot.submit({ code }, { action: 'continue' })
    expect([robot.step, await under()]).toEqual(['recover', null])
  })

  test('cannot use a code of a sign-in here, nor this one there', async () => {
    const victim = await prepared()
    const robot = await ask({ username: victim.username, password: victim.password })
    const there = await service.ask({ robot: createRobot({ language: 'en' }) })
    const other = await kapu.account({ holds: ['password'] })
    await signIn(there.robot, other, { until: 'authenticate/identification-mail' })
    const number = /class="session-number">(\d+)</.exec(robot.html)?.[1] ?? ''
    const code = await mailedCode(victim.mailApi ?? '', number)
    await there.robot.submit({ code }, { action: 'continue' })
    expect(there.robot.alert).toContain('E-CODE-01')
    await robot.submit({ code }, { action: 'continue' })
    expect(robot.step).toBe('recover/asked')
  })

  test('does not change the second address without the app', async () => {
    const victim = await prepared()
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}${SECOND}`)
    await signIn(robot, withoutApp(victim), { until: 'authenticate/totp' })
    expect(robot.step).toBe('authenticate/totp')
    expect((await noticeAddressOf(kapu.db, kapu.core.sealing, victim.id))?.address).toBe(secondOf(victim))
  })
})

describe('nobody learns', () => {
  test('whether a name is somebody’s: one text and one status for a wrong name and a wrong password', async () => {
    const person = await kapu.account()
    const said = new Set<string>()
    for (const wrong of [{ username: 'nobodyatall' }, { password: 'Egeszen-mas-2026' }]) {
      const robot = await ask({ username: person.username, password: person.password, ...wrong })
      said.add(`${robot.status} ${robot.step} ${robot.alert}`)
    }
    expect([...said]).toEqual([expect.stringMatching(/^422 recover .*E-LOGIN-01/s)])
  })

  test('whether anything began: the pages are the same, letter for letter', async () => {
    const [ready, without] = [await prepared(), await kapu.account()]
    const pages = await Promise.all([recover(ready), recover(without)])
    const texts = pages.map((robot) => robot.text.replace(/Reference: \w+/, ''))
    expect(texts[0]).toBe(texts[1])
    expect(pages.map(({ step, status }) => [step, status])).toEqual([
      ['recover/asked', 200],
      ['recover/asked', 200],
    ])
  })

  test('whose link it is: one that never was gets the same page', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/torlokod/lemondas/${'x'.repeat(43)}`)
    expect(robot.step).toBe('recover/cancel')
    await robot.submit()
    expect([robot.status, robot.step]).toEqual([410, 'recover/dead'])
  })

  test('names what was left empty, and keeps name and choice', async () => {
    const robot = await ask({ username: 'valaki', password: '', lost: 'passkey' })
    expect(robot.alert).toContain('E-PASSWORD-01')
    expect(robot.html).toContain('value="valaki"')
    expect(robot.html).toMatch(/value="passkey" selected/)
  })
})

describe('the second address at My data', () => {
  test.each([
    ['nobody', 'nobody', 'E-MY-01'],
    ['one@level.example', 'other@level.example', 'E-MY-02'],
    ['OWN', 'OWN', 'E-MY-11'],
  ])('asks again for %s and %s', async (email, again, code) => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: SECOND })
    const typed = (text: string) => (text === 'OWN' ? mailboxOf(person).toUpperCase() : text)
    await robot.submit({ email: typed(email), email_again: typed(again) }, { action: 'continue' })
    expect([robot.status, robot.step]).toEqual([422, 'my_data/address/notice'])
    expect(robot.text).toContain(code)
  })

  test('is shown, from when it counts, and removed', async () => {
    const person = await kapu.account()
    const robot = await giveSecond(person)
    await robot.open(`${kapu.issuer}/fiok/regisztracios-adatok`)
    expect(robot.text).toContain(secondOf(person))
    expect(robot.text).toContain('Counts for the waiting period from')
    await robot.open(`${kapu.issuer}${SECOND}`)
    await robot.submit({}, { action: 'remove' })
    expect(robot.text).toContain('The second address has been removed')
    expect(await noticeAddressOf(kapu.db, kapu.core.sealing, person.id)).toBeNull()
  })

  test('opening the link changes nothing', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: SECOND })
    const email = secondOf(person)
    await robot.submit({ email, email_again: email }, { action: 'continue' })
    const opened = createRobot({ language: 'en' })
    await opened.open(await linkAt(person, email, '/cim/ertesites'))
    expect(opened.step).toBe('address_link/notice')
    expect(await noticeAddressOf(kapu.db, kapu.core.sealing, person.id)).toBeNull()
  })
})

describe('as it comes, the waiting period is off', () => {
  let plain: Kapu
  beforeAll(async () => {
    plain = await startKapu()
  })
  afterAll(() => plain.close())

  test('the page for lost apps offers the ways that remain: another factor and the desk', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${plain.issuer}/torlokod`)
    expect(robot.html).not.toContain('varakozas')
    expect(robot.text).toContain('If you have another way to sign in')
    expect(robot.text).toContain('any registration body removes it for you in person')
  })

  test.each(['', '/kod', '/elkuldve'])('its pages lead back there: %s', async (end) => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${plain.issuer}/torlokod/varakozas${end}`)
    expect(robot.step).toBe('remove_app')
  })

  test('My data says nothing of a second address', async () => {
    const { robot } = await openMyData(plain, await plain.account(), { path: SECOND })
    expect(robot.step).toBe('my_data/address')
    expect(robot.text).not.toContain('Second address')
  })
})
