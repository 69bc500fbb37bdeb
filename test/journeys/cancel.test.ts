import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type AskOptions, type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter } from './enter.ts'
import { livingSessions } from './sessions.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

type Holds = readonly ('password' | 'totp' | 'email-code')[]

describe('giving up a sign-in', () => {
  test.each<[string, Holds]>([
    ['identify', ['password', 'totp']],
    ['authenticate', ['password', 'totp', 'email-code']],
    ['authenticate/totp', ['password', 'totp']],
    ['authenticate/email-code', ['password', 'email-code']],
    ['authenticate/identification-mail', ['password']],
    ['enrol', ['password']],
    ['enrol/totp', ['password']],
    ['consent', ['password', 'totp']],
  ])('at the page %s is told to the service, and nobody is signed in', async (step, holds) => {
    const person = await kapu.account({ holds })
    const asked = await service.ask()
    const { robot } = asked
    await signIn(robot, person, { until: step })
    expect(robot.step).toBe(step)
    expect(robot.headers['cache-control']).toBe('no-store')
    expect(robot.text).toContain(`Service ${service.clientId}`)
    await robot.submit({}, { action: 'cancel' })
    expect(answerOf(robot)).toMatchObject({ error: 'access_denied', state: asked.state, iss: kapu.issuer })
    expect(answerOf(robot)).not.toHaveProperty('code')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })

  test.each<[string, AskOptions['params']]>([
    ['confirm_account', { prompt: 'select_account' }],
    ['switch_account', { login_hint: 'somebody.else' }],
    ['consent', { prompt: 'consent' }],
    ['identify', { prompt: 'login' }],
  ])('at the page %s is told to the service, and who is signed in stays so', async (step, params = {}) => {
    const person = await kapu.account()
    const { robot } = await enter(service, person)
    const asked = await service.ask({ robot, params })
    expect(robot.step).toBe(step)
    await robot.submit({}, { action: 'cancel' })
    expect(answerOf(robot)).toMatchObject({ error: 'access_denied', state: asked.state, iss: kapu.issuer })
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect((await enter(service, person, { robot })).steps).toEqual([])
  })

  test('leaves nothing to come back to: the page of then leads to a page with a way on', async () => {
    const asked = await service.ask()
    const { robot } = asked
    const page = robot.url
    await robot.submit({}, { action: 'cancel' })
    await robot.open(page)
    expect(robot.status).toBe(400)
    expect(robot.step).toBe('error')
    expect(robot.text).toContain('E-FLOW-02')
    expect(robot.links.map(({ text }) => text)).toContain(`Back to Service ${service.clientId}`)
  })
})
