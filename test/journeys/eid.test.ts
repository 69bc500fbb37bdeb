/** The method that has ended, and comes back by its date: sign-in with a simulated eID card (domain §3.6). */
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { registrationCard, seedFactors } from '../../src/factors/index.ts'
import { type Kapu, type KapuOptions, startKapu, type TestAccount } from '../support/kapu.ts'
import { type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf } from './enter.ts'
import { HIGH, LOW, SUBSTANTIAL } from './levels.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf } from './sessions.ts'

const PIN = '135790'
const WRITTEN = 'eid: { until: 2025-01-16, stub: true }'
const END = Date.parse('2027-02-01T00:00:00+01:00')
const ways = '/fiok/ugyfelkapu-plusz'

const running: Kapu[] = []
afterEach(() => void vi.useRealTimers())
afterAll(() => Promise.all(running.map((kapu) => kapu.close())))

async function country(options: KapuOptions = {}): Promise<{ kapu: Kapu; service: Service }> {
  const kapu = await startKapu(options)
  running.push(kapu)
  return { kapu, service: await serviceOf(kapu, await kapu.client()) }
}

/** Kapu with another end of the method, and nothing else changed. */
function countryWith(eid: string): Promise<{ kapu: Kapu; service: Service }> {
  return country({
    policyText(text) {
      if (!text.includes(WRITTEN)) throw new Error(`the policy says no longer ${WRITTEN}`)
      return text.replace(WRITTEN, eid)
    },
  })
}

let made = 0

async function cardHolder(kapu: Kapu): Promise<{ person: TestAccount; cardNumber: string }> {
  const person = await kapu.account()
  const cardNumber = `${String((made += 1)).padStart(6, '0')}AB`
  const deps = { sealing: kapu.core.sealing, keyed: kapu.core.pepper }
  await inTransaction(kapu.db, async (t) => {
    await seedFactors.issueChip(t, deps, { cardNumber, pin: PIN })
    await registrationCard.holdCard(t, deps, { accountId: person.id, cardNumber, createdAt: 1_700_000_000 })
  })
  return { person, cardNumber }
}

const asking = (acr: string) => ({ params: { acr_values: acr } })
const demanding = (acr: string) => ({
  params: { claims: JSON.stringify({ id_token: { acr: { essential: true, values: [acr] } } }) },
})

function offers({ form }: Robot): boolean {
  return form?.buttons.some(({ name, value }) => name === 'factor' && value === 'eid') ?? false
}

async function useCard(robot: Robot, cardNumber: string, pin = PIN): Promise<Robot> {
  if (robot.step === 'identify') await robot.submit({}, { factor: 'eid' })
  expect(robot.step).toBe('authenticate/eid')
  return robot.submit({ card_number: cardNumber, pin }, { action: 'continue' })
}

describe('S4: sign-in with an eID card ended on 16 January 2025', () => {
  test.each([LOW, SUBSTANTIAL, HIGH])('S4 feature 8: and is offered nowhere since, at no level: %s', async (acr) => {
    const { kapu, service } = await country()
    const { robot } = await service.ask(asking(acr))
    expect(robot.step).toBe('identify')
    expect(offers(robot)).toBe(false)
    await robot.open(new URL(robot.url.pathname.replace(/identify$/, 'authenticate/eid'), robot.url))
    expect([robot.status, robot.text.includes('E-LOGIN-03')]).toEqual([410, true])
    expect(kapu.core.factors.map(({ id }) => id)).toContain('eid')
  })

  test('and lifts nobody to the level it was worth, though they still hold the card', async () => {
    const { kapu, service } = await country()
    const { person } = await cardHolder(kapu)
    const asked = await service.ask(demanding(HIGH))
    await signIn(asked.robot, person)
    expect(answerOf(asked.robot)).toMatchObject({ error: 'unmet_authentication_requirements' })
  })

  test('My data says so of a card that is still held, and it is no last way to sign in', async () => {
    const { kapu } = await country()
    const { person } = await cardHolder(kapu)
    const { robot } = await openMyData(kapu, person, { path: ways })
    expect(robot.text).toContain('eID card (eSzemélyi)')
    expect(robot.text).toContain('At present this does not sign anybody in.')
    expect(robot.html).toContain('id="remove-eid-0"')
    expect(robot.html).not.toContain(`href="${ways}/eid`)
  })
})

describe('deleting the date in the policy, and nothing else, brings it back', () => {
  test('it signs in by itself, at the highest level, and says that it was a simulator', async () => {
    const { kapu, service } = await countryWith('eid: { stub: true }')
    const { person, cardNumber } = await cardHolder(kapu)
    const asked = await service.ask(asking(HIGH))
    const { robot } = asked
    expect(offers(robot)).toBe(true)
    await robot.submit({}, { factor: 'eid' })
    expect(robot.text).toContain('This is a simulator')
    await useCard(robot, cardNumber, '975310')
    expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining('E-EID-01')])
    await useCard(robot, cardNumber)
    await signIn(robot, person)
    const claims = (await asked.redeem()).claims()
    expect(claims).toMatchObject({ acr: HIGH, amr: ['sc', 'pin', 'sim'] })
    expect(await auditOf(kapu, person.id)).toContain('sign_in.factor_verified')

    // A step-up of the same person: their session is lifted by the card
    const { robot: other } = await service.ask()
    await signIn(other, person)
    const up = await service.ask({ robot: other, ...asking(HIGH) })
    await useCard(up.robot, cardNumber)
    expect((await up.redeem()).claims()).toMatchObject({ acr: HIGH, amr: ['sc', 'pin', 'sim'] })
  })

  test('a client may refuse it, and then it is not offered', async () => {
    const { kapu } = await countryWith('eid: { stub: true }')
    const client = await kapu.client({ rules: { refused_factors: ['eid'] } })
    const { robot } = await (await serviceOf(kapu, client)).ask(asking(HIGH))
    expect(offers(robot)).toBe(false)
  })

  test('whose card is taken away in My data signs in with it no more', async () => {
    const { kapu, service } = await countryWith('eid: { stub: true }')
    const { person, cardNumber } = await cardHolder(kapu)
    const { robot } = await openMyData(kapu, person, { path: ways })
    const form = /<form[^>]*id="remove-eid-0"[\s\S]*?<\/form>/.exec(robot.html)?.[0] ?? ''
    const fields = [...form.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name, value]) => [name, value])
    const body = { ...Object.fromEntries(fields), action: 'remove' }
    const answer = await sendForm(robot, ways, body)
    expect(answer.headers.get('location')).toBe(`${ways}?removed=eid`)
    const { robot: later } = await service.ask(asking(HIGH))
    await useCard(later, cardNumber)
    expect(later.alert).toContain('E-EID-01')
  })
})

describe('at the instant of its end, midnight in Budapest', () => {
  const clock = (at: number) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(at)
  }

  test('who answered in the last second is signed in', async () => {
    const { kapu, service } = await countryWith('eid: { until: 2027-02-01, stub: true }')
    const { person, cardNumber } = await cardHolder(kapu)
    clock(END - 1_000)
    const asked = await service.ask(asking(HIGH))
    await useCard(asked.robot, cardNumber)
    await signIn(asked.robot, person)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: HIGH })

    // What that session rests on is worth nothing from then on
    clock(END)
    const again = await service.ask({ robot: asked.robot, ...demanding(HIGH) })
    expect(again.robot.step).toBe('authenticate/password')
    expect(offers(again.robot)).toBe(false)
  })

  test.each(['the card’s page', 'the consent'])('a sign-in under way gets no further than %s', async (place) => {
    const { kapu, service } = await countryWith('eid: { until: 2027-02-01, stub: true }')
    const { person, cardNumber } = await cardHolder(kapu)
    clock(END - 1_000)
    const { robot } = await service.ask(asking(HIGH))
    await robot.submit({}, { factor: 'eid' })
    if (place === 'the consent') {
      await useCard(robot, cardNumber)
      expect(robot.step).toBe('consent')
    }
    clock(END)
    if (place === 'the consent') await robot.submit({}, { action: 'approve' })
    else await robot.submit({ card_number: cardNumber, pin: PIN }, { action: 'continue' })
    expect(new URL(robot.url).origin).toBe(kapu.issuer)
    expect(robot.step).not.toBe('consent')
    expect(offers(robot)).toBe(false)
    expect(robot.step).toMatch(/^(identify|authenticate|error)/)
    const proofs = (await auditOf(kapu, person.id)).filter((event) => event === 'sign_in.factor_verified')
    expect(proofs).toHaveLength(place === 'the consent' ? 1 : 0)
  })
})
