import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { createEmailCodeFactor, holdEmailCode } from '../../src/factors/email-code/email-code.ts'
import type { Ceremony, CeremonyContext } from '../../src/factors/factor.ts'
import { createOutbox } from '../../src/mail/outbox.ts'
import { fixedClock, toDate } from '../../src/system/clock.ts'
import { begin, expectSeveralWinners, factorContract, frame, settleIn } from './contract.ts'
import { contextOf, factorFixture, NOW, type Fixture } from './fixture.ts'
import { race } from './race.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

const latestCode = () => fixture.mails.at(-1)?.props.code ?? never()
const wrongCode = () => (latestCode() === '000000' ? '000001' : '000000')

for (const id of ['email-code', 'identification-mail']) {
  factorContract({
    id,
    fixture: () => fixture,
    holder: () => (id === 'email-code' ? holder() : fixture.account()),
    stranger: () => (id === 'email-code' ? fixture.account() : fixture.account({ confirmed: false })),
    answer: async () => ({ code: latestCode() }),
    wrong: { code: '1234567' },
    stateless: [],
    takesOnce: true,
  })
}

const authentication = () => fixture.factor('email-code').authentication
const enrolment = () => fixture.factor('email-code').enrolment ?? never()
const identification = () => fixture.factor('identification-mail').authentication

describe('a mailed code', () => {
  test('goes to the identification address with the session number of the page', async () => {
    const context = contextOf(await holder())
    const state = await begin(fixture, authentication(), context)
    const mail = fixture.mails.at(-1) ?? never()
    expect(mail).toMatchObject({ template: 'sign-in-code', language: 'hu' })
    expect(mail.to).toMatch(/@posta\.example$/)
    expect(mail.props).toMatchObject({ serviceName: 'Tárhely', expiresAt: NOW + 600 })
    expect(mail.props.code).toMatch(/^[0-9]{6}$/)

    const page = await authentication().page(context, state)
    const text = page instanceof URL ? page.href : page(frame)
    expect(mail.props.sessionNumber).toMatch(/^[0-9]{3}$/)
    expect(text).toContain(mail.props.sessionNumber)
    expect(text).toContain('data-step="authenticate/email-code"')
    expect(text).not.toContain(mail.to)
    expect(text).not.toContain(mail.props.code)
  })

  test('is stored keyed, never as it is', async () => {
    await begin(fixture, authentication(), contextOf(await holder()))
    const { rows } = await sql`select 1 from email_codes where position(${latestCode()} in code_hash) = 1`.execute(
      fixture.db,
    )
    expect(rows).toEqual([])
  })

  test('may be typed with a space', async () => {
    const sent = await send(authentication(), await holder())
    const typed = ` ${sent.code.slice(0, 3)} ${sent.code.slice(3)}`
    expect((await authentication().finish(sent.context, sent.state, { code: typed })).verified).toBe(true)
  })

  test('lives 600 seconds and not one more', async () => {
    const sent = await send(authentication(), await holder())
    expect(await judge(authentication(), { ...sent, now: NOW + 601 })).toEqual({
      verified: false,
      text: 'E-CODE-02',
      field: 'code',
      stateSpent: true,
    })
    expect(await judge(authentication(), { ...sent, now: NOW + 600 })).toMatchObject({ verified: true })
  })

  test('is tried five times, and the right code is too late after that', async () => {
    const sent = await send(authentication(), await holder())
    const wrong = { ...sent, code: wrongCode() }
    for (let i = 0; i < 4; i++) {
      expect(await judge(authentication(), wrong)).toMatchObject({ text: 'E-CODE-01', stateSpent: false })
    }
    expect(await judge(authentication(), wrong)).toMatchObject({ text: 'E-CODE-03', stateSpent: true })
    expect(await judge(authentication(), sent)).toMatchObject({ text: 'E-CODE-03', stateSpent: true })
  })

  test('is looked at five times of 100 at the same time', async () => {
    const sent = await send(authentication(), await holder())
    const verdicts = await race(100, 20, () => judge(authentication(), sent))
    expect(verdicts.filter(({ verified }) => verified)).toHaveLength(5)
  })

  test('is used once', async () => {
    const sent = await send(authentication(), await holder())
    expect(await settleIn(fixture, await judge(authentication(), sent))).toBe(true)
    expect(await judge(authentication(), sent)).toMatchObject({ verified: false, text: 'E-CODE-02' })
  })

  test('is void when another was sent for this sign-in, also if it was judged before', async () => {
    const first = await send(authentication(), await holder())
    const judgedBefore = await judge(authentication(), first)
    const second = await send(authentication(), first.context.accountId, first.context)
    expect(await judge(authentication(), first)).toMatchObject({ verified: false, stateSpent: false })
    expect(await settleIn(fixture, judgedBefore)).toBe(false)
    expect(await settleIn(fixture, await judge(authentication(), second))).toBe(true)
  })

  test('stays good when another was sent for another sign-in', async () => {
    const first = await send(authentication(), await holder())
    await send(authentication(), first.context.accountId)
    expect(await settleIn(fixture, await judge(authentication(), first))).toBe(true)
  })

  test('leaves in the outbox if and only if it is stored', async () => {
    const outbox = createOutbox({ sealing: fixture.sealing, clock: fixedClock(NOW) })
    const factor = createEmailCodeFactor({ ...fixture.deps, enqueueMail: outbox.enqueueMail })
    const queued = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::integer as n from graphile_worker._private_jobs`.execute(fixture.db)
      return rows[0]?.n
    }
    const context = contextOf(await holder())
    const undone = inTransaction(fixture.db, async (t) => {
      await factor.authentication.begin(context, t)
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect(await queued()).toBe(0)
    await begin(fixture, factor.authentication, context)
    expect(await queued()).toBe(1)
  })

  test('is the only live one of its sign-in and purpose, however many were asked for at once', async () => {
    const context = contextOf(await holder())
    await race(20, 20, () => begin(fixture, authentication(), context).catch(() => null))
    const { rows } = await sql`
      select 1 from email_codes where sign_in_id = ${context.signInId} and superseded_at is null`.execute(fixture.db)
    expect(rows).toHaveLength(1)
  })

  test('is not sent where there is nobody to write to, and the page looks alike', async () => {
    const sent = fixture.mails.length
    for (const accountId of [null, await fixture.account({ confirmed: false })]) {
      const context = contextOf(accountId)
      const state = await begin(fixture, identification(), context)
      expect(await identification().page(context, state)).toBeInstanceOf(Function)
      expect(await identification().finish(context, state, { code: '123456' })).toMatchObject({ text: 'E-CODE-01' })
    }
    expect(fixture.mails).toHaveLength(sent)
  })

  test('proves nothing to the address of an account that lost its confirmation', async () => {
    const accountId = await holder()
    await sql`update accounts set email_confirmed_at = null where id = ${accountId}`.execute(fixture.db)
    expect(await fixture.factor('email-code').authenticators(accountId)).toEqual([])
    const { rows } =
      await sql`select 1 from held_factors where account_id = ${accountId} and factor like '%mail%'`.execute(fixture.db)
    expect(rows).toEqual([])
  })
})

describe('a code sent for one thing proves nothing for another', () => {
  const ceremonies = { authenticate: authentication, enrol: enrolment, identification }
  const purposes = ['authenticate', 'enrol', 'identification'] as const
  const pairs = purposes.flatMap((sentFor) => purposes.map((usedFor) => ({ sentFor, usedFor })))

  test.each(pairs)('sent to $sentFor, used to $usedFor', async ({ sentFor, usedFor }) => {
    const sent = await send(ceremonies[sentFor](), await holder())
    expect((await judge(ceremonies[usedFor](), sent)).verified).toBe(sentFor === usedFor)
  })

  test('another sign-in of the same account; and none of its tries is used up', async () => {
    const sent = await send(authentication(), await holder())
    const elsewhere = { ...sent, context: { ...sent.context, signInId: 'another' } }
    for (let i = 0; i < 6; i++) expect((await judge(authentication(), elsewhere)).verified).toBe(false)
    for (let i = 0; i < 6; i++) expect((await judge(identification(), sent)).verified).toBe(false)
    expect((await judge(authentication(), sent)).verified).toBe(true)
  })

  test('the same digits typed for the code of another sign-in', async () => {
    const accountId = await holder()
    const [one, other] = [await send(authentication(), accountId), await send(authentication(), accountId)]
    if (one.code === other.code) return
    expect((await judge(authentication(), { ...other, code: one.code })).verified).toBe(false)
  })

  test('another account in the same sign-in', async () => {
    const sent = await send(authentication(), await holder())
    const elsewhere = { ...sent, context: { ...sent.context, accountId: await holder() } }
    expect((await judge(authentication(), elsewhere)).verified).toBe(false)
  })

  test('its hash copied to the row of another sign-in', async () => {
    const accountId = await holder()
    const [one, other] = [await send(authentication(), accountId), await send(authentication(), accountId)]
    await sql`
      update email_codes set code_hash = (select code_hash from email_codes where sign_in_id = ${one.context.signInId})
      where sign_in_id = ${other.context.signInId}`.execute(fixture.db)
    expect((await judge(authentication(), { ...other, code: one.code })).verified).toBe(false)
  })
})

describe('a race for one code', () => {
  test('has more than one winner when it is read and then written', async () => {
    const { context } = await send(authentication(), await holder())
    await expectSeveralWinners(fixture, async (t) => {
      const { rows } = await sql<{ id: string; used: boolean }>`
        select id, consumed_at is not null as used from email_codes where sign_in_id = ${context.signInId}`.execute(t)
      const [row] = rows
      if (row === undefined || row.used) return false
      await sql`update email_codes set consumed_at = ${toDate(NOW)} where id = ${row.id}`.execute(t)
      return true
    })
  })

  test('more than five look when tries are read and then written', async () => {
    const { context } = await send(authentication(), await holder())
    const looked = await race(100, 20, () =>
      inTransaction(fixture.db, async (t) => {
        const { rows } = await sql<{ tries: number }>`
          select tries from email_codes where sign_in_id = ${context.signInId}`.execute(t)
        const tries = rows[0]?.tries ?? 5
        if (tries >= 5) return false
        await sql`update email_codes set tries = ${tries + 1} where sign_in_id = ${context.signInId}`.execute(t)
        return true
      }),
    )
    expect(looked.filter(Boolean).length).toBeGreaterThan(5)
  })
})

describe('enrolling mailed codes', () => {
  test('makes the account a holder, by the same code that is consumed', async () => {
    const accountId = await fixture.account()
    const sent = await send(enrolment(), accountId)
    expect(fixture.mails.at(-1)).toMatchObject({ template: 'enrolment-code' })
    expect(await fixture.factor('email-code').authenticators(accountId)).toEqual([])
    expect(await settleIn(fixture, await judge(enrolment(), sent))).toBe(true)
    expect(await fixture.factor('email-code').authenticators(accountId)).toEqual([{ id: accountId, createdAt: NOW }])
  })

  test('again changes nothing', async () => {
    const accountId = await holder()
    const sent = await send(enrolment(), accountId, contextOf(accountId, { now: NOW + 60 }))
    expect(await settleIn(fixture, await judge(enrolment(), sent))).toBe(true)
    expect(await fixture.factor('email-code').authenticators(accountId)).toEqual([{ id: accountId, createdAt: NOW }])
  })
})

interface Sent {
  readonly context: CeremonyContext
  readonly state: unknown
  readonly code: string
  readonly now?: number
}

async function send(ceremony: Ceremony, accountId: string | null, context = contextOf(accountId)): Promise<Sent> {
  const state = await begin(fixture, ceremony, context)
  return { context, state, code: latestCode() }
}

function judge(ceremony: Ceremony, { context, state, code, now = context.now }: Sent) {
  return ceremony.finish({ ...context, now }, state, { code })
}

async function holder(): Promise<string> {
  const accountId = await fixture.account()
  await inTransaction(fixture.db, (t) => holdEmailCode(t, accountId, NOW))
  return accountId
}

function never(): never {
  throw new Error('unreachable')
}
