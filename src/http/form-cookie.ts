/** Binds the forms of pages that belong to no sign-in and no session to the browser that they were shown to. */
import type { Context } from 'koa'
import { randomId } from '../system/random.ts'
import { cookieNames, isSecure } from './cookies.ts'

type Visit = Pick<Context, 'req' | 'append'>

export interface FormCookie {
  /** The browser's mark; a new one is sent along where it has none. */
  open(ctx: Visit): string
  /** The browser's mark; null where it has none, so that no form was shown to it. */
  of(ctx: Pick<Context, 'req'>): string | null
}

/** The cookie lives as long as the browser's window does, and says nothing about anybody. */
export function createFormCookie(issuer: string): FormCookie {
  const name = cookieNames(issuer).form
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure(issuer) ? '; Secure' : ''}`
  const of: FormCookie['of'] = ({ req }) => {
    for (const pair of (req.headers.cookie ?? '').split(';')) {
      const [key = '', value = ''] = pair.trim().split('=')
      if (key === name && /^[\w-]{43}$/.test(value)) return value
    }
    return null
  }
  return {
    of,
    open(ctx) {
      const known = of(ctx)
      if (known !== null) return known
      const mark = randomId()
      ctx.append('Set-Cookie', `${name}=${mark}; ${attributes}`)
      return mark
    },
  }
}
