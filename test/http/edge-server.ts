import { connect, type AddressInfo } from 'node:net'
import Koa from 'koa'
import type { EdgeMiddleware, EdgeState } from '../../src/http/edge-state.ts'
import { catchErrors, logBrokenConnections } from '../../src/http/errors.ts'
import { createHttpServer, HTTP_LIMITS, type HttpLimits } from '../../src/http/limits.ts'
import { nameIncidents } from '../../src/http/incident.ts'

export interface EdgeServer extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  readonly app: Koa<EdgeState>
  /** What was logged, in order. */
  readonly log: readonly Readonly<Record<string, unknown>>[]
}

/** A logger that keeps what it was given. */
function memoryLog() {
  const log: Record<string, unknown>[] = []
  const write = (fields: object | string, message?: string): void => {
    if (typeof fields === 'object') log.push({ ...fields, message })
  }
  return { log, logger: { info: write, error: write } }
}

/** A real server on this machine with these middlewares behind the one that catches errors. */
export async function edgeServer(
  middlewares: readonly EdgeMiddleware[],
  { limits = HTTP_LIMITS, outer = [] }: { limits?: HttpLimits; outer?: readonly EdgeMiddleware[] } = {},
): Promise<EdgeServer> {
  const { log, logger } = memoryLog()
  const app = new Koa<EdgeState>()
  logBrokenConnections(app, logger)
  app.use(nameIncidents())
  for (const middleware of outer) app.use(middleware)
  const render = (_: unknown, { code, incidentId }: { code: string; incidentId: string }): string =>
    `<p>${code} ${incidentId}</p>`
  app.use(catchErrors({ render, logger, isApi: (path) => path === '/token' }))
  for (const middleware of middlewares) app.use(middleware)

  const server = createHttpServer(app.callback(), limits)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    app,
    log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers everything, so that a test sees that a request came through. */
export const welcome: EdgeMiddleware = (ctx) => {
  ctx.body = 'welcome'
}

/** Sends these bytes as they are and returns all that comes back until the other side closes. */
export async function exchange(port: number, request: string | Buffer, host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
    socket.write(request)
  })
  return Buffer.concat(chunks).toString('latin1')
}

/** A request whose target and headers no client library would send. */
export function rawRequest(target: string, headers: readonly string[] = []): Buffer {
  return Buffer.from(
    [`GET ${target} HTTP/1.1`, 'Host: here', 'Connection: close', ...headers, '', ''].join('\r\n'),
    'latin1',
  )
}
