import { describe, expect, test } from 'vitest'
import { createFormTokens, refuseForeignForms, requireFormToken } from '../../src/http/csrf.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { edgeServer, welcome } from './edge-server.ts'

const issuer = 'http://localhost:3000'
const guard = refuseForeignForms({ issuer, isOwnPage: (path) => path.startsWith('/interaction/') })

async function post(
  headers: Record<string, string>,
  { path = '/interaction/x', method = 'POST' } = {},
): Promise<number> {
  await using server = await edgeServer([guard, welcome])
  // Node's fetch sets Sec-Fetch-Mode only: what is not given here is not sent.
  return (await fetch(server.origin + path, { method, headers })).status
}

describe('a form', () => {
  const accepted: Readonly<Record<string, Record<string, string>>> = {
    'from this site': { 'Sec-Fetch-Site': 'same-origin', Origin: issuer },
    'from this site, whatever the proxy made of its origin': { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
    'from this site in an older browser': { Origin: issuer },
    'from a browser that says nothing, for its token decides': {},
  }
  for (const [rule, headers] of Object.entries(accepted)) {
    test(`${rule} is accepted`, async () => expect(await post(headers)).toBe(200))
  }

  const refused: Readonly<Record<string, Record<string, string>>> = {
    'from another site': { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    'from a sibling of this site': { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost:3001' },
    'from no page at all': { 'Sec-Fetch-Site': 'none' },
    'that claims our origin, while the browser says otherwise': { 'Sec-Fetch-Site': 'cross-site', Origin: issuer },
    'from another site in an older browser': { Origin: 'https://evil.example' },
    'from another port in an older browser': { Origin: 'http://localhost:3001' },
    'from a disguised page': { Origin: 'null' },
  }
  for (const [rule, headers] of Object.entries(refused)) {
    test(`${rule} is refused`, async () => expect(await post(headers)).toBe(403))
  }

  test('of any method but the safe ones is judged', async () => {
    expect(await post({ Origin: 'null' }, { method: 'DELETE' })).toBe(403)
    expect(await post({ 'Sec-Fetch-Site': 'cross-site' }, { method: 'GET' })).toBe(200)
  })

  test("for an endpoint of the protocol is the library's business", async () => {
    expect(await post({ 'Sec-Fetch-Site': 'cross-site' }, { path: '/auth' })).toBe(200)
  })
})

describe("a form's token", () => {
  const keys = { old: Buffer.alloc(32, 1), new: Buffer.alloc(32, 2) }
  const tokens = createFormTokens(createKeyedHash({ current: 'new', keys }))

  test('holds for what it was issued for, and for nothing else', () => {
    const token = tokens.issue('sign-in-1')
    expect(tokens.verify('sign-in-1', token)).toBe(true)
    expect(tokens.verify('sign-in-2', token)).toBe(false)
    expect(tokens.verify('sign-in-1', `${token}x`)).toBe(false)
    expect(tokens.verify('sign-in-1', '')).toBe(false)
  })

  test('outlives a change of keys', () => {
    const before = createFormTokens(createKeyedHash({ current: 'old', keys })).issue('sign-in-1')
    expect(tokens.verify('sign-in-1', before)).toBe(true)
  })

  test('cannot be made with another key', () => {
    const stranger = createFormTokens(createKeyedHash({ current: 'new', keys: { new: Buffer.alloc(32, 3) } }))
    expect(tokens.verify('sign-in-1', stranger.issue('sign-in-1'))).toBe(false)
  })

  test('is required', () => {
    const refusal = expect.objectContaining({ status: 403, text: 'E-CSRF-01' })
    expect(() => requireFormToken(tokens, 'sign-in-1', undefined)).toThrow(refusal)
    expect(() => requireFormToken(tokens, 'sign-in-1', tokens.issue('sign-in-2'))).toThrow(refusal)
    expect(() => requireFormToken(tokens, 'sign-in-1', tokens.issue('sign-in-1'))).not.toThrow()
  })
})
