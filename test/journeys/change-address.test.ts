/** The identification address: changed by its owner, confirmed from the new mailbox, undone from the old one. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { identificationAddress } from '../../src/accounts/account.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Robot, signIn } from '../support/robot.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const CHANGE = '/fiok/regisztracios-adatok/modositas'
const DAY = 24 * 3_600
let made = 0

async function addressOf({ id }: TestAccount): Promise<string> {
  return (await identificationAddress(kapu.db, kapu.core.sealing, id))?.address ?? ''
}

/** The newest link of this kind in somebody's mailbox. */
async function linkTo(person: TestAccount, mailbox: string, path: string): Promise<string> {
  const links = async () =>
    (await messagesAt(person.mailApi ?? ''))
      .filter(({ to }) => to === mailbox)
      .flatMap(({ text }) => text.match(new RegExp(`http://\\S+/cim/${path}/[\\w-]+`)) ?? [])
  await expect.poll(links).not.toEqual([])
  return (await links())[0] ?? ''
}

/** Asks for another address, as its owner would. */
async function ask(robot: Robot, email: string): Promise<Robot> {
  await robot.open(`${kapu.issuer}${CHANGE}`)
  return await robot.submit({ email, email_again: email }, { action: 'continue' })
}

const press = async (link: string): Promise<Robot> => {
  const robot = createRobot({ language: 'en' })
  await robot.open(link)
  return await robot.submit()
}

/** Lets time pass until so many seconds after the link's last one. */
async function untilEndOf({ id }: TestAccount, link: 'confirm' | 'undo', more: number): Promise<void> {
  const { rows } = await sql<{ asked: number; confirm: number; changed: number; undo: number }>`
    select extract(epoch from requested_at)::float8 as asked, extract(epoch from confirm_until)::float8 as confirm,
      extract(epoch from confirmed_at)::float8 as changed, extract(epoch from undo_until)::float8 as undo
    from email_changes where account_id = ${id}`.execute(kapu.db)
  const [row = { asked: 0, confirm: 0, changed: 0, undo: 0 }] = rows
  expect(link === 'confirm' ? row.confirm - row.asked : row.undo - row.changed).toBe(
    link === 'confirm' ? DAY : 10 * DAY,
  )
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime((row[link] + more) * 1000)
}

/** Somebody at My data, with a new address that is only theirs. */
async function somebody() {
  const person = await kapu.account()
  const { robot } = await openMyData(kapu, person, { path: CHANGE })
  return { person, robot, old: `${person.username}@posta.example`, email: `uj${(made += 1)}@level.example` }
}

/** Their address has been changed. */
async function changed() {
  const made = await somebody()
  await ask(made.robot, made.email)
  const confirmed = await press(await linkTo(made.person, made.email, 'megerosites'))
  return { ...made, confirmed, undo: await linkTo(made.person, made.old, 'visszavonas') }
}

describe('feature 24, S0: the identification address under Registration Data', () => {
  test('#40: moves once the new mailbox has confirmed it, and both mailboxes are told', async () => {
    const { person, robot, old, email } = await somebody()
    await ask(robot, email)
    expect(robot.text).toContain('We have sent a message to the new address')
    expect(robot.text).toContain(email)
    expect(await addressOf(person)).toBe(old)
    const link = await linkTo(person, email, 'megerosites')
    const opened = createRobot({ language: 'en' })
    await opened.open(link)
    expect(opened.step).toBe('address_link/confirm')
    expect(await addressOf(person)).toBe(old)
    await opened.submit()
    expect(opened.step).toBe('address_link/confirm/done')
    expect(await addressOf(person)).toBe(email)
    await linkTo(person, old, 'visszavonas')
    const toNew = (await messagesAt(person.mailApi ?? '')).filter(({ to }) => to === email)
    await expect
      .poll(async () => (await messagesAt(person.mailApi ?? '')).filter(({ to }) => to === email).length)
      .toBe(2)
    expect(toNew.some(({ text }) => text.includes('/cim/visszavonas/'))).toBe(false)
    expect(await auditOf(kapu, person.id)).toEqual(
      expect.arrayContaining(['account.address_change_requested', 'account.address_changed']),
    )
  })

  test('feature 25: the page says that the address of the Mailbox lives elsewhere', async () => {
    const { robot } = await openMyData(kapu, await kapu.account(), { path: '/fiok/regisztracios-adatok' })
    expect(robot.text).toContain('Your Mailbox has an address of its own')
  })

  test('a link is used once, and another one asked for voids it', async () => {
    const { person, robot, email } = await somebody()
    await ask(robot, email)
    const first = await linkTo(person, email, 'megerosites')
    const other = `masik${(made += 1)}@level.example`
    await ask(robot, other)
    expect((await press(first)).step).toBe('address_link/confirm/dead')
    const second = await linkTo(person, other, 'megerosites')
    const both = await Promise.all([press(second), press(second)])
    expect(new Set(both.map(({ step }) => step))).toEqual(
      new Set(['address_link/confirm/dead', 'address_link/confirm/done']),
    )
    expect(await addressOf(person)).toBe(other)
  })

  test.each([
    [0, 'done'],
    [1, 'dead'],
  ])('a link lives 24 hours, and %d s', async (more, end) => {
    const { person, robot, email } = await somebody()
    await ask(robot, email)
    const link = await linkTo(person, email, 'megerosites')
    await untilEndOf(person, 'confirm', more)
    expect((await press(link)).step).toBe(`address_link/confirm/${end}`)
  })

  test.each([
    ['nobody', 'nobody', 'E-MY-01'],
    ['one@level.example', 'other@level.example', 'E-MY-02'],
  ])('asks again for %s and %s', async (email, again, code) => {
    const { robot } = await somebody()
    await robot.submit({ email, email_again: again }, { action: 'continue' })
    expect([robot.status, robot.step]).toEqual([422, 'my_data/address/change'])
    expect(robot.text).toContain(code)
  })

  test('refuses the address that it already is, in whatever case', async () => {
    const { robot, old } = await somebody()
    await robot.submit({ email: old.toUpperCase(), email_again: old }, { action: 'continue' })
    expect(robot.text).toContain('E-MY-03')
  })
})

describe('edge m: a code that is out when the address changes', () => {
  test('dies, whether the change goes forward or back', async () => {
    const { person, robot, old, email } = await somebody()
    const codes = async () => {
      const { rows } = await sql<{ live: boolean }>`
        select superseded_at is null as live from one_time_codes where account_id = ${person.id} order by sent_at`.execute(
        kapu.db,
      )
      return rows.map(({ live }) => live)
    }
    const forgotten = (address: string) =>
      inTransaction(kapu.db, (t) =>
        kapu.core.life.forgotten(
          t,
          { username: person.username, email: address },
          { actor: { type: 'person', id: null } },
        ),
      )
    await ask(robot, email)
    await forgotten(old)
    expect(await codes()).toEqual([true])
    await press(await linkTo(person, email, 'megerosites'))
    expect(await codes()).toEqual([false])
    await forgotten(email)
    expect(await codes()).toEqual([false, true])
    await press(await linkTo(person, old, 'visszavonas'))
    expect(await codes()).toEqual([false, false])
  })
})

describe('the old mailbox', () => {
  test('takes the change back: the address is the old one, and everybody is signed out', async () => {
    const { person, old, undo, robot } = await changed()
    const opened = createRobot({ language: 'en' })
    await opened.open(undo)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    await opened.submit()
    expect(opened.step).toBe('address_link/undo/done')
    expect(await addressOf(person)).toBe(old)
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.step).toBe('identify')
    expect(await auditOf(kapu, person.id)).toContain('account.address_change_undone')
    expect((await press(undo)).step).toBe('address_link/undo/dead')
  })

  test('voids what was changed after: the later notice has no way back any more', async () => {
    const { person, old, email, robot, undo } = await changed()
    const third = `harmadik${(made += 1)}@level.example`
    await ask(robot, third)
    await press(await linkTo(person, third, 'megerosites'))
    const later = await linkTo(person, email, 'visszavonas')
    await press(undo)
    expect(await addressOf(person)).toBe(old)
    expect((await press(later)).step).toBe('address_link/undo/dead')
    expect(await addressOf(person)).toBe(old)
  })

  test('and voids a message that is still out', async () => {
    const { person, robot, old, undo } = await changed()
    const third = `harmadik${(made += 1)}@level.example`
    await ask(robot, third)
    const open = await linkTo(person, third, 'megerosites')
    await press(undo)
    expect((await press(open)).step).toBe('address_link/confirm/dead')
    expect(await addressOf(person)).toBe(old)
  })

  test.each([
    [0, 'done'],
    [1, 'dead'],
  ])('can do so for ten days, and %d s', async (more, end) => {
    const { person, undo } = await changed()
    await untilEndOf(person, 'undo', more)
    expect((await press(undo)).step).toBe(`address_link/undo/${end}`)
  })
})

describe('takeover', () => {
  const resetByMail = ({ id }: TestAccount, secondsAgo = 60) =>
    sql`update accounts set mail_reset_at = now() - make_interval(secs => ${secondsAgo}) where id = ${id}`.execute(
      kapu.db,
    )

  test('RD8: a thief who reset the password by mail reaches no page that moves the address, for 72 hours', async () => {
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    await resetByMail(person)
    const { robot } = await openMyData(kapu, person)
    expect(robot.step).toBe('my_data/home')
    await robot.open(`${kapu.issuer}${CHANGE}`)
    await signIn(robot, person).catch(() => undefined)
    expect(robot.step).not.toBe('my_data/address/change')
    const csrf = (await robot.open(`${kapu.issuer}/fiok`)).forms[0]?.values['csrf'] ?? ''
    const fields = { csrf, email: 'thief@level.example', email_again: 'thief@level.example' }
    expect((await sendForm(robot, CHANGE, fields)).status).toBe(401)
    expect(await linksOut(person)).toBe(0)
  })

  test('RD8: with the app it is possible in these days', async () => {
    const person = await kapu.account()
    await resetByMail(person)
    const { robot } = await openMyData(kapu, person, { path: CHANGE })
    expect(robot.step).toBe('my_data/address/change')
    await ask(robot, `app${(made += 1)}@level.example`)
    expect(await linksOut(person)).toBe(1)
  })

  test('RD8: the second lock holds where the first is open', async () => {
    const person = await kapu.account()
    await resetByMail(person)
    const asked = await inTransaction(kapu.db, (t) =>
      kapu.app.addresses.request(
        t,
        { accountId: person.id, email: 'thief@level.example', provedOtherwise: false },
        { actor: { type: 'person', id: person.id } },
      ),
    )
    expect(asked).toEqual({ ok: false, refusal: 'mail_held' })
  })

  test('what was asked for before a reset by mail is not confirmed after it', async () => {
    const { person, robot, old, email } = await somebody()
    await ask(robot, email)
    const link = await linkTo(person, email, 'megerosites')
    await resetByMail(person, -1)
    expect((await press(link)).step).toBe('address_link/confirm/dead')
    expect(await addressOf(person)).toBe(old)
  })

  test('an old proof does not do: the page asks again, and a form sent late has done nothing', async () => {
    const { person, robot, email } = await somebody()
    const csrf = robot.form?.values['csrf'] ?? ''
    later(301)
    const answer = await sendForm(robot, CHANGE, { csrf, email, email_again: email })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('data-step="own_sign_in/stale"')
    expect(await linksOut(person)).toBe(0)
    await robot.submit({ email, email_again: email }, { action: 'continue' })
    expect(robot.step).toBe('own_sign_in/stale')
    await robot.clickLink('Confirm')
    const { steps } = await signIn(robot, person)
    expect(steps.length).toBeGreaterThan(0)
    expect(robot.step).toBe('my_data/address/change')
    await ask(robot, email)
    expect(await linksOut(person)).toBe(1)
  })

  async function linksOut({ id }: TestAccount): Promise<number> {
    const { rows } = await sql`select 1 from email_changes where account_id = ${id}`.execute(kapu.db)
    return rows.length
  }
})

test('a form that was not made for this link is refused', async () => {
  const { person, robot, email, old } = await somebody()
  await ask(robot, email)
  const link = await linkTo(person, email, 'megerosites')
  expect((await sendForm(robot, new URL(link).pathname, { csrf: 'x' })).status).toBe(403)
  expect(await addressOf(person)).toBe(old)
})
