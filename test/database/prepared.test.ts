import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepared } from '../../src/database/prepared.ts'
import { lockSignIn, readSignIn } from '../../src/sign-in/store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase({ poolSize: 1 })))
afterAll(() => database.close())

const add = (one: number, other: number) =>
  sql<{ sum: number }>`${prepared} select ${one}::int + ${other}::int as sum`.execute(database.db)

async function plans(like: string): Promise<{ generic: number; custom: number }[]> {
  const { rows } = await sql<{ generic: number; custom: number }>`
    select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements
    where statement like ${like}`.execute(database.db)
  return rows
}

test('a marked statement is planned a few times, then no more, and answers what it is asked', async () => {
  for (let n = 0; n < 20; n++) expect((await add(n, 1)).rows).toEqual([{ sum: n + 1 }])
  expect(await plans('%as sum')).toEqual([{ generic: 15, custom: 5 }])
})

test('another one is planned each time, and leaves nothing', async () => {
  for (let n = 0; n < 20; n++) await sql`select ${n}::int as unmarked`.execute(database.db)
  expect(await plans('%as unmarked')).toEqual([])
})

test('a marked statement whose values are wrong fails as any other, and the next one does not', async () => {
  await expect(add(2 ** 31, 1)).rejects.toMatchObject({ code: '22003' })
  expect((await add(2, 2)).rows).toEqual([{ sum: 4 }])
})

test('a migration changes a table under the plans of a running process', async () => {
  const key = { cid: 'one', clientId: 'c', sessionAccountId: null, expiresAt: 4_000_000_000 }
  await database.db.transaction().execute((transaction) => lockSignIn(transaction, key))
  for (let n = 0; n < 10; n++) await readSignIn(database.db, key)
  const before = await readSignIn(database.db, key)
  await sql`alter table sign_ins add column newer text not null default 'x'`.execute(database.db)
  await sql`alter table accounts add column newer text`.execute(database.db)
  expect(await readSignIn(database.db, key)).toEqual(before)
  await database.db.transaction().execute((transaction) => lockSignIn(transaction, key))
  expect((await plans('%select * from sign_ins%'))[0]?.generic).toBeGreaterThan(0)
})
