import Router from '@koa/router'
import type { Context } from 'koa'
import { HttpProblem } from './http-problem.ts'

/** `/health/live`: the process answers. `/health/ready`: it can serve, `isReady` says. */
export function createHealthRouter(isReady: () => Promise<boolean>): Router {
  const router = new Router()
  router.get('/health/live', (ctx: Context) => {
    ctx.body = { status: 'live' }
  })
  router.get('/health/ready', async (ctx: Context) => {
    if (!(await isReady())) throw new HttpProblem(503, 'E-BUSY-01', 'not ready', { retryAfter: 1 })
    ctx.body = { status: 'ready' }
  })
  return router
}
