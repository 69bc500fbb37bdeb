import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { epochSeconds, later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** Somebody who signed in two minutes ago, in this browser. */
async function signedInBefore() {
  const person = await kapu.account()
  const first = await enter(service, person)
  later(120)
  return { person, first, robot: first.robot, uids: await livingSessions(kapu, person.id) }
}

describe('a session two minutes old', () => {
  test.each([
    ['max_age=0', { max_age: '0' }],
    ['a smaller max_age', { max_age: '60' }],
    ['prompt=login', { prompt: 'login' }],
  ])('is not enough for %s: both factors are asked, the session stays', async (_name, params) => {
    const { person, first, robot, uids } = await signedInBefore()
    const again = await enter(service, person, { robot, params })
    expect(again.steps).toEqual(['identify', 'authenticate/totp'])
    expect(again.claims.sub).toBe(first.claims.sub)
    expect(again.claims.auth_time).toBe(epochSeconds())
    expect(await livingSessions(kapu, person.id)).toEqual(uids)
  })

  test('is enough for a greater max_age, and the time of the proofs is told', async () => {
    const { person, first, robot } = await signedInBefore()
    const again = await enter(service, person, { robot, params: { max_age: '600' } })
    expect(again.steps).toEqual([])
    expect(again.claims.auth_time).toBe(first.claims.auth_time)
  })

  test('shows who is signed in for prompt=select_account and goes on with that person', async () => {
    const { person, first, robot } = await signedInBefore()
    const asked = await service.ask({ robot, params: { prompt: 'select_account' } })
    expect(robot.step).toBe('confirm_account')
    expect(robot.text).not.toContain('Kovács Anna')
    await robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).claims()?.sub).toBe(first.claims.sub)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('ends where the person shown by prompt=select_account chooses somebody else', async () => {
    const { person, robot } = await signedInBefore()
    const other = await kapu.account()
    const asked = await service.ask({ robot, params: { prompt: 'select_account' } })
    await robot.submit({}, { action: 'switch' })
    expect(robot.step).toBe('identify')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await signIn(robot, other)
    await asked.redeem()
    expect(await livingSessions(kapu, other.id)).toHaveLength(1)
  })

  test('asks again what may be shared for prompt=consent', async () => {
    const { person, robot } = await signedInBefore()
    const again = await enter(service, person, { robot, params: { prompt: 'consent' } })
    expect(again.steps).toEqual(['consent'])
  })

  test('is proved and asked anew for prompt=login consent', async () => {
    const { person, robot } = await signedInBefore()
    const again = await enter(service, person, { robot, params: { prompt: 'login consent' } })
    expect(again.steps).toEqual(['identify', 'authenticate/totp', 'consent'])
  })
})

describe('a client’s own rule', () => {
  test('of a greatest age is kept, whatever the request says', async () => {
    const strict = await serviceOf(kapu, await kapu.client({ rules: { max_age: 60 } }))
    const { person, robot } = await signedInBefore()
    const entered = await enter(strict, person, { robot, params: { max_age: '600' } })
    expect(entered.steps).toEqual(['identify', 'authenticate/totp', 'consent'])
  })

  test('of no single sign-on asks for both factors each time', async () => {
    const lonely = await serviceOf(kapu, await kapu.client({ rules: { single_sign_on: false } }))
    const { person, robot } = await signedInBefore()
    expect((await enter(lonely, person, { robot })).steps).toEqual(['identify', 'authenticate/totp', 'consent'])
    later(60)
    expect((await enter(lonely, person, { robot })).steps).toEqual(['identify', 'authenticate/totp'])
  })

  test('of always showing who is signed in names the account each time', async () => {
    const careful = await serviceOf(kapu, await kapu.client({ rules: { always_show_account: true } }))
    const { person, robot } = await signedInBefore()
    expect((await enter(careful, person, { robot })).steps).toEqual(['confirm_account', 'consent'])
    expect((await enter(careful, person, { robot })).steps).toEqual(['confirm_account'])
  })
})
