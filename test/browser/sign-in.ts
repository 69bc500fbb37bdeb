/** A person at a real browser: answers page after page with what they hold. The robot's twin, see `support/robot.ts`. */
import type { Page } from 'playwright-core'
import { OWN_PAGE, type Person, type SignedIn } from '../support/robot.ts'
import { freshAppCode, mailedCode } from '../support/robot/codes.ts'
import { pointer, type Hands } from './hands.ts'

export interface Manner {
  readonly hands?: Hands
  /** Called at each page before it is answered. */
  readonly look?: (page: Page, name: string, hands: Hands) => Promise<void>
  /** Optional claims to share. */
  readonly share?: readonly string[]
  /** Stop, without answering, at this step. */
  readonly until?: string
}

const MOST_STEPS = 20
const CONTINUE = 'button[name=action][value=continue]'

/** Goes on until a page is reached that is no step of a sign-in. Gives the steps and what the person then holds. */
export async function signInWith(page: Page, person: Person, manner: Manner = {}): Promise<SignedIn> {
  const steps: string[] = []
  let holder = person
  let deletionCode: string | null = null
  for (let step = await stepOf(page); step !== null && step !== manner.until; step = await stepOf(page)) {
    if (OWN_PAGE.test(step)) break
    if (steps.length === MOST_STEPS) throw new Error(`no end after ${steps.join(', ')}`)
    const fault = page.locator('[role=alert]')
    if ((await fault.count()) > 0) throw new Error(`refused at ${step}: ${await fault.first().innerText()}`)
    steps.push(step)
    await manner.look?.(page, nameOf(step, await page.locator('[name=saved]').count()), manner.hands ?? pointer)
    if ((await page.locator('[name=saved]').count()) > 0) deletionCode = await codeOn(page)
    holder = await answer(page, step, holder, manner)
    await page.waitForLoadState()
  }
  return { steps, person: holder, deletionCode }
}

/** `data-step` of the page; null outside a sign-in. */
export async function stepOf(page: Page): Promise<string | null> {
  const step = page.locator('main[data-step]:has(form#step)')
  return (await step.count()) === 0 ? null : step.getAttribute('data-step')
}

function nameOf(step: string, saved: number): string {
  return saved > 0 ? 'deletion-code' : step.replaceAll(/[/_]/g, '-')
}

async function answer(page: Page, step: string, person: Person, manner: Manner): Promise<Person> {
  const hands = manner.hands ?? pointer
  switch (step) {
    case 'identify':
      await hands.fill(page, '[name=username]', person.username)
      await hands.fill(page, '[name=password]', person.password)
      await hands.press(page, CONTINUE)
      return person
    case 'authenticate/password':
      await hands.fill(page, '[name=password]', person.password)
      await hands.press(page, CONTINUE)
      return person
    case 'enrol':
      await hands.press(page, 'button[name=factor][value=totp]')
      return person
    case 'authenticate/totp':
      await enterCode(page, hands, await freshAppCode({ username: person.username, secret: person.totpSecret ?? '' }))
      return person
    case 'authenticate/email-code':
    case 'authenticate/identification-mail':
    case 'enrol/email-code': {
      const number = await page.locator('.session-number').innerText()
      await enterCode(page, hands, await mailedCode(person.mailApi ?? '', number.trim()))
      return person
    }
    case 'enrol/totp':
      return enrolApp(page, hands, person)
    case 'consent':
      for (const claim of manner.share ?? []) await hands.tick(page, `[name=claim_${claim}]`)
      await hands.press(page, 'button[name=action][value=approve]')
      return person
    default:
      throw new Error(`no answer at ${step} (${page.url()})`)
  }
}

async function enrolApp(page: Page, hands: Hands, person: Person): Promise<Person> {
  if ((await page.locator('[name=saved]').count()) > 0) {
    await hands.tick(page, '[name=saved]')
    await hands.press(page, CONTINUE)
    return person
  }
  await hands.press(page, 'summary')
  const totpSecret = await codeOn(page)
  await enterCode(page, hands, await freshAppCode({ username: person.username, secret: totpSecret }))
  return { ...person, totpSecret }
}

/** The key or code that the page shows for copying. */
async function codeOn(page: Page): Promise<string> {
  return (await page.locator('.secret .code').innerText()).replaceAll(/\s/g, '')
}

async function enterCode(page: Page, hands: Hands, code: string): Promise<void> {
  await hands.fill(page, '[name=code]', code)
  await hands.press(page, CONTINUE)
}
