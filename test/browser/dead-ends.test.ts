/** A sign-in that cannot go on, in a real browser: what Back, lost cookies and a tab of yesterday show. */
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { later } from '../journeys/time.ts'
import { signInWith } from './sign-in.ts'

/** Pictures to look at; not kept in the repository. */
const pictures = new URL('../../screenshots/', import.meta.url)

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let kapu: Kapu
  let mailbox: Service
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await launchChromium()
    kapu = await startKapu()
    mailbox = await serviceOf(
      kapu,
      await kapu.client({ rules: { pkce: false }, names: { hu: 'Tárhely', en: 'Mailbox' } }),
    )
  })
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'hu-HU', viewport: { width: 360, height: 800 } })
    page = await context.newPage()
    await page.goto(requestUrl(mailbox, { scope: 'openid name', state: 'a-state' }).href)
  })
  afterEach(async () => {
    vi.useRealTimers()
    await context.close()
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })

  /** The page names the service, and its one link leads there. */
  async function leadsBack(code: string): Promise<void> {
    await page.locator('main[data-step=error]').waitFor()
    expect(await page.locator('main').innerText()).toContain(code)
    expect(await page.locator('.service-name').innerText()).toContain('Tárhely')
    await page.screenshot({ path: new URL(`dead-end-${code}.png`, pictures).pathname })
    await page.locator('main a.button').click()
    await page.waitForURL((url) => url.origin === kapu.serviceOrigin)
  }

  test('Back after the sign-in has finished', async () => {
    await signInWith(page, await kapu.account())
    expect(new URL(page.url()).searchParams.get('state')).toBe('a-state')
    await page.goBack()
    await leadsBack('E-FLOW-02')
  })

  test('cookies deleted in the middle of a sign-in', async () => {
    const person = await kapu.account()
    await signInWith(page, person, { until: 'consent' })
    await context.clearCookies()
    await page.click('button[value=approve]')
    await leadsBack('E-FLOW-03')
  })

  test('a form sent when its half hour was over', async () => {
    later(30 * 60)
    await page.fill('[name=username]', 'kovacs.anna')
    await page.fill('[name=password]', 'whatever it was')
    await page.click('button[value=continue]')
    await leadsBack('E-FLOW-01')
  })

  test('a tab restored on the next morning', async () => {
    const address = page.url()
    await context.close()
    later(16 * 60 * 60)
    context = await browser.newContext({ locale: 'hu-HU', viewport: { width: 360, height: 800 } })
    page = await context.newPage()
    await page.goto(address)
    await leadsBack('E-FLOW-01')
  })

  test('a tab restored a day later leads to the home page', async () => {
    later(24 * 60 * 60)
    await page.reload()
    expect(await page.locator('main').innerText()).toContain('E-FLOW-05')
    await page.screenshot({ path: new URL('dead-end-E-FLOW-05.png', pictures).pathname })
    await page.locator('main a.button').click()
    await page.locator('main[data-step=home]').waitFor()
  })
})
