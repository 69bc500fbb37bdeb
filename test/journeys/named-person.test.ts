import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter } from './enter.ts'
import { livingSessions } from './sessions.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

/** The two ways to demand a person. */
const demands = {
  id_token_hint: (idToken: string) => ({ id_token_hint: idToken }),
  'a requested sub': (_idToken: string, sub: string) => ({
    claims: JSON.stringify({ id_token: { sub: { value: sub } } }),
  }),
} as const
const ways = Object.entries(demands)

async function entered() {
  const person = await kapu.account()
  const visit = await enter(service, person)
  return { person, ...visit, idToken: visit.tokens.id_token ?? '' }
}

describe('login_hint', () => {
  test.each(['anna.kovacs', 'nobody-has-this-name'])('%s is filled in as the user name', async (hint) => {
    if (hint === 'anna.kovacs') await kapu.account({ username: hint })
    const { robot } = await service.ask({ params: { login_hint: hint } })
    expect(robot.step).toBe('identify')
    expect(robot.form?.fields['username']?.value).toBe(hint)
  })

  test('may be overruled by the person', async () => {
    const person = await kapu.account()
    const { claims } = await enter(service, person, { params: { login_hint: 'somebody.else' } })
    expect(claims.sub).toMatch(/^[\w-]{43}$/)
  })

  test('at the person of the session needs no page', async () => {
    const { person, robot } = await entered()
    const again = await enter(service, person, { robot, params: { login_hint: person.username } })
    expect(again.steps).toEqual([])
  })

  test.each(['known', 'unknown'])(
    'at somebody else who is %s never gives the code of who is signed in',
    async (who) => {
      const { person, robot } = await entered()
      const hint = who === 'known' ? (await kapu.account()).username : 'nobody-has-this-name'
      await service.ask({ robot, params: { login_hint: hint } })
      expect(robot.step).toBe('switch_account')
      expect(robot.text).toContain(hint)
      expect(robot.text).not.toContain('Kovács Anna')
      expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    },
  )
})

describe.each(ways)('%s', (_name, demand) => {
  test('of the person who is signed in needs no page', async () => {
    const { person, robot, idToken, claims } = await entered()
    const again = await enter(service, person, { robot, params: demand(idToken, claims.sub) })
    expect(again.steps).toEqual([])
    expect(again.claims.sub).toBe(claims.sub)
  })

  test('of a person is met by that person’s signing in', async () => {
    const { person, idToken, claims } = await entered()
    const again = await enter(service, person, { params: demand(idToken, claims.sub) })
    expect(again.claims.sub).toBe(claims.sub)
  })

  test('of a person is not met by somebody else’s signing in', async () => {
    const { idToken, claims } = await entered()
    const other = await kapu.account()
    const asked = await service.ask({ params: demand(idToken, claims.sub) })
    await signIn(asked.robot, other)
    expect(answerOf(asked.robot)).toMatchObject({ error: 'login_required', state: asked.state, iss: kapu.issuer })
    expect(await livingSessions(kapu, other.id)).toEqual([])
  })

  test('of another person than the one signed in asks, and does not offer to stay', async () => {
    const { idToken, claims } = await entered()
    const { person, robot } = await entered()
    await service.ask({ robot, params: demand(idToken, claims.sub) })
    expect(robot.step).toBe('switch_account')
    expect(robot.form?.buttons.map(({ value }) => value)).not.toContain('stay')
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('of another person is answered with login_required where no page may be shown', async () => {
    const { idToken, claims } = await entered()
    const { robot } = await entered()
    const asked = await service.ask({ robot, params: { ...demand(idToken, claims.sub), prompt: 'none' } })
    expect(asked.error).toMatch(/^(login_required|account_selection_required)$/)
  })
})

describe('a person whom nobody knows', () => {
  test('as requested sub gives nobody’s code', async () => {
    const { person, robot } = await entered()
    const claims = JSON.stringify({ id_token: { sub: { value: 'x'.repeat(43) } } })
    const asked = await service.ask({ robot, params: { claims, prompt: 'none' } })
    expect(asked.error).toMatch(/^(login_required|account_selection_required)$/)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('as an ID token that Kapu did not sign is refused', async () => {
    const { tokens } = await entered()
    const forged = `${(tokens.id_token ?? '').slice(0, -8)}AAAAAAAA`
    const asked = await service.ask({ params: { id_token_hint: forged } })
    expect(asked.error).toBe('invalid_request')
  })
})
