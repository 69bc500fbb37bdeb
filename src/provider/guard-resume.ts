import type { Context, Next } from 'koa'
import type { Provider } from 'oidc-provider'
import { HttpProblem } from '../http/http-problem.ts'
import { countRound } from '../sign-in/store.ts'
import { toEpochSeconds } from '../system/clock.ts'
import { sha256 } from '../system/hashing.ts'
import { openPayload } from './artefacts/payload.ts'
import { MAX_ROUNDS } from './decision.ts'
import { findInteraction, type FoundInteraction } from './interactions/store.ts'
import { hashSessionId, type SessionDependencies } from './sessions/session-model.ts'

/**
 * Between the answer of a sign-in's pages and its redemption here, other tabs go on: another person may have begun a
 * session, or the one this answer rests on may be over. The library would sign the other person out without asking, or
 * take the answer for somebody who has proved nothing. Such an answer goes back to the pages, which decide anew
 * (design §7: a stale tab never beats a live session).
 */
export function guardResume(provider: () => Provider, { db, clock, sealing }: SessionDependencies) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const uid = /^\/auth\/([\w-]{1,128})$/.exec(ctx.path)?.[1]
    if (uid === undefined) return next()
    const sessionId = ctx.cookies.get(provider().cookieName('session'), { signed: true })
    const id = sha256(`Interaction\0${uid}`)
    const found = await findInteraction(db, id, sessionId === undefined ? null : hashSessionId(sessionId), {
      devices: [],
      now: clock.now(),
    })
    if (found === null) return next()
    const { result, session, cid = uid } = await openPayload(sealing, 'Interaction', id, found.payload)
    const isOver = session?.uid !== undefined && session.uid !== found.session?.uid
    const accountId = result?.login?.accountId
    if (accountId === undefined) {
      // A refusal reaches its service whatever became of the session
      if (isOver) await forgetSession(provider(), uid)
      return next()
    }
    if (!isOver && speaksFor(accountId, found)) return next()
    const key = { cid, clientId: found.client?.clientId ?? '', sessionAccountId: null }
    const rounds = await countRound(db, { ...key, expiresAt: toEpochSeconds(found.expiresAt) })
    if (rounds > MAX_ROUNDS) throw new HttpProblem(400, 'E-LOOP-01', 'sent back to the pages too often')
    ctx.redirect(`/interaction/${uid}`)
    ctx.status = 303
  }
}

/** Whether nobody but this account is in the session, or has proved themselves in the sign-in. */
function speaksFor(accountId: string, { session, progress }: FoundInteraction): boolean {
  const people = [session?.accountId, progress.accountId].filter((one) => one !== undefined && one !== null)
  return people.length > 0 && people.every((one) => one === accountId)
}

async function forgetSession(provider: Provider, uid: string): Promise<void> {
  const interaction = await provider.Interaction.find(uid)
  if (interaction === undefined) return
  delete interaction.session
  await interaction.persist()
}
