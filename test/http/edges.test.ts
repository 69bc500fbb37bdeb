import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EdgeState } from '../../src/http/edge-state.ts'
import { edges } from '../../src/http/edges.ts'
import { createHttpServer } from '../../src/http/limits.ts'
import { createLogger } from '../../src/system/logger.ts'
import { exchange } from './edge-server.ts'

const FORM = 'Content-Type: application/x-www-form-urlencoded'
const logger = createLogger({ level: 'silent' })
const app = new Koa<EdgeState>()
const server = createHttpServer((request, response) => void app.callback()(request, response))
let port: number

beforeAll(async () => {
  for (const edge of edges({ issuer: 'http://localhost:3000' }, { logger })) app.use(edge)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

async function send(line: string, headers: readonly string[] = [], body = ''): Promise<string> {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const host = headers.some((header) => header.startsWith('Host:')) ? [] : ['Host: localhost:3000']
  return exchange(
    port,
    [`${line} HTTP/1.1`, ...host, 'Connection: close', ...headers, ...length, '', body].join('\r\n'),
  )
}

describe('at the edges', () => {
  const refusals: readonly [
    rule: string,
    status: number,
    code: string,
    line: string,
    headers?: string[],
    body?: string,
  ][] = [
    ['a stranger’s host', 421, 'E-HOST-01', 'GET /', ['Host: evil.example']],
    ['a NUL in an address', 400, 'E-INPUT-01', 'GET /auth?state=%00'],
    ['a long address', 414, 'E-INPUT-02', `GET /auth?state=${'a'.repeat(8 * 1024)}`],
    ['a NUL in a form for the protocol', 400, 'E-INPUT-01', 'POST /request', [FORM], 'state=%00'],
    ['invalid UTF-8 in a form for the protocol', 400, 'E-INPUT-01', 'POST /auth', [FORM], 'state=%ff'],
    [
      'a form of ours from elsewhere',
      403,
      'E-CSRF-01',
      'POST /interaction/x/identify',
      ['Sec-Fetch-Site: cross-site', FORM],
      'a=1',
    ],
    ['a page that is not there', 404, 'E-NOTFOUND-01', 'GET /nothing'],
  ]
  for (const [rule, status, code, line, headers, body] of refusals) {
    test(`${rule} is refused with ${code} and all headers`, async () => {
      const answer = await send(line, headers, body)
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toContain(code)
      expect(answer).toContain("frame-ancestors 'none'")
      expect(answer).toMatch(/cache-control: no-store/i)
      expect(answer).not.toMatch(/set-cookie|evil\.example|\.ts:\d/i)
    })
  }

  test('a refusal is a page in the language of the person', async () => {
    expect(await send('GET /nothing', ['Accept: text/html', 'Accept-Language: en'])).toContain('<html lang="en"')
    expect(await send('GET /nothing', ['Accept: text/html', 'Accept-Language: hu'])).toContain('<html lang="hu"')
  })

  test('a refusal is JSON for a program', async () => {
    expect(await send('POST /token', [FORM], 'code=%00')).toContain('"error":"invalid_request"')
  })

  test('the style sheet is served', async () => {
    expect(await send('GET /assets/kapu.css')).toMatch(/^HTTP\/1\.1 200 [^]*text\/css/)
  })
})
