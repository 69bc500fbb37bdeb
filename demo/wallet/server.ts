/** The DÁP simulator's server: it hands out the page, the test PIDs, and the way to the identity provider. */
import { readFileSync } from 'node:fs'
import Router from '@koa/router'
import type Koa from 'koa'
import type { Language } from '../texts.ts'
import { createApp, once, serve, type Running } from '../web.ts'
import { browserModules, joseModule } from './browser-modules.ts'
import { createIssuing } from './issuing.ts'
import { phonePage, type PhonePath } from './pages.ts'
import type { PidIssuer, PidPerson } from './pid-issuer.ts'
import { createRelay } from './relay.ts'

export interface WalletOptions {
  /** The identity provider; the phone talks to nobody else. */
  readonly issuer: string
  /** 0 takes a free one. */
  readonly port: number
  readonly pidIssuer: PidIssuer
  /** PEM of who vouches for the identity provider to phones. */
  readonly accessAuthority: string
  /** Who can get a PID. */
  readonly persons: readonly PidPerson[]
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const LANGUAGE = 'wallet-language'
const paths: readonly PhonePath[] = ['/', '/open', '/enrol', '/device']

/** Starts the simulator. The identity provider need not be up yet. */
export function startWallet(options: WalletOptions): Promise<Running> {
  return serve(options.port, (origin) => createWallet(options, origin))
}

function createWallet(options: WalletOptions, origin: string): Koa {
  const app = createApp(
    origin,
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  )
  const router = new Router()
  const { issuer, pidIssuer, persons, accessAuthority } = options
  const now = () => Math.floor(Date.now() / 1000)
  let modules: ReadonlyMap<string, string> | null = null

  for (const path of paths) {
    router.get(path, (ctx) => {
      const language = languageOf(ctx)
      ctx.body = phonePage({ path, language, query: ctx.querystring, persons, issuer })
    })
  }
  router.get('/authority.pem', (ctx) => {
    ctx.type = 'application/x-pem-file'
    ctx.body = accessAuthority
  })
  router.get('/code/*path', (ctx) => {
    modules ??= browserModules('page/app.ts')
    sendScript(ctx, modules.get(ctx.params['path'] ?? '') ?? null)
  })
  router.get('/jose/*path', (ctx) => sendScript(ctx, joseModule(ctx.params['path'] ?? '')))
  for (const [address, sheet] of Object.entries(styleSheets)) {
    router.get(address, (ctx) => {
      ctx.type = 'css'
      ctx.set('Cache-Control', 'max-age=300')
      ctx.body = sheet
    })
  }
  app.use(router.routes())
  app.use(createRelay({ issuer, origin }).routes())
  app.use(createIssuing({ issuer: pidIssuer, persons, origin, now }).routes())
  return app
}

function languageOf(ctx: Koa.Context): Language {
  const asked = once(ctx.query['lang'])
  if (asked === 'hu' || asked === 'en') {
    ctx.cookies.set(LANGUAGE, asked, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS })
    return asked
  }
  return (ctx.cookies.get(LANGUAGE) ?? ctx.acceptsLanguages('hu', 'en')) === 'en' ? 'en' : 'hu'
}

function sendScript(ctx: Koa.Context, code: string | null): void {
  if (code === null) return
  ctx.type = 'text/javascript'
  ctx.body = code
}

const styleSheets = {
  '/demo.css': readFileSync(new URL('../demo.css', import.meta.url), 'utf8'),
  '/wallet.css': readFileSync(new URL('wallet.css', import.meta.url), 'utf8'),
}
