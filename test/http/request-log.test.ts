import { describe, expect, test } from 'vitest'
import { logRequests } from '../../src/http/request-log.ts'
import { trustProxies } from '../../src/http/proxy.ts'
import { createLogger } from '../../src/system/logger.ts'
import { edgeServer, exchange, rawRequest, welcome } from './edge-server.ts'

/** The lines that the real logger writes for one request. */
async function linesFor(target: string, headers: readonly string[] = [], hops = 0): Promise<string[]> {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } })
  {
    await using server = await edgeServer([welcome], { outer: [logRequests(logger)] })
    trustProxies(server.app, hops)
    await exchange(server.port, rawRequest(target, headers))
  }
  return lines
}

async function lineFor(target: string, headers: readonly string[] = [], hops = 0): Promise<Record<string, unknown>> {
  const [line = '{}'] = await linesFor(target, headers, hops)
  return JSON.parse(line)
}

describe('the line of a request', () => {
  test('says what was asked, how it went and how long it took', async () => {
    expect(await lineFor('/auth?client_id=mailbox&response_type=code&acr_values=high')).toMatchObject({
      msg: 'request',
      requestId: expect.stringMatching(/^[\da-z]{26}$/),
      method: 'GET',
      path: '/auth',
      status: 200,
      durationMs: expect.any(Number),
      network: '127.0.0.0/24',
      clientId: 'mailbox',
      responseType: 'code',
      acrValues: 'high',
    })
  })

  test('is one line', async () => {
    expect(await linesFor('/auth')).toHaveLength(1)
  })

  test('holds nothing else of the query or the headers', async () => {
    const secrets = ['state', 'code', 'login_hint', 'id_token_hint', 'token'].map((name) => `${name}=canary-${name}`)
    const [line] = await linesFor(`/auth?${secrets.join('&')}`, [
      'Cookie: kapu-session=canary-cookie',
      'Authorization: Bearer canary-bearer',
      'User-Agent: canary-agent',
      'Referer: https://canary.example',
    ])
    expect(line).not.toContain('canary')
  })

  test('does not hold the id of an interaction', async () => {
    const line = await lineFor('/interaction/Zb3xQ1v9Kk2mN8pLr5tYw/authenticate/totp')
    expect(line).toMatchObject({ path: '/interaction/:id/authenticate/totp' })
  })

  test('holds the network of the visitor, not the address', async () => {
    expect(await lineFor('/', ['X-Forwarded-For: 203.0.113.9'], 1)).toMatchObject({ network: '203.0.113.0/24' })
  })

  test('cannot be broken into two', async () => {
    const lines = await linesFor('/auth?client_id=a%0d%0a%7B%22level%22%3A%22info%22%7D%e2%80%a8')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n\u2028]/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ clientId: String.raw`a\r\n{\"level\":\"info\"}?` })
  })

  test('is short, whatever was sent', async () => {
    const [line = ''] = await linesFor(`/${'a/'.repeat(1_000)}?client_id=${'b'.repeat(2_000)}`)
    expect(line.length).toBeLessThan(1_000)
  })
})
