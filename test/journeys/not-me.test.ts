/** A page names somebody, and another person sits there: they say so, and are asked who goes on (AC1, AC2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { send, standingForm, submission } from '../bars/raw-requests.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { auditOf, livingSessions } from './sessions.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu({ policy: (policy) => ({ ...threeLevels(policy), defaultAcr: LOW }) })
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

const NOT_ME = { action: 'switch' }
const SCOPE = { scope: 'openid' }

/** The first one is signed in to the mailbox; the other sits down. */
async function twoPeople() {
  const [first, other] = await Promise.all([kapu.account(), kapu.account()])
  const { robot } = await enter(mailbox, first, SCOPE)
  return { first, other, robot: robot.newTab(), living: () => livingSessions(kapu, first.id) }
}

function offers(robot: Robot): string[] {
  return robot.form?.buttons.map(({ value }) => value) ?? []
}

interface Page {
  readonly step: string
  /** From a session of the first one. */
  reach(robot: Robot, first: TestAccount): ReturnType<Service['ask']>
}

const stepUp: Page = {
  step: 'authenticate/totp',
  reach: (robot) => taxOffice.ask({ ...SCOPE, robot, params: { acr_values: SUBSTANTIAL } }),
}

const pages: readonly Page[] = [
  stepUp,
  {
    step: 'authenticate/password',
    async reach(robot) {
      const asked = await taxOffice.ask({ ...SCOPE, robot, params: { login_hint: 'somebodyelse' } })
      await robot.submit({}, { action: 'stay' })
      return asked
    },
  },
  { step: 'consent', reach: (robot) => taxOffice.ask({ robot }) },
  {
    step: 'authenticate/totp',
    async reach(robot, { username, password }) {
      const params = { prompt: 'login', acr_values: SUBSTANTIAL }
      const asked = await taxOffice.ask({ ...SCOPE, robot, params })
      await robot.submit({ username, password }, { action: 'continue' })
      return asked
    },
  },
]

describe.each(pages)('who is not the person that $step names', ({ step, reach }) => {
  test('is asked who goes on, and nobody is signed out by that', async () => {
    const { first, robot, living } = await twoPeople()
    const before = await living()
    await reach(robot, first)
    expect(robot.step).toBe(step)
    expect(offers(robot)).toContain('switch')
    await robot.submit({}, NOT_ME)
    expect(robot.step).toBe('switch_account')
    expect(offers(robot)).toEqual(['switch', 'stay', 'cancel', 'extend'])
    expect(await living()).toEqual(before)
    await robot.reload()
    expect(robot.step).toBe('switch_account')
    const elsewhere = await mailbox.ask({ ...SCOPE, robot: robot.newTab(), params: { prompt: 'none' } })
    expect(elsewhere.error).toBeNull()
  })

  test('switches by that page’s own button, and signs in with proofs of their own alone', async () => {
    const { first, other, robot, living } = await twoPeople()
    const asked = await reach(robot, first)
    await robot.submit({}, NOT_ME)
    await robot.submit({}, { action: 'switch' })
    expect(robot.step).toBe('identify')
    expect(await living()).toEqual([])
    expect(await auditOf(kapu, first.id)).toContain('account_switched')
    await signIn(robot, other)
    await asked.redeem()
    expect(await livingSessions(kapu, other.id)).toHaveLength(1)
    expect(await living()).toEqual([])
  })

  test('may leave the first one, who then proves themselves again', async () => {
    const { first, robot, living } = await twoPeople()
    const before = await living()
    const asked = await reach(robot, first)
    await robot.submit({}, NOT_ME)
    await robot.submit({}, { action: 'stay' })
    expect(robot.step).toBe('authenticate/password')
    await signIn(robot, first)
    await asked.redeem()
    expect(await living()).toEqual(before)
  })

  test('may go back to the service, and the first one stays', async () => {
    const { first, robot, living } = await twoPeople()
    const before = await living()
    const asked = await reach(robot, first)
    await robot.submit({}, NOT_ME)
    await robot.submit({}, { action: 'cancel' })
    expect(asked.error).toBe('access_denied')
    expect(await living()).toEqual(before)
  })
})

describe('where nobody has a session yet', () => {
  test('who is not the person whose data are shown begins anew, and nothing of that person is left', async () => {
    const [first, other] = await Promise.all([kapu.account(), kapu.account()])
    const asked = await taxOffice.ask()
    await signIn(asked.robot, first, { until: 'consent' })
    await asked.robot.submit({}, NOT_ME)
    expect(asked.robot.step).toBe('identify')
    expect((await signIn(asked.robot, other)).steps).toEqual(['identify', 'consent'])
    await asked.redeem()
    expect(await livingSessions(kapu, first.id)).toEqual([])
    expect(await livingSessions(kapu, other.id)).toHaveLength(1)
  })

  test('the page of a second factor names nobody, and its sign-in cannot be dropped by a made-up button', async () => {
    const first = await kapu.account()
    const asked = await taxOffice.ask({ params: { acr_values: SUBSTANTIAL } })
    await signIn(asked.robot, first, { until: 'authenticate/totp' })
    expect(offers(asked.robot)).not.toContain('switch')
    await send(kapu.issuer, submission(standingForm(asked.robot), NOT_ME))
    await asked.robot.reload()
    expect(asked.robot.step).toBe('authenticate/totp')
  })
})

test('a page of consent left open drops nothing of who signs in since', async () => {
  const { first, other, robot } = await twoPeople()
  await taxOffice.ask({ robot })
  expect(robot.step).toBe('consent')
  const stale = robot.form
  const tab = robot.newTab()
  await tab.open(robot.url)
  await tab.submit({}, NOT_ME)
  await tab.submit({}, { action: 'switch' })
  await signIn(tab, other, { until: 'consent' })
  expect(stale).not.toBeNull()
  await robot.submit({}, NOT_ME)
  expect(robot.step).toBe('consent')
  expect(await livingSessions(kapu, first.id)).toEqual([])
})
