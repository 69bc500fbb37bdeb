import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations as runGraphileMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { KapuError } from '../system/errors.ts'
import { urlOf, type Db } from './connect.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../migrations')

/** Any number that nothing else in this database locks: "kapu" in ASCII. */
const LOCK = 0x6b617075

/**
 * Brings the schema to what this version needs, ours and the job queue's; returns the names of our migrations that
 * were applied. Any number of processes may call it at once: one works, the others wait and then find nothing to do.
 * Throws `MIGRATION_FAILED`; the failed run leaves nothing behind.
 */
export async function migrate(db: Db, folder: string = FOLDER): Promise<string[]> {
  // Its own connections: the application's limits on waiting and on statements are for requests, not for this.
  // A migration waits at most two seconds for a lock, so that it never queues the whole application behind itself.
  const pool = new Pool({ connectionString: urlOf(db), max: 3, lock_timeout: 2_000, application_name: 'kapu migrate' })
  // What breaks is thrown by the statement it breaks; without listeners it would also end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    return await alone(pool, () => apply(pool, folder))
  } finally {
    await pool.end()
  }
}

async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('set lock_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    return await work()
  } finally {
    // Closing the connection gives the lock back, whatever happened to it.
    client.release(true)
  }
}

async function apply(pool: Pool, folder: string): Promise<string[]> {
  // Not destroyed: that would end the pool, which is not ours.
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
    provider: new FileMigrationProvider({ fs: { readdir }, path, migrationFolder: folder }),
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')
    const which = failed === undefined ? 'the migrations' : `migration ${failed.migrationName}`
    const why = error instanceof Error ? error.message : 'no reason was given'
    throw new KapuError('MIGRATION_FAILED', `${which} failed: ${why}`, { cause: error })
  }
  await runGraphileMigrations({ pgPool: pool })
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}
