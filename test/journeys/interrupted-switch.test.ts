/** Whatever instant the process dies at while one person makes way for another, nobody is half in. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Robot, signIn } from '../support/robot.ts'
import { type Asked, serviceOf } from '../support/service.ts'
import { answerOf, statusOfToken, userInfo } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { annaIsIn, namesOf, openStage, type Scene, type Stage } from './two-people.ts'

let stage: Stage
/** Statements still allowed before one fails; null: all. */
let allowed: number | null = null
let sent: string[] = []

/** The statement that would be the last straw fails as if the connection broke; a rollback is what then happens anyway. */
function onStatement(statement: string): void {
  if (statement === 'rollback') return
  sent.push(statement)
  if (allowed === null) return
  allowed -= 1
  if (allowed === -1) throw new Error('the connection broke')
}

beforeAll(async () => {
  const opened = await openStage({ onStatement })
  const { kapu } = opened
  const told = { backchannel_logout_uri: `${kapu.serviceOrigin}/signed-out` }
  stage = { ...opened, mailbox: await serviceOf(kapu, await kapu.client(told)) }
})
afterEach(() => vi.useRealTimers())
afterAll(() => stage.kapu.close())

/** Béla, who knows the tax office, stands at the question. */
async function belaAtTheQuestion() {
  const scene = await annaIsIn(stage)
  await namesOf(stage, scene.bela)
  const asked = await stage.taxOffice.ask({ robot: scene.robot, params: { prompt: 'login' } })
  await signIn(scene.robot, scene.bela, { until: 'switch_account' })
  return { scene, asked }
}

/** Presses the button; true where the whole way to the service was gone before anything could fail. */
async function pressSwitch(robot: Robot, statements: number): Promise<boolean> {
  sent = []
  allowed = statements
  await robot.submit({}, { action: 'switch' })
  const unharmed = allowed >= 0
  allowed = null
  return unharmed
}

/** Who this browser belongs to, as services see it: asked without pages. */
async function whoIsIn({ robot, mailbox, bela, anna }: Scene): Promise<string | null> {
  const asked = await mailbox.ask({ robot: robot.newTab(), scope: 'openid', params: { prompt: 'none' } })
  if (asked.error !== null) return null
  const { sub } = (await asked.redeem()).claims() ?? {}
  const owner = await stage.kapu.db.selectFrom('sessions').select('account_id').where('ended_at', 'is', null).execute()
  expect(sub).toBeDefined()
  const isIn = (id: string) => owner.some((row) => row.account_id === id)
  return isIn(anna.id) ? 'anna' : isIn(bela.id) ? 'bela' : 'somebody'
}

/** Béla goes on from where he is, or starts again at the service. */
async function belaGoesOn({ scene, asked, home }: { scene: Scene; asked: Asked; home: URL }): Promise<Asked> {
  const { robot, bela } = scene
  await robot.open(home)
  if (robot.step === 'error' || robot.status >= 400) {
    const again = await stage.taxOffice.ask({ robot, params: { prompt: 'login' } })
    await signIn(robot, bela, { switchAccount: 'switch' })
    return again
  }
  await signIn(robot, bela, { switchAccount: 'switch' })
  return asked
}

/** Logout tokens on their way for a session. */
async function toldOf(sessionUid: string): Promise<number> {
  const rows = await stage.kapu.db
    .selectFrom('logout_deliveries')
    .select('id')
    .where('session_uid', '=', sessionUid)
    .execute()
  return rows.length
}

describe('a switch that breaks off', () => {
  test(
    'at any statement leaves the first fully in or fully out, and the second finishes',
    { timeout: 120_000 },
    async () => {
      const seen = new Set<string>()
      let statements = 0
      for (let unharmed = false; !unharmed; statements += 1) {
        const { scene, asked } = await belaAtTheQuestion()
        const home = new URL(scene.robot.url.pathname.replace('/switch-account', ''), stage.kapu.issuer)
        unharmed = await pressSwitch(scene.robot, statements)
        const where = `after ${statements} statements, before ${sent[statements]?.slice(0, 60) ?? 'nothing'}`
        const isAlive = (await livingSessions(stage.kapu, scene.anna.id)).length === 1
        const token = await statusOfToken(stage.mailbox, scene.first.tokens.access_token)
        const who = await whoIsIn(scene)
        expect([where, token]).toEqual([where, isAlive ? 200 : 401])
        expect([where, who === 'anna']).toEqual([where, isAlive])
        // The services of who is out are told, and of who is in are not: it is one transaction
        expect([where, await toldOf(scene.uid)]).toEqual([where, isAlive ? 0 : 1])
        seen.add(isAlive ? 'in' : unharmed ? 'done' : 'out')
        const done = unharmed ? asked : await belaGoesOn({ scene, asked, home })
        expect([where, answerOf(scene.robot)['error'] ?? null]).toEqual([where, null])
        expect((await userInfo(stage.taxOffice, { tokens: await done.redeem() }))['name']).toBe('Szabó Béla')
        expect(await livingSessions(stage.kapu, scene.anna.id)).toEqual([])
      }
      expect([...seen].toSorted()).toEqual(['done', 'in', 'out'])
      expect(statements).toBeGreaterThan(10)
    },
  )

  test('after every answer that the browser did not follow can be gone on with', async () => {
    for (const answers of [1, 2, 3]) {
      const { scene, asked } = await belaAtTheQuestion()
      const home = new URL(scene.robot.url.pathname.replace('/switch-account', ''), stage.kapu.issuer)
      scene.robot.breakOffAfter(answers)
      await scene.robot.submit({}, { action: 'switch' })
      expect(await livingSessions(stage.kapu, scene.anna.id)).toEqual([])
      expect(await statusOfToken(stage.mailbox, scene.first.tokens.access_token)).toBe(401)
      const done = await belaGoesOn({ scene, asked, home })
      expect((await userInfo(stage.taxOffice, { tokens: await done.redeem() }))['name']).toBe('Szabó Béla')
    }
  })
})
