import { afterAll, beforeAll, expect, test } from 'vitest'
import { send, standingForm, submission } from '../bars/raw-requests.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

test('who asks again for a code that was never sent is told until when to wait, not that it was sent', async () => {
  const person = await kapu.account({ holds: ['password', 'email-code'] })
  await signIn((await service.ask()).robot, person, { until: 'authenticate/email-code' })
  const { robot } = await service.ask()
  const first = standingForm(robot)
  await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
  expect(robot.status).toBe(429)
  const path = first.path.replace('/identify', '/authenticate/email-code')
  const answer = await send(
    kapu.issuer,
    submission(
      { ...first, path, headers: { ...first.headers, cookie: robot.cookies.header(new URL(path, kapu.issuer)) } },
      { action: 'resend' },
    ),
  )
  expect(answer.status).toBe(429)
  expect(answer.body).not.toContain('We sent a code')
  expect(answer.headers['retry-after']).toMatch(/^\d+$/)
})
