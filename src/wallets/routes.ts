import Router from '@koa/router'
import type { Context } from 'koa'
import { parseForm } from '../http/form-body.ts'
import { WALLET_PATH, type WalletEnrolment } from './enrolment.ts'

/** What wallets call: no pages, no cookies; a form in, JSON out. */
export function createWalletRouter(enrolment: WalletEnrolment): Router {
  const router = new Router()
  router.post(WALLET_PATH, async (ctx: Context) => {
    // The edge has read and checked the body of every form that is not a page's
    const body: unknown = Reflect.get(ctx.req, 'body')
    const { token = '', code = '', proof = '' } = typeof body === 'string' ? parseForm(body) : {}
    const isBound = await enrolment.bind({ token, code, proof })
    ctx.status = isBound ? 201 : 400
    ctx.body = isBound ? { status: 'bound' } : { error: 'invalid_ticket' }
  })
  return router
}
