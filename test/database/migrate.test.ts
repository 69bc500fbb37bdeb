import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { connect } from '../../src/database/connect.ts'
import { migrate } from '../../src/database/migrate.ts'
import { statement, withDatabase } from '../support/global-database.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'kapu-migrations-'))
const { url: server, template } = inject('testDatabases')
const name = `${template}_empty_${process.pid}`
await statement(server, `create database ${name}`)
const first = connect(withDatabase(server, name))
const others = Array.from({ length: 3 }, () => connect(withDatabase(server, name)))

afterAll(async () => {
  await Promise.all([first, ...others].map(({ close }) => close()))
  await statement(server, `drop database ${name} with (force)`)
  await rm(folder, { recursive: true })
})

async function exists(table: string): Promise<unknown> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(first.db)
  return rows[0]?.found
}

test('however many begin at once, one works and the others find nothing to do', async () => {
  const applied = await Promise.all([first, ...others].map(({ db }) => migrate(db)))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  expect(applied.flat().slice(0, 1)).toEqual(['0001_accounts'])
  expect(applied.flat()).toEqual(applied.flat().toSorted())
  expect(await exists('accounts')).toBe(true)
  expect(await exists('graphile_worker.jobs')).toBe(true)
  expect(await migrate(first.db)).toEqual([])
})

test('a migration that fails is named and leaves nothing behind', async () => {
  await writeFile(
    path.join(folder, '9998_good.ts'),
    'export const up = (db) => db.schema.createTable("left_behind").addColumn("id", "text").execute()',
  )
  await writeFile(path.join(folder, '9999_bad.ts'), 'export const up = async () => { throw new Error("no room") }')
  await statement(server, `create database ${name}_bad`)
  const bad = connect(withDatabase(server, `${name}_bad`))
  await expect(migrate(bad.db, folder)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: 'migration 9999_bad failed: no room',
  })
  const { rows } = await sql`select to_regclass('left_behind') is null as gone`.execute(bad.db)
  expect(rows).toEqual([{ gone: true }])
  await bad.close()
  await statement(server, `drop database ${name}_bad with (force)`)
})
