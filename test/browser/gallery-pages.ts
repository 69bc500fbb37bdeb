/** The gallery in a real browser: what each page of it is asked, for the test files that share the work. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../views/frame.ts'
import { languages, states } from '../gallery/states.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'

/** Nothing listens there: the pages are served from this process. */
export const origin = 'http://localhost:3000'
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const contentTypes: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

export const drawn = states.flatMap((state) =>
  languages.map((language) => ({ path: `/${language}/${state.name}`, page: state.render(language) })),
)

/** The source of axe that its builder would send. */
const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')

/** Every page in every state in one language: axe finds nothing, nothing is refused, nothing overflows. */
export function checkPages(language: Language): void {
  describe.skipIf(!chromiumIsHere())(`each page in Chromium (${language})`, () => {
    let browser: Browser
    let page: Page
    const complaints: string[] = []

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

    test.each(drawn.filter(({ path }) => path.startsWith(`/${language}/`)))('$path', async ({ path }) => {
      complaints.length = 0
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(`${origin}${path}`)
      expect(await axeFindings(page, wcag)).toEqual([])
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await axeFindings(page, wcag)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await axeFindings(page, ['cat.color'])).toEqual([])
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

/** What axe finds, as text. It is in the page since its beginning: sending it for each look takes most of the time. */
async function axeFindings(page: Page, tags: readonly string[]): Promise<string[]> {
  const found = await new AxeBuilder({ page, axeSource: 'void 0' })
    .setLegacyMode(true)
    .withTags([...tags])
    .options({ resultTypes: ['violations'] })
    .analyze()
  return found.violations.map(summarised)
}

function summarised(violation: { id: string; nodes: readonly { html: string }[] }): string {
  return `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`
}
