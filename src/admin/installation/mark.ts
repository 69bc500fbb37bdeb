import type { Db } from '../../database/connect.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { KapuError } from '../../system/errors.ts'
import { markInstallation } from './store.ts'

/**
 * A database made by the development profile holds accounts whose passwords are printed; one made by production holds
 * people. Neither profile opens the other's. Throws `INSTALLATION_MARK`.
 */
export async function claimInstallation(
  db: Db,
  profile: 'development' | 'production',
  now: EpochSeconds,
): Promise<void> {
  const own = profile === 'development' ? 'demo' : 'production'
  const mark = await markInstallation(db, own, now)
  if (mark === own) return
  throw new KapuError('INSTALLATION_MARK', `this database is marked "${mark}"; the ${profile} profile does not open it`)
}
