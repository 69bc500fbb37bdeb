/** The page after signing out, in a real browser: it renews itself without a script, for as long as it is worth it. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter } from '../journeys/enter.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { freePort, type LogoutReceiver, startLogoutReceiver } from '../support/logout-receiver.ts'
import { serviceOf } from '../support/service.ts'
import { picture } from './look.ts'

describe.skipIf(!chromiumIsHere())('signing out everywhere in Chromium, with one of two services down', () => {
  let kapu: Kapu
  let receiver: LogoutReceiver
  let browser: Browser
  beforeAll(async () => {
    receiver = await startLogoutReceiver()
    kapu = await startKapu({
      jobs: true,
      settings: { outbound: { allowLoopback: true }, logout: { retries: Array(30).fill('PT1S') } },
    })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
    await receiver.close()
  })

  test('shows at once who knows, then by itself that the other has returned', { timeout: 60_000 }, async () => {
    const port = await freePort()
    const scope = { scope: 'openid' }
    const open = async (client_id: string, backchannel_logout_uri: string) =>
      serviceOf(kapu, await kapu.client({ client_id, ...scope, backchannel_logout_uri }))
    const up = await open('up', receiver.uriOf('up'))
    const down = await open('down', `http://localhost:${port}/backchannel/down`)
    const person = await kapu.account()
    const { robot } = await enter(up, person, scope)
    await enter(down, person, { ...scope, robot })

    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
    const cookies = robot.cookies.header(new URL(kapu.issuer)).split('; ')
    await context.addCookies(
      cookies.map((cookie) => {
        const [name = '', ...value] = cookie.split('=')
        return { name, value: value.join('='), url: kapu.issuer }
      }),
    )
    const page = await context.newPage()
    await page.goto(`${kapu.issuer}/session/end?client_id=up`)
    const pressed = performance.now()
    await page.click('button[value=everywhere]')
    await page.waitForSelector('main[data-step=signed_out]')
    console.log(`the page stood after ${Math.round(performance.now() - pressed)} ms`)
    await page.waitForSelector('[data-service=confirmed]', { timeout: 5_000 })
    expect(await page.locator('[data-service=waiting]').count()).toBe(1)
    await picture(page, 'signed-out-one-down')

    const returned = await startLogoutReceiver(port)
    await page.waitForSelector('main:not(:has([data-service=waiting]))', { timeout: 20_000 })
    expect(await page.locator('[data-service=confirmed]').count()).toBe(2)
    await picture(page, 'signed-out-all-know')
    await returned.close()
    await context.close()
  })
})
