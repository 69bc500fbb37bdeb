import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { errorWords, type ErrorCode } from '../../views/texts/errors.ts'

/** The request could not even be read: status, reason phrase and what the person is told, by Node's error code. */
const ANSWERS: Readonly<Record<string, readonly [status: string, code: ErrorCode]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'E-INPUT-02'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'E-INPUT-01'],
}
const MALFORMED: readonly [status: string, code: ErrorCode] = ['400 Bad Request', 'E-INPUT-01']

/** Milliseconds in which the other side may read the answer; what it still sends is thrown away. */
const PATIENCE = 1_000

/**
 * Answers what is no HTTP, or too large to be read, before any of our code sees it: a stable code and a text in both
 * languages, because the one that is wanted could not be read either. Nothing of what was sent comes back.
 */
export function answerUnreadable(server: Pick<Server, 'on'>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answered = Reflect.get(socket, '_httpMessage')
    if (!socket.writable || error.code === 'ECONNRESET' || hasSentHeaders(answered)) {
      socket.destroy()
      return
    }
    const [status, code] = ANSWERS[error.code ?? ''] ?? MALFORMED
    const body = `${code}\n${errorWords('hu', code).message}\n${errorWords('en', code).message}\n`
    socket.end(
      [
        `HTTP/1.1 ${status}`,
        'Content-Type: text/plain; charset=utf-8',
        'Content-Language: hu, en',
        'X-Content-Type-Options: nosniff',
        'Cache-Control: no-store',
        'Connection: close',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
    // Closing while there is more to read would reset the connection and lose the answer.
    socket.removeAllListeners('data')
    socket.on('data', () => undefined)
    setTimeout(() => socket.destroy(), PATIENCE).unref()
  })
}

function hasSentHeaders(response: unknown): boolean {
  return typeof response === 'object' && response !== null && Reflect.get(response, 'headersSent') === true
}
