import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, type PoolClient } from 'pg'
import { KapuError } from '../system/errors.ts'
import { keepPlans } from './prepared.ts'
import type { Database } from './schema.ts'

/** The database outside or inside of a transaction. */
export type Db = Kysely<Database>

/** Milliseconds. A request waits for the database a bounded time and then answers 503; nothing waits for ever. */
function limits(patience: number) {
  return {
    connectionTimeoutMillis: 1_000 * patience,
    statement_timeout: 3_000 * patience,
    lock_timeout: 1_000 * patience,
    idle_in_transaction_session_timeout: 5_000 * patience,
  }
}

const POOL_SIZE = 10

export interface ConnectOptions {
  readonly poolSize?: number
  /** So many times as long as a request waits, whatever is waited for; default once. */
  readonly patience?: number
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onError?: (error: Error) => void
  /** Told each statement sent, transaction control included: for tests that count round trips. */
  readonly onStatement?: (sql: string) => void
}

export interface Connected {
  readonly db: Db
  readonly pool: Pool
  close(): Promise<void>
}

const urls = new WeakMap<Db, string>()

/** Opens a pool lazily: a database that is down is noticed by the first statement, not here. */
export function connect(url: string, options: ConnectOptions = {}): Connected {
  const pool = new Pool({
    ...limits(options.patience ?? 1),
    connectionString: url,
    max: options.poolSize ?? POOL_SIZE,
    application_name: 'kapu',
    keepAlive: true,
  })
  // Without both listeners a restart of PostgreSQL kills the process: one is for idle connections, one for used ones
  // (whose user gets the error as well).
  pool.on('error', (error) => {
    // A connection that ends while all are closed is no news
    if (!pool.ending) options.onError?.(error)
  })
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', keepPlans)
  const { onStatement } = options
  if (onStatement !== undefined) pool.on('connect', (client) => report(client, onStatement))
  const db: Db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  urls.set(db, url)
  return {
    db,
    pool,
    // Kysely ends the pool only where it was used through it
    async close() {
      await db.destroy()
      if (!pool.ending) await pool.end()
    },
  }
}

/** Where `connect` was told to go: for what needs a connection with limits of its own (migrations). */
export function urlOf(db: Db): string {
  const url = urls.get(db)
  if (url === undefined) throw new KapuError('DATABASE_NOT_CONNECTED', 'this database was not opened by connect()')
  return url
}

function report(client: PoolClient, onStatement: (sql: string) => void): void {
  const { query } = client
  Object.defineProperty(client, 'query', {
    value(this: PoolClient, ...parameters: unknown[]): unknown {
      onStatement(textOf(parameters[0]))
      return Reflect.apply(query, this, parameters)
    },
  })
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement
  const hasText = typeof statement === 'object' && statement !== null && 'text' in statement
  return hasText ? String(statement.text) : ''
}

/** Whether the database answers now. */
export async function answers(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
