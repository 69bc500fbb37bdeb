/** A page of one tab and what other tabs did since it was shown. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Kapu, TestAccount } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { refusalOf, userInfo } from './enter.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { annaIsIn, openStage, type Scene, signOutEverywhere, type Stage, wayOf } from './two-people.ts'

let stage: Stage
let kapu: Kapu
beforeAll(async () => {
  stage = await openStage()
  ;({ kapu } = stage)
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

describe('what a page offered is judged by what is true when it is pressed', () => {
  test('the first signed out in another tab: the second goes on', async () => {
    const scene = await annaIsIn(stage)
    const asked = await wayOf('prompt=login').arrive(scene)
    await signOutEverywhere(scene.robot, scene)
    await asked.robot.submit({}, { action: 'switch' })
    await signIn(asked.robot, scene.bela)
    expect((await userInfo(stage.taxOffice, { tokens: await asked.redeem() }))['name']).toBe('Szabó Béla')
    expect(await auditOf(kapu, scene.anna.id)).not.toContain('account_switched')
  })

  test.each(['switch', 'stay'])('a third took the session over: %s asks about the third', async (action) => {
    const scene = await annaIsIn(stage)
    const asked = await wayOf('prompt=login').arrive(scene)
    const third = await thirdTakesOver(scene)
    await asked.robot.submit({}, { action })
    expect(asked.robot.step).toBe('switch_account')
    expect(asked.robot.text).toContain('Nagy C.')
    expect(await livingSessions(kapu, third.id)).toHaveLength(1)
  })

  test('a switch pressed in two tabs at once is one switch', async () => {
    const scene = await annaIsIn(stage)
    const { robot } = await wayOf('prompt=login').arrive(scene)
    const tab = await robot.newTab().open(robot.url)
    const pressed = await kapu.db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('sessions').select('uid').where('uid', '=', scene.uid).forUpdate().execute()
      const presses = [robot, tab].map((one) => one.submit({}, { action: 'switch' }))
      // Both have seen her session alive, and wait to end it
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(2), { timeout: 1_500, interval: 5 })
      return presses
    })
    await Promise.all(pressed)
    const events = await auditOf(kapu, scene.anna.id)
    expect(events.filter((event) => event === 'account_switched')).toHaveLength(1)
    expect(await livingSessions(kapu, scene.anna.id)).toEqual([])
  })

  test.each(['continue', 'switch'])('a third took the session over: %s names the third first', async (action) => {
    const scene = await annaIsIn(stage)
    const asked = await stage.careful.ask({ robot: scene.robot })
    expect(asked.robot.text).toContain('Kovács A.')
    const third = await thirdTakesOver(scene)
    await asked.robot.submit({}, { action })
    expect(asked.robot.step).toBe('confirm_account')
    expect(asked.robot.text).toContain('Nagy C.')
    expect(await livingSessions(kapu, third.id)).toHaveLength(1)
  })

  test('who agreed to go on has not agreed for the third who took the session over', async () => {
    const scene = await annaIsIn(stage)
    const asked = await stage.careful.ask({ robot: scene.robot })
    await asked.robot.submit({}, { action: 'continue' })
    expect(asked.robot.step).toBe('consent')
    await thirdTakesOver(scene)
    await asked.robot.submit({}, { action: 'approve' })
    expect(asked.robot.step).toBe('confirm_account')
    expect(asked.robot.text).toContain('Nagy C.')
  })

  test('nobody agrees to share the data of who took over since the page was shown', async () => {
    const scene = await annaIsIn(stage)
    const tab = scene.robot.newTab()
    const asked = await stage.taxOffice.ask({ robot: tab })
    expect(tab.text).toContain('Kovács Anna')
    const third = await thirdTakesOver(scene)
    await tab.submit({}, { action: 'approve' })
    expect(tab.step).toBe('consent')
    expect(tab.text).toContain('Nagy Cecília')
    await signIn(tab, third)
    expect((await userInfo(stage.taxOffice, { tokens: await asked.redeem() }))['name']).toBe('Nagy Cecília')
  })

  test('a finished sign-in of the first waits where the second took over', async () => {
    const scene = await annaIsIn(stage)
    const tab = scene.robot.newTab()
    const asked = await stage.taxOffice.ask({ robot: tab })
    expect(tab.step).toBe('consent')
    tab.breakOffAfter(2)
    await tab.submit({}, { action: 'approve' })
    const resume = tab.hops.at(-1)?.location ?? ''
    expect(resume).toContain('/auth/')
    const switched = await stage.mailbox.ask({ robot: scene.robot, params: { prompt: 'login' } })
    await signIn(switched.robot, scene.bela, { switchAccount: 'switch' })
    await tab.open(resume)
    expect(tab.step).toBe('consent')
    await signIn(tab, scene.bela)
    expect((await userInfo(stage.taxOffice, { tokens: await asked.redeem() }))['name']).toBe('Szabó Béla')
  })

  test('a finished sign-in of who has signed out meanwhile gives nobody a session', async () => {
    const scene = await annaIsIn(stage)
    const tab = scene.robot.newTab()
    await stage.taxOffice.ask({ robot: tab })
    tab.breakOffAfter(2)
    await tab.submit({}, { action: 'approve' })
    const resume = tab.hops.at(-1)?.location ?? ''
    await signOutEverywhere(scene.robot, scene)
    await tab.open(resume)
    expect(tab.step).toBe('identify')
    expect(await livingSessions(kapu, scene.anna.id)).toEqual([])
  })

  test('a refusal reaches its service though the session ended meanwhile', async () => {
    const scene = await annaIsIn(stage)
    const tab = scene.robot.newTab()
    const asked = await stage.taxOffice.ask({ robot: tab })
    tab.breakOffAfter(1)
    await tab.submit({}, { action: 'cancel' })
    await signOutEverywhere(scene.robot, scene)
    await tab.open(tab.hops.at(-1)?.location ?? '')
    expect(asked.error).toBe('access_denied')
  })
})

describe('what was issued to the first', () => {
  test('before a switch is worth nothing after it, also a code that was not redeemed', async () => {
    const scene = await annaIsIn(stage)
    const pending = await stage.mailbox.ask({ robot: scene.robot })
    expect(pending.robot.url.searchParams.has('code')).toBe(true)
    const tab = scene.robot.newTab()
    const asked = await stage.taxOffice.ask({ robot: tab, params: { prompt: 'login' } })
    await signIn(tab, scene.bela, { switchAccount: 'switch' })
    await asked.redeem()
    await expect(refusalOf(pending.redeem())).resolves.toEqual({ error: 'invalid_grant', status: 400 })
  })
})

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(kapu.db)
  return rows.length
}

/** A third person takes Anna's session over in another tab, openly. */
async function thirdTakesOver({ robot }: Scene): Promise<TestAccount> {
  const third = await kapu.account({ identity: { family_name: 'Nagy', given_name: 'Cecília' } })
  const asked = await stage.mailbox.ask({ robot: robot.newTab(), params: { prompt: 'login' } })
  await signIn(asked.robot, third, { switchAccount: 'switch' })
  await asked.redeem()
  return third
}
