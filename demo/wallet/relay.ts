/**
 * The phone's way to the identity provider. A page may not call another origin, and the product opens itself to none;
 * a real phone knows no such rule. This passes on forms to the one provider, and nothing else to nobody else.
 */
import type { IncomingMessage } from 'node:http'
import Router from '@koa/router'
import { once } from '../web.ts'

export interface RelayOptions {
  /** The only origin that anything is passed on to. */
  readonly issuer: string
  /** Where the page is: nobody else's page may use this. */
  readonly origin: string
}

/** Bytes: an answer has a few thousand. */
const MOST = 128 * 1024
const PATIENCE_MS = 15_000

/** `POST /relay?to=ADDRESS` with a form. 502 where the provider gave no answer. */
export function createRelay({ issuer, origin }: RelayOptions): Router {
  const router = new Router()
  router.post('/relay', async (ctx) => {
    const to = once(ctx.query['to']) ?? ''
    const isOurs = ctx.get('Origin') === origin
    if (!isOurs || !URL.canParse(to) || new URL(to).origin !== new URL(issuer).origin) {
      ctx.status = 403
      ctx.body = { error: 'not_relayed' }
      return
    }
    const body = await bodyOf(ctx.req)
    if (body === null) {
      ctx.status = 413
      ctx.body = { error: 'not_relayed' }
      return
    }
    const answer = await passedOn(to, body)
    ctx.status = answer?.status ?? 502
    ctx.type = answer?.type ?? 'json'
    ctx.body = answer?.body ?? { error: 'unreachable' }
  })
  return router
}

/** The request's body as text; null where it is too long. */
export async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MOST) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

async function passedOn(to: string, form: string): Promise<{ status: number; type: string; body: string } | null> {
  try {
    const answer = await fetch(to, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const type = answer.headers.get('content-type') ?? 'text/plain'
    // Never shown as a page of ours, whatever came
    return { status: answer.status, type: type.includes('html') ? 'text/plain' : type, body: await answer.text() }
  } catch {
    return null
  }
}
