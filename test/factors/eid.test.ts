import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { holdCard } from '../../src/factors/eid/eid.ts'
import { cardKeyOf, issueChip } from '../../src/factors/eid/simulated-card.ts'
import { takeTry } from '../../src/factors/eid/store.ts'
import { createFactors } from '../../src/factors/index.ts'
import { begin, factorContract, frame } from './contract.ts'
import { contextOf, factorFixture, type Fixture, NOW } from './fixture.ts'
import { race } from './race.ts'

const PIN = '135790'
const WRONG = '975310'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

/** By account: the number of its card. */
const cards = new Map<string, string>()
let made = 0

factorContract({
  id: 'eid',
  fixture: () => fixture,
  holder,
  stranger: () => fixture.account(),
  answer: async (_ceremony, { accountId }) => ({ card_number: cards.get(accountId ?? '') ?? '', pin: PIN }),
  wrong: { card_number: '999999ZZ', pin: PIN },
  stateless: [],
  takesOnce: false,
})

describe('a simulated eID card', () => {
  test('tells by itself who it is, however its number is spaced', async () => {
    const accountId = await holder()
    const cardNumber = cardOf(accountId).toLowerCase()
    const spaced = `${cardNumber.slice(0, 6)} ${cardNumber.slice(6)}`
    expect(await tried(null, { card_number: spaced, pin: PIN })).toMatchObject({ verified: true, accountId })
  })

  test('is blocked by three wrong PINs, for good', async () => {
    const accountId = await holder()
    for (let count = 0; count < 3; count++)
      expect(await answer(accountId, WRONG)).toMatchObject({ verified: false, text: 'E-EID-01' })
    expect(await answer(accountId, PIN)).toMatchObject({ verified: false, text: 'E-EID-01' })
  })

  test('gets its tries back with the right PIN', async () => {
    const accountId = await holder()
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 2; count++) expect((await answer(accountId, WRONG)).verified).toBe(false)
      expect((await answer(accountId, PIN)).verified).toBe(true)
    }
  })

  test('judges three of 100 wrong PINs at the same time, and more if the tries were read and then written', async () => {
    const accountId = await holder()
    const cardKey = cardKeyOf(fixture, cardOf(accountId))
    const judged = await race(100, 20, () => takeTry(fixture.db, cardKey))
    expect(judged.filter((chip) => chip !== null)).toHaveLength(3)

    const other = cardKeyOf(fixture, cardOf(await holder()))
    const chips = fixture.db.selectFrom('eid_chips').where('card_key', '=', other)
    const naive = await race(100, 20, async () => {
      const { tries_left: left } = await chips.select('tries_left').executeTakeFirstOrThrow()
      if (left === 0) return false
      await fixture.db
        .updateTable('eid_chips')
        .set({ tries_left: left - 1 })
        .where('card_key', '=', other)
        .execute()
      return true
    })
    expect(naive.filter(Boolean).length).toBeGreaterThan(3)
  })

  test('is blocked when 100 wrong PINs come at the same time', async () => {
    const accountId = await holder()
    const verdicts = await race(100, 20, () => answer(accountId, WRONG))
    expect(verdicts.filter(({ verified }) => verified)).toEqual([])
    expect((await answer(accountId, PIN)).verified).toBe(false)
  })

  test('loses no tries where somebody names it who is signing in as another', async () => {
    const [accountId, other] = [await holder(), await holder()]
    const naming = { card_number: cardOf(accountId), pin: WRONG }
    for (let count = 0; count < 5; count++) expect((await tried(other, naming)).verified).toBe(false)
    expect((await answer(accountId, PIN)).verified).toBe(true)
  })

  test('proves nothing with another key than the account was given', async () => {
    const [accountId, other] = [await holder(), await holder()]
    const { public_key } = await fixture.db
      .selectFrom('eid_cards')
      .select('public_key')
      .where('account_id', '=', other)
      .executeTakeFirstOrThrow()
    await fixture.db.updateTable('eid_cards').set({ public_key }).where('account_id', '=', accountId).execute()
    expect((await answer(accountId, PIN)).verified).toBe(false)
  })

  test('proves nothing by a challenge that was begun for another', async () => {
    const [accountId, other] = [await holder(), await holder()]
    const ceremony = fixture.factor('eid').authentication
    const context = contextOf(accountId)
    const state = await begin(fixture, ceremony, contextOf(other))
    const verdict = await ceremony.finish(context, state, { card_number: cardOf(accountId), pin: PIN })
    expect(verdict.verified).toBe(false)
  })

  test('is one account’s: who registers with it next gets none', async () => {
    const first = await holder()
    const second = await fixture.account()
    await hold(second, cardOf(first))
    expect(await fixture.factor('eid').authenticators(second)).toEqual([])
    expect(await fixture.factor('eid').authenticators(first)).toHaveLength(1)
  })

  test('says on its page that it is a simulator', async () => {
    const context = contextOf(await holder())
    const ceremony = fixture.factor('eid').authentication
    const page = await ceremony.page(context, await begin(fixture, ceremony, context))
    if (page instanceof URL) throw new Error('a page of ours')
    expect(page(frame)).toContain('Ez szimulátor')
    expect(page({ ...frame, language: 'en' })).toContain('This is a simulator')
  })
})

test('without simulators there is no such factor', () => {
  const ids = (simulators: boolean) => createFactors({ ...fixture.deps, simulators }).map(({ id }) => id)
  expect(ids(true)).toContain('eid')
  expect(ids(false)).not.toContain('eid')
})

async function holder(): Promise<string> {
  const accountId = await fixture.account()
  const cardNumber = `${String((made += 1)).padStart(6, '0')}AB`
  await inTransaction(fixture.db, (t) => issueChip(t, fixture, { cardNumber, pin: PIN }))
  await hold(accountId, cardNumber)
  cards.set(accountId, cardNumber)
  return accountId
}

async function hold(accountId: string, cardNumber: string): Promise<void> {
  await inTransaction(fixture.db, (t) => holdCard(t, fixture, { accountId, cardNumber, createdAt: NOW }))
}

function cardOf(accountId: string): string {
  return cards.get(accountId) ?? ''
}

function answer(accountId: string, pin: string) {
  return tried(accountId, { card_number: cardOf(accountId), pin })
}

async function tried(accountId: string | null, reply: Record<string, string>) {
  const ceremony = fixture.factor('eid').authentication
  const context = contextOf(accountId)
  return ceremony.finish(context, await begin(fixture, ceremony, context), reply)
}
