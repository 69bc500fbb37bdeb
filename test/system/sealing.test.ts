import { base64url, CompactEncrypt } from 'jose'
import { describe, expect, test } from 'vitest'
import { randomBytes } from '../../src/system/random.ts'
import { createSealing, SealError } from '../../src/system/sealing.ts'

const keys = { k1: randomBytes(32), k2: randomBytes(32) }
const sealing = createSealing({ current: 'k1', keys })

/** The code of the SealError that opening threw. */
async function refusal(context: string, sealed: string, by = sealing): Promise<string> {
  try {
    await by.open(context, sealed)
    return 'opened'
  } catch (error) {
    return error instanceof SealError ? error.code : `not a SealError: ${String(error)}`
  }
}

describe('sealing', () => {
  test('what was sealed opens again, in its own context only', async () => {
    const sealed = await sealing.seal('totp-secret:a', 'árvíztűrő')
    expect(await sealing.open('totp-secret:a', sealed)).toBe('árvíztűrő')
    expect(await refusal('totp-secret:b', sealed)).toBe('SEAL_CONTEXT')
    expect(await refusal('account-email:a', sealed)).toBe('SEAL_CONTEXT')
  })

  test('two seals of one value differ', async () => {
    expect(await sealing.seal('c', 'same')).not.toBe(await sealing.seal('c', 'same'))
  })

  test('a value with any one of its bytes changed does not open', async () => {
    const sealed = await sealing.seal('signing-key:1', 'secret')
    for (let at = 0; at < sealed.length; at += 1) {
      for (const bit of [1, 2, 32]) {
        const changed = String.fromCharCode(sealed.charCodeAt(at) ^ bit)
        const outcome = await refusal('signing-key:1', sealed.slice(0, at) + changed + sealed.slice(at + 1))
        expect(outcome, `byte ${at}, bit ${bit}`).toMatch(/^SEAL_/)
      }
    }
  })

  test('a shortened tag does not open, down to four bytes', async () => {
    const sealed = await sealing.seal('c', 'secret')
    const [header = '', key = '', iv = '', ciphertext = '', tag = ''] = sealed.split('.')
    for (let length = 0; length < 16; length += 1) {
      const short = base64url.encode(base64url.decode(tag).slice(0, length))
      expect(await refusal('c', [header, key, iv, ciphertext, short].join('.'))).toBe('SEAL_BROKEN')
    }
  })

  test('another spelling of the same bytes does not open', async () => {
    const sealed = await sealing.seal('c', 'secret')
    const last = sealed.slice(-1)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const respelt = sealed.slice(0, -1) + alphabet.charAt(alphabet.indexOf(last) + 1)
    expect(base64url.decode(respelt.split('.')[4] ?? '')).toEqual(base64url.decode(sealed.split('.')[4] ?? ''))
    expect(await refusal('c', respelt)).toBe('SEAL_BROKEN')
    expect(await refusal('c', `${sealed}=`)).toBe('SEAL_BROKEN')
  })

  test('parts of two seals do not make a third', async () => {
    const one = (await sealing.seal('c', 'one')).split('.')
    const two = (await sealing.seal('c', 'two')).split('.')
    for (const at of [2, 3, 4]) {
      expect(await refusal('c', one.map((part, i) => (i === at ? (two[i] ?? '') : part)).join('.'))).toBe('SEAL_BROKEN')
    }
  })

  test('an old key still opens, and an unknown one is named', async () => {
    const sealed = await sealing.seal('c', 'secret')
    expect(await createSealing({ current: 'k2', keys }).open('c', sealed)).toBe('secret')
    expect(await refusal('c', sealed, createSealing({ current: 'k2', keys: { k2: keys.k2 } }))).toBe('SEAL_KEY_UNKNOWN')
    expect(await refusal('c', sealed, createSealing({ current: 'k1', keys: { k1: keys.k2 } }))).toBe('SEAL_BROKEN')
  })

  test.each([
    { alg: 'dir', enc: 'A256GCM', kid: 'k1', ctx: 'c', typ: 'JWT' },
    { alg: 'dir', enc: 'A256GCM', kid: 'k1' },
    { alg: 'A256KW', enc: 'A256GCM', kid: 'k1', ctx: 'c' },
  ])('a header that is not ours is refused: %o', async (header) => {
    const forged = await new CompactEncrypt(Buffer.from('x')).setProtectedHeader(header).encrypt(keys.k1)
    expect(await refusal('c', forged)).toBe('SEAL_BROKEN')
  })

  test.each(['', '....', 'a.b.c', '{}', 'null', 'eyJ9....'])(
    'text that was never sealed does not open: %s',
    async (text) => {
      expect(await refusal('c', text)).toBe('SEAL_BROKEN')
    },
  )

  test('keys that cannot be used are refused at the start', () => {
    expect(() => createSealing({ current: 'k1', keys: {} })).toThrow(SealError)
    expect(() => createSealing({ current: 'k1', keys: { k1: randomBytes(16) } })).toThrow(/16 bytes instead of 32/)
  })
})
