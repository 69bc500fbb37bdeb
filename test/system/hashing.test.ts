import { expect, test } from 'vitest'
import { constantTimeEqual, createKeyedHash, sha256 } from '../../src/system/hashing.ts'
import { randomBytes, randomDigits, randomId, randomUuid } from '../../src/system/random.ts'

const keys = { a: randomBytes(32), b: randomBytes(32) }
const hash = createKeyedHash({ current: 'a', keys })

test('a keyed hash matches its own purpose and value only', () => {
  const stored = hash.hash('email-code', '123456')
  expect(stored).toMatch(/^a\.[\w-]{43}$/)
  expect(hash.matches('email-code', '123456', stored)).toBe(true)
  expect(hash.matches('email-code', '123457', stored)).toBe(false)
  expect(hash.matches('deletion-code', '123456', stored)).toBe(false)
  expect(hash.matches('email-cod', 'e123456', stored)).toBe(false)
  expect(hash.matches('email-code', '123456', '')).toBe(false)
  expect(hash.matches('email-code', '123456', stored.slice(2))).toBe(false)
})

test('a hash under an older key still matches; under one that is not loaded it does not', () => {
  const stored = hash.hash('p', 'v')
  expect(createKeyedHash({ current: 'b', keys }).matches('p', 'v', stored)).toBe(true)
  expect(createKeyedHash({ current: 'b', keys: { b: keys.b } }).matches('p', 'v', stored)).toBe(false)
})

test('what is looked up is hashed under every key that is loaded', () => {
  const old = createKeyedHash({ current: 'b', keys: { b: keys.b } }).hash('p', 'v')
  expect(hash.hashes('p', 'v')).toEqual([hash.hash('p', 'v'), old])
})

test('a bucket is the current key, the purpose and the value', () => {
  expect(hash.bucket('p', 'v')).toEqual(hash.mac('a', 'p', 'v'))
  expect(hash.bucket('p', 'v')).not.toEqual(hash.mac('b', 'p', 'v'))
  expect(hash.bucket('p', 'v')).toHaveLength(32)
  expect(hash.mac('c', 'p', 'v')).toBeNull()
})

test('HMAC-SHA256 as in RFC 4231, and SHA-256 as in FIPS 180-4', () => {
  const long = createKeyedHash({ current: 'k', keys: { k: Buffer.alloc(131, 0xaa) } })
  expect(long.bucket('p', 'v')).toHaveLength(32)
  expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('keys that cannot be used are refused at the start', () => {
  expect(() => createKeyedHash({ current: 'c', keys })).toThrow('the current key "c" is not loaded')
  expect(() => createKeyedHash({ current: 'a', keys: { a: randomBytes(31) } })).toThrow('fewer than 32 bytes')
  expect(() => createKeyedHash({ current: 'a.b', keys: { 'a.b': randomBytes(32) } })).toThrow('name of a key')
})

test('constant-time comparison is equality', () => {
  expect(constantTimeEqual('same', 'same')).toBe(true)
  expect(constantTimeEqual('same', 'samf')).toBe(false)
  expect(constantTimeEqual('same', 'same longer')).toBe(false)
  expect(constantTimeEqual('', '')).toBe(true)
})

test('random values have their form, and digits keep leading zeros', () => {
  expect(randomId()).toMatch(/^[\w-]{43}$/)
  expect(randomUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const codes = Array.from({ length: 2_000 }, () => randomDigits(6))
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
  const digits = randomDigits(20_000)
  for (const digit of '0123456789') {
    // Six standard deviations: fails once in 10^8 runs where the digits are uniform.
    expect(Math.abs(digits.split(digit).length - 1 - 2_000)).toBeLessThan(6 * Math.sqrt(20_000 * 0.1 * 0.9))
  }
})
