import { createServer } from 'node:http'
import Koa from 'koa'

/** A server that runs until it is closed. */
export interface Running {
  /** Such as `http://localhost:3001`, without a slash at its end. */
  readonly origin: string
  close(): Promise<void>
}

/**
 * Serves an application on the loopback interface only. Port 0 takes a free one, so the application is made when its
 * origin is known.
 *
 * @throws if the port is taken; the message says which
 */
export async function serve(port: number, createApp: (origin: string) => Koa): Promise<Running> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)))
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const origin = `http://localhost:${address.port}`
  server.on('request', createApp(origin).callback())
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Says which port is taken, where that is what went wrong. */
export function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new Error(`port ${port} is taken: stop what listens there and start again`, { cause: error })
}

/**
 * An application with what every demo page needs: no page is kept by the browser or framed, nothing runs but our own
 * style sheet, and another name for this machine leads to the right one (cookies belong to a name).
 */
export function createApp(origin: string, contentSecurityPolicy: string): Koa {
  const app = new Koa()
  app.use(async (ctx, next) => {
    if (`http://${ctx.host}` !== origin) {
      ctx.status = ctx.method === 'GET' ? 308 : 421
      if (ctx.method === 'GET') ctx.redirect(origin)
      return
    }
    ctx.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    await next()
  })
  return app
}

/** A parameter that may be given once; repeated ones count as absent. */
export function once(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
