/**
 * Our own pages (My data, the office desk) as a relying service: a browser without an own session is sent through a
 * real authorization round and comes back with a code. Owns the rounds and the own sessions; who signs in, with what
 * and who else is in the browser is the provider's matter (docs/decisions/0018-own-pages-are-clients.md).
 */
import Router from '@koa/router'
import type { Context } from 'koa'
import { ownSignInPage } from '../../views/pages/own-sign-in.ts'
import type { SignInReason } from '../../views/texts/own-sign-in.ts'
import type { Language } from '../../views/frame.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction } from '../database/transaction.ts'
import { isSecure } from '../http/cookies.ts'
import { type FormTokens, requireFormToken } from '../http/csrf.ts'
import { type Form, readForm } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import type { Clock, EpochSeconds } from '../system/clock.ts'
import { type KeyedHash, sha256 } from '../system/hashing.ts'
import { randomId } from '../system/random.ts'
import { challengeOf, createRounds, ROUND_LIVES } from './round.ts'
import { beginOwnSession, endOwnSession, findOwnSession, type OwnSessionRow } from './store.ts'

/** Who is signed in at our own pages. */
export interface OwnSession extends OwnSessionRow {
  /** The hidden field `csrf` of this person's forms. */
  readonly csrf: string
}

/** What a page asks of the person. */
export interface Need {
  /** At least this level; default any. */
  readonly acr?: string
  /** Seconds since the oldest proof that counted: "fresh proof for anything that matters". */
  readonly maxAge?: number
  /** The page to come back to, where it is not the address of this request: of a form with an address of its own. */
  readonly page?: string
}

export interface OwnClient {
  /**
   * The person, or null after having answered: a GET is sent into a round that comes back to the same page; a POST has
   * done nothing and gets a page (401) whose link leads through the proof.
   */
  requirePerson(ctx: Context, need?: Need): Promise<OwnSession | null>
  /** Sends the person into a sign-in in which this factor is set up, or set up anew; it comes back to `page`. */
  sendToEnrol(ctx: Context, factor: string, page: string): void
  /** Whether the person has proved this level, or one above it. */
  reaches(person: OwnSession, acr: string): boolean
  /** The form of this request; throws E-CSRF-01 where it was not made for this own session. */
  submitted(ctx: Context): Promise<Form>
  /** Ends the own session and leads to the provider's page for signing out. */
  signOut(ctx: Context): Promise<void>
  /** `HOME/callback`, and `POST HOME/kijelentkezes`. */
  routes(): Router
}

/** What the code said; `used` where it was redeemed before, by the same round. */
export type Redeem = (exchange: {
  code: string
  clientId: string
  redirectUri: string
  verifier: string
  nonce: string
}) => Promise<OwnSessionRow | 'used' | null>

export interface OwnClientDependencies {
  readonly clientId: string
  /** The first page, `/fiok`; all others are below it. */
  readonly home: string
  readonly names: Readonly<Record<Language, string>>
  readonly cookies: { readonly session: string; readonly round: string }
  readonly issuer: string
  /** All levels, lowest first. */
  readonly levels: readonly string[]
  /** Levels to ask for where a page needs none, best first. */
  readonly preferred: readonly string[]
  readonly db: Db
  readonly clock: Clock
  readonly keyed: Pick<KeyedHash, 'bucket'>
  readonly formTokens: FormTokens
  readonly redeem: Redeem
}

/** What is between the person and the page; null where nothing is. */
type Lack = Extract<SignInReason, 'signed_out' | 'stale' | 'level'>

export function createOwnClient(deps: OwnClientDependencies): OwnClient {
  const { clientId, home, issuer, db, clock, formTokens } = deps
  const rounds = createRounds(clientId, deps.keyed)
  const redirectUri = `${issuer}${home}/callback`
  const ownPath = new RegExp(`^${home}(/[\\w-]+)*$`)

  async function current(ctx: Context): Promise<OwnSession | null> {
    const idHash = hashOf(ctx.cookies.get(deps.cookies.session))
    if (idHash === null) return null
    const found = await findOwnSession(db, { idHash, clientId }, clock.now())
    return found === null ? null : { ...found, csrf: formTokens.issue(bindingOf(clientId, idHash)) }
  }

  /** The address of a new round that comes back to this page. */
  function roundTo(ctx: Context, page: string, { acr, maxAge, enrol }: Need & { readonly enrol?: string }): string {
    const { state, nonce, verifier } = rounds.begin(browserOf(ctx), page, clock.now())
    const url = new URL('/auth', issuer)
    url.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUri,
      state,
      nonce,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ui_locales: plainFrame(ctx).language,
      ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
      ...(enrol === undefined ? {} : { enrol }),
      ...(acr === undefined
        ? { acr_values: deps.preferred.join(' ') }
        : { claims: JSON.stringify({ id_token: { acr: { essential: true, values: atLeast(acr, deps.levels) } } }) }),
    }).toString()
    return url.href
  }

  /** What binds rounds to this browser; one for all its tabs. */
  function browserOf(ctx: Context): string {
    const known = ctx.cookies.get(deps.cookies.round)
    const browser = known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomId()
    setCookie(ctx, deps.cookies.round, browser, ROUND_LIVES)
    return browser
  }

  function setCookie(ctx: Context, name: string, value: string, seconds: number | null): void {
    ctx.cookies.set(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(issuer),
      signed: false,
      overwrite: true,
      ...(seconds === null ? {} : { maxAge: seconds * 1000 }),
    })
  }

  function show(ctx: Context, status: number, reason: SignInReason, href = home): void {
    const frame = plainFrame(ctx)
    const service = { name: deps.names[frame.language], origin: issuer }
    ctx.status = status
    ctx.type = 'html'
    ctx.body = ownSignInPage({ ...frame, service }, { reason, href })
  }

  function redirect(ctx: Context, to: string): void {
    ctx.redirect(to)
    ctx.status = 303
  }

  async function callback(ctx: Context): Promise<void> {
    const { state, code, iss, error } = parameters(ctx)
    const round = rounds.resume(ctx.cookies.get(deps.cookies.round) ?? '', state ?? '', clock.now())
    if (round === null || iss !== issuer || !ownPath.test(round.path)) return show(ctx, 400, 'failed')
    if (error !== undefined) return show(ctx, 403, REASONS[error] ?? 'failed')
    const person = await deps.redeem({ ...round, code: code ?? '', clientId, redirectUri })
    // Loaded twice at once (a double click, a prefetch), the same answer leads to the same page; it lets nobody in
    if (person === 'used') return redirect(ctx, round.path)
    const id = randomId()
    const idHash = sha256(id)
    const replaced = hashOf(ctx.cookies.get(deps.cookies.session))
    const isBegun =
      person !== null &&
      (await inTransaction(db, (t) => beginOwnSession(t, { ...person, idHash, clientId, replaced }, clock.now())))
    if (!isBegun) return show(ctx, 400, 'failed')
    setCookie(ctx, deps.cookies.session, id, null)
    redirect(ctx, round.path)
  }

  async function signOut(ctx: Context): Promise<void> {
    const idHash = hashOf(ctx.cookies.get(deps.cookies.session))
    if (idHash !== null) await endOwnSession(db, { idHash, clientId })
    setCookie(ctx, deps.cookies.session, '', 0)
    redirect(ctx, `/session/end?client_id=${clientId}`)
  }

  const client: OwnClient = {
    async requirePerson(ctx, need = {}) {
      const person = await current(ctx)
      const lack = lackOf(person, need, deps.levels, clock.now())
      if (lack === null) return person
      const page = need.page ?? (ownPath.test(ctx.path) ? ctx.path : home)
      const way = roundTo(ctx, page, need)
      if (ctx.method === 'GET' || ctx.method === 'HEAD') redirect(ctx, way)
      else show(ctx, 401, lack, way)
      return null
    },
    sendToEnrol: (ctx, enrol, page) => redirect(ctx, roundTo(ctx, page, { enrol })),
    reaches: (person, acr) => atLeast(acr, deps.levels).includes(person.acr),
    async submitted(ctx) {
      const form = await readForm(ctx)
      const idHash = hashOf(ctx.cookies.get(deps.cookies.session))
      requireFormToken(formTokens, idHash === null ? '' : bindingOf(clientId, idHash), form['csrf'])
      return form
    },
    signOut,
    routes() {
      const router = new Router()
      router.get(`${home}/callback`, callback)
      router.post(`${home}/kijelentkezes`, async (ctx: Context) => {
        // Who is nobody here has nothing that a stranger's form could end
        if ((await current(ctx)) !== null) await client.submitted(ctx)
        await signOut(ctx)
      })
      return router
    },
  }
  return client
}

/** What the provider's refusals mean here (OIDC Core §3.1.2.6). */
const REASONS: Readonly<Record<string, SignInReason>> = {
  access_denied: 'cancelled',
  unmet_authentication_requirements: 'level_refused',
}

function lackOf(
  person: OwnSession | null,
  { acr, maxAge }: Need,
  levels: readonly string[],
  now: EpochSeconds,
): Lack | null {
  if (person === null) return 'signed_out'
  if (acr !== undefined && !atLeast(acr, levels).includes(person.acr)) return 'level'
  return maxAge !== undefined && now - person.authTime > maxAge ? 'stale' : null
}

/** This level and those above it. */
function atLeast(acr: string, levels: readonly string[]): string[] {
  return levels.includes(acr) ? levels.slice(levels.indexOf(acr)) : [acr]
}

function hashOf(cookie: string | undefined): Buffer | null {
  return cookie !== undefined && /^[\w-]{43}$/.test(cookie) ? sha256(cookie) : null
}

function bindingOf(clientId: string, idHash: Buffer): string {
  return `own ${clientId} ${idHash.toString('base64url')}`
}

/** The parameters of an authorization response, each at most once (the edge has seen to that). */
function parameters(ctx: Context): Readonly<Partial<Record<'state' | 'code' | 'iss' | 'error', string>>> {
  return Object.fromEntries(new URLSearchParams(ctx.querystring))
}
