import { createServer, type RequestListener, type Server } from 'node:http'
import { answerUnreadable } from './client-error.ts'

/** Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  readonly headersTimeout: number
  readonly requestTimeout: number
  readonly connectionsCheckingInterval: number
  readonly keepAliveTimeout: number
  readonly maxHeaderSize: number
  readonly maxHeadersCount: number
  readonly maxConnections: number
}

/** `security.md` §2.8. With Node's own, slow headers hold a socket for 90 s and a slow body for ever (F11). */
export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the 60 s for which proxies keep idle connections: the one that sends must be the one that closes.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
  maxHeadersCount: 64,
  maxConnections: 2_000,
}

/** A server that a slow or greedy client cannot hold. Not yet listening. */
export function createHttpServer(listener: RequestListener, limits: HttpLimits = HTTP_LIMITS): Server {
  const { maxHeadersCount, maxConnections, ...options } = limits
  const server = createServer(options, listener)
  server.maxHeadersCount = maxHeadersCount
  server.maxConnections = maxConnections
  answerUnreadable(server)
  return server
}
