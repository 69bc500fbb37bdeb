import { PassThrough } from 'node:stream'
import type { Context } from 'koa'
import { HttpProblem } from '../../http/http-problem.ts'
import { sha256 } from '../../system/hashing.ts'
import { isFinal, type Status } from './status.ts'
import type { StatusWatch } from './status-watch.ts'

/** Milliseconds: sooner than proxies give up on a connection that is silent. */
const KEEP_ALIVE = 15_000

/** Seconds after which there may be room again. */
const RETRY_AFTER = 5

/**
 * Server-sent events (WHATWG HTML §9.2): `event: status` with the status as data, at once and at each change, until
 * one that is final. Throws 503 where too many listen; the page then asks again by itself.
 */
export function streamStatus(
  ctx: Context,
  { token, status, watch }: { readonly token: string; readonly status: Status; readonly watch: StatusWatch },
): void {
  const stream = new PassThrough()
  const tell = (next: Status): void => void stream.write(`event: status\ndata: ${next}\n\n`)
  tell(status)
  if (isFinal(status)) stream.end()
  else {
    const leave = watch.watch(sha256(token), status, { tell, end: () => void stream.end() })
    if (leave === null) {
      stream.destroy()
      throw new HttpProblem(503, 'E-BUSY-01', 'too many pages listen', { retryAfter: RETRY_AFTER })
    }
    const keepAlive = setInterval(() => void stream.write(':\n\n'), KEEP_ALIVE)
    // Also when the browser hangs up: the body is destroyed with its answer
    stream.once('close', () => {
      clearInterval(keepAlive)
      leave()
    })
  }
  ctx.set('X-Accel-Buffering', 'no')
  ctx.type = 'text/event-stream'
  ctx.body = stream
}
