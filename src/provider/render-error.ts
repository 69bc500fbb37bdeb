import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { errorPage } from '../../views/pages/error.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { plainFrame } from '../http/frame.ts'
import { isUnavailable } from '../http/unavailable.ts'
import { LoopError } from './errors.ts'
import { clientOf } from './registered-client.ts'

/** The library's errors as people are told of them; anything else is a fault in the service's request. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_client: 'E-REQUEST-01',
  invalid_redirect_uri: 'E-REQUEST-02',
  invalid_request_uri: 'E-REQUEST-04',
  invalid_scope: 'E-REQUEST-05',
  unauthorized_client: 'E-REQUEST-05',
  access_denied: 'E-REQUEST-06',
  server_error: 'E-INTERNAL-01',
}

/** Renders what cannot be sent to the service: in the person's language, with a way back, never with a stack trace. */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  // Ours to wait for, not the service's fault: the edge answers 503 with Retry-After
  if (isUnavailable(error)) throw error
  const code = codeOf(ctx, out, error)
  ctx.set('Cache-Control', 'no-store')
  if (ctx.accepts('html', 'json') === 'json') {
    ctx.type = 'json'
    ctx.body = out
    return
  }
  const client = ctx.oidc.client === undefined ? null : clientOf(ctx.oidc.client)
  const frame = plainFrame(ctx)
  const start = client?.start_uri ?? null
  const back = client === null || start === null ? null : { name: client.names[frame.language], href: start }
  ctx.type = 'html'
  ctx.body = errorPage(frame, { code, status: ctx.status, back })
}

function codeOf(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): ErrorCode {
  if (error instanceof LoopError) return 'E-LOOP-01'
  // The library says "session not found" for whatever of a sign-in is gone: cookie, interaction, session
  if (error.name === 'SessionNotFound') return ctx.oidc.route === 'resume' ? 'E-FLOW-02' : 'E-FLOW-01'
  if (ctx.path.startsWith('/session/end')) return 'E-LOGOUT-01'
  return CODES[out.error] ?? 'E-REQUEST-03'
}
