/** Every page in every state, in both languages, in a real browser: axe finds nothing, nothing is refused, nothing overflows. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

  describe.each([
    { width: 1280, colorScheme: 'light', tags: wcag },
    { width: 360, colorScheme: 'light', tags: wcag },
    // The pages of the error codes differ in words alone: one of them shows the colours of all
    { width: 1280, colorScheme: 'dark', tags: ['cat.color'] },
  ] as const)('$width px wide, $colorScheme', ({ width, colorScheme, tags }) => {
    const shown = colorScheme === 'dark' ? drawn.filter(({ path }) => !/\/error-e-(?!wait)/.test(path)) : drawn

    let context: BrowserContext
    let page: Page
    const complaints: string[] = []

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
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

    test.each(shown)('$path', async ({ path }) => {
      complaints.length = 0
      await page.goto(`${origin}${path}`)
      const found = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags([...tags])
        .analyze()
      expect(found.violations.map(summarised)).toEqual([])
      expect(complaints).toEqual([])
      expect(await overflow(page)).toBe(0)
      if (width !== 360) return
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await overflow(page)).toBe(0)
      await page.setViewportSize({ width, height: 800 })
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
      await route.fulfill({ body, contentType: contentTypes[asset[2] ?? ''] ?? 'text/plain' })
      return
    }
    const found = drawn.find(({ path }) => path === pathname)
    await route.fulfill({
      status: found || route.request().method() === 'POST' ? 200 : 404,
      body: found?.page ?? '',
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
    })
  })
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

function summarised(violation: { id: string; nodes: readonly { html: string }[] }): string {
  return `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`
}
