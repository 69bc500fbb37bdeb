/** The simulator in a person's hands: the same for its own test and for whole journeys. */
import type { Page } from 'playwright-core'

export const PIN = '271828'

/** Gives a new phone its PIN, and the PID of the demonstration's person at `person`. Ends on the phone's first page. */
export async function getReady(page: Page, origin: string, person = 0): Promise<void> {
  await page.goto(origin)
  await isAt(page, 'first-pin')
  await page.fill('#first-pin-pin', PIN)
  await page.fill('#first-pin-again', PIN)
  await page.click('[data-step="wallet/first-pin"] button')
  await isAt(page, 'person')
  await page.check(`#person-${person}`)
  await page.click('[data-step="wallet/person"] button')
  await isAt(page, 'home')
}

/** Waits until the phone shows this screen. */
export async function isAt(page: Page, step: string): Promise<void> {
  await page.waitForSelector(`[data-step="wallet/${step}"]:not([hidden])`)
}

/** The screen that the phone shows. */
export async function stepOf(page: Page): Promise<string | null> {
  const screen = page.locator('[data-step]:not([hidden])')
  await screen.waitFor()
  return screen.getAttribute('data-step')
}

/** Chooses the number, types the PIN, approves. `number` is null where there is none to choose. */
export async function approve(page: Page, number: string | null, pin = PIN): Promise<void> {
  await isAt(page, 'asked')
  await page.click(number === null ? '[data-act=here]' : `[data-act=number][value="${number}"]`)
  await isAt(page, 'approve')
  await page.fill('#approve-pin', pin)
  await page.click('[data-step="wallet/approve"] form button')
}
