/** What cannot go on, in a real browser: each such code, how somebody comes there, and where its page leads. */
import { sql } from 'kysely'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { later } from '../journeys/time.ts'
import { type ErrorCode, errorCodes, errorWords } from '../../views/texts/errors.ts'
import { axeFindings } from './axe.ts'
import { picture } from './look.ts'
import { signInWith } from './sign-in.ts'

const PHONE = { locale: 'hu-HU', viewport: { width: 360, height: 800 } }
/** Codes of what can never be mended on the page itself, whatever is typed there. */
const ENDS = /^E-(FLOW|LOOP|LOGOUT|REQUEST|CLIENT)-/

interface DeadEnd {
  readonly code: ErrorCode
  /** How somebody comes there, from the first page of a sign-in. */
  readonly name: string
  /** The service where it is known, else the home page. */
  readonly onward: 'service' | 'home'
  reach(): Promise<unknown>
}

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let kapu: Kapu
  let mailbox: Service
  let context: BrowserContext
  let page: Page
  /** Hears each statement that is sent, while a test listens. */
  let onStatement: ((statement: string) => void) | null = null
  beforeAll(async () => {
    browser = await launchChromium()
    kapu = await startKapu({ onStatement: (statement) => onStatement?.(statement) })
    mailbox = await serviceOf(
      kapu,
      await kapu.client({ rules: { pkce: false }, names: { hu: 'Tárhely', en: 'Mailbox' } }),
    )
  })
  beforeEach(async () => {
    context = await browser.newContext(PHONE)
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

  /** A request of the service, other than the one under way. */
  const asks = (params: Record<string, string>) =>
    page.goto(requestUrl(mailbox, { scope: 'openid name', state: 'b-state', ...params }).href)
  const approve = () => page.click('button[value=approve]')
  /** The address by which a finished sign-in would go on. */
  const resume = () => page.url().replace(/interaction\/([\w-]+).*/, 'auth/$1')

  const deadEnds: readonly DeadEnd[] = [
    {
      code: 'E-FLOW-02',
      name: 'Back after the sign-in has finished',
      onward: 'service',
      async reach() {
        await signInWith(page, await kapu.account())
        expect(new URL(page.url()).searchParams.get('state')).toBe('a-state')
        await page.goBack()
      },
    },
    {
      code: 'E-FLOW-03',
      name: 'cookies deleted in the middle of a sign-in',
      onward: 'service',
      async reach() {
        await signInWith(page, await kapu.account(), { until: 'consent' })
        await context.clearCookies()
        await approve()
      },
    },
    {
      code: 'E-FLOW-01',
      name: 'a form sent when its half hour was over',
      onward: 'service',
      async reach() {
        later(30 * 60)
        await page.fill('[name=username]', 'kovacs.anna')
        await page.fill('[name=password]', 'whatever it was')
        await page.click('button[value=continue]')
      },
    },
    {
      code: 'E-FLOW-01',
      name: 'a tab restored on the next morning',
      onward: 'service',
      async reach() {
        const address = page.url()
        await context.close()
        later(16 * 60 * 60)
        context = await browser.newContext(PHONE)
        page = await context.newPage()
        await page.goto(address)
      },
    },
    {
      code: 'E-FLOW-05',
      name: 'a tab restored a day later',
      onward: 'home',
      async reach() {
        later(24 * 60 * 60)
        await page.reload()
      },
    },
    {
      code: 'E-FLOW-04',
      name: 'a store that has lost the sign-in',
      onward: 'service',
      async reach() {
        await signInWith(page, await kapu.account(), { until: 'consent' })
        await sql`delete from oidc_items where model = 'Interaction'`.execute(kapu.db)
        await approve()
      },
    },
    {
      code: 'E-FLOW-06',
      name: 'the way back to the service, opened where the sign-in has not come that far',
      onward: 'service',
      async reach() {
        await context.clearCookies()
        await page.goto(resume())
      },
    },
    {
      code: 'E-FLOW-08',
      name: 'a session that ends between our look and the library’s',
      onward: 'service',
      async reach() {
        later(0)
        await signInWith(page, await kapu.account())
        later(20 * 60)
        await asks({ prompt: 'consent' })
        await page.locator('main[data-step=consent]').waitFor()
        // The press looks at the sign-in, then the guard of the resume; half an hour is over when the library looks
        let looks = 0
        onStatement = (statement) => {
          if (!/\bwith i as \(/.test(statement)) return
          looks += 1
          if (looks === 2) later(11 * 60)
        }
        await approve()
      },
    },
    {
      code: 'E-LOOP-01',
      name: 'a sign-in that comes back to the pages a fourth time',
      onward: 'service',
      async reach() {
        for (let round = 1; round <= 4; round += 1) await page.goto(resume())
      },
    },
    {
      code: 'E-CLIENT-01',
      name: 'a service that was deleted meanwhile',
      onward: 'home',
      async reach() {
        const gone = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
        await page.goto(requestUrl(gone, { scope: 'openid', state: 'c-state' }).href)
        await sql`update clients set metadata = '{}', deleted_at = now() where client_id = ${gone.clientId}`.execute(
          kapu.db,
        )
        await page.reload()
      },
    },
    {
      code: 'E-REQUEST-01',
      name: 'a service that nobody registered',
      onward: 'home',
      reach: () => asks({ client_id: 'nobody' }),
    },
    {
      code: 'E-REQUEST-02',
      name: 'a service that asks to return to an address that is not registered',
      onward: 'service',
      reach: () => asks({ redirect_uri: 'https://elsewhere.example/' }),
    },
    {
      code: 'E-REQUEST-03',
      name: 'a request that does not say where to return',
      onward: 'service',
      async reach() {
        const url = requestUrl(mailbox, { scope: 'openid', state: 'c-state' })
        url.searchParams.delete('redirect_uri')
        await page.goto(url.href)
      },
    },
    {
      code: 'E-REQUEST-04',
      name: 'a pushed request that is not there any more',
      onward: 'service',
      async reach() {
        const url = new URL('/auth', kapu.issuer)
        url.searchParams.set('client_id', mailbox.clientId)
        url.searchParams.set('request_uri', 'urn:ietf:params:oauth:request_uri:of-yesterday')
        await page.goto(url.href)
      },
    },
    {
      code: 'E-LOGOUT-01',
      name: 'signing out towards an address that is not registered',
      onward: 'service',
      async reach() {
        const url = new URL('/session/end', kapu.issuer)
        url.searchParams.set('client_id', mailbox.clientId)
        url.searchParams.set('post_logout_redirect_uri', 'https://elsewhere.example/')
        await page.goto(url.href)
      },
    },
  ]

  test.each(deadEnds)('$name: $code leads to the $onward', async ({ code, name, onward, reach }) => {
    await reach()
    const main = page.locator('main[data-step=error]')
    await main.waitFor()
    const { message, advice } = errorWords('hu', code)
    const text = await main.innerText()
    for (const said of [message, advice, code]) expect(text).toContain(said)
    expect(text).toMatch(/[0-9a-hjkmnp-tv-z]{26}/)
    expect(await axeFindings(page)).toEqual([])
    await picture(page, `dead-end-${code}`)

    const way = page.locator('main a.button')
    expect([name, await way.count()]).toEqual([name, 1])
    expect(await page.locator('.service-name').allInnerTexts()).toEqual(
      onward === 'service' ? [expect.stringContaining('Tárhely')] : [],
    )
    await way.click()
    if (onward === 'home') return page.locator('main[data-step=home]').waitFor()
    await page.waitForURL((url) => url.origin === kapu.serviceOrigin)
  })

  test('each code that ends a sign-in, a request or a sign-out is reached', () => {
    const ends = errorCodes.filter((code) => ENDS.test(code))
    expect(new Set(deadEnds.map(({ code }) => code))).toEqual(new Set(ends))
  })
})
