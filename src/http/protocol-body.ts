import type { EdgeMiddleware } from './edge-state.ts'
import { checkPairs, readBody } from './form-body.ts'

/** As large as the library's own limit. */
const MAX_BYTES = 56 * 1024

/**
 * Forms for the protocol's endpoints, before the library parses them: leniently, so that a NUL or what is no UTF-8
 * would get as far as the database. The library then takes the body from the request, where it finds it read.
 */
export function refuseMalformedBodies(isProtocolPath: (path: string) => boolean): EdgeMiddleware {
  return async (ctx, next) => {
    const isForm = Boolean(ctx.is('application/x-www-form-urlencoded'))
    if (ctx.method === 'POST' && isForm && isProtocolPath(ctx.path)) {
      const body = await readBody(ctx, MAX_BYTES)
      checkPairs(body)
      Reflect.set(ctx.req, 'body', body)
    }
    await next()
  }
}
