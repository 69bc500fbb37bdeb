import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { serviceOf } from '../support/service.ts'

/** Slow on purpose: about a second, so that what happens meanwhile can be seen. */
const SLOW = { memoryKib: 262_144, iterations: 8, parallelism: 1, running: 1, queuePerRunning: 20, wait: 'PT20S' }

let kapu: Kapu
beforeAll(async () => {
  // One connection in all: whoever holds it while hashing starves everybody
  kapu = await startKapu({ poolSize: 1, settings: { passwordHash: SLOW } })
})
afterAll(() => kapu.close())

describe('while a password is hashed', () => {
  test('no database connection is held', async () => {
    const service = await serviceOf(kapu, await kapu.client())
    const { robot } = await service.ask()
    const before = kapu.core.gate.computed()
    let over = false
    const answered = robot
      .submit({ username: 'nobody', password: 'not-the-password' }, { action: 'continue' })
      .finally(() => (over = true))
    while (kapu.core.gate.computed() === before) await new Promise((resolve) => setTimeout(resolve, 5))
    // The hash runs now: the only connection must be free
    await sql`select 1`.execute(kapu.db)
    expect(over).toBe(false)
    await answered
    expect(robot.step).toBe('identify')
  })
})
