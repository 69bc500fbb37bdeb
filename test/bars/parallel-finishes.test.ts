/**
 * Two tabs of one browser finish at the same instant, and neither request knows of the other's session: still the
 * browser has one session of one person, and none is left that nobody can end.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { livingSessions } from '../journeys/sessions.ts'
import { later } from '../journeys/time.ts'
import { signOutEverywhere } from '../journeys/two-people.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'

const ROUNDS = 5

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

/** How the browser came to its two tabs. */
const browsers: ReadonlyArray<[string, (robot: Robot) => Promise<void>]> = [
  ['without any session before', async () => undefined],
  ['where nobody is signed in any more', signedOutElsewhere],
  [
    'where somebody who was not signed in signed out',
    async (robot) => void (await robot.open(`${kapu.issuer}/session/end`)),
  ],
]

describe.each(browsers)('two tabs of a browser %s finish at once', (_words, prepare) => {
  test('for one person: both get their code, in one session', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const person = await kapu.account()
      const { robot, tabs } = await twoTabsThatFinish(prepare, [person, person])
      expect(tabs.map(({ error }) => error)).toEqual([null, null])
      await Promise.all(tabs.map((tab) => tab.redeem()))
      expect(await livingSessions(kapu, person.id)).toHaveLength(1)
      await signOutEverywhere(robot, { kapu })
      expect(await livingSessions(kapu, person.id)).toEqual([])
    }
  })

  test('for two people: one is in, and the other is asked', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const people = [await kapu.account(), await kapu.account()] as const
      const { tabs } = await twoTabsThatFinish(prepare, people)
      const isIn = tabs.map(({ robot }) => robot.url.searchParams.has('code'))
      expect(isIn.filter(Boolean)).toHaveLength(1)
      const living = await Promise.all(people.map(({ id }) => livingSessions(kapu, id)))
      expect(living.map(({ length }) => length)).toEqual(isIn.map(Number))
      const [waiting] = tabs.filter(({ robot }) => !robot.url.searchParams.has('code'))
      expect(waiting?.robot.step).toBe('switch_account')
      await waiting?.robot.submit({}, { action: 'switch' })
      await waiting?.redeem()
      const after = await Promise.all(people.map(({ id }) => livingSessions(kapu, id)))
      expect(after.map(({ length }) => length)).toEqual(isIn.map((was) => Number(!was)))
    }
  })
})

test('two people finish at one service at once: each code is worth what its own person agreed to', async () => {
  const people = [await kapu.account(), await kapu.account()] as const
  const { tabs } = await twoTabsThatFinish(async () => undefined, people, mailbox)
  const [arrived] = tabs.filter(({ robot }) => robot.url.searchParams.has('code'))
  await expect(arrived?.redeem()).resolves.toHaveProperty('access_token')
})

test('where the first’s session never reached the browser, another person gets in a little later', async () => {
  const [first, second] = [await kapu.account(), await kapu.account()]
  const robot = createRobot({ language: 'en' })
  await mailbox.ask({ robot })
  const before = robot.cookies.header(new URL('/auth', kapu.issuer))
  const tab = await mailbox.ask({ robot: robot.newTab() })
  await signIn(tab.robot, first)
  const lost = createRobot({ language: 'en' })
  lost.cookies.store(
    new URL(kapu.issuer),
    before.split('; ').map((cookie) => `${cookie}; Path=/`),
  )
  later(11)
  const asked = await taxOffice.ask({ robot: lost })
  await signIn(lost, second)
  await asked.redeem()
  expect(await livingSessions(kapu, second.id)).toHaveLength(1)
})

/** Both have decided everything; the last redirects, which begin the session, are followed at the same instant. */
async function twoTabsThatFinish(
  prepare: (robot: Robot) => Promise<void>,
  people: readonly [TestAccount, TestAccount],
  other: Service = taxOffice,
): Promise<{ robot: Robot; tabs: readonly [Asked, Asked] }> {
  const robot = createRobot({ language: 'en' })
  await prepare(robot.newTab())
  const first = await mailbox.ask({ robot })
  const second = await other.ask({ robot: robot.newTab() })
  const tabs = [first, second] as const
  const resumes: string[] = []
  for (const [i, tab] of tabs.entries()) {
    await signIn(tab.robot, people[i] ?? people[0], { until: 'consent' })
    tab.robot.breakOffAfter(2)
    await tab.robot.submit({}, { action: 'approve' })
    const { location, url } = tab.robot.hops.at(-1) ?? {}
    resumes.push(new URL(location ?? '', url).href)
  }
  expect(resumes.every((resume) => resume.includes('/auth/'))).toBe(true)
  await Promise.all(tabs.map((tab, i) => tab.robot.open(resumes[i] ?? '')))
  return { robot, tabs }
}

/** Somebody was signed in, and an administrator ended it: the browser still holds what was theirs. */
async function signedOutElsewhere(robot: Robot): Promise<void> {
  const person = await kapu.account()
  const asked = await mailbox.ask({ robot })
  await signIn(asked.robot, person)
  await kapu.db.updateTable('sessions').set({ ended_at: new Date() }).where('account_id', '=', person.id).execute()
}
