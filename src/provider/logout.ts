/** Signing out at a service's request (OIDC RP-Initiated Logout 1.0): the pages, and the form that answers them. */
import Router from '@koa/router'
import type { Context } from 'koa'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { maskName } from '../../views/format.ts'
import { signOutPage } from '../../views/pages/sign-out.ts'
import { signedOutPage } from '../../views/pages/signed-out.ts'
import { readForm } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import { clientOf } from './registered-client.ts'

export interface LogoutDependencies {
  nameOf(accountId: string): Promise<string>
}

/** oidc-provider's `logoutSource`: asks from where to sign out. */
export function createLogoutSource({ nameOf }: LogoutDependencies) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { session, client } = ctx.oidc
    const own = client === undefined ? null : clientOf(client)
    const frame = plainFrame(ctx)
    const returnTo = text(session?.state?.['postLogoutRedirectUri'])
    const secret = text(session?.state?.['secret']) ?? ''
    const name = session?.accountId === undefined ? null : maskName(await nameOf(session.accountId))
    const origin = returnTo ?? own?.start_uri ?? null
    ctx.state['formActionOrigins'] = origin === null ? [] : [new URL(origin).origin]
    ctx.type = 'html'
    ctx.body = signOutPage(
      {
        ...frame,
        service:
          own === null
            ? null
            : { name: own.names[frame.language], origin: origin === null ? '' : new URL(origin).origin },
        action: '/session/end/confirm',
        csrf: secret,
        error: null,
        values: {},
        cancelPossible: true,
      },
      { signedIn: name, services: Object.keys(session?.authorizations ?? {}).length, hidden: { xsrf: secret } },
    )
  }
}

/** oidc-provider's `postLogoutSuccessSource`: said where the service gave no address to return to. */
export function postLogoutSource(ctx: KoaContextWithOIDC): void {
  const frame = plainFrame(ctx)
  const own = ctx.oidc.client === undefined ? null : clientOf(ctx.oidc.client)
  const start = own?.start_uri ?? null
  const backTo = own === null || start === null ? null : { name: own.names[frame.language], href: start }
  ctx.type = 'html'
  const scope = own === null || ctx.query['scope'] === 'everywhere' ? 'everywhere' : 'here'
  ctx.body = signedOutPage(frame, { backTo, scope })
}

/**
 * Translates the page's buttons into the library's fields: `everywhere` is its `logout`, `here` leaves that out.
 * `cancel` changes nothing. Used before the provider's own route.
 */
export function createLogoutRouter(): Router {
  const router = new Router()
  router.post('/session/end/confirm', async (ctx: Context, next) => {
    const { action, xsrf = '', logout } = await readForm(ctx)
    if (action === 'cancel') {
      ctx.redirect('/')
      ctx.status = 303
      return
    }
    const everywhere = action === 'everywhere' || logout !== undefined
    Reflect.set(ctx.req, 'body', everywhere ? { xsrf, logout: 'yes' } : { xsrf })
    await next()
    if (everywhere) nameService(ctx)
  })
  return router
}

/** The library forgets who asked where all are signed out; the page after that still leads back to them. */
function nameService(ctx: Context): void {
  const oidc: KoaContextWithOIDC['oidc'] | undefined = Reflect.get(ctx, 'oidc')
  const url = URL.parse(ctx.response.get('Location'), ctx.origin)
  if (oidc?.client === undefined || url === null || url.href !== oidc.urlFor('end_session_success')) return
  url.searchParams.set('client_id', oidc.client.clientId)
  url.searchParams.set('scope', 'everywhere')
  ctx.redirect(url.href)
  ctx.status = 303
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
