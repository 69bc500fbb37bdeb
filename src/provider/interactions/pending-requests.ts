import type { Context } from 'koa'
import type { AdapterPayload, Provider } from 'oidc-provider'
import { inTransaction } from '../../database/transaction.ts'
import type { Db } from '../../database/connect.ts'
import { devicesOf, type DeviceCookie } from '../../http/device-cookie.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { FoundRequest, PendingRequest, PendingRequests, RefusalError, Service } from '../../sign-in/asked.ts'
import { openPayload, sealPayload } from '../artefacts/payload.ts'
import { cookieOptions } from '../configuration.ts'
import { clientFromStore, type RegisteredClient } from '../registered-client.ts'
import { releaseOf } from '../release.ts'
import { deadEndOf, interactionId, type Missing } from '../return-tickets/dead-end.ts'
import { enrolOf, requirementOf, type SubjectLookup } from '../requirement.ts'
import { endSession, hashSessionId, type SessionDependencies } from '../sessions/session-model.ts'
import { answerInteraction, extendInteraction, findInteraction, type MoreTime } from './store.ts'

export interface InteractionDependencies extends SessionDependencies {
  readonly db: Db
  readonly lookup: SubjectLookup
  readonly deviceCookie: Pick<DeviceCookie, 'name'>
  readonly issuer: string
  readonly lifetimes: MoreTime
}

/** The provider's interactions in the engine's words. */
export function createPendingRequests(provider: Provider, deps: InteractionDependencies): PendingRequests {
  const { db, clock, sealing, audit } = deps

  /** What is stored of the requests that were found, so that an answer does not read it again. */
  const opened = new WeakMap<PendingRequest, AdapterPayload>()

  async function find(ctx: Context): Promise<FoundRequest> {
    const uid = uidOf(ctx)
    // The cookie's path is this interaction's; without it, somebody else's link was followed (login CSRF)
    if (ctx.cookies.get(provider.cookieName('interaction'), { signed: true }) !== uid) {
      throw await deadEnd(uid, 'cookie')
    }
    const id = interactionId(uid)
    const sessionId = ctx.cookies.get(provider.cookieName('session'), { signed: true })
    const browser = { devices: devicesOf(ctx, deps.deviceCookie), now: clock.now() }
    const found = await findInteraction(db, id, sessionId === undefined ? null : hashSessionId(sessionId), browser)
    if (found === null) throw await deadEnd(uid, 'interaction')
    const payload = await openPayload(sealing, 'Interaction', id, found.payload)
    const params = payload.params ?? {}
    if (found.client === null) throw new HttpProblem(400, 'E-CLIENT-01', 'the client is gone')
    const client = clientFromStore(found.client)
    const request = {
      uid,
      cid: payload.cid ?? uid,
      service: serviceOf(client, text(params['redirect_uri'])),
      requirement: await requirementOf(params, client, deps.lookup),
      session: found.session,
      release: releaseOf(params, client, false),
      enrol: enrolOf(params, client),
      loginHint: text(params['login_hint']),
      uiLocales: text(params['ui_locales']),
      browser,
      expiresAt: Math.floor(found.expiresAt.getTime() / 1000),
      extendableUntil: Math.floor(found.extendableUntil.getTime() / 1000),
    }
    opened.set(request, payload)
    return { request, row: { progress: found.progress, account: found.account } }
  }

  async function deadEnd(uid: string, missing: Missing): Promise<HttpProblem> {
    const { code, wayBack } = await deadEndOf(deps, uid, missing)
    return new HttpProblem(400, code, `the interaction cannot go on: ${missing}`, { wayBack })
  }

  async function answer(ctx: Context, request: PendingRequest, result: Record<string, unknown>): Promise<void> {
    const { session, returnTo, ...rest } = opened.get(request) ?? {}
    // The session of then may be over, or another person's by now: what counts is this browser's session of now
    const kept = session !== undefined && session.uid === request.session?.uid ? { session } : {}
    const id = interactionId(request.uid)
    const answered = await sealPayload(sealing, 'Interaction', id, { ...rest, ...kept, returnTo, result })
    if (typeof returnTo !== 'string' || !(await answerInteraction(db, id, answered, clock.now()))) {
      throw await deadEnd(request.uid, 'interaction')
    }
    ctx.redirect(returnTo)
    ctx.status = 303
  }

  return {
    find,
    finish: (ctx, request, accountId) =>
      answer(ctx, request, { login: { accountId, remember: false }, consent: {}, select_account: {} }),
    refuse: (ctx, request, error: RefusalError, reason) => answer(ctx, request, { error, error_description: reason }),
    async extend(ctx, request) {
      const { uid } = request
      const extended = { id: interactionId(uid), sessionUid: request.session?.uid ?? null }
      const { lifetimes, issuer } = deps
      if (!(await extendInteraction(db, extended, lifetimes, clock.now()))) throw await deadEnd(uid, 'interaction')
      // The browser forgets them with the end they were given
      const options = { ...cookieOptions(issuer.startsWith('https:')), maxAge: lifetimes.interaction * 1000 }
      ctx.cookies.set(provider.cookieName('interaction'), uid, { ...options, path: `/interaction/${uid}` })
      ctx.cookies.set(provider.cookieName('resume'), uid, { ...options, path: `/auth/${uid}` })
      return find(ctx)
    },
    async endSession(request, arriving) {
      const { session } = request
      if (session === null) return
      await inTransaction(db, async (transaction) => {
        // It may have ended since the page was read: then it was not this that ended it
        if (!(await endSession(transaction, session.uid, 'switched', { clock, audit }))) return
        await audit.record(transaction, {
          event: 'account_switched',
          at: clock.now(),
          outcome: 'success',
          actor: { type: 'person', id: arriving },
          subjectAccountId: session.accountId,
          clientId: request.service.clientId,
          sessionUid: session.uid,
          signInId: request.cid,
        })
      })
    },
  }
}

/** The service as pages name it. */
export function serviceOf(client: RegisteredClient, redirectUri: string | null): Service {
  return {
    clientId: client.clientId,
    names: client.names,
    origin: originOf(redirectUri ?? ''),
    restart: client.start_uri,
  }
}

function originOf(uri: string): string {
  const url = URL.parse(uri)
  if (url === null) return ''
  return url.origin === 'null' ? url.protocol : url.origin
}

function uidOf(ctx: Context): string {
  const params: Readonly<Record<string, string | undefined>> = ctx['params']
  return params['uid'] ?? ''
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
