/** My data in Chromium, from signing in to a new way of signing in: by keyboard alone, and without scripts. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { enter } from '../journeys/enter.ts'
import { NEW_PASSWORD } from '../journeys/registration.ts'
import { livingSessions } from '../journeys/sessions.ts'
import { later } from '../journeys/time.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import type { Person } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { type Hands, keyboard, pointer } from './hands.ts'
import { look, picture } from './look.ts'
import { signInWith } from './sign-in.ts'

describe.skipIf(!chromiumIsHere())('My data in Chromium', { timeout: 180_000 }, () => {
  let kapu: Kapu
  let mailbox: Service
  let browser: Browser
  let refusedByPolicy: string[] = []

  beforeAll(async () => {
    ;[kapu, browser] = await Promise.all([startKapu({ mail: true }), launchChromium()])
    mailbox = await serviceOf(kapu, await kapu.client({ client_id: 'mailbox', scope: 'openid name' }))
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(refusedByPolicy).toEqual([])
    refusedByPolicy = []
  })

  async function openBrowser(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    context.setDefaultTimeout(10_000)
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text())
    })
    context.on('weberror', (error) => refusedByPolicy.push(error.error().message))
    return context.newPage()
  }

  test('by keyboard alone: C16, C25, C18, C27, C26 and C19 in one sitting', async () => {
    const page = await openBrowser({ locale: 'en' })
    await visit(page, keyboard, (name) => look(page, `my-data-${name}`, keyboard))
  })

  test('without scripts: the same pages do the same', async () => {
    const page = await openBrowser({ locale: 'hu', javaScriptEnabled: false })
    await visit(page, pointer, async (name) => {
      await picture(page, `my-data-without-scripts-${name}`)
      await page.setViewportSize({ width: 360, height: 800 })
      await picture(page, `my-data-without-scripts-${name}`)
      await page.setViewportSize({ width: 1280, height: 800 })
    })
  })

  /** Everything that somebody with an app, and with a service in another browser, does at My data. */
  async function visit(page: Page, hands: Hands, lookAt: (name: string) => Promise<void>): Promise<void> {
    const account = await kapu.account()
    await enter(mailbox, account)
    const signIn = (person: Person) => signInWith(page, person, { hands })
    const at = (step: string) => page.waitForSelector(`main[data-step="${step}"]`)
    const open = async (path: string, step: string) => {
      if ((await page.locator('nav.my .my-ways a').count()) > 0) await hands.press(page, 'nav.my .my-ways a')
      await at('my_data/home')
      await hands.press(page, `ul.methods a[href*="${path}"]`)
      await at(step)
    }

    await page.goto(`${kapu.issuer}/fiok`)
    await signIn(account)
    await at('my_data/home')
    expect(await page.locator('main').innerText()).toContain(account.username)
    await lookAt('home')

    await open('/fiok/munkamenetek', 'my_data/sessions')
    expect(await livingSessions(kapu, account.id)).toHaveLength(2)
    await lookAt('sessions')
    await hands.press(page, 'button[name=action][value=end]')
    await page.waitForSelector('[role=status]')
    expect(await livingSessions(kapu, account.id)).toHaveLength(1)
    await lookAt('sessions-ended')

    await open('/fiok/jelszo', 'my_data/password')
    await lookAt('password')
    await hands.fill(page, '[name=password]', account.password)
    await hands.fill(page, '[name=new_password]', NEW_PASSWORD.new_password)
    await hands.fill(page, '[name=new_password_again]', NEW_PASSWORD.new_password)
    await hands.press(page, 'button[name=action][value=continue]')
    await page.waitForSelector('main[data-step="my_data/home"] [role=status]')
    await lookAt('password-changed')
    const person = { ...account, password: NEW_PASSWORD.new_password }

    await open('/fiok/szolgaltatasok', 'my_data/services')
    await lookAt('services')
    await hands.press(page, '#withdraw-mailbox button[type=submit]')
    await page.waitForSelector('[role=status]')
    expect(await page.locator('#withdraw-mailbox').count()).toBe(0)
    await lookAt('services-withdrawn')

    await open('/fiok/naplo', 'my_data/log')
    await lookAt('log')
    const file = await hands.download(page, '#download button[value=json]')
    expect(file.suggestedFilename()).toBe('kapu-naplo.json')
    const log = await readFile(await file.path(), 'utf8')
    for (const event of ['sign_in.finished', 'account.password_changed', 'consent.withdrawn'])
      expect(log).toContain(event)

    // Another code of the app is due
    later(61)
    await open('/fiok/ugyfelkapu-plusz', 'my_data/factors')
    await lookAt('factors')
    await hands.press(page, 'a[href*="/fiok/ugyfelkapu-plusz/email-code"]')
    await page.waitForLoadState()
    await signIn(person)
    await page.waitForSelector('main[data-step="my_data/factors"] [role=status]')
    expect(await page.locator('#remove-email-code-0').count()).toBe(1)
    await lookAt('factors-switched-on')
  }
})
