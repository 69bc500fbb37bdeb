import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { expectDeadEnd } from './dead-ends.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

/** Opens the way back to the service before the person is done: the engine has to send them to the pages again. */
function goBackTooEarly(robot: Robot): Promise<Robot> {
  return robot.open(robot.url.href.replace(/\/interaction\/([\w-]+)\/.*/, '/auth/$1'))
}

test('a sign-in goes round three times, and then a page leads back to the service', async () => {
  const service = await serviceOf(kapu, await kapu.client())
  const { robot } = await service.ask()
  const seen = new Set<string>()
  for (let round = 1; round <= 3; round += 1) {
    await goBackTooEarly(robot)
    expect([round, robot.step]).toEqual([round, 'identify'])
    seen.add(robot.url.pathname)
  }
  expect(seen.size).toBe(3)
  expectDeadEnd(await goBackTooEarly(robot), 'E-LOOP-01', service)
  await robot.clickLink(/Back to/)
  expect(robot.text).toBe('arrived')
})

test('rounds are counted for each sign-in: a new one starts at none', async () => {
  const service = await serviceOf(kapu, await kapu.client())
  const { robot } = await service.ask()
  for (let round = 1; round <= 4; round += 1) await goBackTooEarly(robot)
  expect(robot.step).toBe('error')
  await service.ask({ robot })
  expect(robot.step).toBe('identify')
  await goBackTooEarly(robot)
  expect(robot.step).toBe('identify')
})

test('a proof that is taken away each time does not go round for ever', async () => {
  const service = await serviceOf(kapu, await kapu.client())
  const person = await kapu.account({ holds: ['password', 'totp'] })
  const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
  for (let round = 1; round <= 4; round += 1) {
    await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(robot.step).toBe('authenticate/totp')
    await sql`update sign_ins set events = '[]', account_id = null where account_id = ${person.id}`.execute(kapu.db)
    await goBackTooEarly(robot)
  }
  expectDeadEnd(robot, 'E-LOOP-01', service)
})
