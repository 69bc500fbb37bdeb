import type { EpochSeconds } from '../../system/clock.ts'
import { COLLECT_WITHIN } from './dependencies.ts'
import type { StoredRequest } from './store.ts'

/** What the page that waits is told. The last three are final. */
export type Status = 'pending' | 'scanned' | 'approved' | 'refused' | 'expired'

type Standing = Pick<StoredRequest, 'outcome' | 'mode' | 'expiresAt' | 'isCancelled'>

/** How a request stands. A deadline includes its own second. */
export function statusAt({ outcome, mode, expiresAt, isCancelled }: Standing, now: EpochSeconds): Status {
  if (isCancelled) return 'expired'
  if (outcome === 'refused') return 'refused'
  if (outcome === 'approved') return now <= expiresAt + COLLECT_WITHIN ? 'approved' : 'expired'
  if (now > expiresAt) return 'expired'
  return mode === null ? 'pending' : 'scanned'
}

export function isFinal(status: Status): boolean {
  return status !== 'pending' && status !== 'scanned'
}
