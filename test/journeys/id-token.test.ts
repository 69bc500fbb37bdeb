import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { HIGH, LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { epochSeconds, later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true, policy: threeLevels })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

const everything = { holds: ['password', 'totp', 'email-code'] } as const

describe('the ID token', () => {
  test('says what was proved where nothing is asked: the default level', async () => {
    const { claims, asked } = await enter(service, await kapu.account(everything))
    expect(claims).toMatchObject({
      iss: kapu.issuer,
      aud: service.clientId,
      nonce: asked.nonce,
      acr: SUBSTANTIAL,
      amr: ['pwd', 'otp', 'mfa'],
    })
  })

  test('lives five minutes', async () => {
    const { claims } = await enter(service, await kapu.account())
    expect(claims.exp - claims.iat).toBe(300)
  })

  test.each(['ES256', 'RS256', 'PS256'])('is signed with %s where the client registered so', async (alg) => {
    const client = await kapu.client({ id_token_signed_response_alg: alg })
    const registered = await serviceOf(kapu, client)
    const { tokens } = await enter(registered, await kapu.account())
    const keys = createRemoteJWKSet(new URL(registered.configuration.serverMetadata().jwks_uri ?? ''))
    const verified = await jwtVerify(tokens.id_token ?? '', keys, { issuer: kapu.issuer, audience: client.clientId })
    expect(verified.protectedHeader.alg).toBe(alg)
    expect(verified.protectedHeader.kid).toMatch(/./)
  })

  test('has a claim that the claims parameter asks for in it', async () => {
    const claims = JSON.stringify({ id_token: { birthdate: null } })
    const entered = await enter(service, await kapu.account(), { scope: 'openid', params: { claims } })
    expect(entered.claims['birthdate']).toBe('1984-03-17')
    expect(entered.claims).not.toHaveProperty('name')
  })

  test('of a request for the lowest level says no more than that, though more is held', async () => {
    const person = await kapu.account(everything)
    const { claims, steps } = await enter(service, person, { params: { acr_values: LOW } })
    expect(steps).toEqual(['identify', 'consent'])
    expect(claims).toMatchObject({ acr: LOW, amr: ['pwd'] })
  })

  test('of each request speaks of that request, though the session holds more', async () => {
    const person = await kapu.account(everything)
    const robot = createRobot({ language: 'en' })
    const high = await enter(service, person, { robot, params: { acr_values: HIGH } })
    expect(high.claims).toMatchObject({ acr: HIGH, amr: ['pwd', 'otp', 'email', 'mfa'] })

    const low = await enter(service, person, { robot, params: { acr_values: LOW } })
    expect(low.steps).toEqual([])
    expect(low.claims).toMatchObject({ acr: LOW, amr: ['pwd'], nonce: low.asked.nonce })

    const ordinary = await enter(service, person, { robot })
    expect(ordinary.steps).toEqual([])
    expect(ordinary.claims).toMatchObject({ acr: SUBSTANTIAL, amr: ['pwd', 'otp', 'mfa'] })

    const highAgain = await enter(service, person, { robot, params: { acr_values: HIGH } })
    expect(highAgain.steps).toEqual([])
    expect(highAgain.claims.acr).toBe(HIGH)
  })

  test('has the time of the oldest proof that counted', async () => {
    const person = await kapu.account()
    const asked = await service.ask()
    const started = epochSeconds()
    await signIn(asked.robot, person, { until: 'authenticate/totp' })
    const ended = epochSeconds()
    later(100)
    await signIn(asked.robot, person)
    const claims = (await asked.redeem()).claims()
    expect(claims?.auth_time).toBeGreaterThanOrEqual(started)
    expect(claims?.auth_time).toBeLessThanOrEqual(ended)
  })

  test('has the time of the proofs that counted for this request alone', async () => {
    // Both first proofs in one second
    later(0)
    const person = await kapu.account(everything)
    const robot = createRobot({ language: 'en' })
    const first = await enter(service, person, { robot })
    later(300)
    const stepUp = await enter(service, person, { robot, params: { acr_values: HIGH } })
    expect(stepUp.steps).toEqual(['authenticate/email-code'])
    expect(stepUp.claims.auth_time).toBe(first.claims.auth_time)
    later(300)
    const fresh = await enter(service, person, { robot, params: { acr_values: LOW, prompt: 'login' } })
    expect(fresh.steps).toEqual(['identify'])
    expect(fresh.claims.auth_time).toBe(epochSeconds())
    const after = await enter(service, person, { robot, params: { acr_values: SUBSTANTIAL } })
    expect(after.claims.auth_time).toBe(first.claims.auth_time)
  })
})
