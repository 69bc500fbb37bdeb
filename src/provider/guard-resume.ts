import type { Context, Next } from 'koa'
import type { Provider } from 'oidc-provider'
import { sha256 } from '../system/hashing.ts'
import { openPayload } from './artefacts/payload.ts'
import { findInteraction } from './interactions/store.ts'
import { hashSessionId, type SessionDependencies } from './sessions/session-model.ts'

/**
 * A finished sign-in meets a session that another person began in the meantime: the library would sign that person out
 * without asking. We go back to the pages, where the two are asked (design §7: a stale tab never beats a live session).
 */
export function guardResume(provider: () => Provider, { db, clock, sealing }: SessionDependencies) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const uid = /^\/auth\/([\w-]{1,128})$/.exec(ctx.path)?.[1]
    const sessionId = ctx.cookies.get(provider().cookieName('session'), { signed: true })
    if (uid === undefined || sessionId === undefined) return next()
    const id = sha256(`Interaction\0${uid}`)
    const found = await findInteraction(db, id, hashSessionId(sessionId), clock.now())
    if (found === null || found.session === null) return next()
    const { result } = await openPayload(sealing, 'Interaction', id, found.payload)
    if (result?.login === undefined || result.login.accountId === found.session.accountId) return next()
    ctx.redirect(`/interaction/${uid}`)
    ctx.status = 303
  }
}
