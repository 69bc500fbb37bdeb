/** What wallets and waiting pages meet at our addresses, besides what an answer says. */
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { sha256 } from '../../src/system/hashing.ts'
import { createStatusWatch } from '../../src/wallets/presentations/status-watch.ts'
import { access, approve, LIFETIME, NOW, post, requestUriOf, scan, startVerifier, type Verifier } from './verifier.ts'

let verifier: Verifier
beforeAll(async () => {
  verifier = await startVerifier()
})
afterAll(() => verifier.close())
afterEach(() => {
  vi.useRealTimers()
  verifier.clock.set(NOW)
})

const UNKNOWN = { status: 404, body: { error: 'unknown_request' } }
const TOKEN = 'A'.repeat(43)

describe('the request object', () => {
  test('is signed by the key of the certificate that names our host, for this wallet, with a key of its own', async () => {
    const { qrText } = await verifier.start()
    expect(qrText.startsWith('openid4vp://?client_id=x509_san_dns%3Alocalhost&request_uri=')).toBe(true)
    expect(new URL(qrText).searchParams.get('request_uri_method')).toBe('post')
    const answer = await fetch(requestUriOf(qrText), {
      method: 'POST',
      body: new URLSearchParams({ wallet_nonce: 'mine', wallet_metadata: '{}' }),
    })
    expect(answer.headers.get('content-type')).toBe('application/oauth-authz-req+jwt')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('set-cookie')).toBeNull()
    const object = await answer.text()
    const [leaf = ''] = decodeProtectedHeader(object).x5c ?? []
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'))
    expect(certificate.raw.equals(access.certificate.raw)).toBe(true)
    const { payload } = await jwtVerify(object, certificate.publicKey, {
      ...{ typ: 'oauth-authz-req+jwt', algorithms: ['ES256'], currentDate: new Date(NOW * 1000) },
      ...{ issuer: 'x509_san_dns:localhost', audience: 'https://self-issued.me/v2' },
    })
    expect(payload).toMatchObject({
      ...{ client_id: 'x509_san_dns:localhost', response_type: 'vp_token', response_mode: 'direct_post.jwt' },
      ...{ wallet_nonce: 'mine', iat: NOW, exp: NOW + LIFETIME },
      response_uri: expect.stringMatching(new RegExp(`^${verifier.issuer}/dap/valasz/[\\w-]{43}$`)),
      client_metadata: {
        'client_name#en': 'Kapu',
        jwks: { keys: [{ kty: 'EC', crv: 'P-256', use: 'enc', alg: 'ECDH-ES' }] },
        encrypted_response_enc_values_supported: ['A256GCM'],
      },
    })
    const other = await scan((await verifier.start()).qrText)
    expect([other.nonce, other.state]).not.toContain(payload['nonce'])
    expect(other.client_metadata.jwks.keys[0]).not.toHaveProperty('d')
    const [data] = other.transaction_data
    expect(JSON.parse(Buffer.from(data, 'base64url').toString())).toMatchObject({
      ...{ type: 'hu.kapu.sign-in.v1', credential_ids: ['pid'], purpose: 'authenticate', at: NOW },
      service: { hu: 'Adóhivatal', en: 'Tax office' },
    })
  })

  test('is given without a form, too, and not for a nonce that no wallet makes', async () => {
    const { qrText } = await verifier.start()
    expect(await post(requestUriOf(qrText), { wallet_nonce: 'x'.repeat(257) })).toMatchObject({ status: 400 })
    expect((await fetch(requestUriOf(qrText), { method: 'POST' })).status).toBe(200)
  })
})

describe('at each address', () => {
  const paths = ['/dap/keres', '/dap/valasz', '/dap/allapot']

  test.each(paths)('%s knows no token that was never given', async (path) => {
    for (const token of [TOKEN, 'x', 'a'.repeat(10_000), '%00', '..%2f..']) {
      const method = path === '/dap/allapot' ? 'GET' : 'POST'
      const { status } = await fetch(`${verifier.issuer}${path}/${token}`, { method })
      expect([400, 404, 414]).toContain(status)
    }
    expect(await post(`${verifier.issuer}/dap/keres/${TOKEN}`)).toEqual(UNKNOWN)
    expect(await post(`${verifier.issuer}/dap/valasz/${TOKEN}`)).toEqual(UNKNOWN)
  })

  test.each(paths)('%s answers no other method', async (path) => {
    const allowed = path === '/dap/allapot' ? ['GET', 'HEAD'] : ['POST']
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (allowed.includes(method)) continue
      const answer = await fetch(`${verifier.issuer}${path}/${TOKEN}`, { method })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed.join(', ')])
    }
  })

  test('a token of one address is nothing at another', async () => {
    const { qrText, statusToken } = await verifier.start()
    const [qrToken] = requestUriOf(qrText).split('/').slice(-1)
    for (const address of [`/dap/keres/${statusToken}`, `/dap/valasz/${statusToken}`, `/dap/valasz/${qrToken}`])
      expect(await post(`${verifier.issuer}${address}`)).toEqual(UNKNOWN)
    expect((await fetch(`${verifier.issuer}/dap/allapot/${qrToken}`)).status).toBe(404)
  })

  test('what is no form is refused and spends nothing: another type, a field twice, what is no text, compressed', async () => {
    const { qrText } = await verifier.start()
    const { wallet } = await verifier.holder()
    const address = requestUriOf(qrText)
    const bad: [status: number, headers: Record<string, string>, body: string][] = [
      [415, { 'Content-Type': 'application/json' }, '{}'],
      [415, { 'Content-Type': 'text/plain' }, 'wallet_nonce=x'],
      [415, { 'Content-Encoding': 'gzip' }, 'wallet_nonce=x'],
      [400, {}, 'wallet_nonce=x&wallet_nonce=y'],
      [400, {}, 'wallet_nonce=%00'],
      [400, {}, 'wallet_nonce=%ff'],
      [400, {}, Array.from({ length: 101 }, (_, index) => `f${index}=x`).join('&')],
      [413, {}, `x=${'x'.repeat(64 * 1024)}`],
    ]
    for (const [status, headers, body] of bad) {
      const type = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }
      const answer = await fetch(address, { method: 'POST', headers: type, body })
      expect([body.slice(0, 20), answer.status]).toEqual([body.slice(0, 20), status])
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    }
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    for (const [status, headers, body] of bad) {
      const type = { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }
      expect((await fetch(asked.response_uri, { method: 'POST', headers: type, body })).status).toBe(status)
    }
    expect(await approve({ wallet, asked, started })).toEqual({ status: 200, body: {} })
    expect(await post(address)).toMatchObject({ status: 200 })
  })

  test('a wallet that hangs up in the middle of its answer has answered nothing', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    const broken = httpRequest(asked.response_uri, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '5000' },
    })
    broken.on('error', () => {})
    broken.write('response=abc')
    await new Promise((resolve) => setTimeout(resolve, 50))
    broken.destroy()
    expect(await approve({ wallet, asked, started })).toEqual({ status: 200, body: {} })
  })

  test('nothing of a token, nonce or number stands in the log', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    await approve({ wallet, asked, started })
    await fetch(`${verifier.issuer}/dap/allapot/${started.statusToken}`)
    const log = verifier.lines.join('')
    expect(log).toContain('/dap/valasz/:id')
    const tokens = [requestUriOf(started.qrText), asked.response_uri].map((address) => address.split('/').pop() ?? '')
    for (const secret of [...tokens, started.statusToken, asked.nonce, asked.state]) expect(log).not.toContain(secret)
  })
})

/** Server-sent events of this request, until it is over or given up. */
async function listen(statusToken: string) {
  const controller = new AbortController()
  const answer = await fetch(`${verifier.issuer}/dap/allapot/${statusToken}`, {
    headers: { Accept: 'text/event-stream' },
    signal: controller.signal,
  })
  const heard: string[] = []
  const over = (async () => {
    if (answer.body === null) return
    const decoder = new TextDecoder()
    for await (const chunk of answer.body)
      heard.push(...[...decoder.decode(chunk).matchAll(/event: status\ndata: (\w+)\n\n/g)].map(([, data = '']) => data))
  })().catch(() => {})
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    heard,
    over,
    hangUp: () => controller.abort(),
  }
}

async function polled(statusToken: string): Promise<unknown> {
  const answer = await fetch(`${verifier.issuer}/dap/allapot/${statusToken}`)
  return [answer.status, await answer.json()]
}

describe('the page that waits', () => {
  test('is told the same by events as by asking: pending, scanned, approved', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const { statusToken } = started
    const events = await listen(statusToken)
    expect(events.status).toBe(200)
    expect(events.type).toMatch(/^text\/event-stream/)
    await expect.poll(() => events.heard).toEqual(['pending'])
    expect(await polled(statusToken)).toEqual([202, { status: 'pending' }])
    const asked = await scan(started.qrText)
    await expect.poll(() => events.heard).toEqual(['pending', 'scanned'])
    expect(await polled(statusToken)).toEqual([202, { status: 'scanned' }])
    await approve({ wallet, asked, started })
    await events.over
    expect(events.heard).toEqual(['pending', 'scanned', 'approved'])
    expect(await polled(statusToken)).toEqual([200, { status: 'approved' }])
    const late = await listen(statusToken)
    await late.over
    expect(late.heard).toEqual(['approved'])
  })

  test('is told that it was refused, that it expired, that it was cancelled, and then no more', async () => {
    const [refused, expired, cancelled] = [await verifier.start(), await verifier.start(), await verifier.start()]
    const events = await Promise.all([refused, expired, cancelled].map(({ statusToken }) => listen(statusToken)))
    const asked = await scan(refused.qrText)
    await post(asked.response_uri, { error: 'access_denied', state: asked.state })
    await verifier.presentations.cancel(cancelled.requestId)
    await Promise.all([events[0]?.over, events[2]?.over])
    verifier.clock.set(NOW + LIFETIME + 1)
    await events[1]?.over
    expect(events.map(({ heard }) => heard.at(-1))).toEqual(['refused', 'expired', 'expired'])
    expect(await polled(refused.statusToken)).toEqual([200, { status: 'refused' }])
    expect(await polled(expired.statusToken)).toEqual([410, { status: 'expired' }])
    expect(await polled(cancelled.statusToken)).toEqual([410, { status: 'expired' }])
    verifier.clock.set(NOW + LIFETIME)
    expect(await polled(expired.statusToken)).toEqual([202, { status: 'pending' }])
  })

  test('finds at most four places a request, and one again when somebody leaves; asking goes on', async () => {
    const { statusToken } = await verifier.start()
    const four = await Promise.all(Array.from({ length: 4 }, () => listen(statusToken)))
    expect(four.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const fifth = await listen(statusToken)
    expect(fifth.status).toBe(503)
    expect(await polled(statusToken)).toEqual([202, { status: 'pending' }])
    four[0]?.hangUp()
    await expect.poll(async () => (await listen(statusToken)).status).toBe(200)
    await verifier.presentations.cancel((await verifier.start()).requestId)
    for (const { hangUp } of four) hangUp()
  })

  test('is asked for once a second, however many listen, and not at all when nobody does', async () => {
    const statements: string[] = []
    const other = await startVerifier()
    const watch = createStatusWatch(
      {
        db: other.db.withPlugin({
          transformQuery: ({ node }) => (statements.push(node.kind), node),
          transformResult: async ({ result }) => result,
        }),
        clock: other.clock,
      },
      { every: 20, most: 30 },
    )
    const started = await Promise.all(Array.from({ length: 30 }, () => other.start()))
    const watcher = { tell: () => {}, end: () => {} }
    const leave = started.map(({ statusToken }) => watch.watch(sha256(statusToken), 'pending', watcher))
    expect(leave).not.toContain(null)
    expect(watch.watch(sha256(TOKEN), 'pending', watcher)).toBeNull()
    await expect.poll(() => statements.length).toBeGreaterThan(2)
    for (const stop of leave) stop?.()
    await new Promise((resolve) => setTimeout(resolve, 60))
    const asked = statements.length
    expect(asked).toBeLessThan(30)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(statements).toHaveLength(asked)
    await other.close()
  })

  test('is kept alive by a comment every fifteen seconds, and by nothing once it hung up', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { statusToken } = await verifier.start()
    const before = vi.getTimerCount()
    const address = `${verifier.issuer}/dap/allapot/${statusToken}`
    const answer = await fetch(address, { headers: { Accept: 'text/event-stream' } })
    const reader = answer.body?.getReader()
    const decoder = new TextDecoder()
    const next = async () => decoder.decode((await reader?.read())?.value)
    expect(await next()).toBe('event: status\ndata: pending\n\n')
    expect(vi.getTimerCount()).toBe(before + 1)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await next()).toBe(':\n\n')
    await reader?.cancel()
    await expect.poll(() => vi.getTimerCount()).toBe(before)
  })

  test('is let go when we stop, and where the database cannot be asked', async () => {
    const other = await startVerifier()
    const { statusToken } = await other.start()
    const answer = await fetch(`${other.issuer}/dap/allapot/${statusToken}`, {
      headers: { Accept: 'text/event-stream' },
    })
    other.presentations.stop()
    expect(await answer.text()).toBe('event: status\ndata: pending\n\n')
    const after = await fetch(`${other.issuer}/dap/allapot/${statusToken}`, {
      headers: { Accept: 'text/event-stream' },
    })
    expect(after.status).toBe(503)
    const closed = once(other.server, 'close')
    other.server.close()
    other.server.closeIdleConnections()
    await closed

    const watch = createStatusWatch({ db: other.db, clock: other.clock }, { every: 10 })
    const ended = new Promise<void>((resolve) => {
      watch.watch(sha256(statusToken), 'pending', { tell: () => {}, end: resolve })
    })
    await other.close()
    await ended
  })
})
