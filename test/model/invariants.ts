/** What must be true after everything that people do at one browser. */
import { userInfo } from '../journeys/enter.ts'
import { SUBSTANTIAL } from '../journeys/levels.ts'
import { epochSeconds } from '../journeys/time.ts'
import type { Robot } from '../support/robot.ts'
import { formsOf, linksOf } from '../support/robot/page.ts'
import { FULL_NAMES, PEOPLE, sessionsOf, type Browser, type Living, type Request, type Who } from './browser.ts'

/** What was done, as far as it may change who is signed in. */
export interface Done {
  readonly tab: Robot
  readonly request: Request | null
  /** The button that was pressed. */
  readonly pressed: string | null
  /** What the page with the button sent along of the session that it spoke of. */
  readonly shown?: string | undefined
  /** Whose password or code was typed, rightly. */
  readonly by: Who | null
  /** Time was let pass, or cookies were thrown away. */
  readonly fate: 'time' | 'cookies' | null
}

/** A broken rule, in words. */
class Broken extends Error {}

function hold(condition: boolean, rule: string): void {
  if (!condition) throw new Broken(rule)
}

/** Checks all rules after an action. `before` is the browser's session as it was. */
export async function check(browser: Browser, done: Done, before: Living | null): Promise<Living | null> {
  const { tab } = done
  const over = new Set(browser.over)
  const { mine, living } = await sessionsOf(browser)
  hold(
    tab.hops.every(({ status }) => status < 500),
    `an answer of the server’s fault: ${tab.hops.map(({ url, status }) => `${status} ${url.pathname}`).join(', ')}`,
  )
  hold(!living.some(({ uid }) => over.has(uid)), 'a session that was over lives again')
  const strays = living.filter(({ uid }) => uid !== mine?.uid && !browser.orphans.has(uid))
  hold(strays.length === 0, `another session of this browser lives: ${JSON.stringify({ strays, mine })}`)
  checkChange(browser, done, before, mine)
  noteShown(browser, tab, mine)
  checkPage(browser, done, [before, mine])
  await checkArrival(browser, done, before, mine)
  return mine
}

/** A session begins with a proof in the request at hand, changes hands where a button says so, and ends on purpose. */
function checkChange(
  browser: Browser,
  { request, pressed, shown, fate }: Done,
  before: Living | null,
  after: Living | null,
): void {
  if (before?.uid === after?.uid) {
    hold(before?.who === after?.who, 'a session changed hands')
    return
  }
  if (after !== null) {
    hold(request?.typed.has(after.who) === true, `a session of ${after.who} began without a proof in this request`)
  }
  if (before === null) return
  const onPurpose = fate !== null || ['switch', 'everywhere'].includes(pressed ?? '')
  hold(onPurpose, `the session of ${before.who} ended by ${pressed ?? 'nothing'}`)
  const wasSeen = shown === undefined || browser.shown.get(shown) === before.uid
  hold(wasSeen, `the session of ${before.who} ended by a page that spoke of another one`)
}

/** Of whom the page in the tab speaks, if it asks what becomes of their session. */
function noteShown({ shown }: Browser, tab: Robot, mine: Living | null): void {
  const token = tab.form?.values['shown']
  if (token !== undefined && mine !== null && !shown.has(token)) shown.set(token, mine.uid)
}

/** Every page has a way on, and names in full only who is there. */
function checkPage({ stage }: Browser, { tab, request }: Done, sessions: readonly (Living | null)[]): void {
  if (tab.url.origin !== stage.kapu.issuer) return
  // After Back, and where it broke off, the page is one of before: nobody answered with it now
  if (tab.step === 'home' || tab.hops.at(-1)?.url !== tab.url) return
  const main = /<main[\s\S]*<\/main>/.exec(tab.html)?.[0] ?? ''
  const isForm = formsOf(main).some(({ id, buttons }) => id === 'step' && buttons.length > 0)
  hold(isForm || linksOf(main).length > 0, `a dead end: ${tab.status} ${tab.url.pathname} ${tab.text.slice(0, 200)}`)
  // The library gives up where the session is another than before; our pages decide anew
  hold(!tab.text.includes('E-FLOW-08'), `a sign-in ended because another session is here: ${tab.url.pathname}`)
  for (const who of PEOPLE) {
    const isThere = request?.typed.has(who) === true || sessions.some((session) => session?.who === who)
    hold(isThere || !tab.text.includes(FULL_NAMES[who]), `${who} is named on a page of ${tab.step ?? 'no step'}`)
  }
}

/** What a service gets is the answer to its own request, about who is there. */
async function checkArrival(
  browser: Browser,
  { tab, request, by }: Done,
  before: Living | null,
  after: Living | null,
): Promise<void> {
  const isSent = tab.hops.length > 1 && tab.hops.at(-1)?.url === tab.url && tab.hops[0]?.url.origin !== tab.url.origin
  if (!isSent) return
  const { searchParams: params, pathname } = tab.url
  const state = params.get('state')
  if (tab.url.origin !== browser.stage.kapu.serviceOrigin || !(params.has('code') || params.has('error'))) return
  hold(request !== null && state === request.asked.state, `an answer with the state of another request at ${pathname}`)
  if (request === null) return
  hold(new URL(request.service.redirectUri).pathname === pathname, `an answer at another service: ${pathname}`)
  if (!params.has('code')) return
  const tokens = await request.asked.redeem()
  const claims = tokens.claims()
  const name = (await userInfo(request.service, { tokens }))['name']
  const who = PEOPLE.find((one) => FULL_NAMES[one] === name)
  hold(who !== undefined && claims !== undefined, `claims of nobody: ${JSON.stringify([name, claims])}`)
  if (who === undefined || claims === undefined) return
  browser.idTokens.set(tokens.id_token ?? '', { who, service: request.service })
  checkProof(browser, request, { who, authTime: claims.auth_time ?? 0 }, before)
  const isResumed = tab.hops.some(({ url }) => url.pathname.startsWith('/auth/'))
  hold(!isResumed || after?.cookie !== before?.cookie, `${who} signed in, and the browser kept its session’s id`)
  hold(by === null || by === who, `${by ?? ''} typed what is theirs, and ${who} went on`)
  hold(after?.who === who, `a code of ${who} in a browser of ${after?.who ?? 'nobody'}`)
  hold(browser.approved.has(`${who} ${request.service.clientId}`), `${who} agreed to nothing here`)
}

function checkProof(
  browser: Browser,
  { typed, coded, params }: Request,
  { who, authTime }: { who: Who; authTime: number },
  before: Living | null,
): void {
  const isFresh = params['prompt'] === 'login' || params['max_age'] === '0'
  hold(typed.has(who) || (!isFresh && before?.who === who), `a code of ${who}, who proved nothing`)
  const isHalf = params['acr_values'] === SUBSTANTIAL && !coded.has(who) && before?.who !== who
  hold(!isHalf, `a code of ${who}, who proved half`)
  hold(browser.proofs[who].has(authTime), `auth_time ${authTime} is no instant of a proof (now ${epochSeconds()})`)
  const hint = browser.idTokens.get(params['id_token_hint'] ?? '')
  hold(hint === undefined || hint.who === who, `a code of ${who} where ${hint?.who ?? ''} was demanded`)
}
