import { send } from '@koa/send'
import type { EdgeMiddleware } from './edge-state.ts'

const PREFIX = '/assets/'

/** Seconds. A page that names a version of the file (`?v=`) gets it once and for ever. */
const SHORT = 'public, max-age=300'
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The style sheet, icons and scripts in `public/`, at /assets/. Anything else is the business of others. */
export function serveStaticFiles(root: string): EdgeMiddleware {
  return async (ctx, next) => {
    const name = ctx.path.startsWith(PREFIX) ? ctx.path.slice(PREFIX.length) : ''
    if (name === '' || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()

    const found = await send(ctx, name, { root, index: false, brotli: false, gzip: false })
    if (found === undefined) return
    ctx.set('Cache-Control', new URLSearchParams(ctx.querystring).has('v') ? FOR_EVER : SHORT)
    ctx.status = 200
    // Conditional requests (RFC 9110 §13.1.3) by the file's Last-Modified.
    if (ctx.fresh) ctx.status = 304
  }
}
