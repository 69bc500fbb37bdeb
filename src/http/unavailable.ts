/** PostgreSQL's own words for "not now" (SQLSTATE): connection lost, too busy, shutting down, waited too long. */
const NOT_NOW = /^(08...|53...|57P0[1-5]|57014|55P03)$/

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
])

// The driver and its pool give these no code.
const DRIVER =
  /^(timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|cannot use a pool after calling end)/i

/** The database cannot be reached or has no room: the request may succeed if it is made again. */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (cause instanceof AggregateError && cause.errors.some((each) => each !== cause && isUnavailable(each)))
      return true
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    // A missing socket is a stopped database, a missing file is a bug: only `connect` tells them apart.
    if (code === 'ENOENT' && 'syscall' in cause && cause.syscall === 'connect') return true
    if (NETWORK.has(code) || NOT_NOW.test(code) || DRIVER.test(cause.message)) return true
  }
  return false
}
