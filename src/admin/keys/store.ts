import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { type EpochSeconds, toEpochSeconds } from '../../system/clock.ts'

/** A signing key, without its private part. */
export interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly state: string
  readonly createdAt: EpochSeconds
  readonly stateSince: EpochSeconds
}

/** All signing keys, oldest first. */
export async function listSigningKeys(db: Db): Promise<SigningKey[]> {
  const { rows } = await sql<{ kid: string; alg: string; state: string; created_at: Date; state_since: Date }>`
    select kid, alg, state, created_at, state_since from signing_keys order by created_at, kid`.execute(db)
  return rows.map(({ kid, alg, state, created_at, state_since }) => ({
    kid,
    alg,
    state,
    createdAt: toEpochSeconds(created_at),
    stateSince: toEpochSeconds(state_since),
  }))
}
