import type { Db } from '../../database/connect.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import { openSubjectSeed } from '../../persons/person.ts'
import { accountOfSubject, rememberSubject, subjectOfDeleted, subjectSource } from './store.ts'

/** Subjects that differ from sector to sector, so that services cannot put their records together (OIDC Core §8.1). */
export interface PairwiseSubjects {
  /** The subject of an account's person at a sector; stable over the life of the person. Throws where there is no such account. */
  of(accountId: string, sector: string): Promise<string>
  /** The account a sector knows by this subject; null for one that was never issued to it. */
  account(sub: string, sector: string): Promise<string | null>
}

/** The subject is HMAC-SHA256 over the sector and the person's random seed: neither the key nor the table alone tells it. */
export function createPairwiseSubjects(db: Db, sealing: Sealing, key: KeyedHash): PairwiseSubjects {
  return {
    async of(accountId, sector) {
      const source = await subjectSource(db, accountId, sector)
      if (source === null) {
        const kept = await subjectOfDeleted(db, accountId, sector)
        if (kept === null) throw new Error('no person for this account')
        return kept
      }
      if (source.sub !== null) return source.sub
      const seed = await openSubjectSeed(sealing, source.personId, source.seedSealed)
      const sub = key.bucket('sub', `${sector}\0${seed}`).toString('base64url')
      await rememberSubject(db, sector, sub, source.personId)
      return sub
    },
    account: (sub, sector) => accountOfSubject(db, sector, sub),
  }
}
