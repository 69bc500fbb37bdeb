import { sql } from 'kysely'
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { CeremonyContext, Verdict } from '../../src/factors/factor.ts'
import { newSecret, stepOf } from '../../src/factors/totp/code.ts'
import { deletionCodeHash } from '../../src/factors/totp/enrolment.ts'
import { readAuthenticator, spendStep } from '../../src/factors/totp/store.ts'
import { holdApp } from '../../src/factors/totp/totp.ts'
import { begin, expectSeveralWinners, factorContract, frame, settleIn } from './contract.ts'
import { contextOf, factorFixture, NOW, type Fixture } from './fixture.ts'
import { race } from './race.ts'

const secrets = new Map<string, string>()
const STEP = 30

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

factorContract({
  id: 'totp',
  fixture: () => fixture,
  holder,
  stranger: () => fixture.account(),
  answer: async (ceremony, context, state) => {
    if (ceremony === 'authentication') return { code: await codeAt(secretOf(context.accountId), context.now) }
    return has(state, 'deletionCode') ? { saved: 'yes' } : { code: await codeAt(secretIn(state), context.now) }
  },
  wrong: { code: '000000', saved: '' },
  stateless: ['authentication'],
  takesOnce: true,
})

describe('a code of an app', () => {
  // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i is what RFC 6238 says', async (at, code) => {
    expect(await stepOf('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', code, at)).toBe(Math.floor(at / STEP))
  })

  test.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('of %i steps from now: accepted is %s, at both ends of the present step', async (steps, accepted) => {
    const accountId = await holder()
    for (const now of [NOW, NOW + STEP - 1]) {
      const code = await codeAt(secretOf(accountId), now + steps * STEP)
      expect((await judge(contextOf(accountId, { now }), { code })).verified).toBe(accepted)
    }
  })

  test('may be typed with spaces or a hyphen', async () => {
    const accountId = await holder()
    const code = await codeAt(secretOf(accountId), NOW)
    for (const separator of [' ', '-', '\u00a0']) {
      const typed = ` ${code.slice(0, 3)}${separator}${code.slice(3)} `
      expect((await judge(contextOf(accountId), { code: typed })).verified).toBe(true)
    }
  })

  test('is used once: the second time it is a wrong code', async () => {
    const accountId = await holder()
    const code = await codeAt(secretOf(accountId), NOW)
    expect(await settleIn(fixture, await judge(contextOf(accountId), { code }))).toBe(true)
    expect(await judge(contextOf(accountId), { code })).toEqual({
      verified: false,
      text: 'E-CODE-01',
      field: 'code',
      stateSpent: false,
    })
  })

  test('is not used after a later one was', async () => {
    const accountId = await holder()
    const [earlier, later] = [await codeAt(secretOf(accountId), NOW - STEP), await codeAt(secretOf(accountId), NOW)]
    const judgedBefore = await judge(contextOf(accountId), { code: earlier })
    expect(await settleIn(fixture, await judge(contextOf(accountId), { code: later }))).toBe(true)
    expect(await settleIn(fixture, judgedBefore)).toBe(false)
    expect((await judge(contextOf(accountId), { code: earlier })).verified).toBe(false)
  })

  test('wins once of 100 sign-ins at the same time, in each of 10 rounds', async () => {
    for (let round = 0; round < 10; round++) {
      const accountId = await holder()
      const code = await codeAt(secretOf(accountId), NOW)
      const won = await race(100, 20, async () => {
        const verdict = await judge(contextOf(accountId), { code })
        return verdict.verified && (await settleIn(fixture, verdict))
      })
      expect(won.filter(Boolean)).toHaveLength(1)
    }
  })

  test('wins more than once when its step is read and then written', async () => {
    const accountId = await holder()
    const app = await appOf(accountId)
    const step = Math.floor(NOW / STEP)
    await expectSeveralWinners(fixture, async (t) => {
      const { rows } = await sql<{ last_step: string }>`
        select last_step from totp_authenticators where id = ${app.id}`.execute(t)
      if (Number(rows[0]?.last_step) >= step) return false
      await sql`update totp_authenticators set last_step = ${step} where id = ${app.id}`.execute(t)
      return true
    })
    const next = await race(100, 20, () =>
      inTransaction(fixture.db, (t) => spendStep(t, { accountId, id: app.id, step: step + 1 })),
    )
    expect(next.filter(Boolean)).toHaveLength(1)
  })

  test('of a secret sealed for another account does not open', async () => {
    const [one, other] = [await holder(), await holder()]
    await sql`
      update totp_authenticators set secret_sealed = (select secret_sealed from totp_authenticators where account_id = ${one})
      where account_id = ${other}`.execute(fixture.db)
    const code = await codeAt(secretOf(one), NOW)
    await expect(judge(contextOf(other), { code })).rejects.toMatchObject({ code: 'SEAL_CONTEXT' })
  })
})

describe('enrolling an app', () => {
  const ceremony = () => fixture.factor('totp').enrolment ?? never()

  test('2F-1: shows a secret of 160 bits as a QR code and as text, without style or data URI', async () => {
    const context = contextOf(await fixture.account())
    const state = await begin(fixture, ceremony(), context)
    expect(secretIn(state)).toMatch(/^[A-Z2-7]{32}$/)
    const page = await textOf(context, state)
    expect(page).toContain('data-step="enrol/totp"')
    expect(page).toContain(secretIn(state).replace(/(.{4})(?=.)/g, '$1 '))
    expect(page).toContain('<svg')
    expect(page).not.toMatch(/style=|data:image/)
  })

  test('2F-2: takes a code, then shows a deletion code of 16 digits in fours, then wants it saved', async () => {
    const context = contextOf(await fixture.account())
    const second = await pageTwo(context)
    expect(await textOf(context, second)).toContain(deletionCodeIn(second).replace(/(.{4})(?=.)/g, '$1 '))
    const reply = await ceremony().finish(context, second, {})
    expect(reply).toMatchObject({
      verified: false,
      text: 'E-SAVE-01',
      field: 'saved',
      stateSpent: false,
      unjudged: true,
    })
    expect(await settleIn(fixture, await ceremony().finish(context, second, { saved: 'yes' }))).toBe(true)
  })

  test('2F-3: stores nothing before the end', async () => {
    const context = contextOf(await fixture.account())
    await pageTwo(context)
    expect(await readAuthenticator(fixture.db, context.accountId)).toBeNull()
    expect(await deletionCodes(context)).toEqual([])
  })

  test('stores the secret sealed and the deletion code keyed', async () => {
    const { context, second } = await enrolled()
    const app = await appOf(context.accountId)
    expect(app.secretSealed).not.toContain(secretIn(second))
    const code = deletionCodeIn(second)
    expect(await deletionCodes(context)).toEqual([deletionCodeHash(fixture.keyed, context.accountId ?? '', code)])
    expect(deletionCodeHash(fixture.keyed, 'another', code)).not.toBe((await deletionCodes(context))[0])
  })

  test('spends its code: the same one does not sign in', async () => {
    const { context, second } = await enrolled()
    const [used, next] = [await codeAt(secretIn(second), NOW), await codeAt(secretIn(second), NOW + STEP)]
    expect((await judge(context, { code: used })).verified).toBe(false)
    expect((await judge(context, { code: next })).verified).toBe(true)
  })

  test('2F-6: on another device gives a new secret and a new deletion code, and the old ones hold until the end', async () => {
    const { context, second: first } = await enrolled()
    const later = { ...context, now: NOW + 600 }
    const second = await pageTwo(later)
    expect((await judge(later, { code: await codeAt(secretIn(first), later.now) })).verified).toBe(true)
    const [before] = await deletionCodes(context)

    expect(await settleIn(fixture, await ceremony().finish(later, second, { saved: 'yes' }))).toBe(true)
    expect((await judge(later, { code: await codeAt(secretIn(first), later.now) })).verified).toBe(false)
    expect((await judge(later, { code: await codeAt(secretIn(second), later.now + STEP) })).verified).toBe(true)
    expect(await deletionCodes(context)).not.toEqual([before])
    expect(await fixture.factor('totp').authenticators(context.accountId ?? '')).toHaveLength(1)
  })

  test('does not overwrite an app that was enrolled after it began', async () => {
    const context = contextOf(await fixture.account())
    const stale = await ceremony().finish(context, await pageTwo(context), { saved: 'yes' })
    const fresh = await ceremony().finish(context, await pageTwo(context), { saved: 'yes' })
    expect(await settleIn(fixture, fresh)).toBe(true)
    expect(await settleIn(fixture, stale)).toBe(false)
    expect(await fixture.factor('totp').authenticators(context.accountId ?? '')).toMatchObject([
      { id: fresh.verified ? fresh.authenticatorId : '' },
    ])
  })

  test('2F-4: must be finished in 15 minutes: after that it begins again with another secret', async () => {
    const context = contextOf(await fixture.account())
    const state = await begin(fixture, ceremony(), context)
    const at = async (now: number) =>
      await ceremony().finish({ ...context, now }, state, { code: await codeAt(secretIn(state), now) })
    expect(await at(NOW + 900)).toHaveProperty('advance.deletionCode')
    const late = await at(NOW + 901)
    expect(late).not.toHaveProperty('advance.deletionCode')
    expect(late).toHaveProperty('advance.until', NOW + 901 + 900)
    expect('advance' in late && secretIn(late.advance)).not.toBe(secretIn(state))
  })

  async function pageTwo(context: CeremonyContext): Promise<unknown> {
    const state = await begin(fixture, ceremony(), context)
    const verdict = await ceremony().finish(context, state, { code: await codeAt(secretIn(state), context.now) })
    return 'advance' in verdict ? verdict.advance : never()
  }

  async function enrolled() {
    const context = contextOf(await fixture.account())
    const second = await pageTwo(context)
    expect(await settleIn(fixture, await ceremony().finish(context, second, { saved: 'yes' }))).toBe(true)
    return { context, second }
  }

  async function textOf(context: CeremonyContext, state: unknown): Promise<string> {
    const page = await ceremony().page(context, state)
    return page instanceof URL ? page.href : page(frame)
  }
})

async function holder(): Promise<string> {
  const accountId = await fixture.account()
  const secret = newSecret()
  secrets.set(accountId, secret)
  const app = { accountId, secret, createdAt: NOW }
  await inTransaction(fixture.db, (t) => holdApp(t, fixture.sealing, app))
  return accountId
}

function judge(context: CeremonyContext, reply: { code: string }): Promise<Verdict> {
  return fixture.factor('totp').authentication.finish(context, null, reply)
}

async function appOf(accountId: string | null) {
  return (await readAuthenticator(fixture.db, accountId)) ?? never()
}

async function deletionCodes(context: CeremonyContext): Promise<string[]> {
  const { rows } = await sql<{ code_hash: string }>`
    select code_hash from deletion_codes where account_id = ${context.accountId}`.execute(fixture.db)
  return rows.map(({ code_hash }) => code_hash)
}

function codeAt(secret: string, epoch: number): Promise<string> {
  return generate({ secret, epoch })
}

function secretOf(accountId: string | null): string {
  return secrets.get(accountId ?? '') ?? never()
}

function secretIn(state: unknown): string {
  return has(state, 'secret') ? String(state.secret) : never()
}

function deletionCodeIn(state: unknown): string {
  return has(state, 'deletionCode') ? String(state.deletionCode).replaceAll(' ', '') : never()
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && key in value
}

function never(): never {
  throw new Error('unreachable')
}
