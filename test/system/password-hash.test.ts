import { expect, test } from 'vitest'
import { createGate } from '../../src/system/gate.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { createPasswordHasher } from '../../src/system/password-hash.ts'
import { randomBytes } from '../../src/system/random.ts'

const keys = { p1: randomBytes(32), p2: randomBytes(32) }
const gate = createGate({ running: 1, queue: 20, waitMs: 5_000 })
const light = { memoryKib: 1024, iterations: 1, parallelism: 1, gate }
const pepper = createKeyedHash({ current: 'p1', keys })
const hasher = createPasswordHasher({ ...light, pepper })

test('the stored form names the pepper, argon2id and its parameters', async () => {
  const real = createPasswordHasher({ memoryKib: 47_104, iterations: 1, parallelism: 1, pepper, gate })
  const stored = await real.hash('Minta-jelszo-2026')
  expect(stored).toMatch(/^p1:\$argon2id\$v=19\$m=47104,(t=1,p=1|p=1,t=1)\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await real.verify(stored, 'Minta-jelszo-2026')).toEqual({ matches: true, needsRehash: false })
})

test('only the password itself matches', async () => {
  const stored = await hasher.hash('árvíztűrő tükör')
  expect(await hasher.verify(stored, 'árvíztűrő tükör')).toEqual({ matches: true, needsRehash: false })
  expect(await hasher.verify(stored, 'árvíztűrő tükör'.normalize('NFD'))).toMatchObject({ matches: true })
  for (const wrong of ['', 'arvizturo tukor', 'árvíztűrő tükör ', ' árvíztűrő tükör', 'Árvíztűrő tükör']) {
    expect(await hasher.verify(stored, wrong)).toEqual({ matches: false, needsRehash: false })
  }
})

test('a password under an older pepper still verifies, and is to be rehashed', async () => {
  const stored = await hasher.hash('password')
  const later = createPasswordHasher({ ...light, pepper: createKeyedHash({ current: 'p2', keys }) })
  expect(await later.verify(stored, 'password')).toEqual({ matches: true, needsRehash: true })
  expect(await later.verify(stored, 'wrong')).toEqual({ matches: false, needsRehash: false })
})

test('higher parameters ask for a rehash', async () => {
  const stored = await hasher.hash('password')
  const stronger = createPasswordHasher({ ...light, memoryKib: 2048, pepper })
  expect(await stronger.verify(stored, 'password')).toEqual({ matches: true, needsRehash: true })
})

test('a lost pepper is an error, not a wrong password', async () => {
  const stored = await hasher.hash('password')
  const other = createPasswordHasher({ ...light, pepper: createKeyedHash({ current: 'p2', keys: { p2: keys.p2 } }) })
  await expect(other.verify(stored, 'password')).rejects.toMatchObject({ code: 'PEPPER_UNKNOWN' })
})

test('without the pepper the hash cannot be tried by guessing', async () => {
  const stored = await hasher.hash('password')
  const thief = createPasswordHasher({
    ...light,
    pepper: createKeyedHash({ current: 'p1', keys: { p1: randomBytes(32) } }),
  })
  expect(await thief.verify(stored, 'password')).toMatchObject({ matches: false })
})

test('the dummy passes the gate like a real one', async () => {
  const before = gate.computed()
  await hasher.dummy('password')
  expect(gate.computed()).toBe(before + 1)
})
