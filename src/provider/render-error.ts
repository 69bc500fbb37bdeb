import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { isUnavailable } from '../http/unavailable.ts'
import { errorPageWithWayBack, type WayBack } from '../http/way-back.ts'
import { LoopError } from './errors.ts'
import { clientOf } from './registered-client.ts'
import { type DeadEnd, type DeadEndDependencies, deadEndOf, missingBy, uidInPath } from './return-tickets/dead-end.ts'

/** The library's errors as people are told of them; anything else is a fault in the service's request. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_client: 'E-REQUEST-01',
  invalid_redirect_uri: 'E-REQUEST-02',
  invalid_request_uri: 'E-REQUEST-04',
  server_error: 'E-INTERNAL-01',
}

/** Renders what cannot be sent to the service: in the person's language, with a way back, never with a stack trace. */
export function createRenderError(deps: DeadEndDependencies) {
  return async (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): Promise<void> => {
    // Ours to wait for, not the service's fault: the edge answers 503 with Retry-After
    if (isUnavailable(error)) throw error
    ctx.set('Cache-Control', 'no-store')
    if (ctx.accepts('html', 'json') === 'json') {
      ctx.type = 'json'
      ctx.body = out
      return
    }
    const deadEnd = await deadEndAt(ctx, error, deps)
    const code = deadEnd?.code ?? codeOf(ctx, out, error)
    const page = errorPageWithWayBack(ctx, { code, status: ctx.status }, deadEnd?.wayBack ?? clientWayBack(ctx))
    ctx.type = 'html'
    ctx.body = page
  }
}

/** An interaction that cannot be resumed: the library has not looked at its client, but its ticket has. */
async function deadEndAt(ctx: KoaContextWithOIDC, error: Error, deps: DeadEndDependencies): Promise<DeadEnd | null> {
  const uid = uidInPath(ctx.path)
  const missing = missingBy(error)
  return uid === null || missing === null ? null : deadEndOf(deps, uid, missing)
}

function clientWayBack(ctx: KoaContextWithOIDC): WayBack | null {
  if (ctx.oidc.client === undefined) return null
  const { names, start_uri: href } = clientOf(ctx.oidc.client)
  const uiLocales = ctx.oidc.params?.['ui_locales']
  return { names, href, language: typeof uiLocales === 'string' ? uiLocales : null }
}

function codeOf(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): ErrorCode {
  if (error instanceof LoopError) return 'E-LOOP-01'
  if (ctx.path.startsWith('/session/end')) return 'E-LOGOUT-01'
  return CODES[out.error] ?? 'E-REQUEST-03'
}
