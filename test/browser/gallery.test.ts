/** Every page in every state, in both languages, in a real browser: axe finds nothing, nothing is refused, nothing overflows. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOverPage } from '../../views/pages/hand-over.ts'
import { aFrame } from '../gallery/frames.ts'
import { languages, states } from '../gallery/states.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'

const origin = 'http://localhost:3000'
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const contentTypes: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

const drawn = states.flatMap((state) =>
  languages.map((language) => ({ path: `/${language}/${state.name}`, page: state.render(language) })),
)

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser.close()
  })

  describe('each page', () => {
    let context: BrowserContext
    let page: Page
    const complaints: string[] = []

    beforeAll(async () => {
      context = await browser.newContext()
      page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await serve(page)
    })

    afterAll(async () => {
      await context.close()
    })

    test.each(drawn)('$path', async ({ path }) => {
      complaints.length = 0
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(`${origin}${path}`)
      expect(await axeFindings(page, wcag)).toEqual([])
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await axeFindings(page, wcag, 'loaded')).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await axeFindings(page, ['cat.color'], 'loaded')).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
      expect(complaints).toEqual([])
    })
  })

  test('everything that can be pressed is at least 44 px high', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } })
    await serve(page)
    for (const { path } of drawn.filter(({ path }) => path.startsWith('/en/') && !path.includes('/error-'))) {
      await page.goto(`${origin}${path}`)
      const small = await page
        .locator('button, input:not([type=hidden]):not([type=checkbox]):visible, .tick, summary, .button')
        .evaluateAll((elements) =>
          elements
            .map((element) => element.getBoundingClientRect().height)
            .filter((height) => height > 0 && height < 44),
        )
      expect([path, small]).toEqual([path, []])
    }
    await page.close()
  })

  test('the error summary has the focus, and its link leads to the field', async () => {
    const page = await browser.newPage()
    await serve(page)
    await page.goto(`${origin}/en/totp-wrong`)
    expect(await page.evaluate('document.activeElement.id')).toBe('error-summary')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('code')
    await page.close()
  })

  test('the Enter key presses the primary button, whatever other buttons there are', async () => {
    const page = await browser.newPage()
    await serve(page)
    for (const [state, field] of [
      ['identify-other-methods', 'password'],
      ['email-code', 'code'],
      ['totp-other-possible', 'code'],
    ]) {
      await page.goto(`${origin}/en/${state}`)
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.method() === 'POST'),
        page.locator(`#${field}`).press('Enter'),
      ])
      expect([state, new URLSearchParams(request.postData() ?? '').get('action')]).toEqual([state, 'continue'])
    }
    await page.close()
  })

  test('an answer is posted on to the service by itself, and nothing with it', async () => {
    const page = await browser.newPage()
    await serve(page)
    const posted = page.waitForRequest((sent) => sent.method() === 'POST')
    const answer = handOverPage(aFrame('en'), { action: `${origin}/back`, fields: [{ name: 'code', value: 'a&b' }] })
    await page.route('**/hand-over', async (route) => route.fulfill({ body: answer, contentType: 'text/html' }))
    await page.goto(`${origin}/hand-over`, { waitUntil: 'commit' })
    expect((await posted).postData()).toBe('code=a%26b')
    await page.close()
  })

  test('a password can be seen while it is typed, and leaves as a password', async () => {
    const page = await browser.newPage()
    await serve(page)
    await page.goto(`${origin}/en/identify`)
    await page.fill('#password', 'a secret')
    await page.getByRole('button', { name: 'Show: Password' }).click()
    expect(await page.getAttribute('#password', 'type')).toBe('text')
    await page.getByRole('button', { name: 'Hide: Password' }).click()
    expect(await page.getAttribute('#password', 'type')).toBe('password')
    await page.close()
  })
})

/** Answers with the gallery's pages under the policy that the product sends, and with the public files. */
async function serve(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    const asset = /^\/assets\/([a-z]+\.(css|js|svg))$/.exec(pathname)
    if (asset) {
      const body = await readFile(new URL(`../../public/${asset[1]}`, import.meta.url))
      return route.fulfill({ body, contentType: contentTypes[asset[2] ?? ''] ?? 'text/plain' })
    }
    if (route.request().method() === 'POST') return route.fulfill({ status: 204 })
    const found = drawn.find(({ path }) => path === pathname)
    await route.fulfill({
      status: found ? 200 : 404,
      body: found?.page ?? '',
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
    })
  })
}

/** What axe finds, as text. `loaded`: axe is in the page from an earlier look; sending it again takes most of the time. */
async function axeFindings(page: Page, tags: readonly string[], axe: 'new' | 'loaded' = 'new'): Promise<string[]> {
  const builder = new AxeBuilder(axe === 'new' ? { page } : { page, axeSource: 'void 0' })
  const found = await builder
    .setLegacyMode(true)
    .withTags([...tags])
    .analyze()
  return found.violations.map(summarised)
}

function summarised(violation: { id: string; nodes: readonly { html: string }[] }): string {
  return `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`
}
