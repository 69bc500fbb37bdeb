import { expect, test } from 'vitest'
import { type Candidate, type Possession, recommend } from '../../src/sign-in/recommend.ts'

const direct = (factor: string): Candidate => ({ factor, afterPassword: false })
const second = (factor: string): Candidate => ({ factor, afterPassword: true })

/** As on the first page of a sign-in at the ordinary level. */
const FIRST = [second('totp'), second('email-code'), direct('passkey'), direct('dap')]

const rows: readonly [string, readonly Candidate[], readonly Possession[], readonly string[], string | null][] = [
  ['the DÁP app goes before all others', FIRST, ['account', 'dap', 'device', 'app', 'mailbox'], [], 'dap'],
  ['a passkey goes before what is typed', FIRST, ['account', 'device', 'app'], [], 'passkey'],
  ['the app goes before the mailbox', FIRST, ['account', 'mailbox', 'app'], [], 'totp'],
  ['a mailbox is enough beside a password', FIRST, ['account', 'mailbox'], [], 'email-code'],
  ['a second step is nothing without a password', FIRST, ['mailbox', 'app'], [], null],
  ['nothing fits who has nothing', FIRST, [], [], null],
  ['a card is nothing where it signs nobody in', FIRST, ['card'], [], null],
  [
    'a card is something where the policy brings it back',
    [...FIRST, direct('eid')],
    ['card', 'account', 'app'],
    [],
    'eid',
  ],
  ['what is not offered is not recommended', [direct('totp')], ['dap', 'mailbox'], [], null],
  ['who proved the password is not asked for it again', [direct('email-code')], ['mailbox'], [], 'email-code'],
  ['what fails gives way to what works', FIRST, ['account', 'app', 'mailbox'], ['totp'], 'email-code'],
  ['what fails is recommended where nothing else fits', FIRST, ['account', 'app'], ['totp'], 'totp'],
]

test.each(rows)('%s', (_rule, candidates, has, failing, expected) => {
  const best = recommend(candidates, new Set(has), (factor) => failing.includes(factor))
  expect(best?.factor ?? null).toBe(expected)
})
