import { DatabaseError } from 'pg'

/** Admission control and shutdown, as PostgreSQL's appendix A names them. */
const UNAVAILABLE = /^(08...|53...|57P0[123]|25P03)$/
const TIMED_OUT = /^(57014|55P03)$/
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])

/**
 * True where the database, not the statement, is at fault: it is down, starting, full, out of connections, or too slow.
 * The answer is then 503 with Retry-After; anything else is a bug.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof DatabaseError) return UNAVAILABLE.test(code) || TIMED_OUT.test(code)
  if ('syscall' in error && NETWORK.has(code)) return true
  // node-postgres gives these no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  )
}
