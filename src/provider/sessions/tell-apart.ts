import type { Context, Next } from 'koa'
import { randomId } from '../../system/random.ts'
import { cookieOptions } from '../configuration.ts'

/**
 * Gives a browser without a session something to send in its place, by which its tabs are known to be of one browser
 * when they finish at the same instant. It opens nothing, is stored nowhere and goes when a session begins. Only where
 * a browser sends its cookies for certain: given anywhere else, it would replace a session.
 */
export function tellApart(name: string, secure: boolean) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next()
    if (ctx.method !== 'GET' || !ctx.path.startsWith('/interaction/')) return
    if (ctx.cookies.get(name, { signed: true }) !== undefined) return
    // No id of a session has this sign: none is looked for
    ctx.cookies.set(name, `~${randomId()}`, { ...cookieOptions(secure), path: '/' })
  }
}
