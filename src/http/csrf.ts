import type { Context } from 'koa'
import type { KeyedHash } from '../system/hashing.ts'
import type { EdgeMiddleware } from './edge-state.ts'
import { HttpProblem } from './http-problem.ts'

const PURPOSE = 'form-token'

/** A token in each form of ours, bound to what the form belongs to (a sign-in, a session): it is of no use elsewhere. */
export interface FormTokens {
  issue(binding: string): string
  verify(binding: string, token: string): boolean
}

export function createFormTokens(secret: Pick<KeyedHash, 'hash' | 'matches'>): FormTokens {
  return {
    issue: (binding) => secret.hash(PURPOSE, binding),
    verify: (binding, token) => secret.matches(PURPOSE, binding, token),
  }
}

export interface ForeignFormOptions {
  readonly issuer: string
  /** Pages whose forms are ours. The protocol's endpoints are called from elsewhere by their nature. */
  readonly isOwnPage: (path: string) => boolean
}

/** Refuses forms that a browser says come from elsewhere; the form's token is checked by whoever knows its binding. */
export function refuseForeignForms({ issuer, isOwnPage }: ForeignFormOptions): EdgeMiddleware {
  const { origin } = new URL(issuer)
  return async (ctx, next) => {
    if (!isSafe(ctx.method) && isOwnPage(ctx.path) && !isFromHere(ctx, origin)) throw foreignForm()
    await next()
  }
}

/** Throws `E-CSRF-01` unless the form's token was issued for this binding. */
export function requireFormToken(tokens: FormTokens, binding: string, token: string | undefined): void {
  if (token === undefined || !tokens.verify(binding, token)) throw foreignForm()
}

/**
 * Browsers of today send Sec-Fetch-Site, older ones Origin, the oldest neither: then the token alone decides. `null`
 * is the origin of a sandboxed or disguised page and never ours.
 */
function isFromHere(ctx: Pick<Context, 'req'>, origin: string): boolean {
  const site = ctx.req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const from = ctx.req.headers.origin
  return from === undefined || from === origin
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

function foreignForm(): HttpProblem {
  return new HttpProblem(403, 'E-CSRF-01', 'the form comes from elsewhere')
}
