import { afterAll, beforeAll } from 'vitest'
import * as z from 'zod'
import type { CeremonyContext } from '../../src/factors/factor.ts'
import { begin, factorContract, settleIn } from './contract.ts'
import { contextOf, factorFixture, type Fixture } from './fixture.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

/** By account: the codes of its card. */
const cards = new Map<string, readonly string[]>()

factorContract({
  id: 'code-card',
  fixture: () => fixture,
  async holder() {
    const context = contextOf(await fixture.account())
    const ceremony = fixture.factor('code-card').enrolment
    if (ceremony === null) throw new Error('code cards are enrolled')
    const state = await begin(fixture, ceremony, context)
    const verdict = await ceremony.finish(context, state, { code: firstOf(context, state) })
    if (!(await settleIn(fixture, verdict))) throw new Error('the card was not placed')
    return context.accountId ?? ''
  },
  stranger: () => fixture.account(),
  async answer(part, context, state) {
    return { code: part === 'enrolment' ? firstOf(context, state) : (cards.get(context.accountId ?? '')?.[0] ?? '') }
  },
  wrong: { code: '12345' },
  stateless: ['authentication'],
  takesOnce: true,
})

function firstOf({ accountId }: CeremonyContext, state: unknown): string {
  const { codes } = z.object({ codes: z.array(z.string()) }).parse(state)
  cards.set(accountId ?? '', codes)
  return codes[0] ?? ''
}
