import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter } from './enter.ts'
import { HIGH, threeLevels } from './levels.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ policy: threeLevels })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** Asks without pages; whatever is answered, no page of Kapu is shown. */
async function silently(params: Record<string, string> = {}, robot: Robot = createRobot()) {
  const pages = robot.seen.length
  const asked = await service.ask({ robot, params: { prompt: 'none', ...params } })
  expect(robot.seen.slice(pages).map(({ url }) => url.origin)).toEqual([kapu.serviceOrigin])
  return asked
}

/** The answer without what differs from request to request. */
async function answerTo(params: Record<string, string>, robot?: Robot) {
  const { state: _state, ...answer } = answerOf((await silently(params, robot)).robot)
  return answer
}

describe('prompt=none', () => {
  test('with a session brings a code, by redirects alone', async () => {
    const person = await kapu.account()
    const { robot, claims } = await enter(service, person)
    const asked = await silently({}, robot)
    expect(robot.hops.slice(0, -1).every(({ status }) => status === 303)).toBe(true)
    expect((await asked.redeem()).claims()).toMatchObject({ sub: claims.sub, nonce: asked.nonce })
  })

  test('without a session is answered with login_required', async () => {
    const asked = await silently()
    expect(answerOf(asked.robot)).toMatchObject({ error: 'login_required', state: asked.state, iss: kapu.issuer })
    expect(answerOf(asked.robot)).not.toHaveProperty('code')
  })

  test('with a session that has expired is answered with login_required', async () => {
    const { robot } = await enter(service, await kapu.account())
    later(31 * 60)
    expect((await silently({}, robot)).error).toBe('login_required')
  })

  test('with a session that holds less than is asked is answered with login_required', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await enter(service, person)
    expect((await silently({ acr_values: HIGH }, robot)).error).toBe('login_required')
  })

  test('with a session older than max_age is answered with login_required', async () => {
    const { robot } = await enter(service, await kapu.account())
    later(61)
    expect((await silently({ max_age: '60' }, robot)).error).toBe('login_required')
    expect((await silently({ max_age: '62' }, robot)).error).toBeNull()
  })

  test('where the person has not seen what is shared is answered with consent_required', async () => {
    const { robot } = await enter(service, await kapu.account())
    const asked = await service.ask({ robot, scope: 'openid identity_4t', params: { prompt: 'none' } })
    expect(asked.error).toBe('consent_required')
  })

  test('with a hint at the person of the session brings a code', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person)
    expect((await silently({ login_hint: person.username }, robot)).error).toBeNull()
  })

  test('does not tell a known name from an unknown one, with a session of somebody else', async () => {
    const [anna, bela] = [await kapu.account(), await kapu.account()]
    const { robot } = await enter(service, anna)
    const known = await answerTo({ login_hint: bela.username }, robot)
    const unknown = await answerTo({ login_hint: 'nobody-has-this-name' }, robot)
    expect(known['error']).toMatch(/^(login_required|account_selection_required)$/)
    expect(unknown).toEqual(known)
    expect(await livingSessions(kapu, anna.id)).toHaveLength(1)
  })

  test('does not tell a known name from an unknown one, without a session', async () => {
    const bela = await kapu.account()
    const known = await answerTo({ login_hint: bela.username })
    expect(known['error']).toBe('login_required')
    expect(await answerTo({ login_hint: 'nobody-has-this-name' })).toEqual(known)
  })

  test('together with another prompt is refused', async () => {
    const asked = await service.ask({ params: { prompt: 'none login' } })
    expect(asked.error).toBe('invalid_request')
  })
})
