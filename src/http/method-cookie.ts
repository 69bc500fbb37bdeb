/** The method that was used last in this browser, so that it can be shown first. It holds no account and no person. */
import type { Context } from 'koa'
import type { KeyedHash } from '../system/hashing.ts'

export interface MethodCookie {
  readonly name: string
  readonly secure: boolean
  readonly lifetimeSeconds: number
  readonly keyed: Pick<KeyedHash, 'hash' | 'matches'>
}

const PURPOSE = 'method used last'

/** The method's id; null where there is none, or it is not as we wrote it. Whether there is such a method, others know. */
export function methodUsedLast(ctx: Pick<Context, 'cookies'>, { name, keyed }: MethodCookie): string | null {
  const value = ctx.cookies.get(name, { signed: false }) ?? ''
  const dot = value.indexOf('.')
  const method = value.slice(0, Math.max(0, dot))
  return method !== '' && keyed.matches(PURPOSE, method, value.slice(dot + 1)) ? method : null
}

/** Remembers the method; its time begins anew. */
export function rememberMethod(ctx: Pick<Context, 'cookies'>, cookie: MethodCookie, method: string): void {
  ctx.cookies.set(cookie.name, `${method}.${cookie.keyed.hash(PURPOSE, method)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: cookie.secure,
    signed: false,
    overwrite: true,
    maxAge: cookie.lifetimeSeconds * 1000,
  })
}
