/**
 * The pages of a sign-in. Each is a place of its own and every step returns to home, `/interaction/:uid`, which decides
 * what is next; steps never send the browser to one another. Owns no protocol: `asked.ts` is the border.
 */
import Router from '@koa/router'
import type { Context } from 'koa'
import { readForm } from '../http/form-body.ts'
import { requireFormToken } from '../http/csrf.ts'
import { BusyError } from '../system/gate.ts'
import type { Reply } from '../factors/factor.ts'
import { ceremonyGet, ceremonyPost, ceremonyReturn } from './ceremonies.ts'
import { chooseGet, choosePost } from './choose.ts'
import { consentGet, consentPost } from './consent.ts'
import type { CeremonyPurpose, SignInDependencies } from './dependencies.ts'
import { giveUp } from './give-up.ts'
import { guideGet, guidePost } from './guide.ts'
import { home, leave } from './home.ts'
import { extendPost, extendQuietly } from './more-time.ts'
import { identifyGet, identifyPost } from './identify.ts'
import { stateGet } from './state.ts'
import { confirmGet, confirmPost, switchGet, switchPost } from './switch-account.ts'
import { openVisit, type Visit } from './visit.ts'

type Get = (deps: SignInDependencies, visit: Visit) => void | Promise<void>
type Post = (deps: SignInDependencies, visit: Visit, reply: Reply) => void | Promise<void>

const PURPOSES: readonly CeremonyPurpose[] = ['authenticate', 'enrol']

/** The engine's routes, to be used before the provider's own. */
export function createSignInRouter(deps: SignInDependencies): Router {
  const router = new Router({ prefix: '/interaction/:uid' })
  const get = (path: string, handler: Get) =>
    router.get(path, async (ctx: Context) => handler(deps, await openVisit(deps, ctx)))
  const post = (path: string, handler: Post) =>
    router.post(path, async (ctx: Context) => {
      const reply = await readForm(ctx)
      const visit = await deps.turns.run(() => {
        // Asked when the turn comes, before the database is: most of a flood ends here
        if (reply['password'] !== undefined && deps.hashing.isFull()) throw new BusyError()
        return openVisit(deps, ctx)
      })
      requireFormToken(deps.formTokens, visit.request.uid, reply['csrf'])
      if (reply['action'] === 'extend') return extendPost(deps, visit, reply)
      if (reply['action'] === 'cancel') return giveUp(deps, visit)
      await handler(deps, visit, reply)
    })

  get('/', home)
  get('/leave', leave)
  get('/state', stateGet)
  post('/extend', extendQuietly)
  get('/identify', identifyGet)
  post('/identify', identifyPost)
  get('/guide', guideGet)
  post('/guide', guidePost)
  get('/consent', consentGet)
  post('/consent', consentPost)
  get('/switch-account', switchGet)
  post('/switch-account', switchPost)
  get('/confirm-account', confirmGet)
  post('/confirm-account', confirmPost)
  for (const purpose of PURPOSES) {
    get(`/${purpose}`, (_deps, visit) => chooseGet(deps, visit, purpose))
    post(`/${purpose}`, (_deps, visit, reply) => choosePost(deps, visit, purpose, reply))
    get(`/${purpose}/:factor`, (_deps, visit) => ceremonyGet(deps, visit, { purpose, factor: factorOf(visit) }))
    get(`/${purpose}/:factor/return`, (_deps, visit) =>
      ceremonyReturn(deps, visit, { purpose, factor: factorOf(visit) }),
    )
    post(`/${purpose}/:factor`, (_deps, visit, reply) =>
      ceremonyPost(deps, visit, { purpose, factor: factorOf(visit) }, reply),
    )
  }
  return router
}

function factorOf({ ctx }: Visit): string {
  const params: Readonly<Record<string, string | undefined>> = ctx['params']
  return params['factor'] ?? ''
}
