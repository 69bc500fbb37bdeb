/** The example factor, driven over HTTP as a person would: set up, chosen, a step-up, taken away. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { messagesAt, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { HIGH, SUBSTANTIAL } from './levels.ts'
import { openMyData, sendForm } from './my-data.ts'
import { later } from './time.ts'

const ways = '/fiok/ugyfelkapu-plusz'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({
    mail: true,
    policy: (policy) => ({
      ...policy,
      levels: policy.levels.map((level) =>
        level.acr === HIGH ? { ...level, combinations: [{ factors: ['password', 'totp', 'code-card'] }] } : level,
      ),
    }),
  })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => void vi.useRealTimers())
afterAll(() => kapu.close())

describe('code-card', () => {
  test('is set up in My data, with its name, and its mail is sent', async () => {
    const { person, codes, robot } = await withCard()
    expect(codes).toHaveLength(10)
    expect(await held(person)).toEqual(['code-card', 'totp'])
    expect(robot.text).toContain('Ten codes on a sheet of paper.')
    await expect.poll(() => mailsOf(person)).toContain('Új belépési eszköz került a fiókjához')
  })

  test('stands in the choice and signs in, each code once', async () => {
    const { person, codes } = await withCard()
    const asked = await service.ask()
    await toCard(asked.robot, person)
    await asked.robot.submit({ code: codes[1] ?? '' }, { action: 'continue' })
    expect(asked.robot.alert).toContain('E-CODE-01')
    await asked.robot.submit({ code: codes[0] ?? '' }, { action: 'continue' })
    await signIn(asked.robot, person)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL, amr: ['pwd', 'otp', 'mfa'] })

    const again = await service.ask()
    await toCard(again.robot, person)
    expect(again.robot.text).toContain('Code number 2')
    await again.robot.submit({ code: codes[0] ?? '' }, { action: 'continue' })
    expect(again.robot.alert).toContain('E-CODE-01')
  })

  test('serves a step-up', async () => {
    const { person, codes } = await withCard()
    // Codes of the app count once
    later(60)
    const first = await service.ask()
    await signIn(first.robot, person, { factor: 'totp' })
    expect((await first.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL })
    const up = await service.ask({ robot: first.robot, params: { acr_values: HIGH } })
    expect(up.robot.step).toBe('authenticate/code-card')
    await up.robot.submit({ code: codes[0] ?? '' }, { action: 'continue' })
    await signIn(up.robot, person)
    expect((await up.redeem()).claims()).toMatchObject({ acr: HIGH })
  })

  test('is removed in My data', async () => {
    const { person, robot } = await withCard()
    const form = /<form[^>]*id="remove-code-card-0"[\s\S]*?<\/form>/.exec(robot.html)?.[0] ?? ''
    const fields = [...form.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name, value]) => [name, value])
    const answer = await sendForm(robot, ways, { ...Object.fromEntries(fields), action: 'remove' })
    expect(answer.headers.get('location')).toBe(`${ways}?removed=code-card`)
    expect(await held(person)).toEqual(['totp'])
    await expect.poll(() => mailsOf(person)).toContain('Ügyfélkapu+ belépési mód törölve')
  })
})

/** Their browser stands at the settings in which the card was just set up. */
async function withCard(): Promise<{ person: TestAccount; codes: string[]; robot: Robot }> {
  const person = await kapu.account()
  const { robot } = await openMyData(kapu, person, { path: ways, choices: { factor: 'totp' } })
  await robot.open(`${kapu.issuer}${ways}/code-card`)
  await signIn(robot, person, { factor: 'totp', until: 'enrol/code-card' })
  if (robot.step === 'enrol') await robot.submit({}, { factor: 'code-card' })
  expect(robot.step).toBe('enrol/code-card')
  const codes = [...robot.html.matchAll(/<li><span class="code">(\d+)<\/span>/g)].map(([, code]) => code ?? '')
  await robot.submit({ code: codes[0] ?? '' }, { action: 'continue' })
  expect(robot.step).toBe('my_data/factors')
  return { person, codes, robot }
}

async function toCard(robot: Robot, person: TestAccount): Promise<void> {
  await signIn(robot, person, { until: 'authenticate' })
  expect(robot.form?.buttons.map(({ value }) => value)).toContain('code-card')
  expect(robot.text).toContain('You need the next code of your printed code card.')
  await robot.submit({}, { factor: 'code-card' })
  expect(robot.step).toBe('authenticate/code-card')
}

async function held({ id }: TestAccount): Promise<string[]> {
  const { rows } = await sql<{ factor: string }>`
    select factor from held_factors where account_id = ${id} and factor in ('totp', 'code-card') order by 1`.execute(
    kapu.db,
  )
  return rows.map(({ factor }) => factor)
}

async function mailsOf({ username }: TestAccount): Promise<string[]> {
  const all = await messagesAt(kapu.mailApi ?? '')
  return all.filter(({ to }) => to.startsWith(`${username}@`)).map(({ subject }) => subject)
}
