import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, refusalOf, requestUrl } from './enter.ts'

let kapu: Kapu
let service: Service
let legacy: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
  legacy = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
})
afterAll(() => kapu.close())

/** A code of a client that may leave PKCE out and did. */
async function codeWithoutChallenge() {
  const robot = createRobot()
  await robot.open(requestUrl(legacy, { state: 'some-state' }))
  await signIn(robot, await kapu.account())
  expect(answerOf(robot)).toHaveProperty('code')
  return robot.url
}

describe('a request without PKCE', () => {
  test('is refused to the service, with no page', async () => {
    const robot = createRobot()
    await robot.open(requestUrl(service, { state: 'some-state' }))
    expect(answerOf(robot)).toMatchObject({ error: 'invalid_request', state: 'some-state', iss: kapu.issuer })
    expect(robot.seen).toHaveLength(1)
  })

  test('is served for a client registered so', async () => {
    const url = await codeWithoutChallenge()
    const tokens = await oidc.authorizationCodeGrant(legacy.configuration, url, { expectedState: 'some-state' })
    expect(tokens.claims()?.aud).toBe(legacy.clientId)
  })

  test('gives a code that is refused with a verifier', async () => {
    const url = await codeWithoutChallenge()
    const refused = oidc.authorizationCodeGrant(legacy.configuration, url, {
      expectedState: 'some-state',
      pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    })
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_grant', status: 400 })
  })
})

describe('the method', () => {
  test.each([
    ['plain', { code_challenge_method: 'plain' }],
    ['left out', {}],
    ['unknown', { code_challenge_method: 'S512' }],
  ])('%s is refused', async (_name, method) => {
    const robot = createRobot()
    await robot.open(requestUrl(service, { ...method, code_challenge: oidc.randomPKCECodeVerifier() }))
    expect(answerOf(robot)['error']).toBe('invalid_request')
  })

  test('announced is S256 alone', () => {
    expect(service.configuration.serverMetadata().code_challenge_methods_supported).toEqual(['S256'])
  })
})

describe('the verifier', () => {
  async function redeem(change: (verifier: string) => oidc.AuthorizationCodeGrantChecks) {
    const asked = await service.ask()
    await signIn(asked.robot, await kapu.account())
    const checks = { expectedState: asked.state, expectedNonce: asked.nonce, ...change(asked.verifier) }
    return oidc.authorizationCodeGrant(service.configuration, asked.robot.url, checks)
  }

  test('that is another is refused', async () => {
    const refused = redeem(() => ({ pkceCodeVerifier: oidc.randomPKCECodeVerifier() }))
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_grant', status: 400 })
  })

  test('left out is refused', async () => {
    expect(await refusalOf(redeem(() => ({})))).toEqual({ error: 'invalid_grant', status: 400 })
  })

  test('that is right but for one letter is refused', async () => {
    const refused = redeem((verifier) => ({ pkceCodeVerifier: `${verifier.slice(0, -1)}~` }))
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_grant', status: 400 })
  })
})
