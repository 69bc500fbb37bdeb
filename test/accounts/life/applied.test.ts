/** What a transition decided, done: on a real database, with its mails, audit rows and ended access. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { usernameKey } from '../../../src/accounts/username.ts'
import { stateAt } from '../../../src/accounts/life/life-account.ts'
import { findAccountByUsername } from '../../../src/accounts/store.ts'
import { accountIdentity } from '../../../src/accounts/account.ts'
import { inTransaction } from '../../../src/database/transaction.ts'
import { openIdentity, openPerson, openSubjectSeed } from '../../../src/persons/person.ts'
import { toDate, toEpochSeconds } from '../../../src/system/clock.ts'
import { DAY, HOUR, START } from './builders.ts'
import { CLERK, lifeFixture, newName, somebody, type LifeFixture } from './fixture.ts'

let life: LifeFixture
beforeAll(async () => {
  life = await lifeFixture()
})
afterAll(() => life.close())
beforeEach(() => life.at(0))

describe('registering', () => {
  test('#1 #5: a temporary account begins with a code in the mail and a record of its own', async () => {
    const { id, username, email } = await life.account('temporary')
    const [mail] = await life.mailsTo(email)
    expect(mail).toMatchObject({
      template: 'activation-code',
      props: { kind: 'temporary', expiresAt: START + 5 * DAY, windowEndsAt: START + 30 * DAY },
    })
    const code = await life.codeFor(email)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await life.redeem(username, code)).toEqual({ ok: true, accountId: id, state: 'TEMP_ACTIVE' })
    expect(await life.rowOf(id)).toMatchObject({
      state: 'TEMP_ACTIVE',
      temporary_until: toDate(START + 30 * DAY),
      email_confirmed_at: toDate(START),
    })
    expect(await life.templates(email)).toEqual(['activation-code', 'temporary-ready'])
  })

  test('#2 #13: in person, a code opens the account, and the address it was sent to is confirmed', async () => {
    const { id, username, email } = await life.account('office')
    expect((await life.rowOf(id))?.email_confirmed_at).toBeNull()
    expect(await life.redeem(username, await life.codeFor(email))).toMatchObject({ ok: true, state: 'ACTIVE' })
    expect(await life.rowOf(id)).toMatchObject({ state: 'ACTIVE', first_active_at: toDate(START) })
    expect(await life.auditOf(id)).toEqual([
      'account.opened office person',
      'account.code_sent ACTIVATION person',
      'account.code_redeemed ACTIVATION person',
      'account.activated person',
    ])
  })

  test('#4: with a signature the password is there at once', async () => {
    const { id, email } = await life.account('signature')
    expect((await life.rowOf(id))?.state).toBe('ACTIVE')
    const held = await sql<{ factor: string }>`select factor from held_factors where account_id = ${id}`.execute(
      life.db,
    )
    expect(held.rows.map(({ factor }) => factor).toSorted()).toEqual(['identification-mail', 'password'])
    expect(await life.templates(email)).toEqual(['account-ready'])
  })

  test('a user name that is taken is refused, and nothing of the attempt stays', async () => {
    const { username } = await life.active()
    const before = await counts()
    expect(await life.open({ how: 'office', username })).toEqual({ ok: false, refusal: 'username_taken' })
    expect(await life.open({ how: 'temporary', username: username.toUpperCase() })).toMatchObject({ ok: false })
    expect(await counts()).toEqual(before)
  })

  test('RD9: a verified person has one account; what is only asserted hinders nobody', async () => {
    const identity = somebody()
    await life.account('temporary', { identity })
    await life.account('temporary', { identity })
    await life.account('office', { identity })
    const again = { ...identity, family_name: 'Nagyné' }
    expect(await life.open({ how: 'office', identity: again })).toEqual({ ok: false, refusal: 'person_has_account' })
    await life.account('temporary', { identity })
  })

  test('RD12, edge f: who registers and names no temporary account ends those with their identity', async () => {
    const identity = somebody()
    const stranger = await life.account('temporary', { identity })
    await life.account('office', { identity })
    expect(await life.rowOf(stranger.id)).toBeNull()
    expect(await life.mailsTo(stranger.email)).toContainEqual(
      expect.objectContaining({ template: 'account-deleted', props: { why: 'same_identity' } }),
    )
  })

  test('RD12: a registration that is refused ends nobody’s temporary account', async () => {
    const identity = somebody()
    const { username } = await life.active()
    const temporary = await life.account('temporary', { identity })
    expect(await life.open({ how: 'office', identity, username })).toMatchObject({ ok: false })
    expect(await life.rowOf(temporary.id)).not.toBeNull()
  })

  test('who is under 14 is refused (person.min_age)', async () => {
    const identity = { ...somebody(), birthdate: '2012-03-03' }
    expect(await life.open({ how: 'temporary', identity })).toEqual({ ok: false, refusal: 'too_young' })
  })
})

describe('a forgotten password', () => {
  test('RD5: nothing is mailed unless user name and address both match', async () => {
    const { id, username, email } = await life.active()
    const other = await life.active()
    await life.forgotten(username, other.email)
    await life.forgotten(newName(), email)
    expect(await life.templates(email)).toEqual(['activation-code', 'account-ready'])
    expect(await life.auditOf(id)).not.toContain('account.code_sent RESET person')
    await life.forgotten(username, ` ${email.toUpperCase()}`)
    expect((await life.templates(email)).at(-1)).toBe('reset-code')
  })

  test('#20 RD4 RD8: redeeming replaces the password, ends access and begins the hold; before that nothing changes', async () => {
    const { id, username, email } = await life.active()
    const before = await passwordOf(id)
    await life.forgotten(username, email)
    expect(await passwordOf(id)).toEqual(before)
    await sql`insert into sessions (uid, account_id, payload, started_at, seen_at, expires_at)
      values (${id}, ${id}, '', ${toDate(START)}, ${toDate(START)}, ${toDate(START + DAY)})`.execute(life.db)
    life.at(HOUR)
    await life.redeem(username, await life.codeFor(email))
    expect((await passwordOf(id))?.id).not.toBe(before?.id)
    expect((await life.rowOf(id))?.mail_reset_at).toEqual(toDate(START + HOUR))
    const session = await life.db.selectFrom('sessions').selectAll().where('uid', '=', id).executeTakeFirstOrThrow()
    expect([session.ended_at, session.end_reason]).toEqual([toDate(START + HOUR), 'password_changed'])
    expect((await life.mailsTo(email)).at(-1)).toMatchObject({
      template: 'password-changed',
      props: { how: 'reset', holdUntil: START + HOUR + 3 * DAY },
    })
  })

  test('#27: of an inactive account leads to a word where to go, and #28 #29 back', async () => {
    const { id, username, email } = await life.active()
    await sql`update accounts set password_expires_at = ${toDate(START)}, window_ends_at = ${toDate(START + 60 * DAY)}
      where id = ${id}`.execute(life.db)
    life.at(61 * DAY)
    await life.forgotten(username, email)
    expect((await life.templates(email)).slice(-2)).toEqual(['account-inactive', 'inactive-code-request'])
    expect(await life.apply(id, { type: 'reactivate' })).toEqual({ ok: true, state: 'REACT_PENDING' })
    expect(await life.redeem(username, await life.codeFor(email))).toMatchObject({ ok: true, state: 'ACTIVE' })
  })
})

describe('finalising', () => {
  test('#10: keeps name, address and password; the record becomes the verified person’s', async () => {
    const identity = somebody()
    const made = await life.account('temporary', { identity })
    await life.redeem(made.username, await life.codeFor(made.email))
    const before = { row: await life.rowOf(made.id), password: await passwordOf(made.id) }
    expect(await life.apply(made.id, { type: 'finalise', identity })).toEqual({ ok: true, state: 'ACTIVE' })
    const after = await life.rowOf(made.id)
    expect([after?.username, after?.email_sealed]).toEqual([before.row?.username, before.row?.email_sealed])
    expect(await passwordOf(made.id)).toEqual(before.password)
    expect(after?.person_id).not.toBe(before.row?.person_id)
    expect(await openPerson(life.db, life.sealing, before.row?.person_id ?? '')).toBeNull()
    expect(await openPerson(life.db, life.sealing, after?.person_id ?? '')).toMatchObject({ verified: true, identity })
    expect(await life.open({ how: 'office', identity })).toEqual({ ok: false, refusal: 'person_has_account' })
  })

  test('is refused where the person has an account; nothing changes', async () => {
    const identity = somebody()
    await life.account('office', { identity })
    const made = await life.account('temporary', { identity })
    const before = await life.rowOf(made.id)
    const finalised = await life.apply(made.id, { type: 'finalise', identity })
    expect(finalised).toEqual({ ok: false, refusal: 'person_has_account' })
    expect(await life.rowOf(made.id)).toEqual(before)
    expect(await life.templates(made.email)).toEqual(['activation-code'])
  })

  test('leaves the office and the case in the audit, sealed', async () => {
    const identity = somebody()
    const made = await life.account('temporary', { identity })
    await life.apply(made.id, { type: 'finalise', identity })
    const row = await life.db
      .selectFrom('audit_events')
      .selectAll()
      .where('subject_account_id', '=', made.id)
      .where('event', '=', 'account.finalised')
      .executeTakeFirstOrThrow()
    expect(row.actor_id).toBe('clerk')
    expect((await life.audit.open(row)).detail).toEqual({
      ...{ officeId: 'budapest-1', officeName: 'Kormányablak', caseId: 'case-1', reason: 'personal visit' },
    })
  })
})

describe('closing', () => {
  test('RD10: erases everything of the account at once; a tombstone and pseudonymous audit rows stay', async () => {
    const identity = somebody()
    const { id, email } = await life.active({ identity })
    const personId = (await life.rowOf(id))?.person_id ?? ''
    const before = (await tombstones()).length
    expect(await life.apply(id, { type: 'terminate', how: 'office' })).toEqual({ ok: true, state: 'DELETED' })
    expect([await life.rowOf(id), await passwordOf(id)]).toEqual([null, null])
    expect(await openPerson(life.db, life.sealing, personId)).toBeNull()
    const stones = await tombstones()
    expect(stones).toHaveLength(before + 1)
    expect(stones.at(-1)).toMatchObject({ reason: 'closed_at_office' })
    expect(stones.map((stone) => stone.id)).not.toContain(id)
    expect(await life.auditOf(id)).toContain('account.deleted closed_at_office registrar')
    expect((await life.mailsTo(email)).at(-1)).toMatchObject({ template: 'account-deleted' })
    expect(await life.apply(id, { type: 'suspend' })).toEqual({ ok: false, refusal: 'not_in_this_state' })
  })

  test('RD10: the name of a verified account is nobody’s for two years; edge g: of a temporary one it is free at once', async () => {
    const verified = await life.active()
    await life.apply(verified.id, { type: 'terminate', how: 'office' })
    const { username } = verified
    expect(await life.open({ how: 'office', username })).toEqual({ ok: false, refusal: 'username_taken' })
    // 2 March 2028
    life.at(731 * DAY)
    expect(await life.open({ how: 'office', username })).toMatchObject({ ok: false })
    life.at(731 * DAY + 1)
    expect(await life.open({ how: 'office', username })).toMatchObject({ ok: true })

    life.at(0)
    const temporary = await life.account('temporary')
    life.at(30 * DAY + 1)
    await life.life.catchUp(1_000)
    expect(await life.open({ how: 'temporary', username: temporary.username })).toMatchObject({ ok: true })
  })

  test('RD9, edge l: the same person gets the same subject seed again, a temporary account of theirs never', async () => {
    const identity = somebody()
    const first = await life.active({ identity })
    const seed = await seedOf(first.id)
    await life.apply(first.id, { type: 'terminate', how: 'office' })
    const asserted = await life.account('temporary', { identity })
    expect(await seedOf(asserted.id)).not.toBe(seed)
    const again = await life.account('office', { identity: { ...identity, family_name: 'Nagyné' } })
    expect(await seedOf(again.id)).toBe(seed)
  })
})

describe('other acts', () => {
  test('#37: under a suspension the state goes on, and is what is found when it is lifted', async () => {
    const { id, username, email } = await life.active()
    expect(await life.apply(id, { type: 'suspend' })).toEqual({ ok: true, state: 'SUSPENDED' })
    expect(await life.rowOf(id)).toMatchObject({ state: 'SUSPENDED', suspended_from: 'ACTIVE' })
    await life.forgotten(username, email)
    expect((await life.templates(email)).at(-1)).toBe('suspension')
    life.at(732 * DAY)
    expect(await life.apply(id, { type: 'lift' })).toEqual({ ok: true, state: 'PW_EXPIRED' })
  })

  test('#39: a name that another account has, or that is reserved, is refused', async () => {
    const [one, other] = [await life.active(), await life.active()]
    const change = (username: string) => life.apply(one.id, { type: 'change_username', username })
    expect(await change(other.username.toUpperCase())).toEqual({ ok: false, refusal: 'username_taken' })
    await life.apply(other.id, { type: 'terminate', how: 'office' })
    expect(await change(other.username)).toEqual({ ok: false, refusal: 'username_taken' })
    const username = newName()
    expect(await change(username)).toEqual({ ok: true, state: 'ACTIVE' })
    expect(await life.rowOf(one.id)).toMatchObject({ username, username_key: usernameKey(username) })
  })

  test('#16: a corrected address gets the new code; the old one is dead', async () => {
    const { id, username, email } = await life.account('office')
    const old = await life.codeFor(email)
    const corrected = `${newName()}@posta.example`
    await life.apply(id, { type: 'correct_email', email: corrected })
    expect(await life.redeem(username, old)).toEqual({ ok: false })
    expect(await life.redeem(username, await life.codeFor(corrected))).toMatchObject({ ok: true })
  })

  test('#32 #33: a closed password is closed once, and a code of the desk opens it by a new one', async () => {
    const { id, username, email } = await life.active()
    expect(await life.apply(id, { type: 'close_password' })).toMatchObject({ ok: true })
    expect(await life.apply(id, { type: 'close_password' })).toEqual({ ok: false, refusal: 'not_in_this_state' })
    expect((await passwordOf(id))?.closed_at).toEqual(toDate(START))
    await life.apply(id, { type: 're_enable_password' })
    expect((await passwordOf(id))?.closed_at).toEqual(toDate(START))
    await life.redeem(username, await life.codeFor(email))
    expect((await passwordOf(id))?.closed_at).toBeNull()
  })

  test('an act that breaks off leaves nothing: state, code, mails, audit', async () => {
    const { id, username, email } = await life.active()
    const before = [await life.rowOf(id), await life.auditOf(id), await life.templates(email)]
    const broken = inTransaction(life.db, async (t) => {
      await life.life.forgotten(t, { username, email }, CLERK)
      await life.life.apply(t, id, { type: 'suspend' }, CLERK)
      throw new Error('the power fails')
    })
    await expect(broken).rejects.toThrow('the power fails')
    expect([await life.rowOf(id), await life.auditOf(id), await life.templates(email)]).toEqual(before)
  })
})

describe('read before any job has run', () => {
  test('a temporary account past day 30 is unknown, its person nobody', async () => {
    const { id, username } = await life.account('temporary')
    const found = (at: number) => findAccountByUsername(life.db, username, { devices: [], now: START + at })
    const identity = (at: number) =>
      accountIdentity(life.db, { sealing: life.sealing, openIdentity, now: START + at }, id)
    expect([await found(30 * DAY), await identity(30 * DAY)]).not.toContain(null)
    expect([await found(30 * DAY + 1), await identity(30 * DAY + 1)]).toEqual([null, null])
  })

  test('a password that expired a second ago is expired', async () => {
    const { id } = await life.active()
    const end = toEpochSeconds((await life.rowOf(id))?.password_expires_at ?? new Date(0))
    const identity = (now: number) => accountIdentity(life.db, { sealing: life.sealing, openIdentity, now }, id)
    expect([(await identity(end))?.state, (await identity(end + 1))?.state]).toEqual(['ACTIVE', 'PW_EXPIRED'])
  })

  test('a row that was never caught up is read as if it had been', () => {
    const row = { suspendedFrom: null, temporaryUntil: null, passwordExpiresAt: START, codeExpiresAt: START + 70 * DAY }
    const at = (days: number) =>
      stateAt({ ...row, state: 'ACTIVE', windowEndsAt: START + 60 * DAY }, START + days * DAY)
    expect([at(0), at(60), at(70), at(71)]).toEqual(['ACTIVE', 'PW_EXPIRED', 'PW_EXPIRED', 'INACTIVE'])
  })
})

async function passwordOf(accountId: string) {
  const row = await life.db.selectFrom('passwords').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return row ?? null
}

async function tombstones() {
  return await life.db.selectFrom('deleted_accounts').selectAll().orderBy('deleted_at').orderBy('opened_at').execute()
}

async function seedOf(accountId: string): Promise<string> {
  const personId = (await life.rowOf(accountId))?.person_id ?? ''
  const person = await openPerson(life.db, life.sealing, personId)
  return await openSubjectSeed(life.sealing, personId, person?.subjectSeedSealed ?? '')
}

async function counts() {
  const { rows } =
    await sql`select (select count(*) from accounts) as accounts, (select count(*) from persons) as persons,
    (select count(*) from one_time_codes) as codes, (select count(*) from graphile_worker._private_jobs) as mails`.execute(
      life.db,
    )
  return rows[0]
}
