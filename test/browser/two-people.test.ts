/** Two people at one browser, in Chromium: both orders, two tabs, Back, lost cookies, a tab restored a day later. */
import * as oidc from 'openid-client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { userInfo } from '../journeys/enter.ts'
import { livingSessions } from '../journeys/sessions.ts'
import { later } from '../journeys/time.ts'
import { openStage, twoPeople, type Stage } from '../journeys/two-people.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import type { Service } from '../support/service.ts'
import { lookHere } from './look.ts'
import { signInWith, stepOf } from './sign-in.ts'

/** Within the 24 hours for which the way back is known. */
const NEXT_MORNING = 23 * 60 * 60
const SWITCH = 'button[name=action][value=switch]'

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let stage: Stage
  let browser: Browser
  let refusedByPolicy: string[] = []

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([openStage(), launchChromium()])
  })

  afterAll(async () => {
    await browser.close()
    await stage.kapu.close()
  })

  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(refusedByPolicy).toEqual([])
  })

  async function openBrowser(locale = 'en'): Promise<Page> {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
    refusedByPolicy = []
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text())
    })
    return context.newPage()
  }

  test.each([
    ['Anna', 'Béla', 'hu'],
    ['Béla', 'Anna', 'en'],
  ] as const)('%s is signed in, and %s arrives', async (first, _second, locale) => {
    const people = await twoPeople(stage)
    const [one, two] = first === 'Anna' ? [people.anna, people.bela] : [people.bela, people.anna]
    const page = await openBrowser(locale)
    await ask(stage.mailbox, page)
    await signInWith(page, one)
    expect(await nameAt(page)).toContain(first)

    await ask(stage.taxOffice, page, { prompt: 'login' })
    await signInWith(page, two, { until: 'switch_account' })
    await lookHere(page, `two-people-${first === 'Anna' ? 'anna-first' : 'bela-first'}`)
    const said = await page.locator('main').innerText()
    expect(said).toContain(first === 'Anna' ? 'Kovács A.' : 'Szabó B.')
    expect(said).not.toContain(first === 'Anna' ? 'Kovács Anna' : 'Szabó Béla')
    await page.click(SWITCH)
    await signInWith(page, two)
    expect(await nameAt(page)).not.toContain(first)
    expect(await livingSessions(stage.kapu, one.id)).toEqual([])
    expect(await livingSessions(stage.kapu, two.id)).toHaveLength(1)
  })

  test('who stays types the password again and goes on as themselves', async () => {
    const { anna, bela } = await twoPeople(stage)
    const page = await openBrowser()
    await ask(stage.mailbox, page)
    await signInWith(page, anna)
    await ask(stage.taxOffice, page, { login_hint: bela.username })
    await lookHere(page, 'two-people-only-named')
    await page.click('button[name=action][value=stay]')
    expect(await stepOf(page)).toBe('authenticate/password')
    await lookHere(page, 'two-people-stay')
    await page.fill('[name=password]', anna.password)
    await page.click('button[name=action][value=continue]')
    await page.waitForLoadState()
    await signInWith(page, anna)
    expect(await nameAt(page)).toBe('Kovács Anna')
  })

  test('two tabs, two services, two people: each tab ends at its own service as its own person', async () => {
    const { anna, bela } = await twoPeople(stage)
    const one = await openBrowser()
    const two = await one.context().newPage()
    await ask(stage.mailbox, one)
    await ask(stage.taxOffice, two)
    await signInWith(one, anna)
    expect(await nameAt(one)).toBe('Kovács Anna')
    await signInWith(two, bela, { until: 'switch_account' })
    await lookHere(two, 'two-people-two-tabs')
    await two.click(SWITCH)
    await signInWith(two, bela)
    expect(two.url()).toContain(new URL(stage.taxOffice.redirectUri).pathname)
    expect(await nameAt(two)).toBe('Szabó Béla')
  })

  test('Back after the end leads to a page with a way to the service', async () => {
    const { anna } = await twoPeople(stage)
    const page = await openBrowser()
    await page.goto(`${stage.kapu.issuer}/help`)
    await ask(stage.mailbox, page)
    await signInWith(page, anna)
    await page.goBack()
    await wayOnFrom(page, 'two-people-back')
    expect(await livingSessions(stage.kapu, anna.id)).toHaveLength(1)
  })

  test('cookies deleted in mid sign-in end at a page with a way to the service', async () => {
    const { anna } = await twoPeople(stage)
    const page = await openBrowser('hu')
    await ask(stage.mailbox, page)
    await page.context().clearCookies()
    await page.fill('[name=username]', anna.username)
    await page.fill('[name=password]', anna.password)
    await page.click('button[name=action][value=continue]')
    await page.waitForLoadState()
    await wayOnFrom(page, 'two-people-cookies-deleted')
    expect(await livingSessions(stage.kapu, anna.id)).toEqual([])
  })

  test.each([
    ['with its cookies', false],
    ['without its cookies', true],
  ])('a tab restored a day later, %s, ends at a page with a way to the service', async (_name, cleared) => {
    const page = await openBrowser()
    await ask(stage.taxOffice, page)
    later(NEXT_MORNING)
    if (cleared) await page.context().clearCookies()
    await page.reload()
    await wayOnFrom(page, `two-people-a-day-later-${cleared ? 'no-cookies' : 'cookies'}`)
  })

  /** Redeems the code at which the page stands, as its service does. */
  async function nameAt(page: Page): Promise<unknown> {
    const url = new URL(page.url())
    const asked = requests.get(url.searchParams.get('state') ?? '')
    if (asked === undefined || !url.searchParams.has('code')) throw new Error(`no code at ${url.href}`)
    const tokens = await oidc.authorizationCodeGrant(asked.service.configuration, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
    })
    return (await userInfo(asked.service, { tokens }))['name']
  }

  /** A Kapu page without a form that names the service and links to it; the link is followed. */
  async function wayOnFrom(page: Page, name: string): Promise<void> {
    expect(new URL(page.url()).origin).toBe(stage.kapu.issuer)
    expect(await stepOf(page)).toBeNull()
    await lookHere(page, name)
    const link = page.locator('main a.button')
    expect(await link.count()).toBe(1)
    await link.click()
    await page.waitForLoadState()
    expect(new URL(page.url()).origin).toBe(stage.kapu.serviceOrigin)
  }
})

interface BrowserRequest {
  readonly service: Service
  readonly state: string
  readonly verifier: string
}

const requests = new Map<string, BrowserRequest>()

/** Goes to the service's sign-in, as its link does. */
async function ask(service: Service, page: Page, params: Record<string, string> = {}): Promise<void> {
  const request = { service, state: oidc.randomState(), verifier: oidc.randomPKCECodeVerifier() }
  requests.set(request.state, request)
  const url = oidc.buildAuthorizationUrl(service.configuration, {
    redirect_uri: service.redirectUri,
    scope: 'openid name',
    state: request.state,
    code_challenge: await oidc.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
    ...params,
  })
  await page.goto(url.href)
}
