/**
 * The one place where errors are caught. Everything that was thrown, and every answer that nobody gave, becomes a
 * page or, for programs, JSON: with a stable code and the incident's id, without a word about our insides.
 */
import type Koa from 'koa'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { BusyError } from '../system/gate.ts'
import type { Logger } from '../system/logger.ts'
import type { EdgeContext, EdgeMiddleware } from './edge-state.ts'
import { HttpProblem } from './http-problem.ts'
import { isUnavailable } from './unavailable.ts'
import type { WayBack } from './way-back.ts'

/** What an error page shows. */
interface ErrorAnswer {
  readonly status: number
  readonly code: ErrorCode
  readonly incidentId: string
  /** See `HttpProblem`. */
  readonly wayBack: WayBack | null | undefined
}

export interface ErrorOptions {
  /** The whole page, in the language of the request. */
  readonly render: (ctx: EdgeContext, answer: ErrorAnswer) => string | Promise<string>
  readonly logger: Pick<Logger, 'error' | 'info'>
  /** Paths whose callers are programs: they get JSON in the shape of RFC 6749 §5.2. */
  readonly isApi: (path: string) => boolean
}

/** Seconds after which a database that was not there may be back. */
const UNAVAILABLE_RETRY = 5

export function catchErrors(options: ErrorOptions): EdgeMiddleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      return answer(ctx, problemOf(error), error, options)
    }
    const silence = problemOfSilence(ctx)
    if (silence) await answer(ctx, silence, silence, options)
  }
}

/** A connection that broke while an answer was on its way; Koa would print it, with its stack, to standard error. */
export function logBrokenConnections(app: Pick<Koa, 'on'>, logger: Pick<Logger, 'info'>): void {
  app.on('error', (error: unknown) => logger.info({ err: error }, 'the connection broke'))
}

/** Any thrown thing as a problem of HTTP. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof BusyError) {
    return new HttpProblem(503, 'E-BUSY-01', error.message, { retryAfter: error.retryAfter, cause: error })
  }
  // Before the status of others: what a dependency calls a bad request may be ours.
  if (isUnavailable(error)) {
    return new HttpProblem(503, 'E-BUSY-01', 'the database is unavailable', {
      retryAfter: UNAVAILABLE_RETRY,
      cause: error,
    })
  }
  const status = clientStatus(error)
  if (status !== null) return new HttpProblem(status, textFor(status), 'refused by a library', { cause: error })
  return new HttpProblem(500, 'E-INTERNAL-01', 'an unexpected error', { cause: error })
}

function problemOfSilence(ctx: EdgeContext): HttpProblem | null {
  if (ctx.headerSent || !ctx.writable || ctx.body !== undefined || ctx.respond === false) return null
  if (ctx.status === 404) return new HttpProblem(404, 'E-NOTFOUND-01', 'nothing answers at this address')
  if (ctx.status === 405 || ctx.status === 501) return new HttpProblem(405, 'E-METHOD-01', 'not with this method')
  return null
}

async function answer(ctx: EdgeContext, problem: HttpProblem, error: unknown, options: ErrorOptions): Promise<void> {
  const { status, text: code, wayBack } = problem
  const { incidentId } = ctx.state
  if (error instanceof BusyError) options.logger.info({ incidentId, errorCode: code, status }, problem.message)
  else if (status >= 500) options.logger.error({ err: error, incidentId, errorCode: code, status }, problem.message)
  else options.logger.info({ incidentId, errorCode: code, status }, problem.message)
  if (ctx.headerSent || !ctx.writable) return

  // A request that failed changes nothing in the browser.
  ctx.remove('Set-Cookie')
  ctx.remove('Location')
  ctx.set('Cache-Control', 'no-store')
  if (problem.retryAfter !== null) ctx.set('Retry-After', String(problem.retryAfter))
  ctx.status = status
  if (wantsJson(ctx, options)) ctx.body = json(problem, incidentId)
  else {
    ctx.type = 'html'
    ctx.body = await page(ctx, { status, code, incidentId, wayBack }, options)
  }
}

async function page(ctx: EdgeContext, shown: ErrorAnswer, { render, logger }: ErrorOptions): Promise<string> {
  try {
    return await render(ctx, shown)
  } catch (error) {
    // The page for errors must not be an error itself.
    logger.error({ err: error, incidentId: shown.incidentId }, 'the error page could not be rendered')
    ctx.type = 'text'
    return `${shown.code} (${shown.incidentId})\n`
  }
}

function wantsJson(ctx: EdgeContext, { isApi }: ErrorOptions): boolean {
  return isApi(ctx.path) || ctx.accepts('html', 'json') === 'json'
}

function json({ status, text, message }: HttpProblem, incidentId: string): object {
  if (status >= 500) {
    const error = status === 503 ? 'temporarily_unavailable' : 'server_error'
    return { error, code: text, incident_id: incidentId }
  }
  return { error: 'invalid_request', error_description: message, code: text, incident_id: incidentId }
}

/** Koa and its middlewares throw http-errors: of these the client's faults keep their status, all else is ours. */
function clientStatus(error: unknown): number | null {
  if (error instanceof URIError) return 400
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  return error.status >= 400 && error.status < 500 ? error.status : null
}

function textFor(status: number): ErrorCode {
  if (status === 404) return 'E-NOTFOUND-01'
  if (status === 405) return 'E-METHOD-01'
  return status === 413 || status === 414 || status === 431 ? 'E-INPUT-02' : 'E-INPUT-01'
}
