/**
 * Two people, two services, three tabs of one browser, in random order: whatever they do, nobody gets the other's code,
 * claims or consent, and nobody ends at a wall. KAPU_FULL=1 walks ten times as far; KAPU_SEED repeats a run.
 */
import { array, assert, asyncProperty, nat } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { later } from '../journeys/time.ts'
import type { Robot } from '../support/robot.ts'
import { openStage, type Stage } from '../journeys/two-people.ts'
import { actionFor, ask, goOn, type Action } from './actions.ts'
import { openBrowser, type Browser, type Living, type Who } from './browser.ts'
import { check } from './invariants.ts'

const WALKS = process.env['KAPU_FULL'] === '1' ? 2_000 : 200
const seed = Number(process.env['KAPU_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const steps = array(nat(2 ** 30), { minLength: 11, maxLength: 15, size: 'max' })

/** One address makes all these mistakes; what is limited for one account stays so. */
const limits = { address: [{ max: 1_000_000, per: 'PT5M' }], addressAccounts: { max: 1_000_000, per: 'PT15M' } }

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ settings: { limits, log: { level: 'error' } } })
  later(0)
})
afterAll(async () => {
  vi.useRealTimers()
  await stage.kapu.close()
})

/** How many of each action were done, and how many codes came: a walk that never arrives shows nothing. */
const done = new Map<string, number>()

async function walk(choices: readonly number[]): Promise<void> {
  const browser = await openBrowser(stage)
  const [first = 0] = choices
  const [one, other]: readonly [Who, Who] = first % 8 < 4 ? ['anna', 'bela'] : ['bela', 'anna']
  let session: Living | null = null
  try {
    // Most walks begin where somebody is signed in; some where they were about to be, and somebody else is by now
    if (first % 4 === 3) session = await overtaken(browser, { one, other }, session)
    else if (first % 4 !== 0) session = await signsIn(browser, browser.last.tab, one, session)
    for (const choice of choices) session = await step(browser, choice, session)
  } catch (error) {
    throw new Error(`seed ${seed}\n${browser.trace.join('\n')}`, { cause: error })
  }
  count('codes', browser.idTokens.size)
}

async function step(browser: Browser, choice: number, before: Living | null): Promise<Living | null> {
  const tab = browser.tabs[choice % 6] ?? browser.last.tab
  browser.last.tab = tab
  const rest = Math.floor(choice / 6)
  const action = actionFor(browser, tab, rest)
  // Now and then the browser is closed while it is being sent on
  const breaksOff = rest % 4 === 0 && /continue|approve/.test(action.name)
  if (breaksOff) {
    tab.breakOffAfter(BREAK_OFF_AFTER[Math.floor(rest / 4) % BREAK_OFF_AFTER.length] ?? BEFORE_RESUME)
    // Somebody goes on in another tab meanwhile
    browser.last.tab = nextTab(browser, tab)
  }
  return take(browser, tab, action, before)
}

/** A tab that only has to go back to the library, which then answers the service, has got two answers. */
const BEFORE_RESUME = 2
const BREAK_OFF_AFTER = [1, BEFORE_RESUME, BEFORE_RESUME, 3]

/** One person's tab breaks off where all is decided, and another person signs in in another tab. */
async function overtaken(
  browser: Browser,
  { one, other }: { one: Who; other: Who },
  before: Living | null,
): Promise<Living | null> {
  const { tab } = browser.last
  const session = await signsIn(browser, tab, one, before, () => {
    if (tab.step === 'consent') tab.breakOffAfter(BEFORE_RESUME)
  })
  browser.last.tab = nextTab(browser, tab)
  return signsIn(browser, browser.last.tab, other, session)
}

/** A whole sign-in of one person. */
async function signsIn(
  browser: Browser,
  tab: Robot,
  who: Who,
  before: Living | null,
  prepare: () => void = () => undefined,
): Promise<Living | null> {
  let session = await take(browser, tab, ask(browser, tab, browser.stage.mailbox, {}), before)
  for (let action = goOn(browser, tab, who); action !== null; action = goOn(browser, tab, who)) {
    prepare()
    session = await take(browser, tab, action, session)
    // It broke off: the page is the one that was answered
    if (tab.hops.at(-1)?.location !== null) break
  }
  return session
}

function nextTab({ tabs }: Browser, tab: Robot): Robot {
  return tabs[(tabs.indexOf(tab) + 1) % tabs.length] ?? tab
}

/** Does it, and checks what must be true then. */
async function take(browser: Browser, tab: Robot, action: Action, before: Living | null): Promise<Living | null> {
  later(2)
  const session = before !== null && before.endsAt > new Date() ? before : null
  const result = await action.run()
  browser.trace.push(`${browser.tabs.indexOf(tab)} ${action.name} → ${whereIs(tab)}`)
  count(action.name.replace(/ (?:anna|bela)| \{.*/, ''), 1)
  return check(browser, result, session)
}

function whereIs(tab: Robot): string {
  return `${tab.status} ${tab.step ?? tab.url.pathname}${tab.url.searchParams.has('code') ? ' code' : ''}${tab.url.searchParams.get('error') ?? ''}`
}

function count(what: string, times: number): void {
  done.set(what, (done.get(what) ?? 0) + times)
}

describe('one browser', () => {
  test(`keeps two people apart on ${WALKS} walks`, { timeout: 60 * 60_000 }, async () => {
    console.log(`seed ${seed}`)
    await assert(asyncProperty(steps, walk), { numRuns: WALKS, seed, endOnFailure: true })
    if (process.env['KAPU_COUNTS'] === '1') console.log(Object.fromEntries(done))
    expect(done.get('codes')).toBeGreaterThan(WALKS)
    expect(done.get('switch_account:  switch')).toBeGreaterThan(WALKS / 20)
    expect(done.get('switch_account:  stay')).toBeGreaterThan(WALKS / 20)
  })
})
