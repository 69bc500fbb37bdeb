import { expect, test } from 'vitest'
import { challengeOf, createRounds, ROUND_LIVES } from '../../src/own-client/round.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'

const keyed = createKeyedHash({ current: 'a', keys: { a: Buffer.alloc(32, 7) } })
const rounds = createRounds('my-data', keyed)
const NOW = 1_800_000_000

test('a round comes back to the page, the nonce and the verifier it began with', () => {
  const { state, nonce, verifier } = rounds.begin('browser', '/fiok/jelszo', NOW)
  expect(rounds.resume('browser', state, NOW + ROUND_LIVES)).toEqual({ state, nonce, verifier, path: '/fiok/jelszo' })
})

test.each([
  ['in another browser', () => rounds.resume('other', rounds.begin('browser', '/fiok', NOW).state, NOW)],
  ['in a browser without the cookie', () => rounds.resume('', rounds.begin('browser', '/fiok', NOW).state, NOW)],
  ['too late', () => rounds.resume('browser', rounds.begin('browser', '/fiok', NOW).state, NOW + ROUND_LIVES + 1)],
  [
    'at another client',
    () => rounds.resume('browser', createRounds('registrar-desk', keyed).begin('browser', '/fiok', NOW).state, NOW),
  ],
  ['without a state', () => rounds.resume('browser', '', NOW)],
])('a round does not come back %s', (_name, resume) => {
  expect(resume()).toBeNull()
})

test('T13: the page to come back to cannot be changed on the way', () => {
  const { state } = rounds.begin('browser', '/fiok', NOW)
  const [payload = '', mac = ''] = state.split('.')
  const changed = Buffer.from(payload, 'base64url').toString().replace('/fiok', '//evil.example')
  expect(rounds.resume('browser', `${Buffer.from(changed).toString('base64url')}.${mac}`, NOW)).toBeNull()
})

test('rounds of one browser live side by side, and no two share a nonce or a verifier', () => {
  const [one, other] = [rounds.begin('browser', '/fiok', NOW), rounds.begin('browser', '/fiok', NOW)]
  expect(new Set([one.nonce, other.nonce, one.verifier, other.verifier]).size).toBe(4)
  for (const round of [one, other]) expect(rounds.resume('browser', round.state, NOW)).not.toBeNull()
})

test('the verifier is one of RFC 7636, and its challenge is the vector of appendix B', () => {
  expect(rounds.begin('browser', '/fiok', NOW).verifier).toMatch(/^[\w-]{43}$/)
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
})
