/** The office desk in stories: offices, clerks, and a clerk who has signed in and chosen an office. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { OfficeType, RegistrarRole } from '../../src/offices/office.ts'
import { insertOffice, insertRegistrar, replaceOfficesOf } from '../../src/offices/store.ts'
import type { Kapu, NewTestAccount, TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'

const AT = 1_790_000_000

export async function anOffice(kapu: Kapu, id: string, type: OfficeType = 'government_window'): Promise<string> {
  const office = { id, type, names: { hu: `Hivatal ${id}`, en: `Office ${id}` }, active: true }
  await inTransaction(kapu.db, (t) => insertOffice(t, office, AT))
  return id
}

/** Somebody with an app who may act at these offices. */
export async function aClerk(
  kapu: Kapu,
  offices: readonly string[],
  { role = 'clerk', ...account }: NewTestAccount & { readonly role?: RegistrarRole } = {},
): Promise<TestAccount> {
  const clerk = await kapu.account({ holds: ['password', 'totp'], ...account })
  await inTransaction(kapu.db, async (t) => {
    await insertRegistrar(t, { accountId: clerk.id, role, active: true, addedBy: 'test', at: AT })
    await replaceOfficesOf(t, clerk.id, offices)
  })
  return clerk
}

/** Signs in to the desk and chooses an office; the robot stands on the first page. */
export async function sitDown(kapu: Kapu, clerk: TestAccount, office: string): Promise<Robot> {
  const robot = createRobot({ language: 'en' })
  await robot.open(`${kapu.issuer}/ugyintezo`)
  await signIn(robot, clerk, { until: 'desk/office' })
  await robot.submit({}, { office })
  expect(robot.step).toBe('desk/home')
  return robot
}

export const CASE = { case_id: 'SZ-2026/117', reason: 'asked for it in person' }

/** Finds a customer by user name and opens the record. */
export async function openCustomer(kapu: Kapu, robot: Robot, username: string): Promise<Robot> {
  await robot.open(`${kapu.issuer}/ugyintezo/kereses`)
  await robot.submit({ username, ...CASE }, { action: 'continue' })
  return await robot.clickLink('Open')
}

export interface AuditRow {
  readonly event: string
  readonly outcome: string
  readonly actor: string | null
  readonly reason: string | null
  readonly detail: Readonly<Record<string, string>> | null
}

/** What the citizen's log rests on: rows about this account that a registrar made. */
export async function actsOn(kapu: Kapu, accountId: string): Promise<readonly AuditRow[]> {
  const rows = await kapu.db
    .selectFrom('audit_events')
    .selectAll()
    .where('subject_account_id', '=', accountId)
    .where('actor_type', '=', 'registrar')
    .orderBy('id')
    .execute()
  return await Promise.all(
    rows.map(async (row) => ({
      event: row.event,
      outcome: row.outcome,
      actor: row.actor_id,
      reason: row.reason,
      detail: (await kapu.core.audit.open(row)).detail,
    })),
  )
}

type Counted = 'accounts' | 'one_time_codes' | 'email_changes' | 'reserved_usernames'

export async function countOf(kapu: Kapu, table: Counted): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(kapu.db)
  return rows[0]?.count ?? 0
}
