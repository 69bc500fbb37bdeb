import type { Logger } from '../system/logger.ts'
import type { EdgeContext, EdgeMiddleware } from './edge-state.ts'
import { clientAddress, networkOf } from './proxy.ts'

/** One line a request, of named fields only: no query but these three, no header, no whole address. */
export function logRequests(logger: Pick<Logger, 'info'>): EdgeMiddleware {
  return async (ctx, next) => {
    const startedAt = performance.now()
    // 'close' also comes for answers that were cut off, and after a body that was streamed.
    ctx.res.once('close', () => {
      logger.info({ ...fields(ctx), durationMs: Math.round(performance.now() - startedAt) }, 'request')
    })
    await next()
  }
}

function fields(ctx: EdgeContext): Record<string, string | number> {
  return {
    requestId: ctx.state.incidentId,
    method: plain(ctx.method),
    path: withoutIds(plain(ctx.path)),
    status: ctx.res.statusCode,
    network: networkOf(clientAddress(ctx)),
    ...parameter(ctx, 'client_id', 'clientId'),
    ...parameter(ctx, 'response_type', 'responseType'),
    ...parameter(ctx, 'acr_values', 'acrValues'),
  }
}

function parameter(ctx: EdgeContext, name: string, field: string): Record<string, string> {
  const value = new URLSearchParams(ctx.querystring).get(name)
  return value === null ? {} : { [field]: plain(value) }
}

/** Short, and without anything that could begin a line of its own. */
function plain(value: string): string {
  return JSON.stringify(value.slice(0, 200))
    .slice(1, -1)
    .replace(/[\u007f-\u009f\u2028\u2029]/g, '?')
}

// An interaction's id is half of what it takes to go on with it.
function withoutIds(path: string): string {
  return path.replaceAll(/(?<=\/)[\w~-]{16,}(?=\/|$)/g, ':id')
}
