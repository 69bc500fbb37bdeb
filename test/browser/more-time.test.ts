/** Whoever types slowly is warned aloud, and gets more time without losing what they typed (WCAG 2.2.1). */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { lookHere } from './look.ts'

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let kapu: Kapu
  let mailbox: Service
  beforeAll(async () => {
    browser = await launchChromium()
    kapu = await startKapu({ settings: { lifetimes: { interaction: 'PT2M20S', interactionAbsolute: 'PT2M26S' } } })
    mailbox = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })

  /** A first page on which somebody has typed. */
  async function typing(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', ...options })
    const page = await context.newPage()
    await page.goto(requestUrl(mailbox, { scope: 'openid' }).href)
    await page.fill('[name=username]', 'somebody.slow')
    await page.fill('[name=password]', 'half a passw')
    return page
  }

  const more = (page: Page) => page.getByRole('button', { name: 'I need more time' })
  const said = (page: Page) => page.locator('#until [role=status]')
  const secondsLeft = async (page: Page) => Number(await page.locator('#until').getAttribute('data-seconds-left'))

  test('the end is said aloud more than two minutes before, and more time keeps all that was typed', async () => {
    const page = await typing()
    await said(page).getByText('ask for more time').waitFor()
    expect(await secondsLeft(page)).toBeGreaterThan(120)
    await lookHere(page, 'until-warned')
    const before = page.url()
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/extend')),
      more(page).click(),
    ])
    expect(answer.status()).toBe(200)
    await said(page).getByText('You can use this page').waitFor()
    expect(page.url()).toBe(before)
    expect(await page.inputValue('[name=username]')).toBe('somebody.slow')
    expect(await page.inputValue('[name=password]')).toBe('half a passw')
    await page.context().close()
  })

  test('where there is no more, the button goes', async () => {
    const page = await typing()
    const gone = async (): Promise<boolean> => {
      if ((await more(page).count()) === 0) return true
      await more(page).click()
      return false
    }
    await expect.poll(gone, { timeout: 15_000, interval: 2_000 }).toBe(true)
    await said(page).getByText('we cannot give more time').waitFor()
    await page.context().close()
  })

  test('where the network is away for a moment, the form goes the plain way', async () => {
    const page = await typing()
    await page.route('**/extend', async (route) => route.abort())
    await Promise.all([
      page.waitForRequest((sent) => sent.isNavigationRequest() && sent.method() === 'POST'),
      more(page).click(),
    ])
    await page.waitForLoadState()
    expect(await page.inputValue('[name=username]')).toBe('somebody.slow')
    await page.context().close()
  })

  test('without scripts the end is printed, and the page comes again with the user name', async () => {
    const page = await typing({ javaScriptEnabled: false })
    expect(await page.locator('#until').innerText()).toMatch(/until \d\d:\d\d/)
    await page.check('[name=shared]')
    await Promise.all([page.waitForEvent('load'), more(page).click()])
    expect(await page.inputValue('[name=username]')).toBe('somebody.slow')
    expect(await page.isChecked('[name=shared]')).toBe(true)
    expect(await page.inputValue('[name=password]')).toBe('')
    await page.context().close()
  })
})
