/** The whole way through the started system in a real browser. Called by a test file that may start it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import data from '../../demo/demo-data.json' with { type: 'json' }
import { KAPU, MAIL_API, MAILBOX, startSystem, TAX_OFFICE, type StartedSystem } from '../demo/started-system.ts'
import { launchChromium } from '../support/chromium.ts'
import type { Person } from '../support/robot.ts'
import { forgetUsedAppCodes } from '../support/robot/codes.ts'
import { keyboard, pointer, type Hands } from './hands.ts'
import { look, lookHere, picture } from './look.ts'
import { signInWith, stepOf, type Manner } from './sign-in.ts'

const demoapp = { username: 'demoapp', password: data.password, totpSecret: data.totp_secret }
const demoemail = { username: 'demoemail', password: data.password, mailApi: MAIL_API }
const demopassword = { username: 'demopassword', password: data.password, mailApi: MAIL_API }

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 800 }

/** Two people in a minute at one mailbox are a test's habit: its own limit is no part of what is shown here. */
const MANY_MAILS = 'limits: { mail: { account: [{ max: 50, per: PT1H }], address: [{ max: 50, per: PT1H }] } }\n'

export function journeysInChromium(title: string, mayRun: boolean): void {
  describe.skipIf(!mayRun)(title, { timeout: 120_000 }, () => {
    let directory = ''
    let system: StartedSystem
    let browser: Browser
    let complaints: string[] = []

    beforeAll(async () => {
      forgetUsedAppCodes()
      directory = mkdtempSync(join(tmpdir(), 'kapu-chromium-'))
      const settings = join(directory, 'settings.yaml')
      writeFileSync(settings, `${ownSettings()}\n${MANY_MAILS}`)
      // Its data's address is relative, as by default, and is read from the project's folder
      const place = relative(PROJECT, directory)
      const options = { variables: { KAPU_CONFIG: settings }, within: 60_000 }
      ;[system, browser] = await Promise.all([startSystem(place, options), launchChromium()])
    })

    afterAll(async () => {
      await browser.close()
      await system.stop('SIGTERM')
      rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    })

    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      expect(complaints).toEqual([])
    })

    /** Pages come again on the way of another person: one look is enough. */
    const looked = new Set<string>()
    async function lookFirstTime(page: Page, name: string, hands: Hands): Promise<void> {
      if (looked.has(name)) return
      looked.add(name)
      await look(page, name, hands)
    }

    /** A browser of its own: what its console says against a page is a fault. */
    async function openBrowser(options: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(30_000)
      complaints = []
      context.on('console', (message) => {
        // Chromium names features of a header that it lacks on this platform.
        if (message.text().includes('Unrecognized feature')) return
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      context.on('weberror', (error) => complaints.push(error.error().message))
      return context.newPage()
    }

    test('a person shares data with two services, another takes the browser over and signs out', async () => {
      const page = await openBrowser({ locale: 'hu', viewport: wide })
      await page.goto(MAILBOX)
      await look(page, 'mailbox')
      await page.click('a[href="/login"]')
      const { steps } = await signInWith(page, demoapp, { look: lookFirstTime })
      expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
      await expectNameAtMailbox(page, 'Kovács Anna Mária')
      await look(page, 'mailbox-signed-in')

      await page.goto(TAX_OFFICE)
      await lookHere(page, 'tax-office')
      expect(await pagesShownBy(page, () => page.click('a[href="/login"]'))).toEqual([`${TAX_OFFICE}/`])
      const sub = await page.locator('[data-claim=sub]').innerText()
      await look(page, 'tax-office-signed-in')
      await page.click('a[href="/login?data=1"]')
      const shared = await signInWith(page, demoapp, {
        share: ['email'],
        look: (shown) => look(shown, 'consent-optional'),
      })
      expect(shared.steps).toEqual(['consent'])
      expect(await page.locator('[data-claim=sub]').innerText()).toBe(sub)
      expect(await page.locator('[data-claim=email]').innerText()).toBe('demoapp@posta.example')
      await look(page, 'tax-office-with-data')

      await page.goto(`${MAILBOX}/login?prompt=login`)
      await signInWith(page, demoemail, {
        look: lookFirstTime,
        until: 'switch_account',
      })
      await look(page, 'switch-account')
      await page.click('button[name=action][value=switch]')
      await signInWith(page, demoemail)
      await expectNameAtMailbox(page, 'Őry Béla')
      expect(await page.locator('[role=status]').count()).toBe(1)
      await lookHere(page, 'mailbox-taken-over')
      expect(await pagesShownBy(page, () => page.goto(`${TAX_OFFICE}/login`))).toEqual([`${TAX_OFFICE}/`])
      expect(await page.locator('[data-claim=sub]').innerText()).not.toBe(sub)
      expect(await page.locator('[data-claim=email]').count()).toBe(0)

      await page.goto(MAILBOX)
      await page.click('a[href="/logout"]')
      await look(page, 'sign-out')
      await page.click('button[name=action][value=everywhere]')
      await page.waitForURL(/state=signed-out/)
      await lookHere(page, 'mailbox-signed-out')
      await page.goto(`${TAX_OFFICE}/login`)
      expect(await stepOf(page)).toBe('identify')
    })

    test('a person with a password alone sets up an app, by keyboard alone', async () => {
      const page = await openBrowser({ locale: 'en', viewport: wide })
      const { steps, person } = await reachMailbox(page, demopassword, keyboard, lookFirstTime)
      expect(steps).toEqual([
        'identify',
        'authenticate/identification-mail',
        'enrol',
        'enrol/totp',
        'enrol/totp',
        'consent',
      ])
      await expectNameAtMailbox(page, 'Nagy-Halász Judit')
      await expectTaxOfficeWithoutPage(page, keyboard)

      await page.context().clearCookies()
      const again = await reachMailbox(page, person, keyboard)
      expect(again.steps).toEqual(['identify', 'authenticate/totp'])
    })

    test.each([
      { person: demoapp, name: 'Kovács Anna Mária', viewport: wide, locale: 'en' },
      { person: demoemail, name: 'Őry Béla', viewport: narrow, locale: 'hu' },
    ])('$person.username signs in with scripts off', async ({ person, name, viewport, locale }) => {
      const page = await openBrowser({ locale, viewport, javaScriptEnabled: false })
      await reachMailbox(page, person, pointer, (shown, step) => picture(shown, `without-scripts-${step}`))
      await expectNameAtMailbox(page, name)
      await expectTaxOfficeWithoutPage(page, pointer)
    })

    test('whoever mistypes, cancels, or comes to Kapu by themselves reads what to do', async () => {
      const page = await openBrowser({ locale: 'hu', viewport: narrow })
      await page.goto(`${MAILBOX}/login`)
      await page.fill('[name=username]', 'demoapp')
      await page.fill('[name=password]', 'wrong')
      await page.click('button[name=action][value=continue]')
      await page.waitForSelector('[role=alert]')
      await lookHere(page, 'identify-wrong')
      await page.click('button[name=action][value=cancel]')
      await lookHere(page, 'mailbox-cancelled')
      // The console calls every 4xx a failure; these two are answers.
      complaints = complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))

      await page.goto(KAPU)
      await look(page, 'kapu-home')
      await page.goto(`${KAPU}/session/end`)
      await look(page, 'signed-out-at-kapu')
      await page.goto('http://localhost:3025/')
      await lookHere(page, 'mails')
      await page.locator('dd a').first().click()
      await lookHere(page, 'mail')
    })
  })
}

/** The demonstration's own settings, which this file's replace: they go in with them. */
function ownSettings(): string {
  const file = new URL('../../demo/kapu.yaml', import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** From the Mailbox's first page to the Mailbox, signed in. */
async function reachMailbox(
  page: Page,
  person: Person,
  hands: Hands,
  seen?: Manner['look'],
): ReturnType<typeof signInWith> {
  await page.goto(MAILBOX)
  await hands.press(page, 'a[href="/login"]')
  await page.waitForLoadState()
  return signInWith(page, person, { hands, ...(seen === undefined ? {} : { look: seen }) })
}

async function expectNameAtMailbox(page: Page, name: string): Promise<void> {
  expect(page.url()).toBe(`${MAILBOX}/`)
  expect(await page.locator('.who strong').innerText()).toBe(name)
}

async function expectTaxOfficeWithoutPage(page: Page, hands: Hands): Promise<void> {
  await page.goto(TAX_OFFICE)
  expect(await pagesShownBy(page, () => hands.press(page, 'a[href="/login"]'))).toEqual([`${TAX_OFFICE}/`])
  expect(await page.locator('main[data-signed-in]').count()).toBe(1)
}

/** Every page that the window showed meanwhile; a redirect shows none. */
async function pagesShownBy(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const shown: string[] = []
  const note = (frame: { url(): string }): void => {
    if (frame === page.mainFrame()) shown.push(frame.url())
  }
  page.on('framenavigated', note)
  await Promise.all([page.waitForEvent('domcontentloaded'), act()])
  page.off('framenavigated', note)
  return shown
}
