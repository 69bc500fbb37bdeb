/** Whole lives of accounts in Chromium: what is told over HTTP in `test/journeys/lives-of-accounts.test.ts`. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { registersAtHome, registersInPerson } from '../journeys/lives/beginnings.ts'
import { forgetsPassword, letsPasswordExpire, losesTelephone, movesAddress } from '../journeys/lives/recoveries.ts'
import { openStage, type Stage } from '../journeys/lives/stage.ts'
import type { Window } from '../journeys/lives/window.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { pageWindow } from './page-window.ts'

describe.skipIf(!chromiumIsHere())('in Chromium', { timeout: 120_000 }, () => {
  let stage: Stage
  let browser: Browser
  let refusedByPolicy: string[] = []
  const looked = new Set<string>()

  beforeAll(async () => {
    ;[stage, browser] = await Promise.all([openStage(newWindow), launchChromium()])
  })
  afterAll(async () => {
    await browser.close()
    await stage.kapu.close()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(refusedByPolicy).toEqual([])
    refusedByPolicy = []
  })

  async function newWindow(): Promise<Window> {
    const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } })
    context.setDefaultTimeout(10_000)
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refusedByPolicy.push(message.text())
    })
    context.on('weberror', (error) => refusedByPolicy.push(error.error().message))
    return pageWindow(await context.newPage(), looked)
  }

  test('#2 #13 S1 S3 feature 13: somebody registers at the office', () => registersInPerson(stage, 'szemelyesen'))

  test('#1 #5 #8 #10 S1 S2 RD2 RD3: somebody registers at home', () => registersAtHome(stage, 'otthonrol'))

  test('#19 #20 RD8 S3 feature 19: somebody forgets their password', () => forgetsPassword(stage))

  test('#26 #28 #29 S2 feature 21: somebody lets their password expire', () => letsPasswordExpire(stage))

  test('2F-7 2F-10 S4: somebody loses their telephone', () => losesTelephone(stage))

  test('#40 S0 feature 24: somebody moves their address and takes it back', () => movesAddress(stage))
})
