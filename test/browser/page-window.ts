/** A window of Chromium in which a journey is lived; its twin over HTTP is `test/journeys/lives/window.ts`. */
import type { Locator, Page } from 'playwright-core'
import type { Window } from '../journeys/lives/window.ts'
import { lookHere } from './look.ts'
import { signInWith } from './sign-in.ts'

/** `looked` holds the names of the pages that were looked at: a page that comes again is looked at once. */
export function pageWindow(page: Page, looked: Set<string>): Window {
  return {
    get url() {
      return new URL(page.url())
    },
    async open(address) {
      await page.goto(new URL(address).href)
    },
    async follow(path) {
      const links = page.locator('a[href]')
      const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      const paths = hrefs.map((href) => new URL(href, page.url()).pathname)
      const found = paths.findIndex((candidate) => path.test(candidate))
      if (found < 0) throw new Error(`no link ${String(path)} on ${page.url()}: ${paths.join(' ')}`)
      await arriving(page, links.nth(found))
    },
    async submit(fields, press) {
      for (const [name, value] of Object.entries(fields)) await fillIn(formOf(page).locator(`[name=${name}]`), value)
      const [name, value] = Object.entries(press ?? {})[0] ?? []
      const chosen = name === undefined ? '' : `[name="${name}"][value="${value}"]`
      await arriving(page, formOf(page).locator(`button[type=submit]${chosen}`).first())
    },
    signIn: (person, until) => signInWith(page, person, until === undefined ? {} : { until }),
    async step() {
      const main = page.locator('main[data-step]')
      return (await main.count()) === 0 ? null : main.getAttribute('data-step')
    },
    text: () => page.locator('main').innerText(),
    async look(name) {
      if (looked.has(name)) return
      looked.add(name)
      await lookHere(page, `life-${name}`)
    },
  }
}

function formOf(page: Page): Locator {
  return page.locator('form#step')
}

async function fillIn(field: Locator, value: string): Promise<void> {
  const kind = await field.evaluate((element) => element.getAttribute('type') ?? element.tagName)
  if (kind === 'SELECT') await field.selectOption(value)
  else if (kind === 'checkbox') await field.check()
  else await field.fill(value)
}

async function arriving(page: Page, pressed: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), pressed.click()])
}
