import { expect, test } from 'vitest'
import { BusyError, createGate } from '../../src/system/gate.ts'

/** A work that ends when told to. */
function work(): { run: () => Promise<string>; end: () => void; fail: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { run: () => promise, end: () => resolve('done'), fail: () => reject(new Error('failed')) }
}

test('no more run than may, and those in line follow in order', async () => {
  const gate = createGate({ running: 2, queue: 10, waitMs: 5_000 })
  const started: number[] = []
  const works = [0, 1, 2, 3].map(() => work())
  const results = works.map(({ run }, i) =>
    gate.run(() => {
      started.push(i)
      return run()
    }),
  )
  await Promise.resolve()
  expect(started).toEqual([0, 1])
  works[1]?.end()
  await results[1]
  await new Promise(setImmediate)
  expect(started).toEqual([0, 1, 2])
  works[0]?.fail()
  await expect(results[0]).rejects.toThrow('failed')
  await new Promise(setImmediate)
  expect(started).toEqual([0, 1, 2, 3])
  works[2]?.end()
  works[3]?.end()
  expect(await Promise.all([results[2], results[3]])).toEqual(['done', 'done'])
  expect(gate.computed()).toBe(4)
})

test('a full line refuses at once and the refused work never starts', async () => {
  const gate = createGate({ running: 1, queue: 1, waitMs: 5_000 })
  const first = work()
  const running = gate.run(first.run)
  const waiting = gate.run(async () => 'second')
  const refused = await gate.run(async () => 'third').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(BusyError)
  expect(refused).toMatchObject({ code: 'BUSY', retryAfter: 2 })
  first.end()
  expect(await Promise.all([running, waiting])).toEqual(['done', 'second'])
  expect(gate.computed()).toBe(2)
})

test('who has waited too long is refused, and its place in line is free again', async () => {
  const gate = createGate({ running: 1, queue: 1, waitMs: 20 })
  const first = work()
  const running = gate.run(first.run)
  await expect(gate.run(async () => 'late')).rejects.toThrow(BusyError)
  const next = gate.run(async () => 'next')
  first.end()
  expect(await Promise.all([running, next])).toEqual(['done', 'next'])
})

test('after any number of works the gate is empty again', async () => {
  const gate = createGate({ running: 3, queue: 100, waitMs: 5_000 })
  let now = 0
  let most = 0
  const works = Array.from({ length: 100 }, (_, i) =>
    gate.run(async () => {
      most = Math.max(most, ++now)
      await new Promise(setImmediate)
      now -= 1
      if (i % 7 === 0) throw new Error('failed')
    }),
  )
  await Promise.allSettled(works)
  expect(most).toBe(3)
  expect(await gate.run(async () => 'free')).toBe('free')
})

test('what was begun goes before what is new, and both fill the same line', async () => {
  const gate = createGate({ running: 1, queue: 2, waitMs: 5_000 })
  const first = work()
  const order: string[] = []
  const running = gate.run(first.run)
  const later = gate.run(async () => order.push('new'))
  expect(gate.isFull()).toBe(false)
  const ahead = gate.run(async () => order.push('begun'), { ahead: true })
  expect(gate.isFull()).toBe(true)
  await expect(gate.run(async () => undefined, { ahead: true })).rejects.toBeInstanceOf(BusyError)
  first.end()
  await Promise.all([running, later, ahead])
  expect(order).toEqual(['begun', 'new'])
  expect(gate.isFull()).toBe(false)
})
