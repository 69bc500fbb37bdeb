/**
 * `npm run bench`: how much Kapu costs over the library alone. Single sign-on (`/auth` → code) and the exchange of that
 * code (`/token`), against Kapu and against bare oidc-provider by turns in the same run, so that the ratio means
 * something on any machine. Kapu waits for its disk, as it must: codes, tokens and audit rows are durable before they
 * are told; the library alone keeps all in memory. Prints a table; asserts nothing.
 */
import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startBare, startKapu, type Target, VERIFIER } from './targets.ts'

/** Browsers and services that ask at the same time; each waits for its answer before it asks again. */
const WORKERS = 8
const WARM_UP_MS = 1_500
const TURN_MS = 4_000
const TURNS = 2

const service = createServer((_request, response) => response.end('arrived')).listen(0, 'localhost')
await once(service, 'listening')
const { port } = service.address() as AddressInfo
const redirectUri = `http://localhost:${port}/callback`
const targets = { kapu: await startKapu(redirectUri), bare: await startBare(redirectUri) }
try {
  const measured = { kapu: samples(), bare: samples() }
  for (const name of ['kapu', 'bare'] as const) await load(targets[name], WARM_UP_MS, samples())
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of ['kapu', 'bare'] as const) await load(targets[name], TURN_MS, measured[name])
  }
  for (const step of ['auth', 'token'] as const) {
    const [kapu, bare] = [figures(measured.kapu[step]), figures(measured.bare[step])]
    console.log(
      `\n${step === 'auth' ? 'GET /auth, single sign-on' : 'POST /token, code exchange'} (${WORKERS} at a time)`,
    )
    console.table({ kapu, 'bare oidc-provider': bare, ratio: ratio(kapu, bare) })
  }
} finally {
  service.close()
  await Promise.all(Object.values(targets).map((target) => target.stop()))
}

interface Samples {
  /** Milliseconds, one for each request. */
  readonly auth: number[]
  readonly token: number[]
}

function samples(): Samples {
  return { auth: [], token: [] }
}

async function load(target: Target, milliseconds: number, into: Samples): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: WORKERS })
  const until = performance.now() + milliseconds
  const worker = async () => {
    while (performance.now() < until) {
      const code = await timed(into.auth, () => authorize(target, agent))
      await timed(into.token, () => exchange(target, agent, code))
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  agent.destroy()
}

async function timed<T>(into: number[], act: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await act()
  into.push(performance.now() - from)
  return result
}

async function authorize({ issuer, authPath, cookie }: Target, agent: Agent): Promise<string> {
  const { headers, statusCode } = await send(`${issuer}${authPath}`, { agent, headers: { cookie } })
  const code = URL.parse(headers.location ?? '')?.searchParams.get('code')
  if (code === null || code === undefined) throw new Error(`/auth answered ${statusCode} ${headers.location}`)
  return code
}

async function exchange(target: Target, agent: Agent, code: string): Promise<void> {
  const { issuer, authorization, redirectUri: redirect } = target
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: VERIFIER }
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields).toString()
  const { statusCode } = await send(`${issuer}/token`, { agent, method: 'POST', headers }, body)
  if (statusCode !== 200) throw new Error(`/token answered ${statusCode}`)
}

function send(url: string, options: Parameters<typeof request>[1], body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (incoming) => {
      incoming.resume().once('end', () => resolve(incoming))
    })
    outgoing.once('error', reject).end(body)
  })
}

interface Figures {
  readonly 'requests/s': number
  readonly 'p50 ms': number
  readonly 'p99 ms': number
}

/** Requests a second as if only these were made: the workers' time that went into them. */
function figures(times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
  const spent = times.reduce((sum, time) => sum + time, 0)
  return { 'requests/s': round((times.length * 1_000 * WORKERS) / spent), 'p50 ms': at(0.5), 'p99 ms': at(0.99) }
}

function ratio(kapu: Figures, bare: Figures): Figures {
  const of = (name: keyof Figures) => round(kapu[name] / bare[name])
  return { 'requests/s': of('requests/s'), 'p50 ms': of('p50 ms'), 'p99 ms': of('p99 ms') }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
