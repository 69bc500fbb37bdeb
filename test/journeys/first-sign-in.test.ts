import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
})
afterAll(() => kapu.close())

describe('a first sign-in', () => {
  test('S4 feature 3: with password and app ends at the service under the person’s own name', async () => {
    const person = await kapu.account()
    const service = await serviceOf(kapu, await kapu.client())
    const asked = await service.ask()
    const { steps } = await signIn(asked.robot, person)
    expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
    const tokens = await asked.redeem()
    expect(tokens.claims()).toMatchObject({
      iss: kapu.issuer,
      nonce: asked.nonce,
      acr: 'http://eidas.europa.eu/LoA/substantial',
      amr: ['pwd', 'otp', 'mfa'],
    })
  })
})
