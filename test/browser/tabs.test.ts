/** What the small script does for people with several tabs, and for slow ones; every step of it also works without. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu, type TestClient } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { signInWith, stepOf } from './sign-in.ts'

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let kapu: Kapu
  let mailbox: Service
  let taxOffice: Service
  let context: BrowserContext
  beforeAll(async () => {
    browser = await launchChromium()
    kapu = await startKapu()
    const client = (): Promise<TestClient> => kapu.client({ rules: { pkce: false } })
    mailbox = await serviceOf(kapu, await client())
    taxOffice = await serviceOf(kapu, await client())
    context = await browser.newContext({ locale: 'en-GB' })
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })

  async function openTab(service: Service, params: Record<string, string> = {}): Promise<Page> {
    const page = await context.newPage()
    await page.goto(requestUrl(service, { scope: 'openid', state: service.clientId, ...params }).href)
    return page
  }

  test('a tab that is looked at again goes on to its own service after a sign-in in another one', async () => {
    await context.clearCookies()
    const waiting = await openTab(taxOffice)
    const asksAgain = await openTab(taxOffice, { prompt: 'login' })
    const first = await openTab(mailbox)
    await signInWith(first, await kapu.account())
    expect(new URL(first.url()).searchParams.get('state')).toBe(mailbox.clientId)

    const gone = waiting.waitForURL((url) => url.origin === kapu.serviceOrigin)
    await lookAt(waiting)
    await gone
    expect(waiting.url().split('?')[0]).toBe(taxOffice.redirectUri)
    expect(new URL(waiting.url()).searchParams.get('state')).toBe(taxOffice.clientId)

    await asksAgain.fill('[name=username]', 'half a na')
    const asked = asksAgain.waitForResponse((response) => response.url().endsWith('/state'))
    await lookAt(asksAgain)
    await (await asked).finished()
    expect(await stepOf(asksAgain)).toBe('identify')
    expect(await asksAgain.inputValue('[name=username]')).toBe('half a na')
    await Promise.all([waiting.close(), asksAgain.close(), first.close()])
  })

  test('a button that is pressed twice sends its form once', async () => {
    await context.clearCookies()
    const page = await openTab(mailbox)
    const { username, password } = await kapu.account()
    await page.fill('[name=username]', username)
    await page.fill('[name=password]', password)
    let sent = 0
    page.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0))
    await page.dblclick('button[value=continue]')
    await page.waitForURL(/authenticate/)
    expect(sent).toBe(1)
    await page.close()
  })

  test('the end of the page is said aloud two and a half minutes before', async () => {
    await context.clearCookies()
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(requestUrl(mailbox, { scope: 'openid' }).href)
    const notice = page.getByRole('status')
    await page.clock.fastForward(27 * 60_000)
    expect(await notice.innerText()).toBe('')
    await page.clock.fastForward(40_000)
    expect(await notice.innerText()).toMatch(/only until \d\d:\d\d/)
    await page.close()
  })
})

/** Brings a tab to the front; a browser without a screen tells the page nothing of it, so that we do. */
async function lookAt(page: Page): Promise<void> {
  await page.bringToFront()
  await page.evaluate("dispatchEvent(new Event('focus'))").catch(() => undefined)
}
