/**
 * oidc-provider's storage: artefacts whose ids lie hashed and whose payloads lie sealed. Owns single use and what hangs
 * on a grant. Sessions have an adapter of their own (`../sessions/adapter.ts`), clients too (`../client-adapter.ts`).
 */
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Audit, AuditEvent } from '../../audit/record.ts'
import type { Clock } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import { toEpochSeconds } from '../../system/clock.ts'
import { openPayload, sealPayload } from './payload.ts'
import type { NewTicket } from '../return-tickets/store.ts'
import * as store from './store.ts'

export interface ArtefactDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly lifetimes: {
    readonly sharedSessionIdle: number
    readonly sessionAbsolute: number
    readonly interactionAbsolute: number
  }
  /** In which the person of the request under way is spoken to; null outside a request. */
  languageNow(uiLocales: string | undefined): string | null
}

/** What is written to the audit with the artefact itself; other models leave no row. */
const ISSUED: Readonly<Record<string, AuditEvent['event']>> = {
  AuthorizationCode: 'code.issued',
  AccessToken: 'token.issued',
  RefreshToken: 'token.issued',
}

/** Seconds a return ticket is good for: a tab that is restored the next morning still finds its service. */
const TICKET_LIVES = 24 * 60 * 60

/** Ids come from people: anything that cannot be one of ours is simply not found. */
const ID = /^[\w-]{1,128}$/

/** The adapter of one model (oidc-provider's `adapter` factory). */
export function createArtefactAdapter(model: string, deps: ArtefactDependencies): Adapter {
  const { db, clock, sealing, audit } = deps
  const { sharedSessionIdle, sessionAbsolute } = deps.lifetimes
  const hash = (id: string): Buffer => sha256(`${model}\0${id}`)

  async function upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const idHash = hash(id)
    const grantId = model === 'Grant' ? id : (payload.grantId ?? null)
    const sessionUid = payload.sessionUid ?? payload.session?.uid ?? null
    const accountId = payload.accountId ?? null
    const clientId = payload.clientId ?? clientOf(payload)
    const boundToSession = payload.expiresWithSession === true
    const event = ISSUED[model]
    const now = clock.now()
    const row =
      event === undefined
        ? null
        : await audit.row({
            event,
            at: now,
            outcome: 'success',
            actor: { type: 'client', id: clientId },
            ...(accountId === null ? {} : { subjectAccountId: accountId }),
            ...(clientId === null ? {} : { clientId }),
            ...(sessionUid === null ? {} : { sessionUid }),
            ...(payload.acr === undefined ? {} : { acr: payload.acr }),
            ...(payload.amr === undefined ? {} : { amr: payload.amr }),
          })
    const expiresAt = payload.exp ?? now + expiresIn
    const saved = await store.saveArtefact(
      db,
      {
        model,
        id: idHash,
        payload: await sealPayload(sealing, model, idHash, payload),
        grantId,
        sessionUid,
        accountId,
        clientId,
        cid: typeof payload['cid'] === 'string' ? payload['cid'] : null,
        expiresAt,
      },
      {
        boundToSession,
        audit: row,
        ticket: model === 'Interaction' ? ticketOf(deps, payload, { id: idHash, usableUntil: expiresAt, now }) : null,
        putsOff: model === 'AccessToken' ? { idle: sharedSessionIdle, absolute: sessionAbsolute } : null,
        now,
      },
    )
    if (!saved) throw sessionEnded(model)
  }

  async function find(id: string): Promise<AdapterPayload | undefined> {
    if (!ID.test(id)) return undefined
    const found = await store.findArtefact(db, model, hash(id))
    if (found === null) return undefined
    const payload = await openPayload(sealing, model, hash(id), found.payload)
    return {
      ...payload,
      jti: id,
      // Whoever sits at it may have asked for more time since
      ...(model === 'Interaction' ? { exp: toEpochSeconds(found.expiresAt) } : {}),
      // A used code still goes to `consume`, which records the reuse with the revocation
      ...(found.consumedAt === null || model === 'AuthorizationCode'
        ? {}
        : { consumed: toEpochSeconds(found.consumedAt) }),
    }
  }

  async function consume(id: string): Promise<void> {
    const now = clock.now()
    const consumed = await audit.row({
      event: 'code.consumed',
      at: now,
      outcome: 'success',
      actor: { type: 'client', id: null },
      reason: model,
    })
    if (await store.consumeArtefact(db, { model, id: hash(id), now, audit: consumed })) return
    await inTransaction(db, async (transaction) => {
      const grantId = await store.grantOfArtefact(transaction, model, hash(id))
      const reused = { at: now, outcome: 'failure', actor: { type: 'client', id: null }, reason: model } as const
      await audit.record(transaction, { event: 'code.reuse_detected', ...reused })
      if (grantId !== null)
        await store.deleteGrant(transaction, grantId, await audit.row({ event: 'grant.revoked', ...reused }))
    })
    if (model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was already used')
    throw new errors.InvalidGrant('already consumed')
  }

  return {
    upsert,
    find,
    consume,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    async destroy(id) {
      if (model !== 'Interaction') return store.deleteArtefact(db, model, hash(id))
      if (await store.finishInteraction(db, hash(id), clock.now())) return
      throw new errors.SessionNotFound('interaction session not found')
    },
    revokeByGrantId: async (grantId) => {
      const event = {
        event: 'grant.revoked',
        at: clock.now(),
        outcome: 'success',
        actor: { type: 'system', id: null },
      } as const
      await store.deleteGrant(db, grantId, await audit.row(event))
    },
  }
}

/** The way back to the service outlives the interaction, which the person may come back to a day later. */
function ticketOf(
  { languageNow, lifetimes }: ArtefactDependencies,
  payload: AdapterPayload,
  { id, usableUntil, now }: { id: Buffer; usableUntil: number; now: number },
): NewTicket | null {
  const clientId = clientOf(payload)
  if (clientId === null) return null
  const uiLocales = payload.params?.['ui_locales']
  const language = languageNow(typeof uiLocales === 'string' ? uiLocales : undefined)
  const extendableUntil = Math.max(usableUntil, now + lifetimes.interactionAbsolute)
  return { id, clientId, language, usableUntil, extendableUntil, expiresAt: now + TICKET_LIVES }
}

function clientOf(payload: AdapterPayload): string | null {
  const id = payload.params?.['client_id']
  return typeof id === 'string' ? id : null
}

/** At `/auth` the service learns that nobody is signed in; elsewhere the grant is no more. */
function sessionEnded(model: string): Error {
  if (model === 'AuthorizationCode') return new errors.LoginRequired('the session ended meanwhile')
  return new errors.InvalidGrant('the session has ended')
}
