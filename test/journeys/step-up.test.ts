import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter } from './enter.ts'
import { HIGH, LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { livingSessions } from './sessions.ts'

let reachable: Kapu
let country: Kapu
let bank: Service
let mailbox: Service
let office: Service
beforeAll(async () => {
  ;[reachable, country] = await Promise.all([startKapu({ mail: true, policy: threeLevels }), startKapu()])
  mailbox = await serviceOf(reachable, await reachable.client())
  bank = await serviceOf(reachable, await reachable.client())
  office = await serviceOf(country, await country.client())
})
afterAll(async () => {
  await reachable.close()
  await country.close()
})

/** An `acr` claim that must be met. */
const essential = (...values: string[]) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, values } } }),
})

describe('a step-up', () => {
  test.each([
    ['acr_values', { acr_values: HIGH }],
    ['an essential acr claim', essential(HIGH)],
  ])('by %s asks only what is missing, and keeps the session', async (_name, params) => {
    const person = await reachable.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot, claims } = await enter(mailbox, person)
    const before = await livingSessions(reachable, person.id)
    expect(before).toHaveLength(1)

    const stepped = await enter(bank, person, { robot, params })
    expect(stepped.steps).toEqual(['authenticate/email-code', 'consent'])
    expect(stepped.claims).toMatchObject({ acr: HIGH, auth_time: claims.auth_time })
    expect(await livingSessions(reachable, person.id)).toEqual(before)

    const back = await enter(mailbox, person, { robot })
    expect(back.steps).toEqual([])
    expect(back.claims).toMatchObject({ sub: claims.sub, acr: SUBSTANTIAL })
  })

  test('happens once: the next request of that level needs no page', async () => {
    const person = await reachable.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await enter(mailbox, person, { params: { acr_values: LOW } })
    expect((await enter(mailbox, person, { robot })).steps).toEqual(['authenticate/totp'])
    expect((await enter(mailbox, person, { robot, params: { acr_values: HIGH } })).steps).toEqual([
      'authenticate/email-code',
    ])
    expect((await enter(mailbox, person, { robot, params: { acr_values: HIGH } })).steps).toEqual([])
  })

  test('follows the client’s own floor, whatever the request says', async () => {
    const strict = await serviceOf(reachable, await reachable.client({ rules: { min_acr: HIGH } }))
    const person = await reachable.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await enter(mailbox, person)
    const { steps, claims } = await enter(strict, person, { robot, params: { acr_values: LOW } })
    expect(steps).toEqual(['authenticate/email-code', 'consent'])
    expect(claims.acr).toBe(HIGH)
  })

  test('that is given up leaves the session as it was', async () => {
    const person = await reachable.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await enter(mailbox, person)
    const before = await livingSessions(reachable, person.id)
    const asked = await bank.ask({ robot, params: { acr_values: HIGH } })
    await robot.submit({}, { action: 'cancel' })
    expect(asked.error).toBe('access_denied')
    expect(await livingSessions(reachable, person.id)).toEqual(before)
    expect((await enter(mailbox, person, { robot })).steps).toEqual([])
  })
})

describe('an essential acr', () => {
  test.each([
    ['alone', essential(HIGH)],
    ['beside acr_values that could be met', { ...essential(HIGH), acr_values: SUBSTANTIAL }],
    ['as single value', { claims: JSON.stringify({ id_token: { acr: { essential: true, value: HIGH } } }) }],
  ])('that the person cannot reach is an error to the service: %s', async (_name, params) => {
    const person = await country.account()
    const asked = await office.ask({ params })
    await signIn(asked.robot, person)
    expect(answerOf(asked.robot)).toMatchObject({
      error: 'unmet_authentication_requirements',
      state: asked.state,
      iss: country.issuer,
    })
    expect(answerOf(asked.robot)).not.toHaveProperty('code')
  })

  test('that the person cannot reach is the same error with a session', async () => {
    const person = await country.account()
    const { robot } = await enter(office, person)
    const asked = await office.ask({ robot, params: essential(HIGH) })
    expect(asked.error).toBe('unmet_authentication_requirements')
    expect((await enter(office, person, { robot })).steps).toEqual([])
  })

  test('that nobody knows is refused before anything is asked', async () => {
    const asked = await office.ask({ params: essential('http://nobody.example/level') })
    expect(asked.error).toBe('unmet_authentication_requirements')
    expect(asked.robot.seen.map(({ url }) => url.origin)).toEqual([country.serviceOrigin])
  })

  test('is met by any of its values', async () => {
    const { claims } = await enter(office, await country.account(), { params: essential(HIGH, SUBSTANTIAL) })
    expect(claims.acr).toBe(SUBSTANTIAL)
  })

  test('goes before acr_values', async () => {
    const person = await reachable.account({ holds: ['password', 'totp', 'email-code'] })
    const { claims } = await enter(bank, person, { params: { ...essential(HIGH), acr_values: LOW } })
    expect(claims.acr).toBe(HIGH)
  })
})

describe('acr_values', () => {
  test.each([
    ['that nobody knows', 'http://nobody.example/level'],
    ['that the person cannot reach', HIGH],
  ])('%s fall back to the default level', async (_name, value) => {
    const { claims } = await enter(office, await country.account(), { params: { acr_values: value } })
    expect(claims.acr).toBe(SUBSTANTIAL)
  })

  test('are tried in their order', async () => {
    const { claims } = await enter(office, await country.account(), { params: { acr_values: `${HIGH} ${LOW}` } })
    expect(claims.acr).toBe(LOW)
  })
})
