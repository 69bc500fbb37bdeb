/** The person's own pages: what they see, what they can change, and that it is nobody else's. */
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import { createRobot, messagesAt, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { countOf } from '../registrar/desk.ts'
import { enter, statusOfToken } from './enter.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let receiver: LogoutReceiver
let mailbox: Service
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({ mail: true, settings: { outbound: { allowLoopback: true } } })
  mailbox = await serviceOf(
    kapu,
    await kapu.client({ client_id: 'mailbox', backchannel_logout_uri: receiver.uriOf('mailbox') }),
  )
})
afterAll(async () => {
  await kapu.close()
  await receiver.close()
})
afterEach(() => void vi.useRealTimers())

const SCOPE = { scope: 'openid name' }
const csrfOf = (robot: Robot): string => robot.forms[0]?.values['csrf'] ?? ''
const subjects = async (person: TestAccount): Promise<string[]> =>
  (await messagesAt(person.mailApi ?? ''))
    .filter(({ to }) => to === `${person.username}@posta.example`)
    .map(({ subject }) => subject)

/** Each living session's logout token at the service since then. */
async function toldSince(before: number, count: number): Promise<unknown[]> {
  await expect.poll(() => receiver.of('mailbox').length - before).toBe(count)
  return await Promise.all(
    receiver
      .of('mailbox')
      .slice(before)
      .map(async (received) => (await verifyLogoutToken(kapu, received))['sid']),
  )
}

describe('C16: the first page', () => {
  test('shows the person their own data and deadlines, and nobody keeps a copy', async () => {
    const person = await kapu.account({ identity: { family_name: 'Szűcs', given_name: 'Réka' } })
    await sql`update accounts set password_expires_at = '2028-02-29T10:00:00Z' where id = ${person.id}`.execute(kapu.db)
    await enter(mailbox, person, SCOPE)
    const { robot } = await openMyData(kapu, person)
    for (const text of ['Szűcs', 'Réka', 'Szegedi', 'Fehér', '17 March 1984', person.username]) {
      expect(robot.text).toContain(text)
    }
    expect(robot.text).toContain('11:00 on 29 February 2028')
    expect(robot.text).toContain('Service mailbox')
    expect(robot.headers['cache-control']).toBe('no-store')
  })

  test('leads to every page it lists', async () => {
    const { robot } = await openMyData(kapu, await kapu.account())
    const pages = robot.links.map(({ href }) => href).filter((href) => href.includes('/fiok/'))
    expect(pages.length).toBeGreaterThan(6)
    for (const page of pages) {
      const { status } = await robot.newTab().open(new URL(page, robot.url))
      expect([page, status]).toEqual([page, 200])
    }
  })
})

describe('C18, #18: a new password', () => {
  const NEXT = 'zsiráf-negyven-kalapban-7'
  const fill = (robot: Robot, password: string, next = NEXT) =>
    robot.submit({ password, new_password: next, new_password_again: next, validity: '1y' }, { action: 'continue' })

  test('needs a fresh proof and the present password; the other sessions end, this one stays, and a mail tells', async () => {
    const person = await kapu.account()
    const elsewhere = await enter(mailbox, person, SCOPE)
    const before = receiver.of('mailbox').length
    const { robot } = await openMyData(kapu, person, { path: '/fiok/jelszo' })
    await fill(robot, person.password)
    expect([robot.step, robot.url.pathname]).toEqual(['my_data/home', '/fiok'])
    expect(robot.text).toContain('Your password has changed')
    expect(await toldSince(before, 1)).toEqual([elsewhere.claims['sid']])
    expect(await statusOfToken(mailbox, elsewhere.tokens.access_token)).toBe(401)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(await auditOf(kapu, person.id)).toContain('account.password_changed')
    await expect.poll(() => subjects(person)).toContain('Jelszava megváltozott')
    await expect(enter(mailbox, person, SCOPE)).rejects.toThrow('refused at identify')
    await enter(mailbox, { ...person, password: NEXT }, SCOPE)
  })

  test('is refused with a wrong present password, and changes nothing', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/jelszo' })
    await fill(robot, 'not-my-password-at-all')
    expect(robot.status).toBe(422)
    expect(robot.text).toContain('E-MY-06')
    await enter(mailbox, person, SCOPE)
  })

  test('guessing the present one is counted, and does not make the person’s own sign-in wait', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/jelszo' })
    let guesses = 0
    while (robot.status !== 429 && guesses < 40) {
      await fill(robot, `guess-number-${(guesses += 1)}`)
    }
    expect(robot.status).toBe(429)
    expect(guesses).toBeGreaterThan(3)
    expect(robot.text).toContain('E-MY-10')
  })

  test.each([
    ['short', 'E-NEWPW-02'],
    ['kovacsanna1984', 'E-NEWPW-04'],
  ])('is refused where it is %s', async (next, code) => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/jelszo' })
    await fill(robot, person.password, next)
    expect(robot.text).toContain(code)
  })

  test('is not set with a proof that has gone stale: the form has done nothing', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/jelszo' })
    later(301)
    await fill(robot, person.password)
    expect([robot.status, robot.step]).toEqual([401, 'own_sign_in/stale'])
    expect(await auditOf(kapu, person.id)).not.toContain('account.password_changed')
  })
})

describe('C25: where somebody is signed in', () => {
  async function inThree() {
    // Two ways, so that nobody waits for the app's next code
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const one = await enter(mailbox, person, SCOPE)
    const two = await enter(mailbox, person, { ...SCOPE, choices: { factor: 'email-code' } })
    const { robot } = await openMyData(kapu, person, { path: '/fiok/munkamenetek' })
    return { person, one, two, robot, before: receiver.of('mailbox').length }
  }

  test('shows each browser, and which is this one', async () => {
    const { robot } = await inThree()
    expect(robot.text.split('In this browser')).toHaveLength(2)
    expect(robot.text.split('In another browser')).toHaveLength(3)
    expect(robot.text).toContain('Service mailbox')
  })

  test('ends one, and its service is told', async () => {
    const { person, one, two, robot, before } = await inThree()
    const form = robot.forms.find(({ id }) => id?.startsWith('end-') === true && id !== 'end-others')
    await robot.submit({}, { action: 'end' }, { form: form?.id ?? '' })
    expect(robot.text).toContain('You are signed out there')
    const [sid] = await toldSince(before, 1)
    expect([one.claims['sid'], two.claims['sid']]).toContain(sid)
    expect(await livingSessions(kapu, person.id)).toHaveLength(2)
    expect(await auditOf(kapu, person.id)).toContain('session.ended')
  })

  test('ends all others, their services are told, and this one stays', async () => {
    const { person, one, two, robot, before } = await inThree()
    await robot.submit({}, { action: 'end_others' }, { form: 'end-others' })
    expect(new Set(await toldSince(before, 2))).toEqual(new Set([one.claims['sid'], two.claims['sid']]))
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(robot.step).toBe('my_data/sessions')
    const { rows } = await sql<{ reason: string }>`
      select distinct reason from audit_events where event = 'session.ended' and subject_account_id = ${person.id}`.execute(
      kapu.db,
    )
    expect(rows).toEqual([{ reason: 'ended_elsewhere' }])
  })

  test('another person’s session is not there, nor is one that is made up', async () => {
    const { person, robot } = await inThree()
    const stranger = await openMyData(kapu, await kapu.account(), { path: '/fiok/munkamenetek' })
    const theirs = robot.forms.map(({ values }) => values['session']).find((ref) => ref !== undefined)
    for (const session of [theirs ?? '', 'made-up', '']) {
      const fields = { csrf: csrfOf(stranger.robot), action: 'end', session }
      expect((await sendForm(stranger.robot, '/fiok/munkamenetek', fields)).status).toBe(404)
    }
    expect(theirs).toBeTypeOf('string')
    expect(await livingSessions(kapu, person.id)).toHaveLength(3)
  })
})

describe('C27: connected services', () => {
  async function connected() {
    const clientId = `shop-${Math.random().toString(36).slice(2, 8)}`
    const offline = {
      client_id: clientId,
      public_body: false,
      optional_claims: ['email'],
      scope: 'openid name email offline_access',
      grant_types: ['authorization_code', 'refresh_token'],
    }
    const shop = await serviceOf(kapu, await kapu.client(offline))
    const person = await kapu.account()
    const asked = { scope: 'openid name email offline_access', params: { prompt: 'consent' } }
    const entered = await enter(shop, person, asked)
    const { robot } = await openMyData(kapu, person, { path: '/fiok/szolgaltatasok', robot: entered.robot })
    return { clientId, shop, person, entered, robot }
  }

  test('shows what each received and what it did not', async () => {
    const { clientId, robot } = await connected()
    expect(robot.text).toContain(`Service ${clientId}`)
    expect(robot.text).toMatch(/Data received ?Current name, Family name, Given name/)
    expect(robot.text).toMatch(/Not given ?E-mail address/)
    expect(robot.text).toContain('while you are not signed in')
  })

  test('what is withdrawn is asked for again, and the tokens are good no more', async () => {
    const { clientId, shop, person, entered, robot } = await connected()
    const other = await enter(mailbox, person, { ...SCOPE, robot: robot.newTab() })
    await robot.submit({}, { action: 'withdraw' }, { form: `withdraw-${clientId}` })
    expect(robot.text).toContain('withdrawn')
    await expect(oidc.refreshTokenGrant(shop.configuration, entered.tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
    expect(await statusOfToken(shop, entered.tokens.access_token)).toBe(401)
    expect(await statusOfToken(mailbox, other.tokens.access_token)).toBe(200)
    expect(await auditOf(kapu, person.id)).toEqual(expect.arrayContaining(['consent.withdrawn', 'grant.revoked']))
    const again = await shop.ask({ scope: 'openid name email', robot: robot.newTab() })
    expect(again.robot.step).toBe('consent')
  })

  test('a public body is told of as one, and shows its information page again', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person, SCOPE)
    await robot.open(`${kapu.issuer}/fiok/szolgaltatasok`)
    expect(robot.text).toContain('This is a public body')
    await robot.submit({}, { action: 'withdraw' }, { form: 'withdraw-mailbox' })
    expect((await mailbox.ask({ ...SCOPE, robot })).robot.step).toBe('consent')
  })

  test('another person’s service is not there, nor is one that nobody registered', async () => {
    const { clientId, person } = await connected()
    const stranger = await openMyData(kapu, await kapu.account(), { path: '/fiok/szolgaltatasok' })
    for (const service of [clientId, 'nobody', '']) {
      const fields = { csrf: csrfOf(stranger.robot), action: 'withdraw', service }
      expect((await sendForm(stranger.robot, '/fiok/szolgaltatasok', fields)).status).toBe(404)
    }
    expect(await auditOf(kapu, person.id)).not.toContain('consent.withdrawn')
  })
})

describe('C28, #35: closing the account', () => {
  test('edge k: deletes it, ends every session, and the services hear of it', async () => {
    const person = await kapu.account()
    const { claims } = await enter(mailbox, person, SCOPE)
    const before = receiver.of('mailbox').length
    const { robot } = await openMyData(kapu, person, { path: '/fiok/megszuntetes' })
    await robot.submit({ confirmation: 'close' }, { action: 'continue' })
    expect(robot.step).toBe('my_data/closed')
    expect(await toldSince(before, 1)).toEqual([claims['sid']])
    const { rows } = await sql`select 1 from accounts where id = ${person.id}`.execute(kapu.db)
    expect(rows).toEqual([])
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.step).toBe('identify')
    await expect.poll(() => subjects(person)).toContain('Ügyfélkapu regisztrációját töröltük')
  })

  test.each(['', 'close it', 'igen'])('does nothing for the word "%s"', async (confirmation) => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/megszuntetes' })
    await robot.submit({ confirmation }, { action: 'continue' })
    expect([robot.status, robot.step]).toEqual([422, 'my_data/close'])
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('does nothing with a proof that has gone stale', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/megszuntetes' })
    later(301)
    await robot.submit({ confirmation: 'CLOSE' }, { action: 'continue' })
    expect(robot.step).toBe('own_sign_in/stale')
    await enter(mailbox, person, SCOPE)
  })

  test('RD8: is out of reach of a code by e-mail in the days after a reset by mail', async () => {
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    await sql`update accounts set mail_reset_at = now() where id = ${person.id}`.execute(kapu.db)
    const { robot } = await openMyData(kapu, person)
    expect(robot.step).toBe('my_data/home')
    const answer = await sendForm(robot, '/fiok/megszuntetes', { csrf: csrfOf(robot), confirmation: 'CLOSE' })
    expect(answer.status).toBe(401)
    await robot.open(`${kapu.issuer}/fiok/megszuntetes`)
    await signIn(robot, person).catch(() => undefined)
    expect(robot.step).not.toBe('my_data/close')
  })

  test('#35: is open to a temporary registration', async () => {
    const person = await kapu.account({ state: 'TEMP_ACTIVE' })
    const { robot } = await openMyData(kapu, person, { path: '/fiok/megszuntetes' })
    await robot.submit({ confirmation: 'CLOSE' }, { action: 'continue' })
    expect(robot.step).toBe('my_data/closed')
  })

  test('RD10: says what becomes of the user name: kept back for a time, or free at once if temporary', async () => {
    const [temporary, final] = [await kapu.account({ state: 'TEMP_ACTIVE' }), await kapu.account()]
    const isReserved = async (person: TestAccount) => {
      const before = await countOf(kapu, 'reserved_usernames')
      const { robot } = await openMyData(kapu, person, { path: '/fiok/megszuntetes' })
      const told = robot.text
      await robot.submit({ confirmation: 'igen' }, { action: 'continue' })
      expect(robot.text).toContain(told.includes('free at once') ? 'free at once' : 'nobody can choose your user name')
      await robot.submit({ confirmation: 'CLOSE' }, { action: 'continue' })
      expect(robot.step).toBe('my_data/closed')
      return { told: told.includes('nobody can choose'), done: (await countOf(kapu, 'reserved_usernames')) > before }
    }
    expect(await isReserved(final)).toEqual({ told: true, done: true })
    expect(await isReserved(temporary)).toEqual({ told: false, done: false })
  })
})

describe('each form of My data', () => {
  test.each([
    ['/fiok/regisztracios-adatok/modositas', { email: 'a@b.example', email_again: 'a@b.example' }],
    ['/fiok/jelszo', { password: 'x', new_password: 'y' }],
    ['/fiok/munkamenetek', { action: 'end_others' }],
    ['/fiok/szolgaltatasok', { service: 'mailbox' }],
    ['/fiok/naplo', { statement: 'monthly' }],
    ['/fiok/megszuntetes', { confirmation: 'CLOSE' }],
  ])('%s is refused without its token, and from another site', async (path, fields) => {
    const { robot } = await openMyData(kapu, await kapu.account())
    expect((await sendForm(robot, path, fields)).status).toBe(403)
    expect((await sendForm(robot, path, { ...fields, csrf: 'x' })).status).toBe(403)
    const foreign = await fetch(new URL(path, robot.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: robot.cookies.header(robot.url), 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ ...fields, csrf: csrfOf(robot) }),
    })
    expect(foreign.status).toBe(403)
  })

  test('sent by who is signed in no more has done nothing, and leads back through a sign-in', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/munkamenetek' })
    const csrf = csrfOf(robot)
    robot.cookies.clear()
    const tab = createRobot({ language: 'en' })
    const answer = await sendForm(robot, '/fiok/munkamenetek', { csrf, action: 'end_others' })
    expect(answer.status).toBe(401)
    expect(tab.step).toBeNull()
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })
})
