/** Looks at a page as a reviewer does: in both languages, wide and narrow, with axe, and keeps pictures. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings, skeletonOf } from './axe.ts'
import { pointer, type Hands } from './hands.ts'

const widths = [1280, 360] as const
const pictures = fileURLToPath(new URL('../../screenshots', import.meta.url))

mkdirSync(pictures, { recursive: true })

/** Fails on what axe finds and on a page that must be scrolled sideways. Ends in the other language, at the same width. */
export async function look(page: Page, name: string, hands: Hands = pointer): Promise<void> {
  const before = await page.locator(ONCE_ONLY).allInnerTexts()
  await lookHere(page, name)
  await hands.press(page, OTHER_LANGUAGE)
  await page.waitForLoadState()
  await lookHere(page, name)
  // A key, a code or a number that changed would be worthless on the other device.
  expect([name, await page.locator(ONCE_ONLY).allInnerTexts()]).toEqual([name, before])
}

/** A picture alone, at the width the page has: where nothing can be asked of the page, as without scripts. */
export async function picture(page: Page, name: string): Promise<void> {
  // Nobody looks at what a build machine draws, and drawing takes a third of the time
  if (process.env['CI'] === 'true') return
  const language = await page.locator('html').getAttribute('lang')
  const path = `${pictures}/${name}-${language}-${page.viewportSize()?.width}.png`
  await page.screenshot({ path, fullPage: true })
}

/** A page that differs in its words alone from one that axe has passed has nothing more for axe to find. */
const passed = new Set<string>()

const ONCE_ONLY = '.secret .code, .session-number'
const OTHER_LANGUAGE = 'header a[hreflang]:not([aria-current])'

/** The same without the other language: for pages that are gone when one follows a link. */
export async function lookHere(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    const kind = `${width} ${skeletonOf(await page.content())}`
    if (!passed.has(kind)) expect([name, width, await axeFindings(page)]).toEqual([name, width, []])
    passed.add(kind)
    const content = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect([name, content]).toEqual([name, width])
    await picture(page, name)
  }
  await page.setViewportSize(size)
}
