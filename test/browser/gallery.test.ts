/** How the pages of the gallery answer in a real browser. What every page of it keeps to is asked in `test/gallery`. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOverPage } from '../../views/pages/hand-over.ts'
import { aFrame } from '../gallery/frames.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { axeFindings } from './axe.ts'
import { type Gallery, openGallery } from './gallery-pages.ts'

describe.skipIf(!chromiumIsHere())('in Chromium', () => {
  let browser: Browser
  let gallery: Gallery

  beforeAll(async () => {
    ;[browser, gallery] = await Promise.all([launchChromium(), openGallery()])
  })
  afterAll(() => Promise.all([browser.close(), gallery.close()]))

  test('axe is asked: it finds a picture without words, and small print that is too pale', async () => {
    const page = await browser.newPage()
    await page.setContent('<html lang="en"><title>x</title><main><img src="data:,"><p style="color:#ccc">pale</p>')
    const found = await axeFindings(page)
    expect(found.map((finding) => finding.split(':', 1).join('')).toSorted()).toEqual(['color-contrast', 'image-alt'])
    await page.close()
  })

  test('the error summary has the focus, and its link leads to the field', async () => {
    const page = await browser.newPage()
    await page.goto(`${gallery.origin}/en/totp-wrong`)
    expect(await page.evaluate('document.activeElement.id')).toBe('error-summary')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('code')
    await page.close()
  })

  test('the Enter key presses the primary button, whatever other buttons there are', async () => {
    const page = await browser.newPage()
    for (const [state, field] of [
      ['identify-other-methods', 'password'],
      ['email-code', 'code'],
      ['totp-other-possible', 'code'],
    ]) {
      await page.goto(`${gallery.origin}/en/${state}`)
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.method() === 'POST'),
        page.locator(`#${field}`).press('Enter'),
      ])
      expect([state, new URLSearchParams(request.postData() ?? '').get('action')]).toEqual([state, 'continue'])
    }
    await page.close()
  })

  test('an answer is posted on to the service by itself, and nothing with it', async () => {
    const page = await browser.newPage()
    const posted = page.waitForRequest((sent) => sent.method() === 'POST')
    const answer = handOverPage(aFrame('en'), {
      action: `${gallery.origin}/back`,
      fields: [{ name: 'code', value: 'a&b' }],
    })
    await page.route('**/hand-over', async (route) => route.fulfill({ body: answer, contentType: 'text/html' }))
    await page.goto(`${gallery.origin}/hand-over`, { waitUntil: 'commit' })
    expect((await posted).postData()).toBe('code=a%26b')
    await page.close()
  })

  test('a password can be seen while it is typed, and leaves as a password', async () => {
    const page = await browser.newPage()
    await page.goto(`${gallery.origin}/en/identify`)
    await page.fill('#password', 'a secret')
    await page.getByRole('button', { name: 'Show: Password' }).click()
    expect(await page.getAttribute('#password', 'type')).toBe('text')
    await page.getByRole('button', { name: 'Hide: Password' }).click()
    expect(await page.getAttribute('#password', 'type')).toBe('password')
    await page.close()
  })
})
