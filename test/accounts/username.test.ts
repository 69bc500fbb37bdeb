import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { usernameFault, usernameKey } from '../../src/accounts/username.ts'

test.each([
  ['KovacsAnna', 'kovacsanna'],
  ['  kovacsanna\u00a0', 'kovacsanna'],
  ['ｋｏｖａｃｓ', 'kovacs'],
  ['ÁRVÍZ'.normalize('NFD'), 'árvíz'.normalize('NFC')],
  ['ﬁkov', 'fikov'],
])('the user name %j is compared as %j', (typed, key) => {
  expect(usernameKey(typed)).toBe(key)
})

test('the key of a key is the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => usernameKey(usernameKey(typed)) === usernameKey(typed)),
  )
})

test.each([
  ['demoapp', null],
  ['Őrybéla51', null],
  ['abc', 'too_short'],
  ['abcd', null],
  ['a'.repeat(30) + 'b'.repeat(30) + 'cdef', null],
  ['a'.repeat(30) + 'b'.repeat(30) + 'cdefg', 'too_long'],
  ['kovacs-anna', 'characters'],
  ['kovacs anna', 'characters'],
  [' kovacs', 'characters'],
  ['kovacs ', 'characters'],
  ['kovacs%', 'characters'],
  ['kovacs/a', 'characters'],
  ['kovacs§', 'characters'],
  ['kovacs&a', 'characters'],
  ['kovacs@posta.hu', 'characters'],
  ['kоvacs', 'characters'],
  ['kovacs\u0000', 'characters'],
  ['aabb', 'too_uniform'],
  ['aAbB', 'too_uniform'],
  ['aabbc', null],
])('the user name %j: %j', (username, fault) => {
  expect(usernameFault(username)).toBe(fault)
})
