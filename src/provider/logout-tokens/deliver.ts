/**
 * Logout tokens (OIDC Back-Channel Logout 1.0). They are queued by the statement that ends a session, so that every end
 * sends them, and delivered here, by a job: signed afresh at each try, again and again for a day, then kept for an
 * administrator (docs/decisions/0015-logout-tokens-are-jobs.md).
 */
import type { Provider } from 'oidc-provider'
import * as z from 'zod'
import type { Seconds } from '../../assurance/event.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Clock } from '../../system/clock.ts'
import type { Logger } from '../../system/logger.ts'
import * as store from './store.ts'

export interface LogoutTokenDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly logger: Logger
  /** Waits between tries; after the last one a delivery is given up. */
  readonly retries: readonly Seconds[]
}

export interface LogoutTokens {
  /** What the job runner does with a queued token. */
  readonly tasks: Readonly<Record<typeof store.TASK, (payload: unknown) => Promise<void>>>
  /** Takes up what a runner left behind when it died. */
  resume(): Promise<void>
}

const jobSchema = z.object({ id: z.uuid(), tries: z.int().min(0) })

/** Deliveries taken up in one go. */
const BATCH = 1_000

/** Longest note about a failure that is kept. */
const MAX_NOTE = 200

/** How a try ended: null, or a short note about why the service did not confirm. */
type Send = (delivery: store.BegunTry) => Promise<{ error: string | null; final: boolean }>

/** Takes the sending of logout tokens over from the library. Once, before the first request. */
export function createLogoutTokens(provider: Provider, deps: LogoutTokenDependencies): LogoutTokens {
  const { db, clock, audit, logger, retries } = deps
  const send = takeOverSending(provider)

  async function deliver(payload: unknown): Promise<void> {
    const { id, tries: before } = jobSchema.parse(payload)
    const delivery = await store.beginTry(db, id, before, clock.now())
    if (delivery === null) return
    const { clientId, sessionUid, accountId, tries } = delivery
    const line = { task: store.TASK, delivery: id, clientId, attempt: tries }
    const { error, final } = await send(delivery)
    const at = clock.now()
    const actor = { type: 'system', id: null } as const
    const event = { at, actor, clientId, sessionUid, subjectAccountId: accountId } as const

    if (error === null) {
      await inTransaction(db, async (t) => {
        if (!(await store.confirmDelivery(t, id, at))) return
        await audit.record(t, { ...event, event: 'logout_token.sent', outcome: 'success' })
      })
      logger.info(line, 'a logout token was confirmed')
      return
    }
    const wait = final ? undefined : retries[tries - 1]
    if (wait !== undefined) {
      await store.deferDelivery(db, { id, tries, error, wait, now: at })
      logger.warn({ ...line, reason: error, retryInSeconds: wait }, 'a logout token was not confirmed yet')
      return
    }
    await inTransaction(db, async (t) => {
      if (!(await store.giveUpDelivery(t, { id, tries, error }))) return
      await audit.record(t, { ...event, event: 'logout_token.failed', outcome: 'failure', reason: error })
    })
    logger.error({ ...line, reason: error }, 'a logout token was given up')
  }

  return {
    tasks: { [store.TASK]: deliver },
    resume: () => store.wakeLostDeliveries(db, clock.now(), BATCH),
  }
}

/**
 * The library sends within the request that signs out, once. Here it does nothing then, since the statement that ends
 * the session has queued the tokens; its own sender is kept for the job.
 */
function takeOverSending(provider: Provider): Send {
  const prototype: object = provider.Client.prototype
  const original: unknown = Reflect.get(prototype, 'backchannelLogout')
  if (typeof original !== 'function') throw new Error('the library cannot send logout tokens')
  Object.defineProperty(prototype, 'backchannelLogout', { value: async () => undefined })
  return async ({ clientId, accountId, sid }) => {
    const client = await provider.Client.find(clientId)
    if (client?.backchannelLogoutUri === undefined) return { error: 'the client wants no logout tokens', final: true }
    try {
      await Reflect.apply(original, client, [accountId, sid])
      return { error: null, final: false }
    } catch (error) {
      return { error: await noteOf(error), final: false }
    }
  }
}

/** What an administrator reads: the status, or why there was none. Never the service's own words. */
async function noteOf(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return 'unknown'
  if ('response' in error && error.response instanceof Response) {
    await error.response.body?.cancel()
    return `HTTP ${error.response.status}`
  }
  const { cause } = error
  if (error.name === 'TimeoutError') return 'no answer in time'
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return (cause instanceof Error ? cause.message : error.message).slice(0, MAX_NOTE)
}
