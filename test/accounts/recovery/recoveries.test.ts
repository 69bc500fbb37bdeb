/** The waiting period, to the second: when it may start, what ends it, what it does, and that each happens once. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setAddress } from '../../../src/accounts/account.ts'
import { seedFactors } from '../../../src/factors/index.ts'
import { CITIZEN } from '../life/fixture.ts'
import { COUNTS, DAY, HOUR, type RecoveryFixture, recoveryFixture } from './fixture.ts'

let f: RecoveryFixture
beforeAll(async () => {
  f = await recoveryFixture()
})
afterAll(() => f.close())

type Person = Awaited<ReturnType<RecoveryFixture['ready']>>

/** Resets the password by a mailed code, as its owner or a thief of the mailbox would. */
async function resetByMail({ username, email }: Person): Promise<void> {
  await inTime(() => f.run((t) => f.life.forgotten(t, { username, email }, CITIZEN)))
  expect((await f.redeem(username, await f.codeFor(email))).ok).toBe(true)
}
const inTime = (work: () => Promise<unknown>) => work()

const whyNot = async (id: string) =>
  (await f.auditOf(id)).findLast((row) => row.startsWith('recovery.started'))?.split(' ')[1]

describe('a recovery starts', () => {
  test('with an app, and a second address that has been confirmed for a week; both addresses are told', async () => {
    const person = await f.ready()
    expect(await f.start(person.id)).toBe(true)
    for (const address of [person.email, person.other]) expect(await f.noticesTo(address)).toEqual(['recovery-started'])
    expect(await f.tokenFor(person.email, 'recovery-started')).toBe(await f.tokenFor(person.other, 'recovery-started'))
    expect(await f.holdsApp(person.id)).toBe(true)
  })

  const held: readonly [string, number, boolean, string][] = [
    ['the second address is a second too new', COUNTS - 1, false, 'other_address_too_new'],
    ['the second address is a week old', COUNTS, true, 'totp'],
  ]
  test.each(held)('or not: %s', async (_name, at, starts, reason) => {
    f.at(0)
    const { id } = await f.person()
    f.at(at)
    expect(await f.start(id)).toBe(starts)
    expect(await whyNot(id)).toBe(reason)
  })

  test.each([
    [3 * DAY - 1, false, 'mail_held'],
    [3 * DAY, true, 'totp'],
  ])('RD8: %d s after a reset by mail: %s', async (after, starts, reason) => {
    const person = await f.ready()
    await resetByMail(person)
    f.at(COUNTS + after)
    expect(await f.start(person.id)).toBe(starts)
    expect(await whyNot(person.id)).toBe(reason)
  })

  const refusals: readonly [string, string, string, (person: Person) => Promise<unknown>][] = [
    [
      'without a second address',
      'totp',
      'no_other_address',
      ({ id }) => f.run((t) => f.noticeAddresses.remove(t, id, CITIZEN)),
    ],
    [
      'where the identification address has become the second one',
      'totp',
      'no_other_address',
      ({ id, other }) =>
        f.run((t) =>
          setAddress(t, id, { email: other.toUpperCase(), confirmedAt: f.clock.now() }, { ...f, keyed: f.core.pepper }),
        ),
    ],
    ['for a passkey that is not held', 'passkey', 'not_held', async () => undefined],
    [
      'for what nobody can lose',
      'email-code',
      'not_held',
      ({ id }) => f.run((t) => seedFactors.holdEmailCode(t, id, 0)),
    ],
    ['in a suspended account', 'totp', 'not_in_this_state', ({ id }) => f.apply(id, { type: 'suspend' })],
    ['with an expired password', 'totp', 'not_in_this_state', async () => f.at(800 * DAY)],
  ]
  test.each(refusals)('never %s, and nobody is told why', async (_name, factor, reason, arrange) => {
    const person = await f.ready()
    await arrange(person)
    expect(await f.start(person.id, factor)).toBe(false)
    expect(await whyNot(person.id)).toBe(reason)
    expect(await f.noticesTo(person.email)).toEqual([])
  })

  test('once at a time: another start changes neither its end nor its link, and sends nothing', async () => {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + 12 * HOUR)
    expect(await f.start(person.id)).toBe(false)
    expect(await f.noticesTo(person.other)).toEqual(['recovery-started'])
    f.at(COUNTS + DAY + 1)
    await f.due()
    expect(await f.holdsApp(person.id)).toBe(false)
  })

  test('three times in seven days, so that its owner is not worn down with cancelling', async () => {
    const person = await f.ready()
    for (let i = 0; i < 3; i++) {
      f.at(COUNTS + i * HOUR)
      expect(await f.start(person.id)).toBe(true)
      expect(await f.run((t) => f.recoveries.cancel(t, person.id, CITIZEN))).toBe(true)
    }
    f.at(COUNTS + 7 * DAY - 1)
    expect(await f.start(person.id)).toBe(false)
    f.at(COUNTS + 7 * DAY)
    expect(await f.start(person.id)).toBe(true)
  })
})

describe('a recovery is cancelled', () => {
  test.each([
    [DAY, true],
    [DAY + 1, false],
  ])('by its link until the last second of the wait: after %d s, %s', async (after, good) => {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + after)
    expect(await f.cancelByLink(await f.tokenFor(person.other, 'recovery-started'))).toBe(good)
  })

  test('for good: the app stays, the link is spent, and both addresses are told', async () => {
    const person = await f.ready()
    await f.start(person.id)
    const token = await f.tokenFor(person.other, 'recovery-started')
    expect(await f.cancelByLink(token)).toBe(true)
    expect(await f.cancelByLink(token)).toBe(false)
    f.at(COUNTS + 2 * DAY)
    await f.due()
    expect(await f.holdsApp(person.id)).toBe(true)
    for (const address of [person.email, person.other])
      expect(await f.noticesTo(address)).toEqual(['recovery-started', 'recovery-cancelled'])
    expect(await f.auditOf(person.id)).toContain('recovery.cancelled link person')
  })

  test('not by a link that nobody was sent', async () => {
    const person = await f.ready()
    await f.start(person.id)
    expect(await f.cancelByLink('x'.repeat(43))).toBe(false)
  })

  const password = { passwordHash: 'another hash', validity: { years: 2 } } as const
  const causes: readonly [string, string, (person: Person) => Promise<unknown>][] = [
    ['whoever proves the very factor', 'factor_used', ({ id }) => f.run((t) => f.recoveries.factorUsed(t, id, 'totp'))],
    ['a new password', 'password_changed', ({ id }) => f.apply(id, { type: 'change_password', ...password }, CITIZEN)],
    ['a reset by mail', 'password_changed', resetByMail],
    ['a suspension', 'suspended', ({ id }) => f.apply(id, { type: 'suspend' })],
    ['another second address', 'address_changed', ({ id, email }) => f.giveSecond(id, `harmadik-${email}`)],
    ['a second address no more', 'address_changed', ({ id }) => f.run((t) => f.noticeAddresses.remove(t, id, CITIZEN))],
  ]
  test.each(causes)('by %s', async (_name, why, happens) => {
    const person = await f.ready()
    await f.start(person.id)
    await happens(person)
    expect((await f.auditOf(person.id)).filter((row) => row.startsWith('recovery.cancelled'))).toEqual([
      expect.stringContaining(`recovery.cancelled ${why} `),
    ])
    expect(await f.noticesTo(person.email)).toEqual(['recovery-started', 'recovery-cancelled'])
    f.at(COUNTS + DAY + 1)
    await f.due()
    expect(await f.holdsApp(person.id)).toBe(true)
  })

  test('by the end of the account, of which both addresses hear', async () => {
    const person = await f.ready()
    await f.start(person.id)
    await f.apply(person.id, { type: 'terminate', how: 'office' })
    expect(await f.noticesTo(person.other)).toEqual(['recovery-started', 'recovery-cancelled'])
    f.at(COUNTS + DAY + 1)
    expect(await f.due()).toBe(0)
  })

  test('not by another factor, nor by somebody else’s', async () => {
    const [person, stranger] = [await f.ready(), await f.ready()]
    await f.start(person.id)
    await f.run((t) => f.recoveries.factorUsed(t, person.id, 'email-code'))
    await f.run((t) => f.recoveries.factorUsed(t, stranger.id, 'totp'))
    expect(await f.run((t) => f.recoveries.underWay(t, person.id))).not.toBeNull()
  })
})

describe('a recovery is completed', () => {
  test.each([
    [DAY, true],
    [DAY + 1, false],
    [30 * DAY, false],
  ])('after its last second, however late the job is: after %d s the app is there: %s', async (after, there) => {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + after)
    await f.due()
    expect(await f.holdsApp(person.id)).toBe(there)
    expect(await f.noticesTo(person.other)).toEqual(
      there ? ['recovery-started'] : ['recovery-started', 'recovery-done'],
    )
  })

  test('once, with its record, its notices, and the end of the deletion code', async () => {
    const person = await f.ready()
    await sql`insert into deletion_codes (account_id, code_hash, created_at) values (${person.id}, 'x', now())`.execute(
      f.db,
    )
    await f.start(person.id)
    f.at(COUNTS + DAY + 1)
    expect(await f.due()).toBe(1)
    expect(await f.due()).toBe(0)
    expect(await f.noticesTo(person.email)).toEqual(['recovery-started', 'recovery-done'])
    const { rows } = await sql`select 1 from deletion_codes where account_id = ${person.id}`.execute(f.db)
    expect(rows).toEqual([])
    const audit = await f.auditOf(person.id)
    expect(audit).toEqual(expect.arrayContaining(['factor.removed totp system', 'recovery.completed totp system']))
  })

  test('for passkeys, all of them, and for nothing else', async () => {
    const person = await f.ready()
    for (const key of ['one', 'two'])
      await sql`
        insert into passkeys (id, account_id, credential_id, public_key, counter, name, created_at)
        values (gen_random_uuid(), ${person.id}, ${key + person.id}, 'x', 0, ${key}, now())`.execute(f.db)
    await f.start(person.id, 'passkey')
    f.at(COUNTS + DAY + 1)
    await f.due()
    const { rows } = await sql`select 1 from passkeys where account_id = ${person.id}`.execute(f.db)
    expect([rows.length, await f.holdsApp(person.id)]).toEqual([0, true])
  })

  test('before a sign-in of its owner begins, where the job has not run', async () => {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + DAY)
    await f.recoveries.completeDueOf(person.username)
    expect(await f.holdsApp(person.id)).toBe(true)
    f.at(COUNTS + DAY + 1)
    await f.recoveries.completeDueOf(person.username)
    expect(await f.holdsApp(person.id)).toBe(false)
  })

  test('before what would have cancelled it a second earlier, where the job has not run', async () => {
    const person = await f.ready()
    await f.start(person.id)
    f.at(COUNTS + DAY + 1)
    await f.apply(person.id, { type: 'suspend' })
    expect(await f.holdsApp(person.id)).toBe(false)
    expect(await f.auditOf(person.id)).toContain('recovery.completed totp system')
  })

  test('not where the factor went another way meanwhile: its owner is told that nothing came of it', async () => {
    const person = await f.ready()
    await f.start(person.id)
    await sql`delete from totp_authenticators where account_id = ${person.id}`.execute(f.db)
    f.at(COUNTS + DAY + 1)
    await f.due()
    expect(await f.auditOf(person.id)).toContain('recovery.cancelled no_longer_possible system')
    expect(await f.noticesTo(person.other)).toEqual(['recovery-started', 'recovery-cancelled'])
  })

  test('whole or not at all, and one that cannot be written keeps no other from its end', async () => {
    const [broken, sound] = [await f.ready(), await f.ready()]
    for (const { id } of [broken, sound]) await f.start(id)
    await sql`
      create function refuse_one() returns trigger language plpgsql as $$
      begin
        if new.event = 'recovery.completed' and new.subject_account_id = '${sql.raw(broken.id)}' then
          raise exception 'the disk is full';
        end if;
        return new;
      end $$`.execute(f.db)
    await sql`create trigger refuse_one before insert on audit_events for each row execute function refuse_one()`.execute(
      f.db,
    )
    f.at(COUNTS + DAY + 1)
    await expect(f.due()).rejects.toThrow('the disk is full')
    expect([await f.holdsApp(broken.id), await f.holdsApp(sound.id)]).toEqual([true, false])
    expect(await f.noticesTo(broken.email)).toEqual(['recovery-started'])
    await sql`drop trigger refuse_one on audit_events`.execute(f.db)
    await f.due()
    expect(await f.holdsApp(broken.id)).toBe(false)
  })
})

describe('where the country does not offer it', () => {
  test('none starts, and what was under way ends with nothing taken away', async () => {
    const off = await recoveryFixture({ waiting: null })
    try {
      const person = await off.ready()
      expect(off.recoveries.offered).toBeNull()
      expect(await off.start(person.id)).toBe(false)
      await sql`
        insert into recoveries (id, account_id, factor, started_at, effective_at, cancel_hash)
        values (gen_random_uuid(), ${person.id}, 'totp', to_timestamp(0), to_timestamp(1), 'x')`.execute(off.db)
      await off.due()
      expect(await off.holdsApp(person.id)).toBe(true)
      expect(await off.auditOf(person.id)).toContain('recovery.cancelled switched_off system')
    } finally {
      await off.close()
    }
  })
})
