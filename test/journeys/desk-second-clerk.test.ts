/** K7–K9 on accounts that were ever active: one clerk alone can take over nobody (domain §6.2). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { sql } from 'kysely'
import { inTransaction } from '../../src/database/transaction.ts'
import { findRegistrar, updateRegistrar } from '../../src/offices/store.ts'
import { closedPassword, heldBy } from '../registrar/accounts.ts'
import { actsOn, aClerk, anOffice, countOf, openCustomer, sitDown } from '../registrar/desk.ts'
import { namingFields, registrationFields, somebody } from '../registrar/forms.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Robot } from '../support/robot.ts'
import { openMyData, sendForm } from './my-data.ts'
import { mailsFor, stateOf } from './registration.ts'

let kapu: Kapu
let first: Robot
let second: Robot
let firstClerk: TestAccount
let secondClerk: TestAccount
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  for (const id of ['here', 'there']) await anOffice(kapu, id)
  firstClerk = await aClerk(kapu, ['here'])
  secondClerk = await aClerk(kapu, ['here'])
  first = await sitDown(kapu, firstClerk, 'here')
  second = await sitDown(kapu, secondClerk, 'here')
})
beforeEach(() => kapu.db.deleteFrom('desk_acts').execute())
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

const acts = {
  email: ['Correct e-mail', (name: string) => ({ email: `tolvaj-${name}@posta.example`, email_read_back: 'yes' })],
  factors: ['Remove second factor', () => ({})],
  password: ['Re-enable password', () => ({})],
} as const

async function ask(robot: Robot, username: string, act: keyof typeof acts): Promise<void> {
  const [link, fields] = acts[act]
  await openCustomer(kapu, robot, username)
  await robot.clickLink(link)
  expect(robot.text).toContain('Until then nothing changes and no code goes out')
  await robot.submit({ ...fields(username), identity_checked: 'yes' }, { action: 'continue' })
  expect(robot.step).toBe('desk/outcome/waits')
}

async function requestId(): Promise<string> {
  return (
    await kapu.db.selectFrom('desk_acts').select('id').where('status', '=', 'requested').executeTakeFirstOrThrow()
  ).id
}

async function look(robot: Robot, id: string): Promise<Robot> {
  return await robot.open(`${kapu.issuer}/ugyintezo/kerelmek/${id}`)
}

/** The mails to exactly this person at posta.example, newest first. */
async function mailsTo(name: string) {
  return (await messagesAt(kapu.mailApi ?? '')).filter(
    ({ to }) => to.startsWith(`${name}@`) || to.includes(`<${name}@`),
  )
}

async function emailKeyOf(id: string) {
  return await kapu.db
    .selectFrom('accounts')
    .select(['email_key', 'email_sealed'])
    .where('id', '=', id)
    .executeTakeFirst()
}

describe('takeover: one clerk alone changes the address, removes the factor and opens the password', () => {
  test('nothing changes, no code goes out and nobody is written to until a second clerk agrees', async () => {
    const victim = await closedPassword(kapu)
    const before = [await heldBy(kapu, victim.id), await emailKeyOf(victim.id)]
    const codes = [await countOf(kapu, 'one_time_codes'), await countOf(kapu, 'email_changes')]
    for (const act of ['email', 'factors', 'password'] as const) await ask(first, victim.username, act)

    expect([await heldBy(kapu, victim.id), await emailKeyOf(victim.id)]).toEqual(before)
    expect([await countOf(kapu, 'one_time_codes'), await countOf(kapu, 'email_changes')]).toEqual(codes)
    expect((await actsOn(kapu, victim.id)).filter(({ event }) => event === 'desk.act_requested')).toMatchObject([
      { reason: 'correct_email', actor: firstClerk.id },
      { reason: 'remove_factors', actor: firstClerk.id },
      { reason: 're_enable_password', actor: firstClerk.id },
    ])
    // Their own request: they may take it back, no more
    await look(first, await requestId())
    expect(first.form?.buttons.map(({ value }) => value)).toEqual(['skip'])
    const forged = await fetch(first.url, {
      method: 'POST',
      headers: { cookie: first.cookies.header(first.url), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ csrf: first.form?.values['csrf'] ?? '', action: 'approve' }),
    })
    expect([forged.status, await forged.text()]).toEqual([409, expect.stringContaining('own request')])
    expect([await heldBy(kapu, victim.id), await emailKeyOf(victim.id)]).toEqual(before)
  })

  test('#42: the second clerk agrees to the address; M15 to the new, M22 to both, and it moves when it is confirmed', async () => {
    const person = await kapu.account()
    await ask(first, person.username, 'email')
    await look(second, await requestId())
    expect(second.text).toContain(`tolvaj-${person.username}@posta.example`)
    await second.submit({}, { action: 'approve' })
    expect(second.step).toBe('desk/outcome/done')
    const toNew = async () => (await mailsTo(`tolvaj-${person.username}`)).map(({ subject }) => subject)
    const toOld = async () => (await mailsTo(person.username)).map(({ subject }) => subject)
    // One to each of them
    await mailsFor(kapu, person.username, 2)
    const [confirm] = await mailsTo(`tolvaj-${person.username}`)
    expect(await toNew()).toEqual(['Erősítse meg új azonosítási e-mail-címét'])
    expect(await toOld()).toEqual(['Hivatali művelet történt fiókjával'])
    const reader = createRobot({ language: 'en' })
    await reader.open(/http:\S+cim\S+/.exec(confirm?.text ?? '')?.[0] ?? '')
    await reader.submit()
    // Two to each of them
    await mailsFor(kapu, person.username, 4)
    const changed = expect.stringContaining('Azonosítási e-mail-címe megváltozott')
    expect([await toNew(), await toOld()]).toEqual([
      [changed, 'Erősítse meg új azonosítási e-mail-címét'],
      [changed, 'Hivatali művelet történt fiókjával'],
    ])
    expect((await actsOn(kapu, person.id)).filter(({ event }) => event === 'desk.act_approved')).toMatchObject([
      { actor: secondClerk.id, detail: { requestedBy: firstClerk.id } },
    ])
  })

  test('C26: the citizen’s log names the office at every entry that it made about their address', async () => {
    const person = await kapu.account()
    await ask(first, person.username, 'email')
    await look(second, await requestId())
    await second.submit({}, { action: 'approve' })
    const { robot } = await openMyData(kapu, person, { path: '/fiok/naplo' })
    const file = await sendForm(robot, '/fiok/naplo/letoltes', {
      ...{ csrf: robot.forms[0]?.values['csrf'] ?? '', action: 'json' },
      ...{ kind: 'office', from: '', to: '' },
    })
    const entries = z.array(z.object({ event: z.string(), office: z.string().nullable() })).parse(await file.json())
    expect(entries.map(({ event }) => event)).toContain('account.address_change_requested')
    expect(new Set(entries.map(({ office }) => office))).toEqual(new Set(['Hivatal here']))
    await robot.submit({ kind: 'office' }, {}, { form: 'filter' })
    expect(robot.text).toContain('Hivatal here')
  })

  test('2F-9 K8: the second clerk agrees to the factors; M17', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    await ask(first, person.username, 'factors')
    await look(second, await requestId())
    await second.submit({}, { action: 'approve' })
    expect(await heldBy(kapu, person.id)).toEqual(['identification-mail', 'password'])
    const mails = await mailsFor(kapu, person.username, 2)
    expect(mails.map(({ subject }) => subject)).toContain('Ügyfélkapu+ hitelesítő alkalmazás törölve')
    expect((await actsOn(kapu, person.id)).filter(({ event }) => event === 'factor.removed')).toHaveLength(2)
  })

  test('#33 RD7 K9: the second clerk agrees to the password; a code goes to the person, and no clerk sees it', async () => {
    const person = await closedPassword(kapu)
    await ask(first, person.username, 'password')
    await look(second, await requestId())
    await second.submit({}, { action: 'approve' })
    const mails = await mailsFor(kapu, person.username, 2)
    const code = mails.flatMap(({ text }) => /\b\w{4}-\w{4}-\w{4}\b/.exec(text)?.[0] ?? [])[0] ?? ''
    expect(code).not.toBe('')
    expect(second.html).not.toContain(code)
    const password = kapu.db.selectFrom('passwords').select('closed_at').where('account_id', '=', person.id)
    expect((await password.executeTakeFirst())?.closed_at).not.toBeNull()
  })
})

describe('a request', () => {
  test('is decided once: of two who agree at once one does', async () => {
    const person = await kapu.account()
    await ask(first, person.username, 'factors')
    const id = await requestId()
    const third = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
    await Promise.all([look(second, id), look(third, id)])
    await Promise.all([second, third].map((robot) => robot.submit({}, { action: 'approve' })))
    expect(new Set([second.status, third.status])).toEqual(new Set([200, 404]))
    expect((await actsOn(kapu, person.id)).filter(({ event }) => event === 'factor.removed')).toHaveLength(1)
  })

  test('is refused, or taken back, with nothing done; the customer sees that, too', async () => {
    const person = await kapu.account()
    for (const robot of [second, first]) {
      await ask(first, person.username, 'factors')
      await look(robot, await requestId())
      await robot.submit({}, { action: 'skip' })
      expect(robot.step).toBe('desk/outcome/done')
    }
    expect(await heldBy(kapu, person.id)).toContain('totp')
    expect((await actsOn(kapu, person.id)).filter(({ event }) => event === 'desk.act_refused')).toHaveLength(2)
  })

  test('is made once for one matter, and what was asked for is forgotten when it is decided', async () => {
    const person = await kapu.account()
    await ask(first, person.username, 'email')
    await openCustomer(kapu, second, person.username)
    await second.clickLink('Correct e-mail')
    const typed = { email: 'masik@posta.example', email_read_back: 'yes', identity_checked: 'yes' }
    await second.submit(typed, { action: 'continue' })
    expect(second.text).toContain('already')
    await look(second, await requestId())
    await second.submit({}, { action: 'skip' })
    expect(await kapu.db.selectFrom('desk_acts').select('payload_sealed').execute()).toEqual([{ payload_sealed: '' }])
  })

  test('expires after a day, to the second', async () => {
    const person = await kapu.account()
    await ask(first, person.username, 'factors')
    const id = await requestId()
    await sql`update desk_acts set expires_at = date_trunc('second', now()) where id = ${id}`.execute(kapu.db)
    await look(second, id)
    expect([second.status, second.text]).toEqual([404, expect.stringContaining('E-DESK-06')])
    const { rows } = await sql<{ life: number }>`
      select extract(epoch from interval '1 day')::int as life from desk_acts`.execute(kapu.db)
    expect(kapu.config.desk.request).toBe(rows[0]?.life)
    // The same may be asked for again
    await ask(first, person.username, 'factors')
  })

  test('is judged anew when it is approved: a clerk who lost the desk meanwhile approves nothing', async () => {
    const person = await kapu.account()
    const leaving = await aClerk(kapu, ['here'])
    const robot = await sitDown(kapu, leaving, 'here')
    await ask(first, person.username, 'factors')
    await look(robot, await requestId())
    const registrar = await findRegistrar(kapu.db, leaving.id)
    if (registrar === null) throw new Error('no registrar')
    await inTransaction(kapu.db, (t) => updateRegistrar(t, { ...registrar, active: false }))
    await robot.submit({}, { action: 'approve' })
    expect([robot.status, await heldBy(kapu, person.id)]).toEqual([403, expect.arrayContaining(['totp'])])
  })

  test('is of no use once the account has changed: the act is refused and the request waits on', async () => {
    const person = await closedPassword(kapu)
    await ask(first, person.username, 'password')
    const id = await requestId()
    await sql`update accounts set state = 'SUSPENDED', suspended_from = 'ACTIVE' where id = ${person.id}`.execute(
      kapu.db,
    )
    await look(second, id)
    await second.submit({}, { action: 'approve' })
    expect([second.status, second.step]).toEqual([409, 'desk/outcome/refused'])
    expect(await requestId()).toBe(id)
  })

  test('for a clerk’s own account is neither seen nor decided by that clerk', async () => {
    await ask(first, secondClerk.username, 'factors')
    const id = await requestId()
    await look(second, id)
    expect(second.status).toBe(404)
    await second.open(`${kapu.issuer}/ugyintezo/kerelmek`)
    expect(second.links.some(({ href }) => href.includes(id))).toBe(false)
    const forged = await fetch(`${kapu.issuer}/ugyintezo/kerelmek/${id}`, {
      method: 'POST',
      headers: { cookie: second.cookies.header(second.url), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ csrf: second.forms[0]?.values['csrf'] ?? '', action: 'approve' }),
    })
    expect(forged.status).toBe(409)
    expect(await heldBy(kapu, secondClerk.id)).toContain('totp')
  })
})

describe('takeover: one clerk closes an account and opens another for the same person', () => {
  async function closed(distinction: string, username: string) {
    const identity = somebody(distinction)
    const person = await kapu.account({ username, identity })
    await openCustomer(kapu, first, person.username)
    await first.clickLink('Close Client Gate')
    await first.submit({ identity_checked: 'yes', request_signed: 'yes' }, { action: 'continue' })
    expect(await stateOf(kapu, username)).toBeNull()
    return identity
  }

  test('RD9: services would know it as the old one, so registering it waits for a second clerk', async () => {
    const identity = await closed('lezart', 'lezart11')
    await first.open(`${kapu.issuer}/ugyintezo/regisztracio`)
    const fields = registrationFields(identity, 'tolvaj99', 'tolvaj99@posta.example')
    await first.submit(fields, { action: 'continue' })
    expect([first.step, await stateOf(kapu, 'tolvaj99')]).toEqual(['desk/outcome/waits', null])
    await look(second, await requestId())
    expect(second.text).toContain('tolvaj99@posta.example')
    await second.submit({}, { action: 'approve' })
    expect(await stateOf(kapu, 'tolvaj99')).toBe('REG_PENDING')
  })

  test('and so does finalising a temporary registration of theirs', async () => {
    const identity = await closed('lezart is', 'lezart22')
    const registration = { how: 'temporary', identity, username: 'tolvaj88', email: 'tolvaj88@posta.example' } as const
    await inTransaction(kapu.db, (t) =>
      kapu.core.life.open(t, { ...registration, language: 'hu' }, { actor: { type: 'person', id: null } }),
    )
    await first.open(`${kapu.issuer}/ugyintezo/veglegesites`)
    const named = namingFields(identity, 'tolvaj88', 'tolvaj88@posta.example')
    await first.submit(named, { action: 'continue' })
    await first.submit({ identity_checked: 'yes' }, { action: 'approve' })
    expect([first.step, await stateOf(kapu, 'tolvaj88')]).toEqual(['desk/outcome/waits', 'TEMP_PENDING'])
    await look(second, await requestId())
    await second.submit({}, { action: 'approve' })
    expect(await stateOf(kapu, 'tolvaj88')).toBe('REG_PENDING')
  })
})

test('a request of another office is not there', async () => {
  const person = await kapu.account()
  await ask(first, person.username, 'factors')
  const elsewhere = await sitDown(kapu, await aClerk(kapu, ['there']), 'there')
  await look(elsewhere, await requestId())
  expect(elsewhere.status).toBe(404)
})
