import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, refusalOf, statusOfToken, type Entered } from './enter.ts'
import { auditOf, livingSessions } from './sessions.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu()
  const grant_types = ['authorization_code', 'refresh_token']
  mailbox = await serviceOf(kapu, await kapu.client({ grant_types }))
  taxOffice = await serviceOf(kapu, await kapu.client({ grant_types }))
})
afterAll(() => kapu.close())

const startOf = (service: Service) => `${kapu.serviceOrigin}/${service.clientId}/`

/** The address by which a service has a person signed out. */
function signOutUrl(service: Service, params: Record<string, string> = {}): URL {
  return oidc.buildEndSessionUrl(service.configuration, params)
}

/** Somebody who is signed in to both services. */
async function inBoth() {
  const person = await kapu.account()
  const mail = await enter(mailbox, person)
  const tax = await enter(taxOffice, person, { robot: mail.robot })
  return { person, robot: mail.robot, mail, tax, hint: mail.tokens.id_token ?? '' }
}

async function refreshed(service: Service, { tokens }: Entered): Promise<string> {
  const attempt = oidc.refreshTokenGrant(service.configuration, tokens.refresh_token ?? '')
  return attempt.then(
    () => 'refreshed',
    async (error: unknown) => (await refusalOf(Promise.reject(error))).error,
  )
}

describe('signing out everywhere', () => {
  test('ends the session, kills what was issued, and returns to the service with its state', async () => {
    const { person, robot, mail, tax, hint } = await inBoth()
    await robot.open(
      signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: startOf(mailbox), state: 'some state' }),
    )
    expect(robot.step).toBe('sign_out')
    expect(robot.form?.buttons.map(({ value }) => value)).toEqual(['everywhere', 'here', 'cancel'])
    expect(robot.headers['cache-control']).toBe('no-store')
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)

    await robot.submit({}, { action: 'everywhere' })
    expect(`${robot.url.origin}${robot.url.pathname}`).toBe(startOf(mailbox))
    expect(robot.url.searchParams.get('state')).toBe('some state')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(await auditOf(kapu, person.id)).toContain('session.ended')
    expect(await statusOfToken(mailbox, mail.tokens.access_token)).toBe(401)
    expect(await statusOfToken(taxOffice, tax.tokens.access_token)).toBe(401)
    expect(await refreshed(mailbox, mail)).toBe('invalid_grant')
    expect(await refreshed(taxOffice, tax)).toBe('invalid_grant')
  })

  test('lets nobody in again without proofs, at any service', async () => {
    const { robot } = await inBoth()
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    for (const service of [mailbox, taxOffice]) {
      expect((await service.ask({ robot, params: { prompt: 'none' } })).error).toBe('login_required')
      await service.ask({ robot })
      expect(robot.step).toBe('identify')
    }
  })

  test('says so on a page where the service gave no address, with a way back to it', async () => {
    const { robot, hint } = await inBoth()
    await robot.open(signOutUrl(mailbox, { id_token_hint: hint }))
    await robot.submit({}, { action: 'everywhere' })
    expect(robot.step).toBe('signed_out')
    expect(robot.status).toBe(200)
    expect(robot.links.map(({ href }) => href)).toContain(startOf(mailbox))
  })

  test('leaves the same person’s other browser alone', async () => {
    const { person, robot } = await inBoth()
    const other = await enter(mailbox, person)
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect((await enter(mailbox, person, { robot: other.robot })).steps).toEqual([])
  })
})

describe('signing out of one service', () => {
  test('kills what that service got and leaves the other signed in', async () => {
    const { person, robot, mail, tax, hint } = await inBoth()
    await robot.open(
      signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: startOf(mailbox), state: 'kept' }),
    )
    await robot.submit({}, { action: 'here' })
    expect(robot.url.href).toBe(`${startOf(mailbox)}?state=kept`)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(await statusOfToken(mailbox, mail.tokens.access_token)).toBe(401)
    expect(await refreshed(mailbox, mail)).toBe('invalid_grant')
    expect(await statusOfToken(taxOffice, tax.tokens.access_token)).toBe(200)
    expect(await refreshed(taxOffice, tax)).toBe('refreshed')
    expect((await enter(taxOffice, person, { robot })).steps).toEqual([])
  })

  test('is forgotten in the session: that service is no longer among its own', async () => {
    const { person, robot, hint } = await inBoth()
    await robot.open(signOutUrl(mailbox, { id_token_hint: hint }))
    await robot.submit({}, { action: 'here' })
    const [uid = ''] = await livingSessions(kapu, person.id)
    const rows = await kapu.db
      .selectFrom('session_authorizations')
      .select('client_id')
      .where('session_uid', '=', uid)
      .execute()
    expect(rows).toEqual([{ client_id: taxOffice.clientId }])
  })
})

describe('the page that asks about signing out', () => {
  test('changes nothing when it is left by its last button', async () => {
    const { person, robot, mail, hint } = await inBoth()
    await robot.open(signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: startOf(mailbox) }))
    await robot.submit({}, { action: 'cancel' })
    expect(robot.status).toBe(200)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(await statusOfToken(mailbox, mail.tokens.access_token)).toBe(200)
    expect((await enter(taxOffice, person, { robot })).steps).toEqual([])
  })

  test('shows who is signed in only masked', async () => {
    const { robot } = await inBoth()
    await robot.open(signOutUrl(mailbox))
    expect(robot.text).not.toContain('Kovács Anna')
  })

  test('changes nothing when it is sent by another page', async () => {
    const { person, robot } = await inBoth()
    await robot.open(signOutUrl(mailbox))
    const answer = await fetch(`${kapu.issuer}/session/end/confirm`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: robot.cookies.header(new URL(kapu.issuer)),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
      body: new URLSearchParams({ ...robot.form?.values, action: 'everywhere' }),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('changes nothing without its own secret', async () => {
    const { person, robot } = await inBoth()
    await robot.open(signOutUrl(mailbox))
    const answer = await fetch(`${kapu.issuer}/session/end/confirm`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: robot.cookies.header(new URL(kapu.issuer)),
        origin: kapu.issuer,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({ xsrf: 'guessed', csrf: 'guessed', action: 'everywhere' }),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })
})

describe('an address to return to that is not registered', () => {
  test.each(['en', 'hu'] as const)('is refused by a page in %s, and nobody is signed out', async (language) => {
    const { person, robot, hint } = await inBoth()
    const tab = createRobot({ language, jar: robot.cookies })
    await tab.open(
      signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: 'https://evil.example/', state: 's' }),
    )
    expect(tab.status).toBe(400)
    expect(tab.hops).toHaveLength(1)
    expect(tab.step).toBe('error')
    expect(tab.text).toContain('E-LOGOUT-01')
    expect(tab.html).toContain(`lang="${language}"`)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('is refused where it is another service’s', async () => {
    const { robot, hint } = await inBoth()
    await robot.open(signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: startOf(taxOffice) }))
    expect(robot.status).toBe(400)
    expect(robot.text).toContain('E-LOGOUT-01')
  })

  test('is refused with an ID token that Kapu did not sign', async () => {
    const { robot, hint } = await inBoth()
    const forged = `${hint.slice(0, -8)}AAAAAAAA`
    await robot.open(signOutUrl(mailbox, { id_token_hint: forged, post_logout_redirect_uri: startOf(mailbox) }))
    expect(robot.status).toBe(400)
    expect(robot.text).toContain('E-LOGOUT-01')
  })
})

describe('a browser in which nobody is signed in', () => {
  test('is brought back to the service, with its state, by at most one button', async () => {
    const { hint } = await inBoth()
    const robot = createRobot({ language: 'en' })
    await robot.open(
      signOutUrl(mailbox, { id_token_hint: hint, post_logout_redirect_uri: startOf(mailbox), state: 'kept' }),
    )
    if (robot.url.origin === kapu.issuer) await robot.submit()
    expect(robot.url.href).toBe(`${startOf(mailbox)}?state=kept`)
  })

  test('is told that nobody is signed in where there is nowhere to return to', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(new URL(mailbox.configuration.serverMetadata().end_session_endpoint ?? ''))
    if (robot.step !== 'signed_out') await robot.submit()
    expect(robot.status).toBe(200)
    expect(robot.step).toBe('signed_out')
  })
})
