import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { enter, userInfo } from './enter.ts'
import { LOW } from './levels.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

async function service(document: Record<string, unknown> = {}) {
  return serviceOf(kapu, await kapu.client(document))
}

const robot = () => createRobot({ language: 'en' })

const shopScope = 'openid name email birthdate'

/** A private service: people decide, and may keep two of the claims to themselves. */
async function privateShop() {
  return service({ public_body: false, scope: shopScope, optional_claims: ['email', 'birthdate'] })
}

describe('userinfo gives', () => {
  test('the subject alone where nothing else was asked, without a page about it', async () => {
    const mailbox = await service()
    const entered = await enter(mailbox, await kapu.account(), { scope: 'openid' })
    expect(entered.steps).toEqual(['identify', 'authenticate/totp'])
    expect(Object.keys(await userInfo(mailbox, entered))).toEqual(['sub'])
  })

  test('the claims of the scopes that were asked and no others', async () => {
    const mailbox = await service()
    const entered = await enter(mailbox, await kapu.account(), { scope: 'openid name age18' })
    expect(await userInfo(mailbox, entered)).toEqual({
      sub: entered.claims.sub,
      name: 'Kovács Anna',
      family_name: 'Kovács',
      given_name: 'Anna',
      hu_age_over_18: true,
    })
    expect(Object.keys(entered.claims)).not.toContain('name')
  })

  test('all natural identity data for their scope', async () => {
    const mailbox = await service()
    const person = await kapu.account({ identity: { hu_mother_birth_given_name: 'Erzsébet' } })
    const entered = await enter(mailbox, person, { scope: 'openid identity_4t' })
    expect(await userInfo(mailbox, entered)).toMatchObject({
      birth_family_name: 'Szegedi',
      hu_mother_birth_family_name: 'Fehér',
      hu_mother_birth_given_name: 'Erzsébet',
      birthdate: '1984-03-17',
      place_of_birth: { locality: 'Szeged', country: 'HU' },
      hu_account_state: 'final',
    })
  })

  test('nothing for a claim named in the claims parameter beyond the client’s scopes', async () => {
    const modest = await service({ scope: 'openid name' })
    const claims = JSON.stringify({ userinfo: { birthdate: { essential: true } }, id_token: { gender: null } })
    const entered = await enter(modest, await kapu.account(), { params: { claims } })
    expect(Object.keys(await userInfo(modest, entered)).toSorted()).toEqual([
      'family_name',
      'given_name',
      'name',
      'sub',
    ])
    expect(entered.claims).not.toHaveProperty('gender')
  })

  test('a single claim named in the claims parameter within the client’s scopes', async () => {
    const mailbox = await service()
    const claims = JSON.stringify({ userinfo: { birthdate: null } })
    const entered = await enter(mailbox, await kapu.account(), { scope: 'openid', params: { claims } })
    expect(entered.steps).toContain('consent')
    expect(await userInfo(mailbox, entered)).toEqual({ sub: entered.claims.sub, birthdate: '1984-03-17' })
  })

  test('no more to a later request than that asked, though more was given before', async () => {
    const mailbox = await service()
    const person = await kapu.account()
    const browser = robot()
    await enter(mailbox, person, { robot: browser, scope: 'openid identity_4t' })
    const later = await enter(mailbox, person, { robot: browser, scope: 'openid age18' })
    expect(Object.keys(await userInfo(mailbox, later)).toSorted()).toEqual(['hu_age_over_18', 'sub'])
  })

  test('no claim that the person refused, and gives it once it is shared', async () => {
    const shop = await privateShop()
    const person = await kapu.account({ username: 'valaszto' })
    const browser = robot()
    const refused = await enter(shop, person, { robot: browser, scope: shopScope })
    const without = await userInfo(shop, refused)
    expect(Object.keys(without).toSorted()).toEqual(['family_name', 'given_name', 'name', 'sub'])

    const again = await enter(shop, person, { robot: browser, scope: shopScope })
    expect(again.steps).toEqual([])
    expect(await userInfo(shop, again)).toEqual(without)

    const shared = await enter(shop, person, {
      robot: browser,
      scope: shopScope,
      params: { prompt: 'consent' },
      choices: { share: ['email'] },
    })
    expect(shared.steps).toEqual(['consent'])
    const given = await userInfo(shop, shared)
    expect(given).toMatchObject({ email: 'valaszto@posta.example', email_verified: true })
    expect(given).not.toHaveProperty('birthdate')
  })

  test('no claim that the person refused, also after the service asked for less', async () => {
    const shop = await privateShop()
    const person = await kapu.account()
    const browser = robot()
    const refused = await enter(shop, person, { robot: browser, scope: shopScope })
    await enter(shop, person, { robot: browser, scope: 'openid name' })
    expect(await userInfo(shop, refused)).not.toHaveProperty('email')
    expect(await userInfo(shop, refused)).not.toHaveProperty('birthdate')
  })

  test('of a temporary account none of the natural identity data', async () => {
    const mailbox = await service()
    const person = await kapu.account({ state: 'TEMP_ACTIVE' })
    const entered = await enter(mailbox, person, { scope: 'openid identity_4t age18', params: { acr_values: LOW } })
    expect(entered.claims.acr).toBe(LOW)
    expect(await userInfo(mailbox, entered)).toEqual({ sub: entered.claims.sub, hu_account_state: 'temporary' })
  })

  test('of a temporary account the name to who asks for a name', async () => {
    const mailbox = await service()
    const person = await kapu.account({ state: 'TEMP_ACTIVE' })
    const entered = await enter(mailbox, person, { params: { acr_values: LOW } })
    expect((await userInfo(mailbox, entered))['name']).toBe('Kovács Anna')
  })
})

describe('a scope that the client may not have', () => {
  test('is refused to the service', async () => {
    const modest = await service({ scope: 'openid name' })
    const asked = await modest.ask({ scope: 'openid identity_4t' })
    expect(asked.error).toBe('invalid_scope')
  })
})
