import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { createAudit, sessionRef, type AuditEvent } from '../../src/audit/record.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes, randomUuid } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { testDatabase } from '../support/database.ts'

const { db, close } = await testDatabase()
afterAll(close)

const sealing = createSealing({ current: 's1', keys: { s1: randomBytes(32) } })
const keys = { a1: randomBytes(32), a2: randomBytes(32) }
const audit = createAudit({ sealing, keyed: createKeyedHash({ current: 'a1', keys }), instance: 'test' })

const account = randomUuid()
const whole: AuditEvent = {
  event: 'sign_in.factor_verified',
  at: 1_800_000_000,
  actor: { type: 'person', id: account },
  outcome: 'success',
  subjectAccountId: account,
  clientId: 'mailbox',
  sessionUid: 'the-session-uid',
  signInId: 'cid',
  requestId: 'request',
  acr: 'substantial',
  amr: ['pwd', 'otp'],
  reason: 'totp',
  address: '203.0.113.7',
  detail: { claims: 'name email' },
}
const bare: AuditEvent = {
  event: 'config.loaded',
  at: 1_800_000_001,
  actor: { type: 'system', id: null },
  outcome: 'success',
}

async function stored(event: AuditEvent) {
  await inTransaction(db, (transaction) => audit.record(transaction, event))
  return await db.selectFrom('audit_events').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
}

/** Another value of the same type. */
function changed(value: unknown): unknown {
  if (value instanceof Date) return new Date(0)
  if (Buffer.isBuffer(value)) return randomBytes(32)
  if (Array.isArray(value)) return ['changed']
  return typeof value === 'number' ? value + 1 : 'changed'
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => 'it worked',
    (error: { code?: unknown }) => error.code,
  )
}

describe('an audit event', () => {
  test('is kept with who, whose, what, when, where, how and why', async () => {
    const row = await stored(whole)
    expect(row).toMatchObject({
      event: 'sign_in.factor_verified',
      at: new Date(1_800_000_000_000),
      actor_type: 'person',
      actor_id: account,
      subject_account_id: account,
      client_id: 'mailbox',
      session_ref: sessionRef('the-session-uid'),
      sign_in_id: 'cid',
      acr: 'substantial',
      amr: ['pwd', 'otp'],
      reason: 'totp',
      instance: 'test',
      seal_no: null,
    })
    expect(await audit.open(row)).toEqual({ address: '203.0.113.7', detail: { claims: 'name email' } })
  })

  test('does not show the address, the detail or the session', async () => {
    await stored(whole)
    const { rows } = await sql<{ text: string }>`select e::text as text from audit_events e`.execute(db)
    expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/203\.0\.113|name email|the-session-uid/)
  })

  test('is authentic as it was written, under an older key too', async () => {
    const rows = [await stored(whole), await stored(bare)]
    const later = createAudit({ sealing, keyed: createKeyedHash({ current: 'a2', keys }), instance: 'later' })
    const other = createAudit({
      sealing,
      keyed: createKeyedHash({ current: 'a1', keys: { a1: randomBytes(32) } }),
      instance: 'test',
    })
    for (const row of rows) {
      expect(audit.isAuthentic(row)).toBe(true)
      expect(later.isAuthentic(row)).toBe(true)
      expect(other.isAuthentic(row)).toBe(false)
    }
  })

  test('is not authentic after a change of any one of its columns', async () => {
    const row = await stored(whole)
    const free = ['id', 'xid', 'seal_no']
    const changes = Object.entries(row).map(([name, value]) => [name, { ...row, [name]: changed(value) }] as const)
    const unnoticed = changes.filter(([, changedRow]) => audit.isAuthentic(changedRow)).map(([name]) => name)
    expect(unnoticed).toEqual(free)
  })

  test('comes and goes with the change it tells of', async () => {
    const before = await db.selectFrom('audit_events').select('id').execute()
    const undone = inTransaction(db, async (transaction) => {
      await audit.record(transaction, bare)
      throw new Error('the change failed')
    })
    await expect(undone).rejects.toThrow('the change failed')
    expect(await db.selectFrom('audit_events').select('id').execute()).toHaveLength(before.length)
  })

  test('that cannot be written undoes the change', async () => {
    const change = inTransaction(db, async (transaction) => {
      await transaction.insertInto('installation').values({ mark: 'demo', created_at: new Date() }).execute()
      await audit.record(transaction, { ...bare, subjectAccountId: 'not a uuid' })
    })
    expect(await codeOf(change)).toBe('22P02')
    expect(await db.selectFrom('installation').select('mark').execute()).toEqual([])
  })

  test('can be inserted in the statement of the change', async () => {
    const row = await audit.row(whole)
    const statement = db
      .with('audited', (query) => query.insertInto('audit_events').values(row).returning('uid'))
      .insertInto('installation')
      .values({ mark: 'demo', created_at: new Date() })
    await statement.execute()
    expect(await codeOf(statement.execute())).toBe('23505')
    const found = await db.selectFrom('audit_events').selectAll().where('uid', '=', row.uid).executeTakeFirstOrThrow()
    expect(audit.isAuthentic(found)).toBe(true)
  })
})

describe('the table of audit events', () => {
  test('refuses changes, deletion and truncation', async () => {
    const { id } = await stored(whole)
    const denied = '42501'
    expect(
      await codeOf(db.updateTable('audit_events').set({ outcome: 'failure' }).where('id', '=', id).execute()),
    ).toBe(denied)
    expect(await codeOf(db.deleteFrom('audit_events').where('id', '=', id).execute())).toBe(denied)
    expect(await codeOf(sql`truncate audit_events`.execute(db))).toBe(denied)
    expect(
      await codeOf(
        db
          .updateTable('audit_events')
          .set({ mac: randomBytes(32) })
          .execute(),
      ),
    ).toBe(denied)
  })

  test('lets the seal be set once, and nothing with it', async () => {
    const { id } = await stored(whole)
    const seal = (change: { seal_no: number | null; reason?: string }) =>
      codeOf(db.updateTable('audit_events').set(change).where('id', '=', id).execute())
    expect(await seal({ seal_no: 1, reason: 'changed' })).toBe('42501')
    expect(await seal({ seal_no: 1 })).toBe('it worked')
    expect(await seal({ seal_no: 2 })).toBe('42501')
    expect(await seal({ seal_no: null })).toBe('42501')
  })

  test('knows which transaction wrote a row, so that a sealer can leave open ones alone', async () => {
    const unfinished = await inTransaction(db, async (transaction) => {
      await audit.record(transaction, bare)
      const { rows } = await sql<{ sealable: boolean }>`
        select xid < pg_snapshot_xmin(pg_current_snapshot()) as sealable from audit_events order by id desc limit 1`.execute(
        transaction,
      )
      return rows[0]?.sealable
    })
    expect(unfinished).toBe(false)
    const all = async () => {
      const { rows } = await sql<{ sealable: boolean }>`
        select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as sealable from audit_events`.execute(db)
      return rows
    }
    // A snapshot knows of open transactions in all databases of the server: other tests' must end first
    await expect.poll(all).toEqual([{ sealable: true }])
  })
})
