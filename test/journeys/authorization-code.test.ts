import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'
import { refusalOf, statusOfToken } from './enter.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
let other: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
  other = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

const invalidGrant = { error: 'invalid_grant', status: 400 }

async function arrived(): Promise<Asked> {
  const asked = await service.ask()
  await signIn(asked.robot, await kapu.account())
  return asked
}

function redeem({ robot, verifier }: Asked, changed: Record<string, string> = {}, by: Service = service) {
  return oidc.genericGrantRequest(by.configuration, 'authorization_code', {
    code: robot.url.searchParams.get('code') ?? '',
    redirect_uri: service.redirectUri,
    code_verifier: verifier,
    ...changed,
  })
}

describe('a code', () => {
  test('is redeemed by the client it was given to', async () => {
    const tokens = await redeem(await arrived())
    expect(tokens.token_type).toBe('bearer')
    expect(await statusOfToken(service, tokens.access_token)).toBe(200)
  })

  test('that was never given is refused', async () => {
    expect(await refusalOf(redeem(await arrived(), { code: 'x'.repeat(43) }))).toEqual(invalidGrant)
  })

  test('that could be no code at all is refused', async () => {
    for (const code of ['a b', '../../etc', 'é'.repeat(20), 'x'.repeat(5000)]) {
      expect(await refusalOf(redeem(await arrived(), { code }))).toEqual(invalidGrant)
    }
  })

  test('is used once; a second use is refused and kills the first tokens', async () => {
    const asked = await arrived()
    const tokens = await redeem(asked)
    expect(await statusOfToken(service, tokens.access_token)).toBe(200)
    expect(await refusalOf(redeem(asked))).toEqual(invalidGrant)
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
    const events = await kapu.db
      .selectFrom('audit_events')
      .select('event')
      .where('event', '=', 'code.reuse_detected')
      .execute()
    expect(events).toHaveLength(1)
  })

  test('older than a minute is refused', async () => {
    const asked = await arrived()
    later(75)
    expect(await refusalOf(redeem(asked))).toEqual(invalidGrant)
  })

  test('of another client is refused, and stays good for its own', async () => {
    const asked = await arrived()
    expect(await refusalOf(redeem(asked, {}, other))).toEqual(invalidGrant)
    expect((await redeem(asked)).access_token).toMatch(/^[\w-]+$/)
  })

  test.each([
    ['another', { redirect_uri: 'http://localhost:1/callback' }],
    ['no', { redirect_uri: '' }],
  ])('with %s redirect URI is refused', async (_name, changed) => {
    const { error, status } = await refusalOf(redeem(await arrived(), changed))
    expect(status).toBe(400)
    expect(error).toMatch(/^invalid_(grant|request)$/)
  })

  test('is refused after the session it came from was ended', async () => {
    const asked = await arrived()
    const logout = new URL(service.configuration.serverMetadata().end_session_endpoint ?? '')
    logout.searchParams.set('client_id', service.clientId)
    const tab = asked.robot.newTab()
    await tab.open(logout)
    await tab.submit({}, { action: 'everywhere' })
    expect(await refusalOf(redeem(asked))).toEqual(invalidGrant)
  })
})

describe('tokens', () => {
  test('are dead when their time is over', async () => {
    const tokens = await redeem(await arrived())
    expect(tokens.expires_in).toBe(600)
    later(590)
    expect(await statusOfToken(service, tokens.access_token)).toBe(200)
    later(25)
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
  })

  test('are of no use to who guesses', async () => {
    for (const guess of ['x'.repeat(43), 'a', 'undefined']) expect(await statusOfToken(service, guess)).toBe(401)
  })
})
