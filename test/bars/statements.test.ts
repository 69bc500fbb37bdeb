/**
 * How often the database is asked. Each statement is a round trip on somebody's way to a service; a query that creeps
 * in is seen here before it is felt.
 */
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

/**
 * Statements, without begin, commit and rollback, and round trips, with them. These figures may only go down: whoever
 * makes one smaller writes the smaller one here. They started at 45 (first sign-in) and 10 (single sign-on) statements.
 * One of the first sign-in remembers the device, so that strangers cannot lock its person out (domain RD7).
 */
const CEILINGS = {
  'first sign-in': { statements: 44, roundTrips: 56 },
  'code exchange': { statements: 9, roundTrips: 9 },
  userinfo: { statements: 6, roundTrips: 6 },
  'single sign-on': { statements: 6, roundTrips: 6 },
  'single sign-on, service new to the session': { statements: 6, roundTrips: 6 },
} as const

const heard: string[] = []
let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu({ onStatement: (statement) => heard.push(statement) })
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
})
afterAll(() => kapu.close())

describe('the database is asked no more often than before', () => {
  test('for a first sign-in, for its tokens, and for single sign-on', async () => {
    const person = await kapu.account()
    const robot = createRobot({ language: 'en' })
    const asked = await measured(() => mailbox.ask({ robot }))
    const { username, password, totpSecret = '' } = person
    const entered = await measured(() => robot.submit({ username, password }, { action: 'continue' }))
    const code = await generate({ secret: totpSecret })
    const proved = await measured(() => robot.submit({ code }, { action: 'continue' }))
    const shared = await measured(() => robot.submit({}, { action: 'approve' }))
    expect(robot.url.searchParams.has('code')).toBe(true)
    const parts = { authorization: asked, password: entered, 'app code': proved, 'data to be shared': shared }
    judge('first sign-in', parts)

    const exchanged = await measured(() => asked.result.redeem())
    judge('code exchange', { token: exchanged })
    const authorization = `Bearer ${exchanged.result.access_token}`
    const told = await measured(() => fetch(`${kapu.issuer}/me`, { headers: { authorization } }))
    expect(told.result.status).toBe(200)
    judge('userinfo', { me: told })

    const again = await measured(() => mailbox.ask({ robot, params: { prompt: 'none' } }))
    expect(again.result.error).toBeNull()
    judge('single sign-on', { authorization: again })
    const elsewhere = await measured(() => taxOffice.ask({ robot, scope: 'openid', params: { prompt: 'none' } }))
    expect(elsewhere.result.error).toBeNull()
    judge('single sign-on, service new to the session', { authorization: elsewhere })
  })
})

interface Measured<T> {
  readonly result: T
  readonly heard: readonly string[]
}

/** What one act of a person or a service makes us ask, redirects included. */
async function measured<T>(act: () => Promise<T>): Promise<Measured<T>> {
  heard.length = 0
  const result = await act()
  return { result, heard: [...heard] }
}

function judge(name: keyof typeof CEILINGS, parts: Readonly<Record<string, Measured<unknown>>>): void {
  const all = Object.values(parts).flatMap((part) => part.heard)
  const count = { statements: statementsOf(all).length, roundTrips: all.length }
  const ceiling = CEILINGS[name]
  const lines = Object.entries(parts).flatMap(([part, { heard: sent }]) => [
    `  ${part}: ${statementsOf(sent).length} statements, ${sent.length} round trips`,
    ...sent.map((statement) => `    ${inShort(statement)}`),
  ])
  const total = `${count.statements} of ${ceiling.statements} statements, ${count.roundTrips} of ${ceiling.roundTrips} round trips`
  console.log([`${name}: ${total}`, ...lines].join('\n'))
  expect(count.statements, name).toBeLessThanOrEqual(ceiling.statements)
  expect(count.roundTrips, name).toBeLessThanOrEqual(ceiling.roundTrips)
}

function statementsOf(sent: readonly string[]): string[] {
  return sent.filter((statement) => !/^\s*(begin|commit|rollback)/i.test(statement))
}

function inShort(statement: string): string {
  return statement.replace(/\s+/g, ' ').trim().slice(0, 110)
}
