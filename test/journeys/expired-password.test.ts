/** What somebody is told whose password is right and lets them in no more (domain §2.4). */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatInstant } from '../../views/format.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { livingSessions } from './sessions.ts'
import { epochSeconds } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

/** An account whose password expired ten days ago, fifty days before it becomes inactive. */
async function expired(state: 'PW_EXPIRED' | 'INACTIVE') {
  const person = await kapu.account({ state })
  const until = epochSeconds() + 50 * 86_400
  await sql`update accounts set window_ends_at = to_timestamp(${state === 'PW_EXPIRED' ? until : null}),
    password_expires_at = to_timestamp(${until - 60 * 86_400}) where id = ${person.id}`.execute(kapu.db)
  return { person, until }
}

async function told(person: Awaited<ReturnType<typeof expired>>['person'], password = person.password): Promise<Robot> {
  const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
  if (password === person.password) await signIn(robot, person, { until: 'error' })
  else await robot.submit({ username: person.username, password }, { action: 'continue' })
  return robot
}

const linksOf = (robot: Robot) => robot.links.map(({ href }) => href.replace(/\?.*/, ''))

describe('#22 #23: an expired password', () => {
  test('signs nobody in; the page says until when it can be renewed, and where', async () => {
    const { person, until } = await expired('PW_EXPIRED')
    const robot = await told(person)
    expect([robot.status, robot.step]).toEqual([403, 'error'])
    expect(robot.text).toContain('E-PW-EXP')
    expect(robot.text).toContain(`You can renew it until ${formatInstant('en', until)}`)
    expect(linksOf(robot)).toContain('/elfelejtett-jelszo')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

describe('#27: an inactive account', () => {
  test('signs nobody in; the page sends its person to an office, for no code can be asked for', async () => {
    const { person } = await expired('INACTIVE')
    const robot = await told(person)
    expect(robot.status).toBe(403)
    expect(robot.text).toContain('E-PW-INA')
    expect(robot.text).toContain('visit a registration body')
    expect(linksOf(robot)).not.toContain('/elfelejtett-jelszo')
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

test('#23 #27: to who does not know the password, every account looks alike', async () => {
  const people = [(await expired('PW_EXPIRED')).person, (await expired('INACTIVE')).person, await kapu.account()]
  const answers = []
  for (const person of people) {
    const robot = await told(person, 'wrong password')
    answers.push([robot.status, robot.step, robot.alert, robot.cookies.get('kapu-dev', new URL(kapu.issuer))])
  }
  const alike = [422, 'identify', expect.stringContaining('E-LOGIN-01'), null]
  expect(answers).toEqual([alike, alike, alike])
})
