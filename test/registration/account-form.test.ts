import { expect, test } from 'vitest'
import { readAccountFields } from '../../src/registration/account-form.ts'

const sound = { email: 'anna@posta.hu', email_again: 'anna@posta.hu', username: 'anna84', notice: 'yes' }

const faultsOf = (changes: Partial<typeof sound>) =>
  readAccountFields({ ...sound, ...changes }).faults.map(({ field, fault }) => [field, fault])

test.each(['anna@posta.hu', 'a.b+c@x.y.example', 'Anna@Posta.HU', 'anna@árvíz.hu'])('an address: %s', (email) => {
  expect(faultsOf({ email, email_again: email.toLowerCase() })).toEqual([])
})

test.each(['anna', 'anna@', '@posta.hu', 'a b@posta.hu', 'anna@posta', 'a@b@c.hu', 'anna@posta.hu\r\nBcc: x@y.hu'])(
  'no address: %j',
  (email) => {
    expect(faultsOf({ email, email_again: email })).toEqual([['email', 'email_form']])
  },
)

test.each([
  ['', 'username'],
  ['abc', 'username_too_short'],
  ['a-bcd', 'username_characters'],
  ['anna kovacs', 'username_characters'],
  ['aaaa', 'username_too_uniform'],
  ['kovács', null],
])('the user name %j: %s', (username, fault) => {
  expect(faultsOf({ username })).toEqual(fault === null ? [] : [['username', fault]])
})

test('the two addresses must be one, and the notice read', () => {
  expect(faultsOf({ email_again: 'anna@posta.com', notice: '' })).toEqual([
    ['email_again', 'email_again'],
    ['notice', 'notice'],
  ])
})
