import { describe, expect, test } from 'vitest'
import type { EdgeMiddleware } from '../../src/http/edge-state.ts'
import { problemOf } from '../../src/http/errors.ts'
import { HttpProblem } from '../../src/http/http-problem.ts'
import { BusyError } from '../../src/system/gate.ts'
import { edgeServer, type EdgeServer } from './edge-server.ts'

const throwing =
  (error: unknown): EdgeMiddleware =>
  () => {
    throw error
  }
const withCode = (code: string, more: object = {}): Error =>
  Object.assign(new Error('secret detail'), { code, ...more })

async function answerTo(
  handler: EdgeMiddleware,
  { path = '/', accept = 'text/html' } = {},
): Promise<{ status: number; headers: Headers; text: string; log: EdgeServer['log'] }> {
  await using server = await edgeServer([handler])
  const response = await fetch(server.origin + path, { headers: { Accept: accept } })
  return { status: response.status, headers: response.headers, text: await response.text(), log: [...server.log] }
}

describe('what was thrown', () => {
  const errors: readonly [name: string, error: unknown, status: number, code: string, retryAfter?: number][] = [
    ['a problem of ours', new HttpProblem(409, 'E-FLOW-08', 'signed out'), 409, 'E-FLOW-08'],
    ['a problem with a wait', new HttpProblem(429, 'E-WAIT-01', 'too often', { retryAfter: 60 }), 429, 'E-WAIT-01', 60],
    ['a full gate', new BusyError(), 503, 'E-BUSY-01', 2],
    ['a database that refuses', withCode('ECONNREFUSED'), 503, 'E-BUSY-01', 5],
    ['a database whose socket is gone', withCode('ENOENT', { syscall: 'connect' }), 503, 'E-BUSY-01', 5],
    ['a database that is shutting down', withCode('57P01'), 503, 'E-BUSY-01', 5],
    ['a database that lost the connection', withCode('08006'), 503, 'E-BUSY-01', 5],
    ['a database without room', withCode('53300'), 503, 'E-BUSY-01', 5],
    ['a lock that took too long', withCode('55P03'), 503, 'E-BUSY-01', 5],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect'), 503, 'E-BUSY-01', 5],
    ['a broken connection', new Error('Connection terminated unexpectedly'), 503, 'E-BUSY-01', 5],
    ['a cause inside another error', new Error('wrapped', { cause: withCode('ECONNRESET') }), 503, 'E-BUSY-01', 5],
    ['one of several causes', new AggregateError([withCode('ECONNREFUSED')], 'all failed'), 503, 'E-BUSY-01', 5],
    ['a broken constraint', withCode('23505'), 500, 'E-INTERNAL-01'],
    ['a missing file', withCode('ENOENT', { syscall: 'open' }), 500, 'E-INTERNAL-01'],
    ['a bug', new TypeError('secret detail'), 500, 'E-INTERNAL-01'],
    ['something that is no error', 'secret detail', 500, 'E-INTERNAL-01'],
    ['nothing', undefined, 500, 'E-INTERNAL-01'],
    ["a library's bad request", Object.assign(new Error('secret detail'), { status: 400 }), 400, 'E-INPUT-01'],
    ["a library's not found", Object.assign(new Error('secret detail'), { status: 404 }), 404, 'E-NOTFOUND-01'],
    ["a library's too large", Object.assign(new Error('secret detail'), { status: 413 }), 413, 'E-INPUT-02'],
    ["a library's own failure", Object.assign(new Error('secret detail'), { status: 502 }), 500, 'E-INTERNAL-01'],
    ['a malformed address', new URIError('secret detail'), 400, 'E-INPUT-01'],
  ]
  for (const [name, error, status, code, retryAfter] of errors) {
    test(`${name} is answered with ${status} and ${code}`, async () => {
      const answer = await answerTo(throwing(error))
      expect(answer.status).toBe(status)
      expect(answer.text).toContain(code)
      expect(answer.headers.get('Retry-After')).toBe(retryAfter === undefined ? null : String(retryAfter))
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.text).not.toMatch(/secret detail|\bat .*\.ts|node_modules/)
    })
  }

  test('keeps its cause for the log', () => {
    const cause = new TypeError('a bug')
    expect(problemOf(cause).cause).toBe(cause)
  })
})

describe('an error', () => {
  test('is found in the log by the number on its page', async () => {
    const { text, log } = await answerTo(throwing(new Error('a bug')))
    const incidentId = /[0-9a-hjkmnp-tv-z]{26}/.exec(text)?.[0]
    expect(incidentId).toBeDefined()
    expect(log).toEqual([
      expect.objectContaining({ incidentId, status: 500, errorCode: 'E-INTERNAL-01', err: expect.any(Error) }),
    ])
  })

  test('of the client is logged without its stack', async () => {
    const { log } = await answerTo(throwing(new HttpProblem(400, 'E-INPUT-01', 'a fault')))
    expect(log).toEqual([expect.not.objectContaining({ err: expect.anything() })])
  })

  test('is JSON at an endpoint for programs, and for who wants JSON', async () => {
    const expected = { error: 'server_error', code: 'E-INTERNAL-01', incident_id: expect.any(String) }
    expect(JSON.parse((await answerTo(throwing(new Error('a bug')), { path: '/token', accept: '*/*' })).text)).toEqual(
      expected,
    )
    expect(JSON.parse((await answerTo(throwing(new Error('a bug')), { accept: 'application/json' })).text)).toEqual(
      expected,
    )
    expect((await answerTo(throwing(new Error('a bug')), { accept: '*/*' })).text).toContain('<p>')
  })

  test('takes back what the failed request wanted to set', async () => {
    const { headers } = await answerTo((ctx) => {
      ctx.cookies.set('kapu-session', 'x')
      ctx.redirect('https://evil.example')
      throw new Error('a bug')
    })
    expect(headers.get('Set-Cookie')).toBeNull()
    expect(headers.get('Location')).toBeNull()
  })

  test('after the answer has begun is logged and no more', async () => {
    await using server = await edgeServer([
      (ctx) => {
        ctx.respond = false
        ctx.res.end('begun')
        throw new Error('a bug')
      },
    ])
    expect(await (await fetch(server.origin)).text()).toBe('begun')
    expect(server.log).toHaveLength(1)
  })

  test('is what becomes of silence', async () => {
    const missing = await answerTo(() => undefined)
    expect([missing.status, missing.text]).toEqual([404, expect.stringContaining('E-NOTFOUND-01')])
    const method = await answerTo((ctx) => {
      ctx.status = 405
      ctx.set('Allow', 'GET')
    })
    expect([method.status, method.text]).toEqual([405, expect.stringContaining('E-METHOD-01')])
    expect(method.headers.get('Allow')).toBe('GET')
  })

  test('leaves alone an answer that was meant', async () => {
    const { status, text } = await answerTo((ctx) => {
      ctx.status = 404
      ctx.body = 'a page of its own'
    })
    expect([status, text]).toEqual([404, 'a page of its own'])
  })
})
