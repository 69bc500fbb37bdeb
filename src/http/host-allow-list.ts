import { errorWords } from '../../views/texts/errors.ts'
import type { EdgeMiddleware } from './edge-state.ts'

/**
 * Answers at the issuer's own hosts only: discovery and redirects follow the Host header, so that a stranger's name in
 * it would become part of our answers. `hosts` as they stand in the header, with the port unless it is the default.
 */
export function allowHosts(hosts: readonly string[]): EdgeMiddleware {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()))
  return async (ctx, next) => {
    // Koa would believe it as soon as a proxy is trusted. Ours is the host that the request came to.
    delete ctx.req.headers['x-forwarded-host']
    const { host } = ctx.req.headers
    if (host !== undefined && allowed.has(host.toLowerCase())) return next()

    // No page: its links would need a host that is ours, and the wrong one must not be echoed.
    ctx.status = 421
    ctx.type = 'text/plain; charset=utf-8'
    ctx.set('Content-Language', 'hu, en')
    ctx.body = `E-HOST-01\n${errorWords('hu', 'E-HOST-01').message}\n${errorWords('en', 'E-HOST-01').message}\n`
  }
}

/** The Host headers of an issuer. */
export function hostsOf(issuer: string): readonly string[] {
  return [new URL(issuer).host]
}
