/** A sign-in that cannot go on, in a real browser: what Back, lost cookies and a tab of yesterday show. */
import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'kysely'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { later } from '../journeys/time.ts'
import { courseErrors } from '../../views/texts/course-errors.ts'
import { signInWith } from './sign-in.ts'

/** Pictures to look at; not kept in the repository. */
const pictures = new URL('../../screenshots/', import.meta.url)

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let kapu: Kapu
  let mailbox: Service
  let context: BrowserContext
  let page: Page
  /** Hears each statement that is sent, while a test listens. */
  let onStatement: ((statement: string) => void) | null = null
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    browser = await launchChromium()
    kapu = await startKapu({ onStatement: (statement) => onStatement?.(statement) })
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
    onStatement = null
    vi.useRealTimers()
    await context.close()
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })

  /** The page says what happened with a code and a number to quote, is accessible, and its one link leads on. */
  async function expectPage(code: keyof typeof courseErrors | 'E-CLIENT-01'): Promise<void> {
    const main = page.locator('main[data-step=error]')
    await main.waitFor()
    const text = await main.innerText()
    expect(text).toContain(code)
    if (code !== 'E-CLIENT-01') expect(text).toContain(courseErrors[code].hu.message)
    expect(await page.locator('body').innerText()).toMatch(/[0-9a-hjkmnp-tv-z]{26}/)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.length}`)).toEqual([])
    await page.screenshot({ path: new URL(`dead-end-${code}.png`, pictures).pathname })
    expect(await page.locator('main a.button').count()).toBe(1)
  }

  async function leadsBack(code: keyof typeof courseErrors): Promise<void> {
    await expectPage(code)
    expect(await page.locator('.service-name').innerText()).toContain('Tárhely')
    await page.locator('main a.button').click()
    await page.waitForURL((url) => url.origin === kapu.serviceOrigin)
  }

  async function leadsHome(code: 'E-FLOW-05' | 'E-CLIENT-01'): Promise<void> {
    await expectPage(code)
    await page.locator('main a.button').click()
    await page.locator('main[data-step=home]').waitFor()
  }

  /** The address by which a finished sign-in would go on. */
  const resumeOf = (address: string) => address.replace(/interaction\/([\w-]+).*/, 'auth/$1')

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
    await leadsHome('E-FLOW-05')
  })

  test('a store that has lost the sign-in', async () => {
    await signInWith(page, await kapu.account(), { until: 'consent' })
    await sql`delete from oidc_items where model = 'Interaction'`.execute(kapu.db)
    await page.click('button[value=approve]')
    await leadsBack('E-FLOW-04')
  })

  test('the way back to the service, opened where the sign-in has not come that far', async () => {
    const address = resumeOf(page.url())
    await context.clearCookies()
    await page.goto(address)
    await leadsBack('E-FLOW-06')
  })

  test('a session that ends between our look and the library’s', async () => {
    later(0)
    await signInWith(page, await kapu.account())
    later(20 * 60)
    await page.goto(requestUrl(mailbox, { scope: 'openid name', state: 'b-state', prompt: 'consent' }).href)
    await page.locator('main[data-step=consent]').waitFor()
    // The press looks at the sign-in, then the guard of the resume; half an hour is over when the library looks
    let looks = 0
    onStatement = (statement) => {
      if (!/^\s*with i as \(/.test(statement)) return
      looks += 1
      if (looks === 2) later(11 * 60)
    }
    await page.click('button[value=approve]')
    await leadsBack('E-FLOW-08')
  })

  test('a service that was deleted meanwhile leads to the home page', async () => {
    const gone = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
    await page.goto(requestUrl(gone, { scope: 'openid', state: 'c-state' }).href)
    await sql`update clients set metadata = '{}', deleted_at = now() where client_id = ${gone.clientId}`.execute(
      kapu.db,
    )
    await page.reload()
    await leadsHome('E-CLIENT-01')
  })
})
