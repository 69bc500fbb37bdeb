/** A passkey in a real browser with a virtual authenticator: added at My data, then the only thing that signs in. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { aClerk, anOffice } from '../registrar/desk.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { requestUrl } from '../journeys/enter.ts'
import { lookHere } from './look.ts'
import { signInWith, stepOf } from './sign-in.ts'

describe.skipIf(!chromiumIsHere())('a passkey in Chromium', () => {
  let browser: Browser
  let context: BrowserContext
  let kapu: Kapu
  let service: Service
  beforeAll(async () => {
    browser = await launchChromium()
    kapu = await startKapu()
    service = await serviceOf(kapu, await kapu.client({ rules: { pkce: false } }))
    context = await browser.newContext({ locale: 'en-GB' })
  })
  afterAll(async () => {
    await browser.close()
    await kapu.close()
  })

  /** A page whose browser has an authenticator that knows its person, or fails to. */
  async function pageWithDevice(isVerified: boolean): Promise<Page> {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: isVerified,
        automaticPresenceSimulation: true,
      },
    })
    return page
  }

  test('is added by a fresh proof, named, listed, signs in by itself, and is taken away', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const page = await pageWithDevice(true)
    await page.goto(`${kapu.issuer}/fiok/ugyfelkapu-plusz`)
    await signInWith(page, person)
    await page.goto(`${kapu.issuer}/fiok/ugyfelkapu-plusz/passkey`)
    await signInWith(page, person, { until: 'enrol/passkey' })
    expect(await stepOf(page)).toBe('enrol/passkey')
    await lookHere(page, 'passkey-enrol')
    await page.fill('[name=passkey_name]', 'My phone')
    await page.click('button[value=continue]')
    await page.waitForURL(/kesz/)
    expect(await page.textContent('main')).toContain('My phone')

    await page.context().clearCookies()
    await page.goto(requestUrl(service, { scope: 'openid' }).href)
    expect(await stepOf(page)).toBe('identify')
    await page.click('button[value=passkey]')
    expect(await stepOf(page)).toBe('authenticate/passkey')
    await lookHere(page, 'passkey')
    await page.click('button[value=continue]')
    await page.waitForURL((url) => url.origin === kapu.serviceOrigin)
    expect(new URL(page.url()).searchParams.get('code')).not.toBeNull()
    expect(await lastAmr(person.id)).toEqual(['swk', 'user', 'mfa'])

    await page.goto(`${kapu.issuer}/fiok/ugyfelkapu-plusz`)
    await page.click('form#remove-passkey-0 button')
    await page.waitForURL(/removed=passkey/)
    expect(await page.textContent('main')).not.toContain('My phone')
    await page.close()
  })

  test('K1 is what a clerk comes in with where the desk asks for what cannot be phished', async () => {
    const strict = await startKapu({ settings: { desk: { requiredFactors: ['swk'] } } })
    try {
      await anOffice(strict, 'here')
      const clerk = await aClerk(strict, ['here'])
      await context.clearCookies()
      const page = await pageWithDevice(true)
      await page.goto(`${strict.issuer}/ugyintezo`)
      await signInWith(page, clerk)
      expect(await page.textContent('main')).toContain('passkey')
      await page.goto(`${strict.issuer}/fiok/ugyfelkapu-plusz/passkey`)
      await signInWith(page, clerk, { until: 'enrol/passkey' })
      await page.click('button[value=continue]')
      await page.waitForURL(/kesz/)

      await context.clearCookies()
      await page.goto(`${strict.issuer}/ugyintezo`)
      await page.click('button[value=passkey]')
      await page.click('button[value=continue]')
      await page.waitForURL(/ugyintezo/)
      expect(await page.getAttribute('main', 'data-step')).toMatch(/^desk/)
      await page.close()
    } finally {
      await strict.close()
    }
  })

  test('that its device does not give leaves the page, says so, and another way is open', async () => {
    await context.clearCookies()
    const page = await pageWithDevice(false)
    await page.goto(requestUrl(service, { scope: 'openid' }).href)
    await page.click('button[value=passkey]')
    await page.click('button[value=continue]')
    await page.waitForSelector('.passkey-status p')
    expect(await page.textContent('.passkey-status')).toContain('another way to sign in')
    expect(await stepOf(page)).toBe('authenticate/passkey')
    await page.goBack()
    expect(await stepOf(page)).toBe('identify')
    await page.close()
  })

  /** What the last sign-in of this account rested on. */
  async function lastAmr(accountId: string): Promise<readonly string[] | null> {
    const row = await kapu.db
      .selectFrom('audit_events')
      .select('amr')
      .where('subject_account_id', '=', accountId)
      .where('event', '=', 'sign_in.finished')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return row.amr
  }
})
