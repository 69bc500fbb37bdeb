import { describe, expect, test } from 'vitest'
import { refuseMalformedInput } from '../../src/http/malformed-input.ts'
import { edgeServer, exchange, rawRequest, welcome } from './edge-server.ts'

const guard = refuseMalformedInput({
  ownCookies: ['kapu-session'],
  isOwnPage: (path) => path.startsWith('/interaction/'),
})

const refused: readonly [rule: string, target: string, headers?: readonly string[]][] = [
  ['a NUL in the query', '/?state=%00'],
  ['a NUL in the name of a parameter', '/?a%00=1'],
  ['a NUL in the path', '/interaction/%00'],
  ['invalid UTF-8 in the query', '/?a=%ff'],
  ['overlong UTF-8 in the query', '/?a=%c0%af'],
  ['a surrogate in the query', '/?a=%ed%a0%80'],
  ['a broken percent sign in the query', '/?a=%4'],
  ['a broken percent sign in the path', '/interaction/%zz'],
  ['invalid UTF-8 in the path', '/interaction/%ff'],
  ['an address in absolute form', 'http://evil.example/'],
  ['an address that is an asterisk', '*'],
  ['a NUL in a cookie of ours', '/', ['Cookie: other=1; kapu-session=%00']],
  ['invalid UTF-8 in a cookie of ours', '/', ['Cookie: kapu-session=%ff']],
  ['a NUL in the signature of a cookie of ours', '/', ['Cookie: kapu-session.sig=%00']],
  ['a parameter given twice on a page of ours', '/interaction/x?lang=hu&lang=en'],
  ['a parameter given twice in two spellings', '/interaction/x?lang=hu&%6cang=en'],
]

const accepted: readonly [rule: string, target: string, headers?: readonly string[]][] = [
  ['an ordinary address', '/interaction/x?lang=hu&a=%C3%A1rv%C3%ADz+t%C5%B1r%C5%91&&b'],
  ['a parameter given twice at an endpoint of the protocol', '/auth?resource=a&resource=b'],
  ['a malformed cookie of somebody else', '/', ['Cookie: other=%00%ff; kapu-session=abc']],
  ['a question mark in the query', '/?a=?&b=%3F'],
]

describe('malformed input', () => {
  for (const [rule, target, headers] of refused) {
    test(`${rule} is refused`, async () => {
      await using server = await edgeServer([guard, welcome])
      const answer = await exchange(server.port, rawRequest(target, headers))
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('E-INPUT-01')
    })
  }

  for (const [rule, target, headers] of accepted) {
    test(`${rule} is accepted`, async () => {
      await using server = await edgeServer([guard, welcome])
      expect(await exchange(server.port, rawRequest(target, headers))).toContain('welcome')
    })
  }

  test('a raw byte above ASCII in the path is refused', async () => {
    await using server = await edgeServer([guard, welcome])
    expect(await exchange(server.port, rawRequest('/interaction/\u00e1'))).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('an address of 8 KiB is accepted, a longer one refused', async () => {
    await using server = await edgeServer([guard, welcome])
    const fitting = `/?a=${'a'.repeat(8 * 1024 - 4)}`
    expect(await exchange(server.port, rawRequest(fitting))).toContain('welcome')
    const answer = await exchange(server.port, rawRequest(`${fitting}a`))
    expect(answer).toMatch(/^HTTP\/1\.1 414 /)
    expect(answer).toContain('E-INPUT-02')
  })

  test('without the guard a NUL reaches the handler', async () => {
    await using server = await edgeServer([
      (ctx) => {
        ctx.body = JSON.stringify(ctx.query['state'])
      },
    ])
    expect(await exchange(server.port, rawRequest('/?state=%00'))).toContain('\\u0000')
  })
})
