/** What every factor keeps to, run by each of them on a real PostgreSQL. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inTransaction, type Transaction } from '../../src/database/transaction.ts'
import type { Ceremony, CeremonyContext, Reply, Verdict } from '../../src/factors/factor.ts'
import type { StepFrame } from '../../views/frame.ts'
import { isErrorCode } from '../../views/texts/errors.ts'
import { contentsOf, contextOf, type Fixture } from './fixture.ts'
import { race } from './race.ts'

export interface ContractCase {
  readonly id: string
  readonly fixture: () => Fixture
  /** A new account that holds the factor, and one that does not. */
  holder(): Promise<string>
  stranger(): Promise<string>
  /** What the holder would type on the page that shows this state. */
  answer(ceremony: 'authentication' | 'enrolment', context: CeremonyContext, state: unknown): Promise<Reply>
  /** Well formed, and wrong. */
  readonly wrong: Reply
  /** Ceremonies that need no state. */
  readonly stateless: readonly ('authentication' | 'enrolment')[]
  /** Whether a proof takes something that can be taken once. */
  readonly takesOnce: boolean
}

const fields = ['password', 'code', 'deletion_code', 'saved', 'credential', 'card_number', 'pin'] as const
const malformed: Record<string, string> = {
  empty: '',
  spaces: '   ',
  '10 kB': 'x'.repeat(10_000),
  'ten thousand digits': '7'.repeat(10_000),
  'other digits': '１２３４５６',
  accents: 'árvíztűrő tükörfúrógép',
  emoji: '🔑🔑🔑🔑🔑🔑',
  'a lone surrogate': '\ud83d12345',
  'a fraction': '12.456',
  'a negative number': '-12345',
  SQL: `'; drop table passwords; --`,
}

export const frame: StepFrame = {
  language: 'hu',
  languageLinks: { hu: '?lang=hu', en: '?lang=en' },
  incidentId: 'incident-1',
  service: { name: 'Tárhely', origin: 'http://localhost:3001' },
  action: '/interaction/uid/authenticate',
  csrf: 'token',
  error: null,
  values: {},
  cancelPossible: true,
}

/** Runs a ceremony as the engine does: its state is stored as JSON between its parts. */
export async function begin(fixture: Fixture, ceremony: Ceremony, context: CeremonyContext): Promise<unknown> {
  return stored(await inTransaction(fixture.db, (t) => ceremony.begin(context, t)))
}

export function settleIn(fixture: Fixture, verdict: Verdict): Promise<boolean> {
  return inTransaction(fixture.db, async (t) => {
    if (!verdict.verified) throw new Error('nothing was verified')
    return verdict.settle === null || (await verdict.settle(t))
  })
}

export function factorContract(given: ContractCase): void {
  const factor = () => given.fixture().factor(given.id)

  describe(`the factor ${given.id}`, () => {
    test('has an id and says what it adds to amr', () => {
      expect(given.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(factor().amr.length).toBeGreaterThan(0)
    })

    test('holds what the view held_factors says it holds', async () => {
      const [holder, stranger] = [await given.holder(), await given.stranger()]
      for (const [accountId, holds] of [[holder, true] as const, [stranger, false] as const]) {
        const { rows } = await sql`
          select 1 from held_factors where account_id = ${accountId} and factor = ${given.id}
            and not needs_known_device`.execute(given.fixture().db)
        expect(rows).toHaveLength(holds ? 1 : 0)
        expect(await factor().authenticators(accountId)).toHaveLength(holds ? 1 : 0)
      }
    })

    test('takes away the authenticator it lists, once, and nobody else’s', async () => {
      const { remove } = factor()
      if (remove === undefined) return
      const [holder, other] = [await given.holder(), await given.holder()]
      const [mine] = await factor().authenticators(holder)
      const take = (accountId: string) =>
        inTransaction(given.fixture().db, async (t) => await remove(t, accountId, mine?.id ?? ''))
      const taken = await race(20, 20, () => take(holder))
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await factor().authenticators(holder)).toEqual([])
      expect(await factor().authenticators(other)).toHaveLength(1)
      const { verified } = await given
        .fixture()
        .factor(given.id)
        .authentication.finish(contextOf(holder), null, { code: '123456' })
      expect(verified).toBe(false)
    })

    test('verifies the authenticator it lists', async () => {
      const accountId = await given.holder()
      const { verdict } = await prove('authentication', contextOf(accountId))
      expect(verdict).toMatchObject({ verified: true, accountId })
      const [authenticator] = await factor().authenticators(accountId)
      expect(verdict).toMatchObject({ authenticatorId: authenticator?.id })
    })

    test('does the same work for a name that belongs to nobody, and for an account without it', async () => {
      const { fixture, wrong } = given
      const work: { statements: number; hashes: number }[] = []
      for (const accountId of [await given.holder(), await given.stranger(), null]) {
        const context = contextOf(accountId)
        const state = await begin(fixture(), factor().authentication, context)
        const [statements, hashes] = [fixture().statements.length, fixture().gate.computed()]
        expect(await factor().authentication.finish(context, state, wrong)).toMatchObject({ verified: false })
        work.push({
          statements: fixture().statements.length - statements,
          hashes: fixture().gate.computed() - hashes,
        })
      }
      expect(work[1]).toEqual(work[0])
      expect(work[2]).toEqual(work[0])
    })

    describe.each(['authentication', 'enrolment'] as const)('%s', (part) => {
      const subject = async (): Promise<{ ceremony: Ceremony; context: CeremonyContext } | null> => {
        const ceremony = factor()[part]
        if (ceremony === null) return null
        return { ceremony, context: contextOf(await (part === 'enrolment' ? given.stranger() : given.holder())) }
      }

      test('begins within the transaction it is given', async () => {
        const found = await subject()
        if (found === null) return
        const before = await contentsOf(given.fixture().db)
        const undone = inTransaction(given.fixture().db, async (t) => {
          await found.ceremony.begin(found.context, t)
          throw new Error('undo')
        })
        await expect(undone).rejects.toThrow('undo')
        expect(await contentsOf(given.fixture().db)).toBe(before)
      })

      test('begins with a state, or says that it keeps none', async () => {
        const found = await subject()
        if (found === null) return
        const state = await begin(given.fixture(), found.ceremony, found.context)
        expect(state !== null).toBe(found.ceremony.keepsState)
      })

      test('shows its page any number of times, without effect', async () => {
        const found = await subject()
        if (found === null) return
        const state = await begin(given.fixture(), found.ceremony, found.context)
        const before = await contentsOf(given.fixture().db)
        const pages = await race(3, 1, async () => await found.ceremony.page(found.context, state))
        const texts = pages.map((page) => (page instanceof URL ? page.href : page(frame)))
        expect(new Set(texts).size).toBe(1)
        expect(texts[0]).toContain('data-step=')
        expect(await contentsOf(given.fixture().db)).toBe(before)
      })

      test.each(Object.entries(malformed))('answers a reply of %s with a value', async (_name, value) => {
        const found = await subject()
        if (found === null) return
        const state = await begin(given.fixture(), found.ceremony, found.context)
        for (const reply of [{}, ...fields.map((field) => ({ [field]: value }))]) {
          expectRefusal(await found.ceremony.finish(found.context, state, reply))
        }
      })

      test('answers a wrong reply with a text, and still takes the right one after it', async () => {
        const found = await subject()
        if (found === null) return
        const state = await begin(given.fixture(), found.ceremony, found.context)
        expectRefusal(await found.ceremony.finish(found.context, state, given.wrong))
        expect((await prove(part, found.context, state)).verdict.verified).toBe(true)
      })

      test('answers a reply to a page that was never shown with a value', async () => {
        const found = await subject()
        if (found === null || given.stateless.includes(part)) return
        const verdict = await found.ceremony.finish(found.context, null, { code: '123456', saved: 'yes' })
        expect(verdict.verified).toBe(false)
      })

      test('proves nothing for another account', async () => {
        const found = await subject()
        if (found === null) return
        const { reply, state } = await prove(part, found.context)
        for (const other of [await given.stranger(), await given.holder()]) {
          const verdict = await found.ceremony.finish({ ...found.context, accountId: other }, state, reply)
          expect(verdict).not.toMatchObject({ verified: true, accountId: found.context.accountId })
          if (state !== null) expect(verdict.verified).toBe(false)
        }
      })

      test('settles one of 100 at the same time, in each of 10 rounds', async () => {
        if (!given.takesOnce) return
        for (let round = 0; round < 10; round++) {
          const found = await subject()
          if (found === null) return
          const { verdict } = await prove(part, found.context)
          const results = await race(100, 20, () => settleIn(given.fixture(), verdict))
          expect(results.filter(Boolean)).toHaveLength(1)
        }
      })
    })
  })

  /** Types what is right until the ceremony ends. */
  async function prove(part: 'authentication' | 'enrolment', context: CeremonyContext, begun?: unknown) {
    const ceremony = factor()[part]
    if (ceremony === null) throw new Error('there is no such ceremony')
    let state = begun ?? (await begin(given.fixture(), ceremony, context))
    for (;;) {
      const reply = await given.answer(part, context, state)
      const verdict = await ceremony.finish(context, state, reply)
      if (verdict.verified || !('advance' in verdict)) return { verdict, state, reply }
      state = stored(verdict.advance)
    }
  }
}

function expectRefusal(verdict: Verdict): void {
  if (verdict.verified || 'advance' in verdict) throw new Error(`not refused: ${JSON.stringify(verdict)}`)
  expect(isErrorCode(verdict.text)).toBe(true)
}

/** More than one of 100 wins where something is read, judged by the program, and then written. */
export async function expectSeveralWinners(
  fixture: Fixture,
  naive: (transaction: Transaction) => Promise<boolean>,
): Promise<void> {
  const results = await race(100, 20, () => inTransaction(fixture.db, naive))
  expect(results.filter(Boolean).length).toBeGreaterThan(1)
}

function stored(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state ?? null))
}
