import type { Context } from 'koa'
import { mySessionsPage } from '../../views/pages/my-account/sessions.ts'
import type { Language } from '../../views/frame.ts'
import { sessionRef } from '../audit/record.ts'
import { inTransaction } from '../database/transaction.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import { acting } from './acting.ts'
import type { MyAccountDependencies } from './dependencies.ts'
import { myFrame, seeOther, show } from './my-frame.ts'
import { livingSessionsOf, type LivingSession } from './store.ts'

const PAGE = '/fiok/munkamenetek'

/** C25. Open at every level: to see that somebody else is signed in must not be hard. */
export function sessions(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const frame = await myFrame(deps, ctx, person)
    const living = await livingSessionsOf(deps.db, person.accountId, deps.clock.now())
    const { done } = ctx.query
    show(
      ctx,
      mySessionsPage(frame, {
        sessions: living.map((session) => shown(session, person, frame.language)),
        done: done === 'one' || done === 'others' ? done : null,
      }),
    )
  }
}

/** Ends one, or all others. No fresh proof: whoever does this takes something away from a stranger, or from nobody. */
export function endSessions(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const form = await deps.ownClient.submitted(ctx)
    const { accountId, sessionUid } = person
    const by = acting(ctx, person)
    if (form['action'] === 'end_others') {
      const ending = { reason: 'ended_elsewhere', except: sessionUid, by } as const
      await inTransaction(deps.db, (transaction) => deps.sessions.endOthers(transaction, accountId, ending))
      return seeOther(ctx, `${PAGE}?done=others`)
    }
    const living = await livingSessionsOf(deps.db, accountId, deps.clock.now())
    const chosen = living.find(({ uid }) => refOf(uid) === form['session'])
    // Another person's, one that has ended, or this one, which has a button of its own: none of them is there
    if (chosen === undefined || chosen.uid === sessionUid)
      throw new HttpProblem(404, 'E-NOTFOUND-01', 'no such session of this account')
    await inTransaction(deps.db, (transaction) => deps.sessions.endOne(transaction, chosen.uid, by))
    seeOther(ctx, `${PAGE}?done=one`)
  }
}

function shown(session: LivingSession, { sessionUid }: OwnSession, language: Language) {
  const { uid, startedAt, usedAt, endsAt, shared, services } = session
  const names = services.map(({ names }) => names[language])
  return { ref: refOf(uid), here: uid === sessionUid, startedAt, usedAt, endsAt, shared, services: names }
}

/** Names a session in a form without giving its uid away. */
function refOf(uid: string): string {
  return sessionRef(uid).toString('base64url').slice(0, 16)
}
