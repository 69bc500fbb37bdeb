/** The two ways in which a person works a page: with a pointer, and by keyboard alone. */
import type { Download, Locator, Page } from 'playwright-core'

export interface Hands {
  fill(page: Page, selector: string, value: string): Promise<void>
  tick(page: Page, selector: string): Promise<void>
  /** Follows a link, presses a button, opens an explanation. */
  press(page: Page, selector: string): Promise<void>
  /** Presses a button that answers with a file. */
  download(page: Page, selector: string): Promise<Download>
}

export const pointer: Hands = {
  fill: (page, selector, value) => page.fill(selector, value),
  tick: (page, selector) => page.check(selector),
  press: (page, selector) => page.locator(selector).first().click(),
  async download(page, selector) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(selector).first().click()])
    return file
  },
}

/** Tab, letters, Space and Enter; the pointer is never used, and what has the focus must show it. */
export const keyboard: Hands = {
  async fill(page, selector, value) {
    await reach(page, selector)
    await page.keyboard.type(value)
  },
  async tick(page, selector) {
    await reach(page, selector)
    await page.keyboard.press('Space')
  },
  async press(page, selector) {
    await reach(page, selector)
    const opensHere = await page
      .locator(selector)
      .first()
      .evaluate((element) => element.tagName === 'SUMMARY')
    // The key returns at once, unlike a click, which waits for where it leads.
    const led = opensHere ? null : page.waitForEvent('domcontentloaded')
    await Promise.all([led, page.keyboard.press('Enter')])
  },
  async download(page, selector) {
    await reach(page, selector)
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    return file
  },
}

const MOST_TABS = 60

async function reach(page: Page, selector: string): Promise<void> {
  const wanted: Locator = page.locator(selector).first()
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
    const outline = await page.locator(':focus').evaluateAll((elements) =>
      elements.map((element) => {
        const style = element.ownerDocument.defaultView?.getComputedStyle(element)
        return style?.outlineStyle === 'none' ? element.outerHTML : ''
      }),
    )
    if (outline.some((unseen) => unseen !== '')) throw new Error(`no focus is seen on ${outline.join('')}`)
  }
  throw new Error(`${selector} is not reached by ${MOST_TABS} tabs on ${page.url()}`)
}
