import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { describeSchema } from '../../src/database/generate-schema.ts'
import { testDatabase } from '../support/database.ts'

const { db, close } = await testDatabase()
afterAll(close)

test('schema.ts is what the migrations make (if not: npm run schema)', async () => {
  const file = new URL('../../src/database/schema.ts', import.meta.url)
  expect(await readFile(file, 'utf8')).toBe(await describeSchema(db))
})
