/**
 * A relying service: its pages, its own session, and the way to the identity provider and back. What it is about (the
 * letters of a mailbox, the return of a tax office) is in the file of that service.
 */
import { readFileSync } from 'node:fs'
import Router from '@koa/router'
import type Koa from 'koa'
import { createBackchannelLogout } from './backchannel-logout.ts'
import { createEventLog } from './event-log.ts'
import { eventsPage } from './events-page.ts'
import { createLogoutTokenReader } from './logout-token.ts'
import { errorPage, homePage, type Face, type PageFrame, type SignedOut } from './pages.ts'
import { createRelyingParty, RefusedError, UnreachableError, type Arrival, type Wish } from './relying-party.ts'
import { createPendingRequests, createSessions, randomId, type Session } from './sessions.ts'
import type { Fault, Language } from './texts.ts'
import { createApp, once, serve, type Running } from './web.ts'

/** What makes one service differ from another. */
export interface Service extends Face {
  /** Also names the cookies (`<id>-session`): cookies know no ports, so each service needs its own. */
  readonly id: 'mailbox' | 'tax'
  /** What signing in needs, and no more. */
  readonly scope: string
  /** What `/login?data=1` asks for: a person who is in already decides then. */
  readonly dataScope?: string
  readonly secretBy: 'client_secret_basic' | 'client_secret_post'
  /** The levels of assurance that are enough here. Asking for one is a wish; this is where it is checked. */
  readonly acceptedAcrs: readonly string[]
}

/** Where a service runs and how its provider knows it. */
export interface ServiceOptions {
  readonly issuer: string
  /** 0 takes a free one. */
  readonly port: number
  readonly clientId: string
  readonly clientSecret: string
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/** Starts a service. The identity provider need not be up yet. */
export function startService(service: Service, options: ServiceOptions): Promise<Running> {
  return serve(options.port, (origin) => createService(service, options, origin))
}

function createService(service: Service, options: ServiceOptions, origin: string): Koa {
  const relyingParty = createRelyingParty({
    ...options,
    scope: service.scope,
    secretBy: service.secretBy,
    redirectUri: `${origin}/callback`,
  })
  const sessions = createSessions()
  const pending = createPendingRequests()
  const events = createEventLog()
  const cookie = {
    session: `${service.id}-session`,
    browser: `${service.id}-browser`,
    language: `${service.id}-language`,
  }
  const app = createApp(
    origin,
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  )
  const router = new Router()

  function frame(ctx: Koa.Context): PageFrame {
    const asked = once(ctx.query['lang'])
    const language = isLanguage(asked) ? asked : (ctx.cookies.get(cookie.language) ?? ctx.acceptsLanguages('hu', 'en'))
    return { service, language: isLanguage(language) ? language : 'hu', path: ctx.path, issuer: options.issuer }
  }

  function currentSession(ctx: Koa.Context): Session | null {
    return sessions.find(ctx.cookies.get(cookie.session))
  }

  function fail(ctx: Koa.Context, status: number, fault: Fault, code?: string): void {
    ctx.status = status
    ctx.body = errorPage(frame(ctx), fault, code)
  }

  router.get('/', (ctx) => {
    const { language } = frame(ctx)
    if (once(ctx.query['lang']) === language) {
      ctx.cookies.set(cookie.language, language, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS })
    }
    ctx.body = homePage(frame(ctx), currentSession(ctx), signedOut(ctx))
  })

  function signedOut(ctx: Koa.Context): SignedOut | null {
    if (sessions.wasEndedElsewhere(ctx.cookies.get(cookie.session))) return 'elsewhere'
    if (once(ctx.query['state']) === 'signed-out') return 'everywhere'
    return once(ctx.query['signed-out']) === 'here' ? 'here' : null
  }

  router.get('/events', (ctx) => {
    ctx.body = eventsPage(frame(ctx), events.latest())
  })

  router.get('/login', async (ctx) => {
    const { address, request } = await relyingParty.ask(wishOf(service, ctx, frame(ctx).language))
    const browser = ctx.cookies.get(cookie.browser) ?? randomId()
    ctx.cookies.set(cookie.browser, browser, { httpOnly: true, sameSite: 'lax' })
    pending.add(browser, request)
    ctx.redirect(address.href)
  })

  router.get('/callback', async (ctx) => {
    const found = pending.find(ctx.cookies.get(cookie.browser), once(ctx.query['state']))
    if (found === null) return currentSession(ctx) === null ? fail(ctx, 400, 'unknownRequest') : ctx.redirect('/')
    found.outcome ??= relyingParty
      .receive(new URL(ctx.url, origin), found.request)
      .then((arrival) => begin(ctx, strongEnough(service, arrival)))
    const session = await found.outcome
    if (sessions.find(session.id) === null) {
      const isExplained = currentSession(ctx) !== null || signedOut(ctx) === 'elsewhere'
      return isExplained ? ctx.redirect('/') : fail(ctx, 400, 'unknownRequest')
    }
    ctx.cookies.set(cookie.session, session.id, { httpOnly: true, sameSite: 'lax' })
    ctx.redirect('/')
  })

  function begin(ctx: Koa.Context, arrival: Arrival): Session {
    const session = sessions.begin(ctx.cookies.get(cookie.session), arrival)
    events.record(session.replacedAnother ? 'anotherTookOver' : 'signedIn', arrival.sid)
    return session
  }

  router.get('/logout', async (ctx) => {
    // A link on a foreign page must not sign anybody out: such a visitor sees the page with its own link instead.
    if (ctx.get('Sec-Fetch-Site') === 'cross-site') return ctx.redirect('/')
    const session = currentSession(ctx)
    sessions.end(ctx.cookies.get(cookie.session))
    ctx.cookies.set(cookie.session, null)
    if (session !== null) events.record('signedOutHere', session.person.sid)
    if (session === null || once(ctx.query['here']) !== undefined) return ctx.redirect('/?signed-out=here')
    const address = await relyingParty.signOutAddress(session.person.idToken, `${origin}/`, frame(ctx).language)
    ctx.redirect(address.href)
  })

  router.get('/demo.css', (ctx) => {
    ctx.type = 'css'
    ctx.set('Cache-Control', 'max-age=300')
    ctx.body = styleSheet
  })

  app.use(async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined) fail(ctx, 404, 'notFound')
    } catch (error) {
      const [status, fault, code] = faultOf(error)
      if (fault === 'unexpected') console.error(`${service.id}: the answer was not believed: ${reasonOf(error)}`)
      if (status === 503) ctx.set('Retry-After', '5')
      fail(ctx, status, fault, code)
    }
  })
  app.use(router.routes())
  const { issuer, clientId } = options
  const reader = createLogoutTokenReader({ issuer, clientId, keys: relyingParty.keys })
  app.use(createBackchannelLogout({ reader, sessions, events }).routes())
  return app
}

const styleSheet = readFileSync(new URL('demo.css', import.meta.url), 'utf8')

/** `/login` takes a few parameters so that people can try what the identity provider does with them. */
function wishOf(service: Service, ctx: Koa.Context, language: Language): Wish {
  const maxAge = once(ctx.query['max_age'])
  return {
    scope: once(ctx.query['data']) === undefined ? undefined : service.dataScope,
    acr: once(ctx.query['acr']),
    prompt: once(ctx.query['prompt']),
    maxAge: maxAge !== undefined && /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : undefined,
    uiLocales: once(ctx.query['ui_locales']) ?? language,
    loginHint: once(ctx.query['login_hint']),
  }
}

function strongEnough(service: Service, arrival: Arrival): Arrival {
  if (arrival.acr !== null && service.acceptedAcrs.includes(arrival.acr)) return arrival
  throw new RefusedError('unmet_authentication_requirements', `signed in at ${arrival.acr ?? 'no level'}`)
}

/** The error and what caused it, in one line; both are openid-client's words and hold no secrets. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} (${JSON.stringify(error.cause)})`
}

function faultOf(error: unknown): [status: number, fault: Fault, code?: string] {
  if (error instanceof UnreachableError) return [503, 'unreachable']
  if (!(error instanceof RefusedError)) return [502, 'unexpected']
  switch (error.error) {
    case 'access_denied':
      return [403, 'declined', error.error]
    case 'login_required':
    case 'interaction_required':
    case 'consent_required':
    case 'account_selection_required':
      return [403, 'signInNeeded', error.error]
    case 'unmet_authentication_requirements':
      return [403, 'notStrongEnough', error.error]
    case 'temporarily_unavailable':
    case 'server_error':
      return [503, 'unreachable', error.error]
    default:
      return [502, 'unexpected', error.error]
  }
}

function isLanguage(value: string | false | undefined): value is Language {
  return value === 'hu' || value === 'en'
}
