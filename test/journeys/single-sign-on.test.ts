import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, userInfo } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu()
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

describe('single sign-on', () => {
  test('to a second service shows once what is shared, and then nothing', async () => {
    const person = await kapu.account()
    const { robot, claims } = await enter(mailbox, person)
    const first = await enter(taxOffice, person, { robot })
    expect(first.steps).toEqual(['consent'])
    const pages = robot.seen.length
    const second = await enter(taxOffice, person, { robot })
    expect(second.steps).toEqual([])
    expect(robot.seen.slice(pages).map(({ url }) => url.origin)).toEqual([kapu.serviceOrigin])
    expect(second.claims).toMatchObject({ auth_time: claims.auth_time, aud: taxOffice.clientId })
    expect((await userInfo(taxOffice, second))['name']).toBe('Kovács Anna')
  })

  test('is remembered in one session with each service', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person)
    await enter(taxOffice, person, { robot })
    const [uid = '', ...others] = await livingSessions(kapu, person.id)
    expect(others).toEqual([])
    const rows = await kapu.db
      .selectFrom('session_authorizations')
      .select('client_id')
      .where('session_uid', '=', uid)
      .execute()
    expect(new Set(rows.map((row) => row.client_id))).toEqual(new Set([mailbox.clientId, taxOffice.clientId]))
  })

  test('in a new browser asks for the proofs but not again for what is shared', async () => {
    const person = await kapu.account()
    await enter(mailbox, person)
    expect((await enter(mailbox, person)).steps).toEqual(['identify', 'authenticate/totp'])
  })

  test('asks again about what is shared where the service wants other claims', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person)
    expect((await enter(mailbox, person, { robot, scope: 'openid name age18' })).steps).toEqual(['consent'])
    expect((await enter(mailbox, person, { robot, scope: 'openid name age18' })).steps).toEqual([])
  })

  test('ends half an hour after its last use', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person)
    later(29 * 60)
    expect((await enter(mailbox, person, { robot })).steps).toEqual([])
    later(29 * 60)
    expect((await enter(mailbox, person, { robot })).steps).toEqual([])
    later(31 * 60)
    expect((await enter(mailbox, person, { robot })).steps).toEqual(['identify', 'authenticate/totp'])
  })

  test('ends eight hours after its beginning, however much it is used', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person)
    for (let passed = 0; passed < 7 * 60 + 40; passed += 20) {
      later(20 * 60)
      await enter(mailbox, person, { robot })
    }
    later(21 * 60)
    expect((await enter(mailbox, person, { robot })).steps).toEqual(['identify', 'authenticate/totp'])
  })

  test('lets five tabs, opened before anybody signed in, each end at its own service', async () => {
    const person = await kapu.account()
    const services = await Promise.all(Array.from({ length: 5 }, async () => serviceOf(kapu, await kapu.client())))
    const [first, ...others] = services
    if (first === undefined) throw new Error('no service')
    const begun = await first.ask({ scope: 'openid' })
    const waiting = []
    for (const service of others) {
      waiting.push(await service.ask({ scope: 'openid', robot: begun.robot.newTab() }))
    }
    expect(waiting.every(({ robot }) => robot.step === 'identify')).toBe(true)
    await signIn(begun.robot, person)
    const claims = [(await begun.redeem()).claims()]
    for (const tab of waiting) {
      await tab.robot.reload()
      claims.push((await tab.redeem()).claims())
    }
    expect(new Set(claims.map((one) => one?.aud))).toEqual(new Set(services.map(({ clientId }) => clientId)))
    expect(new Set(claims.map((one) => one?.auth_time)).size).toBe(1)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })
})
