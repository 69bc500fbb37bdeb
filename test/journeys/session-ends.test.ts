import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import type { Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { later } from './time.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
let hasty: Service
beforeAll(async () => {
  kapu = await startKapu()
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
  hasty = await serviceOf(kapu, await kapu.client({ rules: { max_idle: 5 * MINUTE } }))
})
beforeEach(() => later(0))
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** Whether somebody is let in without a page. */
async function isLetIn(service: Service, robot: Robot): Promise<boolean> {
  const asked = await service.ask({ scope: 'openid', robot: robot.newTab(), params: { prompt: 'none' } })
  if (asked.error !== null) expect(asked.error).toBe('login_required')
  return asked.error === null
}

async function signedIn(): Promise<Robot> {
  const { robot } = await enter(mailbox, await kapu.account(), { scope: 'openid' })
  return robot
}

describe('a session', () => {
  test('that lies unused ends at 30 minutes, to the second', async () => {
    const robot = await signedIn()
    later(30 * MINUTE - 1)
    expect(await isLetIn(taxOffice, robot)).toBe(true)
    later(30 * MINUTE)
    expect(await isLetIn(taxOffice, robot)).toBe(false)
  })

  test('is not used by a look at the page for signing out', async () => {
    const robot = await signedIn()
    later(20 * MINUTE)
    const page = await robot.newTab().open(`${kapu.issuer}/session/end`)
    expect(page.step).toBe('sign_out')
    await page.submit({}, { action: 'cancel' })
    expect(await isLetIn(hasty, robot)).toBe(false)
    later(10 * MINUTE)
    expect(await isLetIn(taxOffice, robot)).toBe(false)
  })

  test('that is used all the time ends at 8 hours, to the second', async () => {
    const robot = await signedIn()
    for (let passed = 0; passed < 8 * HOUR - 20 * MINUTE; passed += 20 * MINUTE) {
      later(20 * MINUTE)
      expect(await isLetIn(taxOffice, robot)).toBe(true)
    }
    later(20 * MINUTE - 1)
    expect(await isLetIn(taxOffice, robot)).toBe(true)
    later(1)
    expect(await isLetIn(taxOffice, robot)).toBe(false)
  })
})

describe('a client with an idle time of its own', () => {
  test('lets nobody in after it, while others do', async () => {
    const robot = await signedIn()
    later(5 * MINUTE)
    expect(await isLetIn(hasty, robot)).toBe(true)
    later(5 * MINUTE + 1)
    expect(await isLetIn(hasty, robot)).toBe(false)
    expect(await isLetIn(taxOffice, robot)).toBe(true)
  })

  test('counts from the last use at any service', async () => {
    const robot = await signedIn()
    later(4 * MINUTE)
    expect(await isLetIn(taxOffice, robot)).toBe(true)
    later(4 * MINUTE)
    expect(await isLetIn(hasty, robot)).toBe(true)
  })

  test('is not used by being asked in vain', async () => {
    const robot = await signedIn()
    later(5 * MINUTE + 1)
    expect(await isLetIn(hasty, robot)).toBe(false)
    expect(await isLetIn(hasty, robot)).toBe(false)
  })

  test('asks the same person for the proofs, in the same session', async () => {
    const person = await kapu.account()
    const { robot } = await enter(hasty, person)
    later(5 * MINUTE + 1)
    const again = await enter(hasty, person, { robot })
    expect(again.steps).toEqual(['identify', 'authenticate/totp'])
    expect(await isLetIn(hasty, robot)).toBe(true)
  })
})
