import Router from '@koa/router'
import type { Context } from 'koa'
import { type Form, parseForm, readBody } from '../../http/form-body.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { type Outcome, refused, statusOf, type WalletFault } from './fault.ts'
import type { Presentations } from './presentations.ts'
import { REQUEST_PATH, RESPONSE_PATH, STATUS_PATH } from './request-object.ts'
import type { Status } from './status.ts'
import { streamStatus } from './status-events.ts'

/** Bytes: an honest answer has some 3 kB. */
const MAX_ANSWER = 64 * 1024
const MAX_NONCE = 256

/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/

const STATUS_CODES: Readonly<Record<Status, number>> = {
  pending: 202,
  scanned: 202,
  approved: 200,
  refused: 200,
  expired: 410,
}

/** What wallets call, and the page that waits for one: forms in, JSON out; no cookies, so that nobody is anybody here. */
export function createPresentationRouter(presentations: Presentations): Router {
  const router = new Router()

  router.post(`${REQUEST_PATH}/:token`, async (ctx: Context) => {
    const form = await readFields(ctx)
    if (!form.ok) return refuse(ctx, form.fault)
    const { wallet_nonce: walletNonce = null } = form.fields
    if (walletNonce !== null && walletNonce.length > MAX_NONCE)
      throw new HttpProblem(400, 'E-INPUT-01', 'wallet_nonce is too long')
    const scanned = await presentations.scan({ token: tokenOf(ctx), walletNonce })
    if (!scanned.ok) return refuse(ctx, scanned.fault)
    ctx.type = 'application/oauth-authz-req+jwt'
    ctx.body = scanned.requestObject
  })

  router.post(`${RESPONSE_PATH}/:token`, async (ctx: Context) => {
    const form = await readFields(ctx)
    if (!form.ok) return refuse(ctx, form.fault)
    const answered = await presentations.answer({ token: tokenOf(ctx), sent: form.fields })
    if (!answered.ok) return refuse(ctx, answered.fault)
    ctx.body = answered.redirectUri === null ? {} : { redirect_uri: answered.redirectUri }
  })

  router.get(`${STATUS_PATH}/:token`, async (ctx: Context) => {
    const token = tokenOf(ctx)
    const status = await presentations.statusOf(token)
    if (status === null) return refuse(ctx, 'unknown_request')
    const isStream = ctx.method === 'GET' && ctx.accepts('json', 'text/event-stream') === 'text/event-stream'
    if (isStream) return streamStatus(ctx, { token, status, watch: presentations.watch })
    ctx.status = STATUS_CODES[status]
    ctx.body = { status }
  })

  refuseOtherMethods(router, REQUEST_PATH, 'POST')
  refuseOtherMethods(router, RESPONSE_PATH, 'POST')
  refuseOtherMethods(router, STATUS_PATH, 'GET, HEAD')
  return router
}

function refuse(ctx: Context, fault: WalletFault): void {
  ctx.status = statusOf(fault)
  ctx.body = { error: fault }
}

/** A token that none of ours can be finds nothing. */
function tokenOf(ctx: Context): string {
  const token: unknown = ctx['params']?.token
  return typeof token === 'string' && TOKEN.test(token) ? token : ''
}

/** The form of a wallet; none at all is an empty one. Throws 400 and 415 for what is no form. */
async function readFields(ctx: Context): Promise<Outcome<{ readonly fields: Form }>> {
  if (ctx.get('Content-Type') !== '' && ctx.is('application/x-www-form-urlencoded') === false)
    throw new HttpProblem(415, 'E-INPUT-01', 'not a form')
  try {
    return { ok: true, fields: parseForm(await readBody(ctx, MAX_ANSWER)) }
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 413) return refused('answer_too_large')
    throw error
  }
}

function refuseOtherMethods(router: Router, path: string, allowed: string): void {
  router.all(`${path}/:token`, (ctx: Context) => {
    ctx.set('Allow', allowed)
    throw new HttpProblem(405, 'E-METHOD-01', 'not with this method')
  })
}
