/**
 * The load of `flood.test.ts`, in processes of its own so that it waits for no event loop but the server's. A process
 * either floods, wave after wave, or probes at a steady rate, whether or not earlier probes have come back.
 */
import { once } from 'node:events'
import http from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Sent } from './raw-requests.ts'

/** What the parent asks a process for. */
export type Load = Flood | Probe

interface Flood {
  readonly kind: 'flood'
  readonly origin: string
  /** Each sent all at once, when the one before has been answered. */
  readonly waves: readonly (readonly Sent[])[]
}

/** Goes on until the parent sends the word `stop`, or there is nothing left to send. */
interface Probe {
  readonly kind: 'probe'
  readonly origin: string
  /** By name: one of these is sent every `everyMs`. Each is used once. */
  readonly probes: Readonly<Record<string, readonly Sent[]>>
  readonly everyMs: number
}

/** One answer; `at` in milliseconds of the wall clock, when the request was sent. */
export interface Timed {
  readonly name: string
  readonly at: number
  readonly ms: number
  readonly status: number
  readonly retryAfter: string | null
  readonly body: string
}

// Kept open, as services and proxies keep them: a probe measures the answer, not the handshake.
const agent = new http.Agent({ keepAlive: true })

function timed(name: string, origin: string, { method = 'GET', path, headers = {}, body }: Sent): Promise<Timed> {
  const { hostname, port } = new URL(origin)
  const at = performance.timeOrigin + performance.now()
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          name,
          at,
          ms: performance.timeOrigin + performance.now() - at,
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'] ?? null,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * On connections that are open already, as a browser's is that has just fetched the form, and in bytes made beforehand:
 * 200 clients are 200 machines, and their work must not be done on the two cores that are measured.
 */
async function flood({ origin, waves }: Flood): Promise<Timed[]> {
  const most = Math.max(...waves.map((wave) => wave.length))
  const sockets = await Promise.all(Array.from({ length: most }, () => opened(origin)))
  const prepared = waves.map((wave) => wave.map((sent) => bytesOf(origin, sent)))
  const answers: Timed[] = []
  for (const wave of prepared) {
    answers.push(...(await Promise.all(wave.map((bytes, i) => exchanged(sockets[i] ?? socketMissing(i), bytes)))))
  }
  for (const socket of sockets) socket.destroy()
  return answers
}

async function opened(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  return socket
}

function socketMissing(i: number): never {
  throw new Error(`no connection ${i}`)
}

function bytesOf(origin: string, { method = 'GET', path, headers = {}, body = '' }: Sent): Buffer {
  const lines = Object.entries({ host: new URL(origin).host, 'content-length': Buffer.byteLength(body), ...headers })
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')}\r\n${String(body)}`,
  )
}

/** One request and its answer, which says how long it is. */
function exchanged(socket: Socket, bytes: Buffer): Promise<Timed> {
  const at = performance.timeOrigin + performance.now()
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0)
    const take = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk])
      const end = received.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = received.toString('latin1', 0, end)
      const body = received.subarray(end + 4)
      if (body.length < Number(/^content-length: (\d+)/im.exec(head)?.[1])) return
      socket.off('data', take)
      resolve({
        name: 'flood',
        at,
        ms: performance.timeOrigin + performance.now() - at,
        status: Number(head.split(' ')[1]),
        retryAfter: /^retry-after: (\d+)/im.exec(head)?.[1] ?? null,
        body: body.toString('utf8'),
      })
    }
    socket.on('data', take)
    socket.once('close', () => reject(new Error('the connection was closed')))
    socket.write(bytes)
  })
}

async function probe({ origin, probes, everyMs }: Probe): Promise<Timed[]> {
  const answers: Promise<Timed>[] = []
  let turn = 0
  const timer = setInterval(() => {
    for (const [name, requests] of Object.entries(probes)) {
      const request = requests[turn]
      if (request !== undefined) answers.push(timed(name, origin, request))
    }
    turn += 1
  }, everyMs)
  await new Promise((resolve) => process.once('message', resolve))
  clearInterval(timer)
  return Promise.all(answers)
}

process.once('message', (load: Load) => {
  void (load.kind === 'flood' ? flood(load) : probe(load)).then((answers) => {
    agent.destroy()
    process.send?.(answers, () => process.disconnect())
  })
})
