/**
 * Seconds a session has from now: idle, but never past its absolute end. At least 1, because the library accepts
 * nothing less; such a session is found expired a second later.
 */
export function sessionLifetime(
  startedAt: number | undefined,
  now: number,
  { sessionIdle, sessionAbsolute }: { readonly sessionIdle: number; readonly sessionAbsolute: number },
): number {
  return Math.max(1, Math.min(sessionIdle, (startedAt ?? now) + sessionAbsolute - now))
}
