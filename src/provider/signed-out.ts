/** The page after signing out: where it leads, and which services know already. It never waits for one of them. */
import type { Context } from 'koa'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { signedOutPage, type LeftService } from '../../views/pages/signed-out.ts'
import type { Language } from '../../views/frame.ts'
import type { Db } from '../database/connect.ts'
import type { CookieNames } from '../http/cookies.ts'
import { plainFrame } from '../http/frame.ts'
import { servicesOfReceipt } from './logout-tokens/store.ts'
import { clientOf } from './registered-client.ts'
import { hashReceipt } from './sessions/session-model.ts'

/** Milliseconds the receipt lasts: long enough to look again, and not for who comes next. */
const RECEIPT_LIVES = 10 * 60 * 1000

/** Seconds until the page looks again by itself, each time; then it is left alone. */
const LOOKS = [1, 2, 3, 5, 10] as const

export interface SignedOutDependencies {
  readonly db: Db
  readonly cookieNames: CookieNames
}

/** Hands the browser the receipt of the session that has just ended, for the page that it is sent to. */
export function keepReceipt(ctx: Context, receipt: string, names: CookieNames): void {
  ctx.cookies.set(names.receipt, receipt, {
    path: '/session/end',
    maxAge: RECEIPT_LIVES,
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    signed: true,
  })
}

/** oidc-provider's `postLogoutSuccessSource`: said where the service gave no address to return to. */
export function createSignedOutSource({ db, cookieNames }: SignedOutDependencies) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const frame = plainFrame(ctx)
    const own = ctx.oidc.client === undefined ? null : clientOf(ctx.oidc.client)
    const start = own?.start_uri ?? null
    const backTo = own === null || start === null ? null : { name: own.names[frame.language], href: start }
    const scope = own === null || ctx.query['scope'] === 'everywhere' ? 'everywhere' : 'here'
    const receipt = scope === 'here' ? undefined : ctx.cookies.get(cookieNames.receipt, { signed: true })
    const services = receipt === undefined ? [] : await leftServices(db, receipt, frame.language)
    const looked = lookedAlready(ctx)
    const wait = LOOKS[looked]
    const again = addressOfLook(ctx, looked + 1)
    // A header, not an element: what renews itself without an end is forbidden to accessible pages, this one ends
    if (wait !== undefined && services.some(({ state }) => state === 'waiting')) {
      ctx.set('Refresh', `${wait}; url=${again}`)
    }
    ctx.type = 'html'
    ctx.body = signedOutPage(frame, {
      backTo,
      scope,
      services,
      again: { href: again, byItself: wait !== undefined },
    })
  }
}

async function leftServices(db: Db, receipt: string, language: Language): Promise<LeftService[]> {
  const services = await servicesOfReceipt(db, hashReceipt(receipt))
  return services.map(({ names, state }) => ({
    name: names[language],
    state: state === 'pending' || state === 'dead' ? 'waiting' : state,
  }))
}

function lookedAlready(ctx: Context): number {
  const { look } = ctx.query
  return typeof look === 'string' && /^\d{1,2}$/.test(look) ? Number(look) : 0
}

function addressOfLook(ctx: Context, look: number): string {
  const query = new URLSearchParams(ctx.querystring)
  query.set('look', String(Math.min(look, LOOKS.length)))
  return `${ctx.path}?${query.toString()}`
}
