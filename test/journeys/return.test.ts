/** Coming back from elsewhere by `GET …/return`: only to the methods that send somebody away. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { freshAppCode } from '../support/robot/codes.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

test('a right code in an address proves nothing: only a form with its token is judged', async () => {
  const person = await kapu.account()
  const asked = await service.ask()
  const { robot } = asked
  await signIn(robot, person, { until: 'authenticate/totp' })
  const page = robot.url.href
  const code = await freshAppCode({ username: person.username, secret: person.totpSecret ?? '' })
  const before = await kapu.db.selectFrom('sign_ins').selectAll().execute()
  await robot.open(`${page}/return?code=${code}`)
  expect(robot.step).toBe('authenticate/totp')
  expect(await kapu.db.selectFrom('sign_ins').selectAll().execute()).toEqual(before)
  await robot.submit({ code }, { action: 'continue' })
  await signIn(robot, person)
  expect((await asked.redeem()).access_token).toBeTypeOf('string')
})

test.each(['identify', 'authenticate/passkey/return?credential=x', 'authenticate/nothing/return'])(
  'an address that nobody waits for leads home: %s',
  async (path) => {
    const { robot } = await service.ask()
    const home = robot.url.href.replace(/\/identify$/, '')
    await robot.open(`${home}/${path}`)
    expect(robot.step).toBe('identify')
  },
)
