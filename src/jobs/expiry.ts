/**
 * What happens to sign-ins by the passing of time alone: sessions whose end has come are ended, so that their services
 * are told, and logout tokens whose runner died are taken up again.
 */
import type { Logger } from '../system/logger.ts'
import { repeat } from './repeat.ts'

/** Sessions ended in one go. */
const BATCH = 200

/** Milliseconds between two looks of one instance; several instances share the work. */
const INTERVAL = 30_000

/** Handed over by `app.ts`: only `provider` knows sessions. */
export interface ExpiryDependencies {
  /** Ends at most so many sessions whose end has come, and tells how many it found. */
  endExpiredSessions(limit: number): Promise<number>
  resumeLogoutTokens(): Promise<void>
  readonly logger: Logger
}

/** Ends every session that has expired by now. */
export async function endExpired({
  endExpiredSessions,
  resumeLogoutTokens,
  logger,
}: ExpiryDependencies): Promise<void> {
  let count = 0
  for (let found = BATCH; found >= BATCH; count += found) found = await endExpiredSessions(BATCH)
  if (count > 0) logger.debug({ task: 'expiry', count }, 'expired sessions ended')
  await resumeLogoutTokens()
}

/** Looks again and again until stopped. */
export function startExpiring(deps: ExpiryDependencies): { stop(): Promise<void> } {
  return repeat({ task: 'expiry', every: INTERVAL, logger: deps.logger }, () => endExpired(deps))
}
