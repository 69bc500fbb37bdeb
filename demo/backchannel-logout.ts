/** Where the identity provider tells a service that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
import Router from '@koa/router'
import type { IncomingMessage } from 'node:http'
import type { EventLog } from './event-log.ts'
import { LogoutTokenError, type LogoutTokenReader } from './logout-token.ts'
import type { Sessions } from './sessions.ts'

/** Bytes: a logout token has less than one thousand. */
const MOST = 16 * 1024

export interface BackchannelLogoutOptions {
  readonly reader: LogoutTokenReader
  readonly sessions: Sessions
  readonly events: EventLog
}

/**
 * 200 once the sessions are gone, also where there were none: they may have ended here first. Whatever went wrong is
 * 400 (§2.8), which brings another try; the token itself is its only proof, there is no cookie and no secret.
 */
export function createBackchannelLogout({ reader, sessions, events }: BackchannelLogoutOptions): Router {
  const router = new Router()
  router.post('/backchannel-logout', async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    try {
      if (ctx.is('application/x-www-form-urlencoded') === false) throw new LogoutTokenError('not a form')
      const whose = await reader.read(logoutTokenOf(await bodyOf(ctx.req)))
      const ended = sessions.endElsewhere(whose)
      if (ended.length === 0) events.record('endedBefore', whose.sid)
      for (const { person } of ended) events.record('endedElsewhere', person.sid)
      ctx.status = 200
      ctx.body = ''
    } catch (error) {
      ctx.status = 400
      ctx.body =
        error instanceof LogoutTokenError
          ? { error: 'invalid_request', error_description: error.message }
          : { error: 'temporarily_unavailable', error_description: 'the token could not be checked' }
    }
  })
  return router
}

/** Given once: of two, nobody knows which one somebody else would read. */
function logoutTokenOf(body: string): string {
  const [token, ...more] = new URLSearchParams(body).getAll('logout_token')
  if (token === undefined || more.length > 0) throw new LogoutTokenError('not one "logout_token"')
  return token
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MOST) throw new LogoutTokenError('too long')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}
