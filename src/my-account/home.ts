import type { Context } from 'koa'
import { myHomePage } from '../../views/pages/my-account/home.ts'
import type { MyPage } from '../../views/my-pages.ts'
import { sessionRef } from '../audit/record.ts'
import type { MyAccountDependencies } from './dependencies.ts'
import { myFrame, show } from './my-frame.ts'
import { accountOverview } from './store.ts'

const ORDINARY_PAGES: readonly MyPage[] = [
  ...(['address', 'password', 'factors', 'sessions', 'services', 'log', 'close'] as const),
]
/** A temporary registration has typed its data itself and may take itself back. */
const BASIC_PAGES: readonly MyPage[] = ['factors', 'sessions', 'services', 'log', 'close']

const DONE = ['password', 'recovery'] as const

/** C16. Open to whoever is signed in, also at the lowest level. */
export function home(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const { accountId, sessionUid } = person
    const [account, known, frame, recovery] = await Promise.all([
      accountOverview(deps.db, accountId, sessionRef(sessionUid)),
      deps.loadIdentity(accountId),
      myFrame(deps, ctx, person),
      deps.recoveries.underWay(deps.db, accountId),
    ])
    if (account === null || known === null) return
    const { lastSignIn, mailResetAt } = account
    const holdUntil = mailResetAt === null ? 0 : mailResetAt + deps.mailHold
    const names = lastSignIn?.names?.[frame.language]
    show(
      ctx,
      myHomePage(frame, {
        identity: known.identity,
        username: account.username,
        state: account.state === 'TEMP_ACTIVE' ? 'temporary' : 'final',
        temporaryUntil: account.temporaryUntil,
        passwordUntil: account.passwordUntil,
        mailHoldUntil: holdUntil > deps.clock.now() ? holdUntil : null,
        lastSignIn: lastSignIn === null ? null : { at: lastSignIn.at, service: names ?? lastSignIn.clientId ?? '' },
        done: DONE.find((one) => one === ctx.query['done']) ?? null,
        recovery: recovery === null ? null : { way: recovery.factor, effectiveAt: recovery.effectiveAt },
        pages: deps.ownClient.reaches(person, deps.ordinaryAcr) ? ORDINARY_PAGES : BASIC_PAGES,
      }),
    )
  }
}
