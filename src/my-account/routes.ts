import Router from '@koa/router'
import type { MyAccountDependencies } from './dependencies.ts'
import { home } from './home.ts'

/** All pages of My data. */
export function createMyAccountRouter(deps: MyAccountDependencies): Router {
  const router = new Router()
  router.get('/fiok', home(deps))
  return router
}
