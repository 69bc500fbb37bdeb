/** Signing out at a service's request (OIDC RP-Initiated Logout 1.0): the pages, and the form that answers them. */
import Router from '@koa/router'
import type { Context } from 'koa'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { maskName } from '../../views/format.ts'
import { signOutPage } from '../../views/pages/sign-out.ts'
import { readForm } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import type { CookieNames } from '../http/cookies.ts'
import { clientOf } from './registered-client.ts'
import type { KapuSession } from './sessions/session-model.ts'
import { keepReceipt } from './signed-out.ts'
import type { PairwiseSubjects } from './subjects/pairwise.ts'

export interface LogoutDependencies {
  nameOf(accountId: string): Promise<string>
  readonly subjects: Pick<PairwiseSubjects, 'of'>
}

/** oidc-provider's `logoutSource`: asks from where to sign out. */
export function createLogoutSource({ nameOf, subjects }: LogoutDependencies) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { session, client } = ctx.oidc
    const own = client === undefined ? null : clientOf(client)
    const frame = plainFrame(ctx)
    const returnTo = text(session?.state?.['postLogoutRedirectUri'])
    const secret = text(session?.state?.['secret']) ?? ''
    const name = session?.accountId === undefined ? null : maskName(await nameOf(session.accountId))
    const origin = returnTo ?? own?.start_uri ?? null
    // Both buttons' ends: browsers apply `form-action` to the redirects after a form, too
    ctx.state['formActionOrigins'] = [returnTo, own?.start_uri ?? null].flatMap((to) =>
      to === null ? [] : originOf(to),
    )
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
      {
        signedIn: name,
        anotherPerson: await namesAnother(ctx, subjects),
        services: Object.keys(session?.authorizations ?? {}).length,
        hidden: { xsrf: secret, ...(own === null ? {} : { client_id: own.clientId }) },
      },
    )
  }
}

/** The ID token that the service sent is another person's than the one who is signed in here now. */
async function namesAnother(ctx: KoaContextWithOIDC, subjects: LogoutDependencies['subjects']): Promise<boolean> {
  const { session, client } = ctx.oidc
  const hint: unknown = ctx.oidc.entities['IdTokenHint']
  if (session?.accountId === undefined || client === undefined || !isDecoded(hint)) return false
  return hint.payload.sub !== (await subjects.of(session.accountId, clientOf(client).sector))
}

function isDecoded(hint: unknown): hint is { payload: { sub?: unknown } } {
  return typeof hint === 'object' && hint !== null && 'payload' in hint && typeof hint.payload === 'object'
}

/** Where a person starts again at a registered service; null where it has no such address, or is none. */
export type StartOf = (clientId: string) => Promise<string | null>

/**
 * Translates the page's buttons into the library's fields: `everywhere` is its `logout`, `here` leaves that out.
 * `cancel` changes nothing and leads back to the service. Used before the provider's own route.
 */
export function createLogoutRouter(names: CookieNames, startOf: StartOf): Router {
  const router = new Router()
  router.post('/session/end/confirm', async (ctx: Context, next) => {
    const { action, xsrf = '', logout, client_id: clientId } = await readForm(ctx)
    if (action === 'cancel') {
      ctx.redirect((clientId === undefined ? null : await startOf(clientId)) ?? '/')
      ctx.status = 303
      return
    }
    const everywhere = action === 'everywhere' || logout !== undefined
    Reflect.set(ctx.req, 'body', everywhere ? { xsrf, logout: 'yes' } : { xsrf })
    await next()
    if (everywhere) leadToSignedOut(ctx, names)
  })
  return router
}

/**
 * To our own page where the service gave no address: the library forgets who asked where all are signed out, and the
 * page leads back to them. There, and only there, the receipt shows which services know.
 */
function leadToSignedOut(ctx: Context, names: CookieNames): void {
  const oidc: KoaContextWithOIDC['oidc'] | undefined = Reflect.get(ctx, 'oidc')
  const url = URL.parse(ctx.response.get('Location'), ctx.origin)
  if (oidc === undefined || url === null || url.href !== oidc.urlFor('end_session_success')) return
  const session: KapuSession | undefined = oidc.session
  if (session?.receipt !== undefined) keepReceipt(ctx, session.receipt, names)
  if (oidc.client === undefined) return
  url.searchParams.set('client_id', oidc.client.clientId)
  url.searchParams.set('scope', 'everywhere')
  ctx.redirect(url.href)
  ctx.status = 303
}

/** As a source of the policy; a scheme of the client's own has no origin. */
function originOf(address: string): string {
  const { origin, protocol } = new URL(address)
  return origin === 'null' ? protocol : origin
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
