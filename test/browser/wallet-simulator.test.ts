/** The DÁP simulator as a person has it in hand, with a small verifier on the other side. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import data from '../../demo/demo-data.json' with { type: 'json' }
import { certify } from '../../demo/signing/certificate.ts'
import { newAccessCertificate } from '../../demo/wallet/access-certificate.ts'
import { newPidIssuer } from '../../demo/wallet/pid-issuer.ts'
import { startWallet } from '../../demo/wallet/server.ts'
import type { Running } from '../../demo/web.ts'
import { type Asking, type HonestVerifier, startHonestVerifier } from '../demo/wallet/honest-verifier.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { keyboard } from './hands.ts'
import { look, lookHere, picture } from './look.ts'
import { approve, getReady, isAt, PIN, stepOf } from './simulator.ts'

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 800 }

describe.skipIf(!chromiumIsHere())('the DÁP simulator', { timeout: 90_000 }, () => {
  const authority = certify({ commonName: 'Access' }, { issuer: null, authority: true })
  const access = { authority, certificate: newAccessCertificate(authority, 'localhost') }
  const issuer = newPidIssuer()
  const bound = new Set<string>()
  let verifier: HonestVerifier
  let wallet: Running
  let browser: Browser
  let complaints: string[] = []

  beforeAll(async () => {
    const person = { family_name: 'Kovács', given_name: 'Anna Mária', birthdate: '1984-03-17' }
    verifier = await startHonestVerifier({ access, trusted: [issuer.authority.certificate], bound, person })
    const accessAuthority = authority.certificate.toString()
    const { persons } = data
    wallet = await startWallet({ issuer: verifier.origin, port: 0, pidIssuer: issuer, accessAuthority, persons })
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser.close()
    await Promise.all([wallet.close(), verifier.close()])
  })

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(complaints).toEqual([])
  })

  async function newPhone(options: { locale?: string; viewport?: typeof wide; javaScriptEnabled?: boolean } = {}) {
    const context = await browser.newContext({ locale: 'en', viewport: narrow, ...options })
    context.setDefaultTimeout(10_000)
    complaints = []
    context.on('console', (message) => {
      // The console calls every 4xx a failure; here they are answers
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
    })
    context.on('weberror', (error) => complaints.push(error.error().message))
    return context.newPage()
  }

  /** A phone of Anna's that has its PIN and its PID. */
  async function readyPhone(options: Parameters<typeof newPhone>[0] = {}): Promise<Page> {
    const page = await newPhone(options)
    await getReady(page, wallet.origin)
    return page
  }

  async function openOn(page: Page, asking: Partial<Asking> = {}): Promise<{ number: string | null }> {
    const { link, number } = await verifier.ask({ purpose: 'enrol', ...asking })
    await page.goto(`${wallet.origin}/open${new URL(link).search}`)
    return { number }
  }

  test('is made ready: a PIN, a key, a PID that somebody else signed', async () => {
    const page = await newPhone({ locale: 'hu', viewport: wide })
    await page.goto(wallet.origin)
    await isAt(page, 'first-pin')
    await look(page, 'wallet-first-pin')
    for (const [pin, again] of [
      ['12345', '12345'],
      ['123456', '123457'],
    ] as const) {
      await page.fill('#first-pin-pin', pin)
      await page.fill('#first-pin-again', again)
      await page.click('[data-step="wallet/first-pin"] button')
      await page.waitForSelector('#first-pin-pin[aria-invalid=true]')
      expect(await page.inputValue('#first-pin-pin')).toBe('')
    }
    await lookHere(page, 'wallet-first-pin-wrong')
    await page.fill('#first-pin-pin', PIN)
    await page.fill('#first-pin-again', PIN)
    await page.click('[data-step="wallet/first-pin"] button')
    await isAt(page, 'person')
    await look(page, 'wallet-person')
    await page.check('#person-1')
    await page.click('[data-step="wallet/person"] button')
    await isAt(page, 'home')
    expect(await page.locator('[data-slot=holder]').innerText()).toBe('Őry Béla')
    await look(page, 'wallet-home')
    await page.click('a[href="/device"]')
    await isAt(page, 'device')
    await look(page, 'wallet-device')
  })

  test('approves with number and PIN, and is looked at on the way; a reload or another language loses nothing', async () => {
    const page = await readyPhone({ locale: 'hu' })
    const { number } = await openOn(page)
    await isAt(page, 'asked')
    expect(await page.locator('[data-slot=service]').first().innerText()).toBe('Tárhely')
    expect(await page.locator('[data-slot=claims]').innerText()).toBe('családi név, utónév, születési dátum')
    await look(page, 'wallet-asked')
    expect(await page.locator('[data-slot=service]').first().innerText()).toBe('Mailbox')
    await page.reload()
    await isAt(page, 'asked')
    await page.click(`[data-act=number][value="${number}"]`)
    await isAt(page, 'approve')
    await lookHere(page, 'wallet-approve')
    await page.fill('#approve-pin', '000000')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#approve-pin[aria-invalid=true]')
    expect(await page.locator('#approve-pin-error').innerText()).toMatch(/2$/)
    await lookHere(page, 'wallet-approve-wrong-pin')
    await page.fill('#approve-pin', PIN)
    await page.keyboard.press('Enter')
    await isAt(page, 'outcome/approved')
    await look(page, 'wallet-approved')
    await page.reload()
    expect(await stepOf(page)).toBe('wallet/outcome/approved')
  })

  test('is worked by keyboard alone', async () => {
    const page = await readyPhone()
    const { link, number } = await verifier.ask({ purpose: 'enrol' })
    await keyboard.fill(page, '#home-link', link)
    await keyboard.press(page, '[data-step="wallet/home"] form button')
    await isAt(page, 'asked')
    await enter(page, `[data-act=number][value="${number}"]`)
    await isAt(page, 'approve')
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
    await isAt(page, 'outcome/approved')
  })

  test('goes back where the request came from on the same device', async () => {
    const page = await readyPhone()
    const here = `${wallet.origin}/device`
    await openOn(page, { sameDevice: true, returnTo: here })
    await isAt(page, 'asked')
    expect(await page.locator('[data-numbers]').isVisible()).toBe(false)
    await look(page, 'wallet-asked-here')
    await approve(page, null)
    await page.waitForURL(here)
  })

  const endings: [outcome: string, code: string | null, asking: Partial<Asking>, act: 'approve' | 'refuse' | 'none'][] =
    [
      ['refused', null, {}, 'refuse'],
      ['wrong_number', 'wrong_match_number', { rightNumber: '07' }, 'approve'],
      ['not_bound', 'device_not_bound', { purpose: 'authenticate' }, 'approve'],
      ['distrusted', 'signature_wrong', { signer: issuer.issuer.key }, 'none'],
      ['not_now', 'not_valid_now', { claims: (claims) => ({ ...claims, exp: 1 }) }, 'none'],
    ]
  test.each(endings)('says how it ended: %s', async (outcome, code, asking, act) => {
    const page = await readyPhone()
    await openOn(page, asking)
    if (act === 'refuse') await page.click('[data-step="wallet/asked"] [data-act=refuse]')
    if (act === 'approve') await approve(page, '42')
    await isAt(page, `outcome/${outcome}`)
    const shownCode = page.locator(`[data-step="wallet/outcome/${outcome}"] [data-slot=code]`)
    expect(await shownCode.innerText()).toBe(code ?? '')
    // The screens differ in words and in the code alone
    if (outcome === 'distrusted' || outcome === 'refused') await look(page, `wallet-ending-${outcome}`)
  })

  test('a credential of another person does not get into the account', async () => {
    const page = await newPhone()
    await getReady(page, wallet.origin, 1)
    await openOn(page)
    await approve(page, '42')
    await isAt(page, 'outcome/another_person')
  })

  test('says so where the text is no request, or the request was opened before', async () => {
    const page = await readyPhone()
    await page.fill('#home-link', 'hello')
    await page.click('[data-step="wallet/home"] form button')
    await isAt(page, 'outcome/not_a_request')
    const { link } = await verifier.ask({ purpose: 'enrol' })
    const address = `${wallet.origin}/open${new URL(link).search}`
    await page.goto(address)
    await isAt(page, 'asked')
    const another = await readyPhone()
    await another.goto(address)
    await isAt(another, 'outcome/scanned_before')
  })

  test('locks after three wrong PINs, in whatever window and after a reload, until it is erased', async () => {
    const page = await readyPhone()
    const wrongPin = async () => {
      await page.fill('#approve-pin', '000000')
      await page.keyboard.press('Enter')
    }
    await openOn(page)
    await page.click('[data-act=number][value="42"]')
    await wrongPin()
    await page.waitForSelector('#approve-pin[aria-invalid=true]')
    await page.reload()
    await page.click('[data-act=number][value="42"]')
    await wrongPin()
    await page.waitForSelector('#approve-pin[aria-invalid=true]')
    expect(await page.locator('#approve-pin-error').innerText()).toMatch(/1$/)
    await wrongPin()
    await isAt(page, 'locked')
    await look(page, 'wallet-locked')
    await page.goto(wallet.origin)
    expect(await stepOf(page)).toBe('wallet/locked')
    await page.click('[data-step="wallet/locked"] [data-act=reset]')
    await isAt(page, 'first-pin')
  })

  test('the right PIN gives back its three tries', async () => {
    const page = await readyPhone()
    for (const _round of [1, 2]) {
      await openOn(page)
      await page.click('[data-act=number][value="42"]')
      for (const left of [2, 1]) {
        await page.fill('#approve-pin', '000000')
        await page.keyboard.press('Enter')
        await expect.poll(() => page.locator('#approve-pin-error').innerText()).toMatch(new RegExp(`${left}$`))
      }
      await page.fill('#approve-pin', PIN)
      await page.keyboard.press('Enter')
      await isAt(page, 'outcome/approved')
    }
  })

  test('asks for the PIN to enrol by a ticket, and says that the ticket was not taken', async () => {
    const page = await readyPhone()
    await page.fill('#home-link', `${verifier.origin}/dap/eszkozok?token=nothing`)
    await page.click('[data-step="wallet/home"] form button')
    await isAt(page, 'enrol')
    expect(await page.inputValue('#enrol-address')).toBe(`${verifier.origin}/dap/eszkozok?token=nothing`)
    await look(page, 'wallet-enrol')
    await page.click('[data-step="wallet/enrol"] form button')
    await page.waitForSelector('#enrol-pin[aria-invalid=true]')
    await page.fill('#enrol-address', `${verifier.origin}/dap/eszkozok?token=nothing`)
    await page.fill('#enrol-code', '1234 5678')
    await page.fill('#enrol-pin', PIN)
    await page.keyboard.press('Enter')
    await isAt(page, 'outcome/ticket_refused')
  })

  test('keeps a key that its own page cannot read', async () => {
    const page = await readyPhone()
    const read = await page.evaluate<string>(`new Promise((resolve) => {
      const opening = indexedDB.open('kapu-wallet')
      opening.onsuccess = () => {
        const reading = opening.result.transaction('device').objectStore('device').get('this')
        reading.onsuccess = () => crypto.subtle.exportKey('jwk', reading.result.key.privateKey).then(JSON.stringify, String).then(resolve)
      }
    })`)
    expect(read).toMatch(/InvalidAccessError.*not extractable/)
  })

  test.each(['hu', 'en'])('without scripts it says that a phone needs them, in %s', async (locale) => {
    const page = await newPhone({ locale, javaScriptEnabled: false })
    await page.goto(wallet.origin)
    expect(await page.locator('noscript h1').innerText()).toContain('JavaScript')
    expect(await page.locator('[data-step]:not([hidden])').count()).toBe(0)
    await picture(page, 'wallet-without-scripts')
  })
})

/** Tab by tab to a button, then Enter; nothing is loaded by it. */
async function enter(page: Page, selector: string): Promise<void> {
  const isThere = () => page.locator(selector).evaluate((one) => one === one.ownerDocument.activeElement)
  for (let tabs = 0; tabs < 20 && !(await isThere()); tabs += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
}
