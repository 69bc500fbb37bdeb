import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { bindPhone, PERSON } from '../support/phones.ts'
import { createScriptedPhone, type ScriptedPhone } from '../support/scripted-phone.ts'
import { begin, factorContract, frame } from './contract.ts'
import { anna, contextOf, factorFixture, type Fixture, NOW } from './fixture.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

/** By account: the phone in its owner's hand; a stranger gets one when they enrol. */
const phones = new Map<string, ScriptedPhone>()

factorContract({
  id: 'dap',
  fixture: () => fixture,
  holder,
  stranger: () => fixture.account(),
  async answer(_ceremony, { accountId }, state) {
    const phone = await phoneOf(accountId ?? '')
    const { qrText, matchNumber } = begun.parse(state)
    await phone.answer(await phone.scan(qrText), { number: matchNumber })
    return { device_name: 'Telefon' }
  },
  // Before the app has answered, whatever is sent here proves nothing
  wrong: { response_code: 'A'.repeat(43) },
  stateless: [],
  takesOnce: true,
})

const begun = z.looseObject({ qrText: z.string(), deepLink: z.string(), matchNumber: z.string() })

describe('a DÁP app', () => {
  test('is listed by the name that its owner gave', async () => {
    const accountId = await fixture.account()
    const context = contextOf(accountId)
    const { enrolment } = fixture.factor('dap')
    if (enrolment === null) throw new Error('it can be enrolled')
    const state = await begin(fixture, enrolment, context)
    const phone = await phoneOf(accountId)
    const { qrText, matchNumber } = begun.parse(state)
    await phone.answer(await phone.scan(qrText), { number: matchNumber })
    const verdict = await enrolment.finish(context, state, { device_name: '  Anna\u0000  telefonja ' })
    if (!verdict.verified) throw new Error('it was approved')
    await fixture.db.transaction().execute(async (t) => await verdict.settle?.(t))
    expect(await fixture.factor('dap').authenticators(accountId)).toMatchObject([{ name: 'Anna telefonja' }])
  })

  test('says who it is, also where another was expected', async () => {
    const [asked, other] = [await holder(), await holder()]
    const context = contextOf(asked)
    const { authentication } = fixture.factor('dap')
    const state = await begin(fixture, authentication, context)
    const phone = await phoneOf(other)
    const { qrText, matchNumber } = begun.parse(state)
    await phone.answer(await phone.scan(qrText), { number: matchNumber })
    expect(await authentication.finish(context, state, {})).toMatchObject({ verified: true, accountId: other })
  })

  test('fails when no certificate is good any more, and for no other reason', async () => {
    const { health } = fixture.factor('dap')
    expect(await health?.(NOW)).toBe('ok')
    expect(await health?.(NOW + 40 * 365 * 86_400)).toBe('failing')
  })

  test('of a demonstration says so on the page and in amr', async () => {
    expect(fixture.factor('dap').amr).toEqual(['swk', 'pin', 'mfa', 'sim'])
    const context = contextOf(null)
    const state = await begin(fixture, fixture.factor('dap').authentication, context)
    const page = await fixture.factor('dap').authentication.page(context, state)
    expect(page instanceof URL ? '' : page(frame)).toContain('DÁP-szimulátor')
  })
})

async function holder(): Promise<string> {
  const accountId = await fixture.account()
  await bindPhone(fixture.db, accountId, await phoneOf(accountId))
  return accountId
}

async function phoneOf(accountId: string): Promise<ScriptedPhone> {
  const known = phones.get(accountId)
  if (known !== undefined) return known
  const { family_name, given_name, birthdate } = anna
  const phone = await createScriptedPhone({
    ...fixture.phones,
    person: { ...PERSON, family_name, given_name, birthdate },
  })
  phones.set(accountId, phone)
  return phone
}
