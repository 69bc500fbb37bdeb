/** Seconds. */
export interface SessionLifetimes {
  readonly sessionIdle: number
  /** Where others use the computer, too. */
  readonly sharedSessionIdle: number
  readonly sessionAbsolute: number
}

/**
 * Seconds a session has from now: idle, but never past its absolute end. At least 1, because the library accepts
 * nothing less; such a session is found expired a second later.
 */
export function sessionLifetime(
  { iat: startedAt, shared = false }: { readonly iat?: number; readonly shared?: boolean },
  now: number,
  { sessionIdle, sharedSessionIdle, sessionAbsolute }: SessionLifetimes,
): number {
  const idle = shared ? sharedSessionIdle : sessionIdle
  return Math.max(1, Math.min(idle, (startedAt ?? now) + sessionAbsolute - now))
}
