/**
 * oidc-provider's browser session on our own tables. The library saves a session whole, by every request; ours writes
 * only what a request changed, and never to a session that has ended: parallel single sign-ons lose nothing and
 * nothing comes back to life (docs/decisions/0010-session-tables.md).
 */
import {
  errors,
  type Adapter,
  type ClientAuthorizationState,
  type KoaContextWithOIDC,
  type Provider,
} from 'oidc-provider'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { Actor } from '../../audit/event.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { Clock } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import * as store from './store.ts'

export interface SessionDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
}

/** What a finished sign-in brings into the session, stored with it in one statement. */
export interface Finishing {
  readonly signInId: string | null
  readonly clientId: string
  readonly acr: string
  readonly amr: readonly string[]
  readonly events: readonly AuthenticationEvent[]
}

type ProviderSession = InstanceType<Provider['Session']>

/** The library's session and what ours adds to it. */
export type KapuSession = ProviderSession & {
  /** Loaded with the session; empty in a new one. */
  events?: readonly AuthenticationEvent[]
  /** When it last signed its person in; as loaded. */
  usedAt?: number
  /** Others use this computer, too. */
  shared?: boolean
  finishing?: Finishing
  oldId?: string | undefined
  touched?: boolean
  destroyed?: boolean
  /** By which the person who ended it sees which services know. */
  receipt?: string
  /** What lies in the database, as far as this request knows. */
  stored?: Stored
}

/** Another tab of this browser finished at the same instant, for somebody else: the pages must ask who goes on. */
export class OvertakenError extends Error {}

interface Stored {
  readonly id: string
  readonly accountId: string | null
  readonly fingerprint: string
  readonly authorizations: Readonly<Record<string, string>>
}

/** What the library asks of a session's adapter: only to find. Writing is `installSessions`'s. */
export function createSessionAdapter(dependencies: SessionDependencies): Adapter {
  const { db, clock, sealing } = dependencies
  async function find(by: { idHash: Buffer } | { uid: string }, id: string | undefined) {
    const found = await store.findSession(db, by, clock.now())
    if (found === null) return undefined
    return { ...(await openSession(sealing, found)), ...(id === undefined ? {} : { jti: id }) }
  }
  const unused = async (): Promise<never> => {
    throw new Error('sessions are written by their model')
  }
  return {
    find: async (id) => (/^[\w-]{1,128}$/.test(id) ? find({ idHash: hashSessionId(id) }, id) : undefined),
    findByUid: (uid) => find({ uid }, undefined),
    findByUserCode: async () => undefined,
    upsert: unused,
    destroy: unused,
    consume: unused,
    revokeByGrantId: unused,
  }
}

/** Session ids lie in the database as SHA-256: a copy of it opens no session. */
export function hashSessionId(id: string): Buffer {
  return sha256(`Session\0${id}`)
}

/** Receipts, too, lie in the database as SHA-256. */
export function hashReceipt(receipt: string): Buffer {
  return sha256(`Receipt\0${receipt}`)
}

/** The library's payload of a stored session, with its authorizations and events. */
async function openSession(sealing: Sealing, found: store.FoundSession) {
  const payload: Record<string, unknown> = JSON.parse(await sealing.open(`oidc:Session:${found.uid}`, found.payload))
  return {
    ...payload,
    uid: found.uid,
    authorizations: { ...found.authorizations },
    events: found.events,
    usedAt: found.usedAt,
    shared: found.shared,
    // A token may have put it off since
    exp: found.expiresAt,
  }
}

/** Replaces how the provider's sessions are made, saved and ended. Once, before the first request. */
export function installSessions(provider: Provider, dependencies: SessionDependencies): void {
  const { Session } = provider
  const payloadNames: readonly string[] = Reflect.get(Session, 'IN_PAYLOAD')
  Object.defineProperty(Session, 'IN_PAYLOAD', { value: [...payloadNames, 'events', 'usedAt', 'shared'] })
  Object.defineProperty(Session, 'instantiate', {
    value(payload: Record<string, unknown> | undefined) {
      // Of a cookie that opens nothing the library makes an empty session, and would store it though nobody is in
      if (typeof payload?.['uid'] !== 'string') return Reflect.construct(Session, [])
      const session: KapuSession = Reflect.construct(Session, [payload])
      if (typeof payload['jti'] === 'string') remember(session)
      return session
    },
  })
  // A browser without a session sends nothing but what it was given to tell it from others: from that, all its requests
  // derive the same session, so that two tabs that finish at the same instant make one
  const get: typeof Session.get = Session.get.bind(Session)
  Object.defineProperty(Session, 'get', {
    async value(ctx: KoaContextWithOIDC) {
      const session: KapuSession = await get(ctx)
      const sent = ctx.cookies.get(provider.cookieName('session'), { signed: true })
      if (session.stored === undefined && sent !== undefined) session.uid = derivedUid(sent)
      return session
    },
  })
  Object.defineProperty(Session.prototype, 'save', {
    value(this: KapuSession, ttl: number) {
      return saveSession(this, ttl, dependencies)
    },
  })
  Object.defineProperty(Session.prototype, 'destroy', {
    async value(this: KapuSession) {
      const receipt = randomId()
      await inTransaction(dependencies.db, (t) => endSession(t, this.uid, 'signed_out', { ...dependencies, receipt }))
      this.receipt = receipt
      this.destroyed = true
    },
  })
  // One sid a session and service, however many requests make it at the same moment
  Object.defineProperty(Session.prototype, 'ensureClientContainer', {
    value(this: KapuSession, clientId: string) {
      if (this.sidFor(clientId) === undefined) this.sidFor(clientId, derivedId('sid', this.uid, clientId))
    },
  })
}

/** An id that every request of one session derives alike for one client; it is no secret and opens nothing. */
export function derivedId(kind: 'sid' | 'grant', from: string, clientId: string): string {
  return sha256(`${kind}\0${from}\0${clientId}`).toString('base64url')
}

function derivedUid(sent: string): string {
  return sha256(`uid\0${sent}`).toString('base64url')
}

/** What ending a session needs; `by` is who did it, where it is neither the clock, the policy nor the person at it. */
export type EndDependencies = Pick<SessionDependencies, 'clock' | 'audit'> & {
  readonly receipt?: string
  readonly by?: Actor
  /** In their own words; kept sealed. */
  readonly note?: string
}

/** Ended by nobody: the clock, or the policy when it next looks. */
const BY_ITSELF: ReadonlySet<store.EndReason> = new Set(['expired', 'suspended', 'password_expired', 'account_deleted'])

/**
 * Ends a session with its audit row and the logout tokens of its services, whoever asked. False where it had already
 * ended.
 */
export async function endSession(
  transaction: Transaction,
  uid: string,
  reason: store.EndReason,
  { clock, audit, receipt, by, note }: EndDependencies,
): Promise<boolean> {
  const receiptHash = receipt === undefined ? null : hashReceipt(receipt)
  const ended = await store.endSession(transaction, { uid, reason, receiptHash }, clock.now())
  if (ended === null) return false
  await audit.record(transaction, {
    event: 'session.ended',
    at: clock.now(),
    outcome: 'success',
    actor: by ?? (BY_ITSELF.has(reason) ? { type: 'system', id: null } : { type: 'person', id: ended.accountId }),
    ...(ended.accountId === null ? {} : { subjectAccountId: ended.accountId }),
    sessionUid: uid,
    reason,
    ...(note === undefined ? {} : { detail: { note } }),
  })
  return true
}

async function saveSession(session: KapuSession, ttl: number, { db, clock, sealing, audit }: SessionDependencies) {
  const now = clock.now()
  const fingerprint = fingerprintOf(session)
  // The library saves once more when the response is ready; by then `bind` has usually written everything. Its own mark
  // (`touched`) is of no use here: it is set where an authorization is only read
  if (
    session.finishing === undefined &&
    session.stored?.id === session.jti &&
    session.stored.fingerprint === fingerprint
  ) {
    return session.jti
  }
  session.iat ??= now
  // Signing out, or asking in vain, is no use of a session and puts off no end
  const isUse = session.finishing !== undefined || session.stored === undefined
  session.exp = isUse || session.exp === undefined ? now + ttl : session.exp
  const before = session.stored?.authorizations ?? {}
  const after = session.authorizations ?? {}
  const changeOf = async (): Promise<store.SessionChange> => ({
    uid: session.uid,
    idHash: hashSessionId(session.jti),
    replacedIdHash:
      session.stored !== undefined && session.stored.id !== session.jti ? hashSessionId(session.stored.id) : null,
    accountId: session.accountId ?? null,
    payload: await sealing.seal(`oidc:Session:${session.uid}`, JSON.stringify(payloadOf(session))),
    startedAt: session.iat,
    expiresAt: session.exp,
    isUse,
    shared: session.shared === true,
    authorizations: Object.entries(after)
      .filter(([clientId, authorization]) => before[clientId] !== JSON.stringify(authorization))
      .map(([clientId, authorization]) => authorizationRow(session.uid, clientId, authorization)),
    removedClients: Object.keys(before).filter((clientId) => after[clientId] === undefined),
    events: session.finishing?.events ?? [],
    finishedSignIn: session.finishing?.signInId ?? null,
  })
  const { finishing } = session
  const write = async (): Promise<boolean> => {
    const change = await changeOf()
    if (finishing === undefined || finishing.signInId === null) return store.saveSession(db, change, now)
    return inTransaction(db, async (transaction) => {
      if (!(await store.saveSession(transaction, change, now))) return false
      await audit.record(transaction, finishedEvent(session, finishing, now))
      return true
    })
  }
  const wasNobodys = (session.stored?.accountId ?? null) === null
  let saved = await write()
  let overtaken = false
  if (!saved && finishing !== undefined && wasNobodys) {
    overtaken = await store.hasJustBegun(db, session.uid, now)
    // Of long ago, and its cookie never reached this browser: what it was given then tells nobody apart any more
    if (!overtaken) {
      session.uid = randomId()
      delete session.stored
      saved = await write()
    }
  }
  if (!saved) {
    // Or the library would save once more while it answers, and that error would be told in place of this one
    session.destroyed = true
    // Nothing was decided on it: the answer stands, the session does not
    if (finishing === undefined) return session.jti
    if (overtaken) throw new OvertakenError('another person finished in this browser at the same instant')
    // Never LoginRequired's page for a session that somebody ended: the service is told that nobody is signed in
    throw new errors.LoginRequired('the session ended meanwhile')
  }
  delete session.finishing
  delete session.oldId
  if (isUse) session.usedAt = now
  remember(session)
  session.touched = false
  return session.jti
}

function finishedEvent(session: KapuSession, finishing: Finishing, now: number) {
  return {
    event: 'sign_in.finished',
    at: now,
    outcome: 'success',
    actor: { type: 'person', id: session.accountId ?? null },
    ...(session.accountId === undefined ? {} : { subjectAccountId: session.accountId }),
    clientId: finishing.clientId,
    sessionUid: session.uid,
    ...(finishing.signInId === null ? {} : { signInId: finishing.signInId }),
    acr: finishing.acr,
    amr: [...finishing.amr],
  } as const
}

function authorizationRow(uid: string, clientId: string, authorization: ClientAuthorizationState) {
  return {
    clientId,
    sid: authorization.sid ?? derivedId('sid', uid, clientId),
    grantId: authorization.grantId ?? null,
    persistsLogout: authorization.persistsLogout === true,
  }
}

function remember(session: KapuSession): void {
  const stored: Stored = {
    id: session.jti,
    accountId: session.accountId ?? null,
    fingerprint: fingerprintOf(session),
    authorizations: Object.fromEntries(
      Object.entries(session.authorizations ?? {}).map(([clientId, value]) => [clientId, JSON.stringify(value)]),
    ),
  }
  Object.defineProperty(session, 'stored', { value: stored, writable: true, configurable: true, enumerable: false })
}

function payloadOf(session: KapuSession) {
  const { iat, exp, uid, accountId, acr, amr, loginTs, transient, state } = session
  return { kind: 'Session', iat, exp, uid, accountId, acr, amr, loginTs, transient, state }
}

function fingerprintOf(session: KapuSession): string {
  const { exp: _exp, ...rest } = payloadOf(session)
  return JSON.stringify([rest, session.authorizations ?? {}])
}
