import { expect, test } from 'vitest'
import { readNewPassword } from '../../src/accounts/password-rules/new-password.ts'
import { isErrorCode } from '../../views/texts/errors.ts'

const password = 'zsiráf kabát 7 lépcső'
const form = { new_password: password, new_password_again: password }

test('a password typed twice is read as it is, for two years where nothing else is chosen', () => {
  expect(readNewPassword(form)).toEqual({ ok: true, password, validity: { years: 2 } })
  const spaced = { new_password: ` ${password} `, new_password_again: ` ${password} ` }
  expect(readNewPassword(spaced)).toMatchObject({ password: ` ${password} ` })
})

test.each([
  ['2y', '', { years: 2 }],
  ['1y', '', { years: 1 }],
  ['6m', '', { days: 182 }],
  ['90d', '999', { days: 90 }],
  ['days', ' 1 ', { days: 1 }],
  ['days', '730', { days: 730 }],
])('feature 20: the validity is the person’s choice, a day to two years (%s %s)', (validity, days, read) => {
  expect(readNewPassword({ ...form, validity, validity_days: days })).toMatchObject({ ok: true, validity: read })
})

test.each([
  ['days', '0', 'E-NEWPW-09'],
  ['days', '731', 'E-NEWPW-09'],
  ['days', '', 'E-NEWPW-09'],
  ['days', '1.5', 'E-NEWPW-09'],
  ['days', '-1', 'E-NEWPW-09'],
  ['5y', '', 'E-NEWPW-08'],
  ['__proto__', '', 'E-NEWPW-08'],
])('another validity is refused (%s %s)', (validity, days, code) => {
  const read = readNewPassword({ ...form, validity, validity_days: days })
  expect(read).toMatchObject({ ok: false, faults: [{ code }] })
})

test.each([
  [{}, 'new_password', 'E-NEWPW-01'],
  [{ new_password: 'rövid' }, 'new_password', 'E-NEWPW-02'],
  [{ new_password: 'xk29'.repeat(40) }, 'new_password', 'E-NEWPW-03'],
  [{ new_password: 'annus85annus85' }, 'new_password', 'E-NEWPW-04'],
  [{ new_password: 'titkosjelszó' }, 'new_password', 'E-NEWPW-05'],
  [{ new_password: 'qwertzuiopőú' }, 'new_password', 'E-NEWPW-06'],
  [{ new_password: password }, 'new_password_again', 'E-NEWPW-07'],
])('each fault has its field and a code that there are words for (%j)', (typed, field, code) => {
  expect(readNewPassword(typed, { username: 'annus85' })).toEqual({ ok: false, faults: [{ field, code }] })
  expect(isErrorCode(code)).toBe(true)
})

test('all faults are told at once, the password’s first', () => {
  const read = readNewPassword({ new_password: 'rövid', validity: 'days' })
  expect(read).toMatchObject({ faults: [{ field: 'new_password' }, { field: 'validity_days' }] })
})

test('the same password in another composition is the same', () => {
  const again = { new_password: password.normalize('NFC'), new_password_again: password.normalize('NFD') }
  expect(readNewPassword(again)).toMatchObject({ ok: true })
})
