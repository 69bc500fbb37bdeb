/** A desktop with Kapu's pages and a phone with the DÁP simulator: two browsers that know nothing of one another. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startWallet } from '../../demo/wallet/server.ts'
import type { Running } from '../../demo/web.ts'
import { freePort } from '../demo/stock-provider.ts'
import { requestUrl } from '../journeys/enter.ts'
import { later } from '../journeys/time.ts'
import { aClerk, anOffice, openCustomer, sitDown } from '../registrar/desk.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { PERSON } from '../support/phones.ts'
import { messagesAt } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { look, lookHere, picture } from './look.ts'
import { signInWith, stepOf } from './sign-in.ts'
import { approve, getReady, isAt, PIN } from './simulator.ts'

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 800 }
const HIGH = 'http://eidas.europa.eu/LoA/high'

describe.skipIf(!chromiumIsHere())('the DÁP app, with the simulator as the phone', { timeout: 90_000 }, () => {
  let browser: Browser
  let kapu: Kapu
  let service: Service
  let wallet: Running

  /** Anna's: her account, and a phone in her hand from the first test to the last. */
  let person: TestAccount
  let mobile: Page

  beforeAll(async () => {
    const port = await freePort()
    kapu = await startKapu({ mail: true, settings: { wallet: { openAt: `http://localhost:${port}/open` } } })
    service = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
    const { issuer: pidIssuer, authorities } = kapu.walletWorld
    const accessAuthority = authorities[0] ?? ''
    wallet = await startWallet({ issuer: kapu.issuer, port, pidIssuer, accessAuthority, persons: [PERSON, BELA] })
    browser = await launchChromium()
    person = await kapu.account()
    mobile = await newPhone()
    const { desktop } = await atEnrolment(person)
    await enrolled(desktop, mobile)
  })

  afterAll(async () => {
    await browser.close()
    await wallet.close()
    await kapu.close()
  })

  afterEach(async () => {
    vi.useRealTimers()
    const others = browser.contexts().filter((context) => context !== mobile.context())
    await Promise.all(others.map((context) => context.close()))
  })

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en', viewport: wide, ...options })
    context.setDefaultTimeout(15_000)
    return context.newPage()
  }

  /** A phone with a PIN and the PID of Anna, or of Béla. */
  async function newPhone({ locale = 'en', whose = 0 } = {}): Promise<Page> {
    const page = await open({ locale, viewport: narrow })
    await getReady(page, wallet.origin, whose)
    return page
  }

  /** A desktop where an account is about to be given a phone. */
  async function atEnrolment(whose: TestAccount, options: BrowserContextOptions = {}): Promise<{ desktop: Page }> {
    const desktop = await open(options)
    await desktop.goto(`${kapu.issuer}/fiok/ugyfelkapu-plusz/dap`)
    await signInWith(desktop, whose, { until: 'enrol/dap' })
    expect(await stepOf(desktop)).toBe('enrol/dap')
    return { desktop }
  }

  async function enrolled(desktop: Page, phone: Page): Promise<void> {
    await scan(phone, desktop)
    await approve(phone, await numberOn(desktop))
    await isAt(phone, 'outcome/approved')
    await desktop.fill('[name=device_name]', 'My phone')
    await desktop.click(CONTINUE)
    await desktop.waitForURL(/kesz/)
  }

  /** A desktop that asks for the app at the highest level. */
  async function atTheCode(options: BrowserContextOptions = {}): Promise<Page> {
    const desktop = await open(options)
    await desktop.goto(requestUrl(service, { scope: 'openid', acr_values: HIGH }).href)
    await desktop.click('button[name=factor][value=dap]')
    await desktop.waitForSelector('[data-match-number]')
    return desktop
  }

  /** The phone's own browser, in which nobody is signed in, led by the page's link into the app. */
  async function askedOnThePhone(): Promise<Page> {
    await mobile.context().clearCookies()
    const page = await mobile.context().newPage()
    await page.goto(requestUrl(service, { scope: 'openid', acr_values: HIGH }).href)
    await page.click('button[name=factor][value=dap]')
    await page.locator(`a[href^="${wallet.origin}"]`).click()
    await isAt(page, 'asked')
    return page
  }

  /** Copies the text of the QR code into the phone, as one does where there is no camera. */
  async function scan(phone: Page, desktop: Page): Promise<void> {
    await phone.goto(wallet.origin)
    await isAt(phone, 'home')
    await phone.fill('#home-link', await codeOn(desktop))
    await phone.click('[data-step="wallet/home"] form button')
  }

  /** The service has got its answer. */
  async function expectSignedIn(page: Page, expected = person): Promise<void> {
    await page.waitForURL((url) => url.origin === kapu.serviceOrigin)
    expect(new URL(page.url()).searchParams.get('code')).toMatch(/./)
    const { subject_account_id: whose, amr } = await kapu.db
      .selectFrom('audit_events')
      .select(['subject_account_id', 'amr'])
      .where('event', '=', 'sign_in.finished')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect([whose, amr]).toEqual([expected.id, expect.arrayContaining(['sim'])])
  }

  test('is added in My data, named and listed, in Hungarian', async () => {
    const another = await kapu.account()
    const { desktop } = await atEnrolment(another, { locale: 'hu' })
    await lookHere(desktop, 'dap-enrol')
    const phone = await newPhone({ locale: 'hu' })
    await scan(phone, desktop)
    await isAt(phone, 'asked')
    await lookHere(phone, 'dap-enrol-phone')
    await approve(phone, await numberOn(desktop))
    await isAt(phone, 'outcome/approved')
    await desktop.waitForSelector('[name=device_name]')
    await lookHere(desktop, 'dap-enrol-approved')
    await desktop.fill('[name=device_name]', 'Kistelefon')
    await desktop.click(CONTINUE)
    await desktop.waitForURL(/kesz/)
    await desktop.goto(`${kapu.issuer}/fiok/ugyfelkapu-plusz`)
    expect(await desktop.locator('main').innerText()).toContain('Kistelefon')
  })

  test('K11 is added by a ticket that an office printed and the mailed code, and signs in then', async () => {
    await anOffice(kapu, 'here')
    const desk = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
    const customer = await kapu.account()
    await openCustomer(kapu, desk, customer.username)
    await desk.clickLink('DÁP registration')
    await desk.submit({ identity_checked: 'yes' }, { action: 'continue' })
    const ticket = /http\S+token=[\w-]{43}/.exec(desk.text)?.[0] ?? ''

    const phone = await newPhone()
    await phone.fill('#home-link', ticket)
    await phone.click('[data-step="wallet/home"] form button')
    await isAt(phone, 'enrol')
    await phone.fill('#enrol-code', await ticketCodeOf(customer))
    await phone.fill('#enrol-pin', PIN)
    await phone.keyboard.press('Enter')
    await isAt(phone, 'outcome/bound')

    const desktop = await atTheCode()
    await scan(phone, desktop)
    await approve(phone, await numberOn(desktop))
    await expectSignedIn(desktop, customer)
  })

  test.each(['hu', 'en'] as const)('signs a desktop in, which goes on by itself, in %s', async (locale) => {
    const desktop = await atTheCode({ locale })
    await lookHere(desktop, 'dap-code')
    await mobile.goto(`${wallet.origin}/?lang=${locale}`)
    await scan(mobile, desktop)
    await isAt(mobile, 'asked')
    const service = await mobile.locator('[data-step="wallet/asked"] [data-slot=service]').innerText()
    expect(await desktop.locator('main').innerText()).toContain(service)
    await expect.poll(() => desktop.locator('[data-status]').innerText()).toMatch(/beolvasta|has scanned/)
    await approve(mobile, await numberOn(desktop))
    await isAt(mobile, 'outcome/approved')
    await expectSignedIn(desktop)
  })

  test('signs in on the phone itself, which is sent back by the app', async () => {
    const page = await askedOnThePhone()
    expect(await page.locator('[data-numbers]').isVisible()).toBe(false)
    await approve(page, null)
    await expectSignedIn(page)
    await page.close()
  })

  test('signs in a desktop without scripts', async () => {
    const desktop = await atTheCode({ javaScriptEnabled: false })
    await picture(desktop, 'dap-code-without-scripts')
    await scan(mobile, desktop)
    await approve(mobile, await numberOn(desktop))
    await isAt(mobile, 'outcome/approved')
    await desktop.click(CONTINUE)
    await expectSignedIn(desktop)
  })

  test('is refused: both say so, nobody is in, and a new code works', async () => {
    const desktop = await atTheCode()
    await scan(mobile, desktop)
    await isAt(mobile, 'asked')
    await mobile.click('[data-step="wallet/asked"] [data-act=refuse]')
    await isAt(mobile, 'outcome/refused')
    await desktop.waitForSelector('[role=alert]')
    await look(desktop, 'dap-refused')
    await desktop.click('button[value=resend]')
    await desktop.waitForSelector('[data-match-number]')
    await scan(mobile, desktop)
    await approve(mobile, await numberOn(desktop))
    await expectSignedIn(desktop)
  })

  test('is refused on the phone itself, which is sent back', async () => {
    const page = await askedOnThePhone()
    await page.click('[data-step="wallet/asked"] [data-act=refuse]')
    await page.waitForURL((url) => url.origin === kapu.issuer)
    expect(await stepOf(page)).toBe('authenticate/dap')
    await page.waitForSelector('[role=alert]')
    await page.close()
  })

  test('with a wrong number nobody is in, and both say so', async () => {
    const desktop = await atTheCode()
    const right = await numberOn(desktop)
    await scan(mobile, desktop)
    await isAt(mobile, 'asked')
    const numbers = await mobile.locator('[data-act=number]').allInnerTexts()
    expect(numbers).toContain(right)
    await approve(mobile, numbers.find((one) => one !== right) ?? '')
    await isAt(mobile, 'outcome/wrong_number')
    await desktop.waitForSelector('[role=alert]')
    await lookHere(desktop, 'dap-wrong-number')
    await mobile.reload()
    await isAt(mobile, 'outcome/wrong_number')
  })

  test('lets a request run out', async () => {
    const desktop = await atTheCode()
    const link = await codeOn(desktop)
    later(181)
    await mobile.goto(link)
    await isAt(mobile, 'outcome/expired')
    await desktop.waitForSelector('[role=alert]')
    await lookHere(desktop, 'dap-expired')
  })

  test('a request that a stranger opened first opens nowhere else', async () => {
    const desktop = await atTheCode()
    const link = await codeOn(desktop)
    const stranger = await newPhone({ whose: 1 })
    await stranger.goto(link)
    await isAt(stranger, 'asked')
    await mobile.goto(link)
    await isAt(mobile, 'outcome/scanned_before')
  })

  test('a phone that nobody has added signs nobody in, and says what to do', async () => {
    const desktop = await atTheCode()
    const stranger = await newPhone({ whose: 1 })
    await scan(stranger, desktop)
    await approve(stranger, await numberOn(desktop))
    await isAt(stranger, 'outcome/not_bound')
    await desktop.waitForSelector('[role=alert]')
    expect(await stepOf(desktop)).toBe('authenticate/dap')
  })

  test('a phone that has an account is added to no other, nor a second time', async () => {
    const { desktop } = await atEnrolment(await kapu.account())
    await scan(mobile, desktop)
    await approve(mobile, await numberOn(desktop))
    await isAt(mobile, 'outcome/bound_before')
    await desktop.waitForSelector('[role=alert]')
  })

  test('a phone with the card of somebody else is not added', async () => {
    const { desktop } = await atEnrolment(await kapu.account())
    const stranger = await newPhone({ whose: 1 })
    await scan(stranger, desktop)
    await approve(stranger, await numberOn(desktop))
    await isAt(stranger, 'outcome/another_person')
    await desktop.waitForSelector('[role=alert]')
    await lookHere(desktop, 'dap-another-person')
  })
})

const CONTINUE = 'button[name=action][value=continue]'

/** The code that was mailed for a ticket. */
async function ticketCodeOf({ username, mailApi }: TestAccount): Promise<string> {
  const codes = async () =>
    (await messagesAt(mailApi ?? ''))
      .filter(({ to }) => to.startsWith(`${username}@`))
      .flatMap(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? [])
  await expect.poll(async () => (await codes()).length).toBe(1)
  return (await codes())[0] ?? ''
}

function codeOn(desktop: Page): Promise<string> {
  return desktop
    .locator('[data-request]')
    .textContent()
    .then((text) => (text ?? '').trim())
}

async function numberOn(desktop: Page): Promise<string> {
  return (await desktop.locator('[data-match-number]').innerText()).trim()
}

const BELA = {
  family_name: 'Őry',
  given_name: 'Béla',
  birthdate: '1951-11-02',
  place_of_birth: { locality: 'Győr', country: 'HU' },
}
