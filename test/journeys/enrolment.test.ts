import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, type TestAccount, startKapu } from '../support/kapu.ts'
import { messagesAt, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { SUBSTANTIAL } from './levels.ts'
import { auditOf, livingSessions } from './sessions.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

async function heldBy({ id }: TestAccount): Promise<string[]> {
  const rows = await kapu.db.selectFrom('held_factors').select('factor').where('account_id', '=', id).execute()
  return rows.map(({ factor }) => factor).toSorted()
}

/** The mails an account got, when there are as many as awaited. */
async function mailsTo(person: TestAccount, count: number) {
  for (let tries = 0; tries < 100; tries += 1) {
    const all = await messagesAt(person.mailApi ?? '')
    const own = all.filter(({ to }) => to.includes(`${person.username}@`))
    if (own.length >= count) return own
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${person.username} got fewer than ${count} mails`)
}

const plain = { holds: ['password'] } as const

describe('somebody who holds a password alone', () => {
  test('S4 2F-10 2F-3: is led to set up the app by a mailed code, and goes on to the service', async () => {
    const person = await kapu.account(plain)
    const asked = await service.ask()
    const { steps, person: after, deletionCode } = await signIn(asked.robot, person)
    expect(steps).toEqual([
      'identify',
      'authenticate/identification-mail',
      'enrol',
      'enrol/totp',
      'enrol/totp',
      'consent',
    ])
    expect((await asked.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL, amr: ['pwd', 'otp', 'mfa'] })
    expect(deletionCode).toMatch(/^\d{16}$/)
    expect(await heldBy(person)).toContain('totp')
    expect(await auditOf(kapu, person.id)).toContain('factor.enrolled')
    // The code, and the notice that something was set up: it names neither secret nor deletion code
    const mails = await mailsTo(person, 2)
    for (const { text } of mails) {
      expect(text).not.toContain(after.totpSecret)
      expect(text.replace(/\D/g, '')).not.toContain(deletionCode)
    }

    const next = await enter(service, after)
    expect(next.steps).toEqual(['identify', 'authenticate/totp'])
  })

  test('S4 2F-5: may set up a code by e-mail instead', async () => {
    const person = await kapu.account(plain)
    const asked = await service.ask()
    // The pause between two mails is between two of one kind: nobody waits on the way
    await signIn(asked.robot, person, { enrol: 'email-code' })
    const claims = (await asked.redeem()).claims()
    expect(claims).toMatchObject({ acr: SUBSTANTIAL, amr: ['pwd', 'email', 'mfa'] })
    expect(await heldBy(person)).toContain('email-code')
  })

  test('goes on to the next service in the same session without a page', async () => {
    const person = await kapu.account(plain)
    const { robot } = await enter(service, person)
    const second = await serviceOf(kapu, await kapu.client())
    expect((await enter(second, person, { robot })).steps).toEqual(['consent'])
  })

  test('sets up nothing without the mailed code', async () => {
    const person = await kapu.account(plain)
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'authenticate/identification-mail' })
    await robot.open(robot.url.href.replace('authenticate/identification-mail', 'enrol/totp'))
    expect(robot.step).toBe('authenticate/identification-mail')
    await robot.submit({ code: '000000' }, { action: 'continue' })
    expect(robot.status).toBe(422)
    expect(robot.step).toBe('authenticate/identification-mail')
    expect(await heldBy(person)).not.toContain('totp')
  })

  test('2F-4: who leaves before the deletion code is confirmed has set up nothing', async () => {
    const person = await kapu.account(plain)
    const asked = await service.ask()
    const { robot } = asked
    await signIn(robot, person, { until: 'enrol' })
    await robot.submit({}, { factor: 'totp' })
    expect(robot.step).toBe('enrol/totp')
    await robot.submit({}, { action: 'cancel' })
    expect(asked.error).toBe('access_denied')
    expect(await heldBy(person)).not.toContain('totp')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})
