import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn, type Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

function languageOf(robot: Robot): string | undefined {
  const shown = /<html[^>]* lang="(\w+)"/.exec(robot.html)?.[1]
  const names = { hu: `Szolgáltatás ${service.clientId}`, en: `Service ${service.clientId}` }
  if (shown === 'hu' || shown === 'en') expect(robot.text).toContain(names[shown])
  return shown
}

describe('the pages speak', () => {
  test.each([
    ['what the browser says', 'en-GB,en;q=0.9', {}, 'en'],
    ['the browser’s best language of ours', 'de, hu;q=0.5, en;q=0.4', {}, 'hu'],
    ['Hungarian to a browser of another language', 'de', {}, 'hu'],
    ['what the service asks for, whatever the browser says', 'hu', { ui_locales: 'en' }, 'en'],
    ['the first known language that the service asks for', 'en', { ui_locales: 'de hu en' }, 'hu'],
    ['what the browser says where the service asks for none of ours', 'en', { ui_locales: 'de fr' }, 'en'],
  ])('%s', async (_name, language, params, expected) => {
    const { robot } = await service.ask({ robot: createRobot({ language }), params })
    expect(robot.step).toBe('identify')
    expect(languageOf(robot)).toBe(expected)
  })

  test('the language of the switch from then on, through the whole sign-in', async () => {
    const { robot } = await service.ask({ robot: createRobot({ language: 'hu' }), params: { ui_locales: 'hu' } })
    expect(languageOf(robot)).toBe('hu')
    await robot.clickLink(/English/)
    expect(robot.step).toBe('identify')
    expect(languageOf(robot)).toBe('en')
    const person = await kapu.account()
    await signIn(robot, person, { until: 'authenticate/totp' })
    expect(languageOf(robot)).toBe('en')
    await signIn(robot, person, { until: 'consent' })
    expect(languageOf(robot)).toBe('en')
    await signIn(robot, person)
    await service.ask({ robot, params: { prompt: 'login' } })
    expect(languageOf(robot)).toBe('en')
  })

  test('the person’s language where a page comes back with a fault', async () => {
    const { robot } = await service.ask({ robot: createRobot({ language: 'hu' }), params: { ui_locales: 'en' } })
    await robot.submit({ username: 'anybody', password: 'wrong' }, { action: 'continue' })
    expect(robot.status).toBe(422)
    expect(languageOf(robot)).toBe('en')
  })

  test('no language that the address invents', async () => {
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
    await robot.open(`${robot.url.href}?lang=xx`)
    expect(languageOf(robot)).toBe('en')
  })

  test('the language of the request on error pages', async () => {
    for (const [ui_locales, lang] of [
      ['en', 'en'],
      ['hu', 'hu'],
    ] as const) {
      const robot = createRobot({ language: 'de' })
      await robot.open(`${kapu.issuer}/auth?client_id=nobody&response_type=code&ui_locales=${ui_locales}`)
      expect(robot.html).toContain(`lang="${lang}"`)
    }
  })

  test('both languages equally: each page has a way to the other', async () => {
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }) })
    await robot.clickLink(/Magyar/)
    expect(languageOf(robot)).toBe('hu')
    await robot.clickLink(/English/)
    expect(languageOf(robot)).toBe('en')
  })
})
