import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, refusalOf, requestUrl } from './enter.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
let other: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client({ require_pushed_authorization_requests: true }))
  other = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

async function pushed(changed: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier()
  const url = await oidc.buildAuthorizationUrlWithPAR(service.configuration, {
    redirect_uri: service.redirectUri,
    scope: 'openid name',
    state: 'pushed-state',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changed,
  })
  return { url, verifier }
}

describe('a pushed request', () => {
  test('leads to a code, and nothing of it is in the address', async () => {
    const { url, verifier } = await pushed()
    expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri'])
    const robot = createRobot()
    await robot.open(url)
    await signIn(robot, await kapu.account())
    const tokens = await oidc.authorizationCodeGrant(service.configuration, robot.url, {
      pkceCodeVerifier: verifier,
      expectedState: 'pushed-state',
    })
    expect(tokens.claims()?.aud).toBe(service.clientId)
  })

  test('is used once: a second use gives no code', async () => {
    const { url } = await pushed()
    const person = await kapu.account()
    const robot = createRobot()
    await robot.open(url)
    await signIn(robot, person)
    expect(answerOf(robot)).toHaveProperty('code')
    await robot.open(url)
    expect(answerOf(robot)).not.toHaveProperty('code')
    expect(robot.status === 400 || answerOf(robot)['error'] !== undefined).toBe(true)
    expect(robot.status === 400 ? robot.text : 'E-REQUEST-04').toContain('E-REQUEST-04')
  })

  test('older than a minute is refused by a page', async () => {
    const { url } = await pushed()
    later(75)
    const robot = createRobot({ language: 'en' })
    await robot.open(url)
    expect(robot.status).toBe(400)
    expect(robot.hops).toHaveLength(1)
    expect(robot.text).toContain('E-REQUEST-04')
  })

  test('of another client is refused by a page', async () => {
    const { url } = await pushed()
    url.searchParams.set('client_id', other.clientId)
    const robot = createRobot()
    await robot.open(url)
    expect(robot.status).toBe(400)
    expect(robot.hops).toHaveLength(1)
  })

  test('that was invented is refused by a page', async () => {
    const { url } = await pushed()
    url.searchParams.set('request_uri', 'urn:ietf:params:oauth:request_uri:invented')
    const robot = createRobot()
    await robot.open(url)
    expect(robot.status).toBe(400)
    expect(robot.text).toContain('E-REQUEST-04')
  })

  test.each([
    ['a redirect URI that is not registered', { redirect_uri: 'https://evil.example/' }, 'invalid_request'],
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
  ])('with %s is refused when it is pushed', async (_name, changed, error) => {
    expect(await refusalOf(pushed(changed))).toEqual({ error, status: 400 })
  })

  test('needs the client’s secret', async () => {
    const impostor = await serviceOf(kapu, service, oidc.ClientSecretBasic('x'.repeat(50)))
    const refused = oidc.buildAuthorizationUrlWithPAR(impostor.configuration, { redirect_uri: service.redirectUri })
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_client', status: 401 })
  })
})

describe('a client that must push', () => {
  test('is refused a request in the address', async () => {
    const robot = createRobot()
    await robot.open(requestUrl(service, { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }))
    expect(answerOf(robot)['error']).toBe('invalid_request')
  })
})
