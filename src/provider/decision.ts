import type { KoaContextWithOIDC } from 'oidc-provider'
import { stateAt } from '../accounts/life/life-account.ts'
import type { AccountState, Policy } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Factor } from '../factors/factor.ts'
import { devicesOf, type DeviceCookie } from '../http/device-cookie.ts'
import { decide, factorFacts, type Decision } from '../sign-in/decide.ts'
import type { Asked } from '../sign-in/asked.ts'
import { countRound, NO_PROGRESS, readSignIn, type SignInKey, type SignInRow } from '../sign-in/store.ts'
import { LoopError } from './errors.ts'
import { serviceOf } from './interactions/pending-requests.ts'
import { clientOf } from './registered-client.ts'
import { releaseOf } from './release.ts'
import { enrolOf, requirementOf, type SubjectLookup } from './requirement.ts'
import { endSession, type KapuSession, type SessionDependencies } from './sessions/session-model.ts'
import type { EndReason } from './sessions/store.ts'

export interface DecisionDependencies extends SessionDependencies {
  readonly db: Db
  readonly policy: Policy
  readonly factors: readonly Factor[]
  readonly lookup: SubjectLookup
  /** How long a sign-in's progress is kept (seconds). */
  readonly progressLifetime: number
  readonly deviceCookie: Pick<DeviceCookie, 'name'>
}

/** What the engine decided for one request to `/auth`, and from which row. */
export interface RequestDecision extends Decision {
  readonly asked: Asked
  readonly row: SignInRow
}

/** After so many returns from a finished sign-in to the pages, somebody is being sent in circles. */
export const MAX_ROUNDS = 3

const NO_SIGN_IN: SignInRow = { progress: NO_PROGRESS, account: null }

/** States in which an account may have a session. */
const SIGNED_IN_STATES: ReadonlySet<string> = new Set(['ACTIVE', 'TEMP_ACTIVE'])

/** Decides once for each request: grant, policy checks and account all ask. */
export function createDecider(deps: DecisionDependencies): (ctx: KoaContextWithOIDC) => Promise<RequestDecision> {
  const made = new WeakMap<object, Promise<RequestDecision>>()
  return (ctx) => {
    const known = made.get(ctx.oidc)
    if (known !== undefined) return known
    const decision = decideRequest(ctx, deps)
    made.set(ctx.oidc, decision)
    return decision
  }
}

async function decideRequest(ctx: KoaContextWithOIDC, deps: DecisionDependencies): Promise<RequestDecision> {
  const asked = await askedOf(ctx, deps)
  const key: SignInKey = {
    cid: asked.cid,
    clientId: asked.service.clientId,
    sessionAccountId: asked.session?.accountId ?? null,
    expiresAt: deps.clock.now() + deps.progressLifetime,
    browser: { devices: devicesOf(ctx, deps.deviceCookie), now: deps.clock.now() },
  }
  // A fresh request without a session has nobody to look at
  const nobody = asked.cid === null && asked.session === null
  const row = nobody ? NO_SIGN_IN : await readSignIn(deps.db, key)
  const factors = factorFacts(deps.factors)
  const now = deps.clock.now()
  const state = row.account === null ? 'DELETED' : stateAt(row.account.life, now)
  if (asked.session !== null && !SIGNED_IN_STATES.has(state) && row.progress.accountId === null) {
    await endSessionOf(ctx, asked.session.uid, endOf(state), deps)
    const alone = { ...asked, session: null }
    return { asked: alone, row: NO_SIGN_IN, ...decide(alone, NO_SIGN_IN, factors, deps.policy, now) }
  }
  const decision = decide(asked, row, factors, deps.policy, now)
  if (decision.step.kind !== 'finish' && asked.session === null) forgetUnproved(ctx.oidc.session)
  const unfinished = decision.step.kind !== 'finish' && decision.step.kind !== 'refuse'
  if (unfinished && asked.cid !== null && (await countRound(deps.db, key)) > MAX_ROUNDS) throw new LoopError()
  return { asked, row, ...decision }
}

async function askedOf(ctx: KoaContextWithOIDC, deps: DecisionDependencies): Promise<Asked> {
  const { oidc } = ctx
  const client = clientOf(oidc.client)
  const params = oidc.params ?? {}
  const result: Record<string, unknown> = Reflect.get(oidc, 'result') ?? {}
  return {
    cid: oidc.entities.Interaction?.cid ?? null,
    service: serviceOf(client, typeof params['redirect_uri'] === 'string' ? params['redirect_uri'] : null),
    requirement: await requirementOf(params, client, deps.lookup),
    session: browserSession(oidc.session),
    release: releaseOf(params, client, 'consent' in result),
    enrol: enrolOf(params, client),
  }
}

/**
 * The session as the engine sees it. After a first sign-in the library has named the account in the session already,
 * but nothing rests in it yet: it counts as none.
 */
function browserSession(session: KapuSession | undefined): Asked['session'] {
  if (session?.accountId === undefined || session.stored === undefined || session.exp === undefined) return null
  if (session.events === undefined || session.events.length === 0) return null
  const { uid, accountId, events, exp: endsAt, usedAt = 0, shared = false } = session
  return { uid, accountId, events, endsAt, usedAt, shared }
}

/**
 * A finished sign-in names its person in the session before it is decided whether they go on. Where they do not, the
 * session must not be stored under a name that proved nothing in it.
 */
export function forgetUnproved(session: KapuSession | undefined): void {
  if (session?.accountId === undefined) return
  for (const name of ['accountId', 'loginTs', 'acr', 'amr']) Reflect.deleteProperty(session, name)
}

/** Why a session ends whose account stands there. */
function endOf(state: AccountState | 'DELETED'): EndReason {
  if (state === 'DELETED') return 'account_deleted'
  return state === 'PW_EXPIRED' || state === 'INACTIVE' ? 'password_expired' : 'suspended'
}

/** The account may not sign in any more: its session ends, and with it what was issued. */
async function endSessionOf(
  ctx: KoaContextWithOIDC,
  uid: string,
  reason: EndReason,
  deps: DecisionDependencies,
): Promise<void> {
  await inTransaction(deps.db, (transaction) => endSession(transaction, uid, reason, deps))
  const session = ctx.oidc.session
  if (session === undefined) return
  delete session.accountId
  Reflect.set(session, 'destroyed', true)
}
