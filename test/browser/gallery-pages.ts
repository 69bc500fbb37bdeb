/** The gallery in a real browser: what each page of it is asked, for the test files that share the work. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages, states } from '../gallery/states.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { AXE, axeFindings } from './axe.ts'

/** Nothing listens there: the pages are served from this process. */
export const origin = 'http://localhost:3000'
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const contentTypes: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

const drawn = states.flatMap((state) =>
  languages.map((language) => ({ path: `/${language}/${state.name}`, page: state.render(language) })),
)

/**
 * The page without its words: elements, attributes, and whether there is a text. Values that are words or addresses are
 * only told from empty ones, and one language is as good as the other.
 */
const SKELETON = `(() => {
  const copy = document.documentElement.cloneNode(true)
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.trim() === '' ? '' : 'x'
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of ['lang', 'hreflang', 'aria-current']) element.removeAttribute(name)
    for (const { name, value } of [...element.attributes])
      if (/^(href|value|content|aria-label|action|data-.*)$/.test(name)) element.setAttribute(name, value === '' ? '' : 'x')
  }
  return copy.outerHTML
})()`

/** Every page in every state in both languages: axe finds nothing, buttons are high enough, nothing overflows. */
export function checkPages(): void {
  describe.skipIf(!chromiumIsHere())('each page in Chromium', () => {
    let browser: Browser
    let page: Page
    const complaints: string[] = []
    /** Of pages that passed: one that differs in its words alone has nothing more for axe to find. */
    const seen = new Set<string>()

    beforeAll(async () => {
      browser = await launchChromium()
      page = await browser.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.addInitScript({ path: AXE })
      await serve(page)
    })

    afterAll(async () => {
      await browser.close()
    })

    test.each(drawn)('$path', async ({ path }) => {
      complaints.length = 0
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(`${origin}${path}`)
      const skeleton = await page.evaluate<string>(SKELETON)
      if (!seen.has(skeleton)) {
        expect(await axeFindings(page)).toEqual([])
        await page.setViewportSize({ width: 360, height: 800 })
        expect(await axeFindings(page)).toEqual([])
        expect(await lowerThan44(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await axeFindings(page, ['cat.color'])).toEqual([])
        seen.add(skeleton)
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
      expect(complaints).toEqual([])
    })
  })
}

/** Answers with the gallery's pages under the policy that the product sends, and with the public files. */
export async function serve(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    const asset = /^\/assets\/([a-z]+\.(css|js|svg))$/.exec(pathname)
    if (asset) {
      const body = await readFile(new URL(`../../public/${asset[1]}`, import.meta.url))
      return route.fulfill({ body, contentType: contentTypes[asset[2] ?? ''] ?? 'text/plain' })
    }
    // A page that waits for an app is told that nothing has happened
    if (pathname.startsWith('/dap/allapot/'))
      return route.fulfill({ body: 'event: status\ndata: pending\n\n', contentType: 'text/event-stream' })
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

/** What can be pressed and is lower than a finger needs. */
async function lowerThan44(page: Page): Promise<string[]> {
  return await page
    .locator('button, input:not([type=hidden]):not([type=checkbox]):visible, .tick, summary, .button')
    .evaluateAll((elements) =>
      elements
        .filter((element) => {
          const { height } = element.getBoundingClientRect()
          return height > 0 && height < 44
        })
        .map((element) => element.outerHTML),
    )
}
