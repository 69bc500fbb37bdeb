/** With which ID tokens a service may ask for a sign-out (OIDC RP-Initiated Logout 1.0 §2), and for whose. */
import { calculateJwkThumbprint, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { insertFirstKey } from '../../src/provider/keys/store.ts'
import { systemClock } from '../../src/system/clock.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import type { Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu()
  mailbox = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
  taxOffice = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const SCOPE = { scope: 'openid' }

async function signedIn(robot?: Robot) {
  const person = await kapu.account()
  const options = { ...SCOPE, params: { prompt: 'login' }, choices: { switchAccount: 'switch' } as const }
  const entered = await enter(mailbox, person, robot === undefined ? SCOPE : { ...options, robot })
  return { person, robot: entered.robot, claims: entered.claims, hint: entered.tokens.id_token ?? '' }
}

async function askToSignOut(robot: Robot, hint: string, service = mailbox): Promise<Robot> {
  const post_logout_redirect_uri = `${kapu.serviceOrigin}/${service.clientId}/`
  const params = { id_token_hint: hint, post_logout_redirect_uri, state: 'kept' }
  return robot.open(oidc.buildEndSessionUrl(service.configuration, params))
}

async function expectSignedOut(robot: Robot): Promise<void> {
  expect(robot.step).toBe('sign_out')
  await robot.submit({}, { action: 'everywhere' })
  expect(robot.url.href).toBe(`${kapu.serviceOrigin}/${mailbox.clientId}/?state=kept`)
}

async function expectRefused(robot: Robot, accountId: string): Promise<void> {
  expect(robot.status).toBe(400)
  expect(robot.step).toBe('error')
  expect(robot.text).toContain('E-LOGOUT-01')
  expect(await livingSessions(kapu, accountId)).toHaveLength(1)
}

/** What the hint says, signed by somebody else. */
async function foreign(hint: string, change: Record<string, unknown> = {}): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256')
  const { alg = 'ES256', kid = '' } = decodeProtectedHeader(hint)
  const payload: Record<string, unknown> = JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString())
  return new SignJWT({ ...payload, ...change }).setProtectedHeader({ alg, kid }).sign(privateKey)
}

/** Takes a new signing key into use, as a rotation does; the one of before verifies on. */
async function supersedeKey(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  const privateSealed = await kapu.core.sealing.seal(`signing-key:${kid}`, JSON.stringify(await exportJWK(privateKey)))
  await kapu.db.updateTable('signing_keys').set({ state: 'retiring' }).where('alg', '=', 'ES256').execute()
  const at = systemClock.now()
  await inTransaction(kapu.db, (t) => insertFirstKey(t, { kid, alg: 'ES256', publicJwk, privateSealed, at }))
  await kapu.restart()
  return kid
}

describe('an ID token is good enough to ask for a sign-out', () => {
  test('long after it expired', async () => {
    const { robot, hint } = await signedIn()
    later(20 * 60)
    await askToSignOut(robot, hint)
    await expectSignedOut(robot)
  })

  test('when the key that signed it has been superseded', async () => {
    const { person, robot, hint } = await signedIn()
    const kid = await supersedeKey()
    expect(decodeProtectedHeader(hint).kid).not.toBe(kid)
    await askToSignOut(robot, hint)
    await expectSignedOut(robot)
    expect(await livingSessions(kapu, person.id)).toEqual([])
    const next = await signedIn()
    expect(decodeProtectedHeader(next.hint).kid).toBe(kid)
  })

  test('and none at all is, too', async () => {
    const { person, robot } = await signedIn()
    await robot.open(new URL(`${kapu.issuer}/session/end`))
    expect(robot.step).toBe('sign_out')
    await robot.submit({}, { action: 'everywhere' })
    expect(robot.step).toBe('signed_out')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

describe('an ID token is refused', () => {
  test('when somebody else signed it', async () => {
    const { person, robot, hint } = await signedIn()
    await expectRefused(await askToSignOut(robot, await foreign(hint)), person.id)
  })

  test('when somebody else signed it in another issuer’s name', async () => {
    const { person, robot, hint } = await signedIn()
    const iss = 'https://elsewhere.example'
    await expectRefused(await askToSignOut(robot, await foreign(hint, { iss })), person.id)
  })

  test('when it is another service’s than the one that asks', async () => {
    const { person, robot, hint } = await signedIn()
    const url = oidc.buildEndSessionUrl(taxOffice.configuration, { client_id: taxOffice.clientId, id_token_hint: hint })
    await expectRefused(await robot.open(url), person.id)
  })

  test('when it is no token', async () => {
    const { person, robot } = await signedIn()
    await expectRefused(await askToSignOut(robot, 'not.a.token'), person.id)
  })
})

describe('a service that asks for the sign-out of somebody whose place another person has taken', () => {
  test('ends nothing by itself: the page says who is signed in now, and that it was another', async () => {
    const first = await signedIn()
    const second = await signedIn(first.robot)
    expect(second.claims.sub).not.toBe(first.claims.sub)
    const { robot } = first
    await askToSignOut(robot, first.hint)
    expect(robot.step).toBe('sign_out')
    expect(robot.text).toContain('asks to sign out another person')
    await robot.submit({}, { action: 'cancel' })
    expect(robot.url.href).toBe(`${kapu.serviceOrigin}/${mailbox.clientId}/`)
    expect(await livingSessions(kapu, second.person.id)).toHaveLength(1)
    await askToSignOut(robot, second.hint)
    expect(robot.text).not.toContain('asks to sign out another person')
  })
})

test('a browser of the same person elsewhere is not signed out by a hint of this one', async () => {
  const { person, hint } = await signedIn()
  const elsewhere = await enter(taxOffice, person, SCOPE)
  await askToSignOut(elsewhere.robot, hint)
  await elsewhere.robot.submit({}, { action: 'everywhere' })
  expect(await livingSessions(kapu, person.id)).toHaveLength(1)
})
