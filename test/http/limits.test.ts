import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createHttpServer, HTTP_LIMITS, type HttpLimits } from '../../src/http/limits.ts'
import { readForm } from '../../src/http/form-body.ts'
import type { EdgeMiddleware } from '../../src/http/edge-state.ts'
import { edgeServer, exchange, rawRequest, welcome } from './edge-server.ts'

const IMPATIENT: HttpLimits = {
  ...HTTP_LIMITS,
  headersTimeout: 200,
  requestTimeout: 400,
  connectionsCheckingInterval: 50,
}
const echo: EdgeMiddleware = async (ctx) => {
  ctx.body = await readForm(ctx)
}

/** Sends a byte now and then, never an end; says how long the socket was held. */
async function drip(port: number, head: string): Promise<{ heldMs: number; answer: string }> {
  const startedAt = performance.now()
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.on('error', () => undefined)
  socket.write(head)
  const dripping = setInterval(() => socket.write('a'), 30)
  await new Promise<void>((resolve) => {
    const givingUp = setTimeout(() => socket.destroy(), 3_000)
    socket.on('close', () => {
      clearTimeout(givingUp)
      resolve()
    })
  })
  clearInterval(dripping)
  return { heldMs: performance.now() - startedAt, answer }
}

const SLOW_HEADERS = 'GET / HTTP/1.1\r\nHost: here\r\nX-Slow: '
const SLOW_BODY =
  'POST / HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\n'

describe('a client that drips', () => {
  test('its headers is cut off', async () => {
    await using server = await edgeServer([welcome], { limits: IMPATIENT })
    const { heldMs, answer } = await drip(server.port, SLOW_HEADERS)
    expect(heldMs).toBeLessThan(1_500)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('its body is cut off', async () => {
    await using server = await edgeServer([echo], { limits: IMPATIENT })
    expect((await drip(server.port, SLOW_BODY)).heldMs).toBeLessThan(1_500)
    expect(server.log).not.toContainEqual(expect.objectContaining({ status: 500 }))
  })

  test('would hold a server without limits', async () => {
    const none = { ...IMPATIENT, headersTimeout: 0, requestTimeout: 0 }
    await using server = await edgeServer([welcome], { limits: none })
    expect((await drip(server.port, SLOW_HEADERS)).heldMs).toBeGreaterThan(2_900)
  })
})

describe('a server', () => {
  test('has the limits of the house', () => {
    const server = createHttpServer(() => undefined)
    expect(server).toMatchObject({
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 65_000,
      maxHeadersCount: 64,
      maxConnections: 2_000,
    })
  })

  test('refuses headers of more than 16 KiB', async () => {
    await using server = await edgeServer([welcome])
    expect(await exchange(server.port, rawRequest('/', [`X-Large: ${'a'.repeat(16 * 1024)}`]))).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  test('takes no more connections than it can serve', async () => {
    await using server = await edgeServer([welcome], { limits: { ...HTTP_LIMITS, maxConnections: 1 } })
    const first = connect(server.port, '127.0.0.1')
    await new Promise((resolve) => first.once('connect', resolve))
    expect(await exchange(server.port, rawRequest('/'))).toBe('')
    first.destroy()
  })
})
