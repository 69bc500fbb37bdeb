import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter, statusOfToken } from './enter.ts'
import { livingSessions, suspend } from './sessions.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

describe('a suspended account', () => {
  test('looks like any other as long as the password is wrong', async () => {
    const suspended = await kapu.account({ state: 'SUSPENDED' })
    const ordinary = await kapu.account()
    const answers = []
    for (const { username } of [suspended, ordinary, { username: 'nobody-has-this-name' }]) {
      const { robot } = await service.ask()
      await robot.submit({ username, password: 'wrong' }, { action: 'continue' })
      answers.push([robot.status, robot.step, robot.alert])
    }
    expect(answers[0]?.slice(0, 2)).toEqual([422, 'identify'])
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('is told so after its proofs, and the service after that', async () => {
    const person = await kapu.account({ state: 'SUSPENDED' })
    const asked = await service.ask()
    const { robot } = asked
    const { steps } = await signIn(robot, person, { until: 'error' })
    expect(steps[0]).toBe('identify')
    expect(robot.status).toBe(403)
    expect(robot.step).toBe('error')
    expect(robot.text).toContain('E-ACC-01')
    await robot.clickLink(`Service ${service.clientId}`)
    expect(answerOf(robot)).toMatchObject({ error: 'access_denied', state: asked.state, iss: kapu.issuer })
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })

  test.each([
    ['PW_EXPIRED', 'E-PW-EXP'],
    ['INACTIVE', 'E-PW-INA'],
  ] as const)('has relatives: %s is told by %s', async (state, code) => {
    const person = await kapu.account({ state })
    const asked = await service.ask()
    await signIn(asked.robot, person, { until: 'error' })
    expect(asked.robot.text).toContain(code)
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

test('who is suspended between the last answer and the way back gets no session', async () => {
  const person = await kapu.account()
  const { robot } = await service.ask()
  await signIn(robot, person, { until: 'consent' })
  robot.breakOffAfter(2)
  await robot.submit({}, { action: 'approve' })
  await suspend(kapu, person.id)
  await robot.open(robot.hops.at(-1)?.location ?? '')
  expect(answerOf(robot)['error']).toBe('access_denied')
  expect(await livingSessions(kapu, person.id)).toEqual([])
})

describe('an account suspended while its session lives', () => {
  test('has dead tokens at once', async () => {
    const person = await kapu.account()
    const { tokens } = await enter(service, person)
    await suspend(kapu, person.id)
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
  })

  test.each([
    ['that may show pages', {}],
    ['that may not', { prompt: 'none' }],
  ])('loses the session at the next request %s', async (_name, params) => {
    const person = await kapu.account()
    const { robot, tokens } = await enter(service, person)
    await suspend(kapu, person.id)
    const asked = await service.ask({ robot, params })
    if ('prompt' in params) expect(asked.error).toBe('login_required')
    else expect(robot.step).toBe('identify')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    const ends = kapu.db.selectFrom('audit_events').select(['actor_type', 'actor_id', 'reason'])
    expect(
      await ends.where('event', '=', 'session.ended').where('subject_account_id', '=', person.id).execute(),
    ).toEqual([{ actor_type: 'system', actor_id: null, reason: 'suspended' }])
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
  })

  test('leaves the browser to whoever comes next', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person)
    await suspend(kapu, person.id)
    const next = await kapu.account()
    const { steps } = await enter(service, next, { robot })
    expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
    expect(await livingSessions(kapu, next.id)).toHaveLength(1)
  })

  test('cannot have its code redeemed', async () => {
    const person = await kapu.account()
    const asked = await service.ask()
    await signIn(asked.robot, person)
    await suspend(kapu, person.id)
    await expect(asked.redeem()).rejects.toMatchObject({ error: 'invalid_grant', status: 400 })
  })

  test('cannot finish the sign-in that was under way', async () => {
    const person = await kapu.account()
    const asked = await service.ask()
    await signIn(asked.robot, person, { until: 'consent' })
    await suspend(kapu, person.id)
    await asked.robot.submit({}, { action: 'approve' })
    expect(asked.robot.text).toContain('E-ACC-01')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})
