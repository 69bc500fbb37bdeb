import { inject } from 'vitest'
import { connect, type ConnectOptions, type Db } from '../../src/database/connect.ts'
import { statement, withDatabase } from './global-database.ts'

export interface TestDatabase {
  readonly url: string
  readonly db: Db
  /** Closes the connections and drops the database. */
  close(): Promise<void>
}

/** A machine that does all suites at once is slow, and that is no fault of what is tested. */
export const PATIENCE = 10

let made = 0

/** A real database of one's own, with every migration applied: one a test file, closed in `afterAll`. */
export async function testDatabase(options: ConnectOptions = {}): Promise<TestDatabase> {
  const { url: server, template } = inject('testDatabases')
  const name = `${template}_${process.pid}_${(made += 1)}`
  await statement(server, `create database ${name} template ${template}`)
  const url = withDatabase(server, name)
  const { db, close } = connect(url, { patience: PATIENCE, ...options })
  return {
    url,
    db,
    async close() {
      await close()
      await statement(server, `drop database if exists ${name} with (force)`)
    },
  }
}
