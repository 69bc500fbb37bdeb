/** What a service must check before it believes a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6), and does. */
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMailbox } from '../../demo/mailbox.ts'
import type { Running } from '../../demo/web.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { ownLogoutToken, postLogoutToken, type OwnLogoutToken } from './own-logout-token.ts'
import { freePort, startStockProvider, type StockProvider } from './stock-provider.ts'

const secret = 'a-secret-of-the-tests-0123456789abcdef'
const now = () => Math.floor(Date.now() / 1000)
let mailbox: Running
let provider: StockProvider

beforeAll(async () => {
  const port = await freePort()
  mailbox = await startMailbox({
    issuer: `http://localhost:${port}`,
    port: 0,
    clientId: 'mailbox',
    clientSecret: secret,
  })
  provider = await startStockProvider(port, [
    {
      client_id: 'mailbox',
      client_secret: secret,
      redirect_uris: [`${mailbox.origin}/callback`],
      subject_type: 'pairwise',
      backchannel_logout_uri: `${mailbox.origin}/backchannel-logout`,
      backchannel_logout_session_required: true,
    },
  ])
})

afterAll(async () => {
  await Promise.all([mailbox.close(), provider.close()])
})

type Claims = OwnLogoutToken['claims']

interface SignedIn {
  readonly robot: Robot
  readonly sid: string
  readonly sub: string
}

async function signedIn(login = 'anna', robot = createRobot({ language: 'en' })): Promise<SignedIn> {
  await robot.open(`${mailbox.origin}/login?prompt=login`)
  await robot.submit({ login })
  // Out of the box the provider ends the first person's session by a form of its own that a script would send.
  if (robot.url.origin !== mailbox.origin) await robot.submit()
  expect(robot.html).toContain('data-signed-in')
  const sub = /data-claim="sub"[^>]*>([^<]*)</.exec(robot.html)?.[1] ?? ''
  return { robot, sid: provider.lastSid('mailbox') ?? '', sub }
}

async function isIn({ robot }: SignedIn): Promise<boolean> {
  await robot.open(mailbox.origin)
  return robot.html.includes('data-signed-in')
}

function token(claims: Claims, wrong: Partial<OwnLogoutToken> = {}): Promise<string> {
  return ownLogoutToken(provider, { audience: 'mailbox', claims, ...wrong })
}

describe('a logout token', () => {
  test('ends the session that it names, and that browser is told so; another one is not', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const answer = await postLogoutToken(mailbox.origin, await token({ sid: one.sid, sub: one.sub }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toBe('')
    expect([await isIn(one), await isIn(other)]).toEqual([false, true])
    expect(one.robot.text).toContain('You have been signed out in the meantime.')
    expect(one.robot.html).not.toContain(one.sub)
    await one.robot.open(`${mailbox.origin}/?lang=hu`)
    expect(one.robot.text).toContain('Ön időközben kijelentkezett.')
  })

  test('without a sid ends all sessions of the person, and nobody else’s', async () => {
    const [one, other, bela] = [await signedIn(), await signedIn(), await signedIn('bela')]
    expect((await postLogoutToken(mailbox.origin, await token({ sub: one.sub }))).status).toBe(200)
    expect([await isIn(one), await isIn(other), await isIn(bela)]).toEqual([false, false, true])
  })

  test('for a session that is over already is confirmed as well', async () => {
    expect((await postLogoutToken(mailbox.origin, await token({ sid: 'unknown' }))).status).toBe(200)
  })

  test('is believed once', async () => {
    const person = await signedIn()
    const used = await token({ sub: person.sub })
    const answers = await Promise.all([used, used].map((copy) => postLogoutToken(mailbox.origin, copy)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400]))
    const again = await signedIn()
    expect((await postLogoutToken(mailbox.origin, used)).status).toBe(400)
    expect(await isIn(again)).toBe(true)
  })

  test.each<[string, Claims, Partial<OwnLogoutToken>]>([
    ['is for another service', { aud: 'tax-office' }, {}],
    ['is from another provider', { iss: 'https://elsewhere.example' }, {}],
    ['has a nonce, like an ID token', { nonce: 'n' }, {}],
    ['has no events', { events: undefined }, {}],
    ['names another event', { events: { 'https://example.com/other': {} } }, {}],
    ['has an event that is no object', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }, {}],
    ['has no jti', { jti: undefined }, {}],
    ['has no iat', { iat: undefined }, {}],
    ['has no exp', { exp: undefined }, {}],
    ['has expired', { iat: now() - 180, exp: now() - 60 }, {}],
    ['is old, whatever its exp says', { iat: now() - 3600, exp: now() + 3600 }, {}],
    ['is from the future', { iat: now() + 3600, exp: now() + 7200 }, {}],
    ['names neither a session nor a person', { sid: undefined, sub: undefined }, {}],
    ['is of another type', {}, { header: { typ: 'JWT' } }],
    ['is signed by an unknown key', {}, { header: { kid: 'unknown' } }],
  ])('is refused when it %s', async (_what, wrong, how) => {
    const person = await signedIn()
    const refused = await postLogoutToken(
      mailbox.origin,
      await token({ sid: person.sid, sub: person.sub, ...wrong }, how),
    )
    expect(refused.status).toBe(400)
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect(await refused.json()).toMatchObject({ error: 'invalid_request' })
    expect(await isIn(person)).toBe(true)
    // The same one without its fault: it was the fault that was refused.
    expect((await postLogoutToken(mailbox.origin, await token({ sid: person.sid, sub: person.sub }))).status).toBe(200)
    expect(await isIn(person)).toBe(false)
  })

  test('is refused when its signature is wrong or missing', async () => {
    const person = await signedIn()
    const { privateKey: key } = await generateKeyPair('ES256')
    const [header = '', payload = '', signature = ''] = (await token({ sub: person.sub })).split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'logout+jwt' })).toString('base64url')
    const forged = [
      await token({ sub: person.sub }, { key }),
      [header, payload, signature.replace(/^.{4}/, 'AAAA')].join('.'),
      [none, payload, ''].join('.'),
      'no token at all',
      '',
    ]
    for (const one of forged) {
      const refused = await postLogoutToken(mailbox.origin, one)
      expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_request' }])
    }
    expect(await isIn(person)).toBe(true)
  })

  test('comes as a form, once, and not too long', async () => {
    const person = await signedIn()
    const good = await token({ sub: person.sub })
    const post = (body: string | URLSearchParams, type?: string) =>
      fetch(`${mailbox.origin}/backchannel-logout`, {
        method: 'POST',
        body,
        headers: type === undefined ? {} : { 'content-type': type },
      })
    const form = 'application/x-www-form-urlencoded'
    const answers = [
      await post(JSON.stringify({ logout_token: good }), 'application/json'),
      await post(`logout_token=${good}`, 'text/plain'),
      await post(`logout_token=${good}&logout_token=${good}`, form),
      await post(`logout_token=${good}&more=${'x'.repeat(20_000)}`, form),
      await post('', form),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect((await fetch(`${mailbox.origin}/backchannel-logout`)).status).toBe(404)
    expect(await isIn(person)).toBe(true)
    expect((await post(`logout_token=${good}`, form)).status).toBe(200)
  })

  test('that cannot be checked is not confirmed, so that it is sent again', async () => {
    const early = await startMailbox({
      issuer: `http://localhost:${await freePort()}`,
      port: 0,
      clientId: 'mailbox',
      clientSecret: secret,
    })
    const answer = await postLogoutToken(early.origin, await token({ sub: 'x' }))
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'temporarily_unavailable' }])
    await early.close()
  })
})

describe('the page of what happened', () => {
  test('tells each kind of end apart, newest first, in both languages, and names nobody', async () => {
    const events = ({ robot }: SignedIn) => [...robot.html.matchAll(/data-event="(\w+)"/g)].map(([, what]) => what)
    const person = await signedIn('zsuzsanna')
    await postLogoutToken(mailbox.origin, await token({ sid: person.sid }))
    await postLogoutToken(mailbox.origin, await token({ sid: person.sid }))
    await signedIn('bela', person.robot)
    expect(person.robot.text).toContain('Somebody else was signed in here')
    await signedIn('anna-the-third', person.robot)
    await person.robot.clickLink('Sign out of this service only')
    await person.robot.clickLink('What happened here')
    expect(person.robot.title).toBe('What happened here – Citizens Mailbox')
    expect(events(person).slice(0, 6)).toEqual([
      'signedOutHere',
      'anotherTookOver',
      'anotherTookOver',
      'endedBefore',
      'endedElsewhere',
      'signedIn',
    ])
    expect(person.robot.html).toContain(`<code>${person.sid.slice(0, 6)}…</code>`)
    for (const secretWord of [person.sid, person.sub, 'zsuzsanna', 'bela']) {
      expect(person.robot.html).not.toContain(secretWord)
    }
    await person.robot.open(`${mailbox.origin}/?lang=hu`)
    await person.robot.clickLink('Mi történt itt')
    expect(person.robot.text).toContain('Valaki kijelentkezett ezen az oldalon.')
    expect(person.robot.html).not.toContain('<script')
  })
})
