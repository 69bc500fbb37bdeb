/** What people do at one browser, one thing at a time. */
import { generate } from 'otplib'
import { BOTH_FACTORS } from '../journeys/two-people.ts'
import { epochSeconds, later } from '../journeys/time.ts'
import type { Robot } from '../support/robot.ts'
import { PEOPLE, remember, requestIn, sessionsOf, type Browser, type Request, type Who } from './browser.ts'
import type { Done } from './invariants.ts'

/** One thing that can be done in a tab now. */
export interface Action {
  readonly name: string
  run(): Promise<Done>
}

type Params = Readonly<Record<string, string>>

const HALF_AN_HOUR = 31 * 60
const A_DAY = 25 * 60 * 60
/** Seconds of one step of an authenticator app: each code of a walk is of a step of its own. */
const APP_STEP = 30

/** What can be done in this tab: mostly people answer what they are asked, or ask for something. `choice` is any number. */
export function actionFor(browser: Browser, tab: Robot, choice: number): Action {
  const here = [...onPage(browser, tab), ...restored(browser, tab)]
  const asks = browser.services.flatMap((service) =>
    asksOf(browser, service.clientId).map((params) => ask(browser, tab, service, params)),
  )
  const kind = choice % 10
  const among = kind === 0 ? anywhere(browser, tab) : here.length === 0 || kind < 3 ? asks : here
  const chosen = among[Math.floor(choice / 10) % among.length]
  if (chosen === undefined) throw new Error('nothing to do')
  return chosen
}

/** What this person does next to get in, whatever they are asked; null where there is nothing left to answer. */
export function goOn(browser: Browser, tab: Robot, who: Who): Action | null {
  switch (tab.step) {
    case 'identify':
      return identify(browser, tab, who, 'right')
    case 'switch_account':
      return press(browser, tab, 'switch')
    case 'consent':
      return press(browser, tab, 'approve')
    default:
      return null
  }
}

/** What can be done whatever the page is. */
function anywhere(browser: Browser, tab: Robot): Action[] {
  const end = `${browser.stage.kapu.issuer}/session/end`
  const signOut = navigate(browser, tab, 'sign-out', () => tab.open(end))
  const [hint] = [...browser.idTokens.keys()].toReversed()
  const leave = navigate(browser, tab, 'sign-out of a service', () => tab.open(`${end}?id_token_hint=${hint ?? ''}`))
  const reload = navigate(browser, tab, 'reload', () => tab.reload())
  return [
    ...(tab.url.protocol === 'about:' ? [] : [reload, reload]),
    ...returns(browser, tab),
    signOut,
    ...(hint === undefined ? [] : [leave, leave, leave]),
    pass(browser, tab, HALF_AN_HOUR),
    pass(browser, tab, A_DAY),
    clearCookies(browser, tab),
  ]
}

/** The ways in which a service asks. */
function asksOf({ people, idTokens }: Browser, clientId: string): Params[] {
  const hint = [...idTokens].findLast(([, { service }]) => service.clientId === clientId)?.[0]
  return [
    {},
    {},
    {},
    { prompt: 'login' },
    { prompt: 'login' },
    { prompt: 'login' },
    { prompt: 'select_account' },
    { prompt: 'none' },
    { max_age: '0' },
    BOTH_FACTORS,
    { ...BOTH_FACTORS, prompt: 'login' },
    { login_hint: people.anna.username },
    { login_hint: people.bela.username },
    { login_hint: 'nobodyhasthis' },
    ...(hint === undefined ? [] : [{ id_token_hint: hint }, { id_token_hint: hint, prompt: 'none' }]),
  ]
}

/** The service in the tab asks with these parameters. */
export function ask(browser: Browser, tab: Robot, service: Request['service'], params: Params): Action {
  return {
    name: `ask ${browser.services.indexOf(service)} ${JSON.stringify(params).slice(0, 60)}`,
    async run() {
      const asked = await service.ask({ robot: tab, params })
      const request: Request = { service, asked, params, typed: new Set(), coded: new Set(), stays: new Set(PEOPLE) }
      remember(browser, tab, request)
      return { tab, request, pressed: null, by: null, fate: null }
    },
  }
}

/** What the page in the tab offers. */
function onPage(browser: Browser, tab: Robot): Action[] {
  const buttons = tab.form?.buttons.flatMap(({ name, value }) => (name === null ? [] : [{ name, value }])) ?? []
  switch (tab.step) {
    case 'identify':
      return [
        ...often(
          3,
          PEOPLE.map((who) => identify(browser, tab, who, 'right')),
        ),
        ...PEOPLE.map((who) => identify(browser, tab, who, 'wrong')),
        press(browser, tab, 'cancel'),
      ]
    case 'authenticate/password':
      return [...often(3, [retype(browser, tab)]), press(browser, tab, 'cancel')]
    case 'authenticate/totp':
      return [
        ...often(
          2,
          PEOPLE.map((who) => code(browser, tab, who)),
        ),
        press(browser, tab, 'cancel'),
      ]
    case 'consent':
      return [...often(4, [press(browser, tab, 'approve')]), press(browser, tab, 'cancel')]
    case null:
      return []
    default:
      return [
        ...buttons.filter(({ name }) => name === 'action').map(({ value }) => press(browser, tab, value)),
        ...buttons.filter(({ name }) => name === 'factor').map((button) => submit(browser, tab, {}, button)),
        ...links(browser, tab),
      ]
  }
}

function often(times: number, actions: readonly Action[]): Action[] {
  return Array.from({ length: times }, () => actions).flat()
}

function identify(browser: Browser, tab: Robot, who: Who, password: 'right' | 'wrong'): Action {
  const { username, password: right } = browser.people[who]
  const fields = { username, password: password === 'right' ? right : 'not-the-password' }
  const proof = password === 'right' ? { who, kind: 'typed' as const } : undefined
  return submit(browser, tab, fields, { name: 'action', value: 'continue' }, proof)
}

/** Who stays types their password again. All have the same one, so it is whoever's is asked. */
function retype(browser: Browser, tab: Robot): Action {
  const { password } = browser.people.anna
  return {
    name: 'retype',
    async run() {
      const request = requestIn(browser, tab)
      for (const who of request?.stays ?? []) {
        request?.typed.add(who)
        browser.proofs[who].add(epochSeconds())
      }
      return submit(browser, tab, { password }, { name: 'action', value: 'continue' }).run()
    },
  }
}

/** From now on only who stays has proved anything, and that is nothing yet. */
function noteStay(tab: Robot, request: Request | null, staying: Who | undefined): void {
  request?.stays.clear()
  for (const who of PEOPLE) if (tab.step !== 'authenticate/password' || who === staying) request?.stays.add(who)
  if (tab.step !== 'authenticate/password') return
  request?.typed.clear()
  request?.coded.clear()
}

function code(browser: Browser, tab: Robot, who: Who): Action {
  const secret = browser.people[who].totpSecret ?? ''
  return {
    name: `code of ${who}`,
    async run() {
      later(APP_STEP)
      const fields = { code: await generate({ secret, epoch: epochSeconds() }) }
      return submit(browser, tab, fields, { name: 'action', value: 'continue' }, { who, kind: 'coded' }).run()
    },
  }
}

function press(browser: Browser, tab: Robot, value: string): Action {
  return submit(browser, tab, {}, { name: 'action', value })
}

/** Submits the tab's form; what is proved by it, if it is right, is noted before. */
function submit(
  browser: Browser,
  tab: Robot,
  fields: Params,
  button: { readonly name: string; readonly value: string },
  proof?: { readonly who: Who; readonly kind: 'typed' | 'coded' },
): Action {
  return {
    name: `${tab.step ?? 'no step'}: ${proof === undefined ? '' : `${proof.who} `}${Object.keys(fields).join('+')} ${button.value}`,
    async run() {
      const request = requestIn(browser, tab)
      if (proof !== undefined) {
        request?.[proof.kind].add(proof.who)
        browser.proofs[proof.who].add(epochSeconds())
      }
      if (tab.step === 'consent' && button.value === 'approve') noteConsent(browser, tab, request)
      const shown = tab.form?.values['shown']
      const staying = button.value === 'stay' ? (await sessionsOf(browser)).mine?.who : undefined
      await tab.submit(fields, { [button.name]: button.value })
      await handOver(tab)
      remember(browser, tab, request)
      if (button.value === 'stay') noteStay(tab, request, staying)
      return { tab, request, pressed: button.value, shown, by: proof?.who ?? null, fate: null }
    },
  }
}

/** A page that posts itself on, as browsers with scripts let it. */
async function handOver(tab: Robot): Promise<void> {
  for (let times = 0; times < 3 && tab.step === 'hand_over'; times += 1) await tab.submit()
}

/** The page names whose data are shared: nobody else has agreed. */
function noteConsent({ approved }: Browser, tab: Robot, request: Request | null): void {
  if (tab.text.includes('Kovács Anna')) approved.add(`anna ${request?.service.clientId ?? ''}`)
  if (tab.text.includes('Szabó Béla')) approved.add(`bela ${request?.service.clientId ?? ''}`)
}

/** The page's own links: the way back that a dead end has. */
function links(browser: Browser, tab: Robot): Action[] {
  const main = /<main[\s\S]*<\/main>/.exec(tab.html)?.[0] ?? ''
  if (!/<a /.test(main)) return []
  const inMain = tab.links.filter(({ href }) => main.includes(`href="${href.replaceAll('&', '&amp;')}"`))
  return inMain
    .slice(0, 2)
    .map(({ href, text }) =>
      navigate(browser, tab, `link ${text.slice(0, 30)}`, () => tab.clickLink((link) => link.href === href)),
    )
}

function navigate(browser: Browser, tab: Robot, name: string, go: () => Promise<Robot>): Action {
  return {
    name,
    async run() {
      const request = requestIn(browser, tab)
      await go()
      await handOver(tab)
      remember(browser, tab, request)
      return { tab, request, pressed: null, by: null, fate: null }
    },
  }
}

/** Back, with the page as it was; and an address of earlier, from the history. */
function returns(browser: Browser, tab: Robot): Action[] {
  const { issuer } = browser.stage.kapu
  const visited = browser.visited.get(tab) ?? []
  if (visited.length === 0) return []
  const again = (path: string): Action => ({
    name: `again ${path.replace(/[\w-]{20,}/, 'UID')}`,
    async run() {
      const uid = /[\w-]{20,}/.exec(path)?.[0] ?? ''
      const request = browser.requests.get(uid) ?? null
      await tab.open(`${issuer}${path}`)
      await handOver(tab)
      remember(browser, tab, request)
      return { tab, request, pressed: null, by: null, fate: null }
    },
  })
  const back: Action = {
    name: 'back',
    async run() {
      await Promise.resolve(tab.back())
      if (tab.url.protocol === 'about:') await tab.open(issuer)
      return { tab, request: requestIn(browser, tab), pressed: null, by: null, fate: null }
    },
  }
  const [first = '', last = ''] = [visited[Math.floor(visited.length / 2)], visited.at(-1)]
  return [back, back, back, back, again(first), again(first), again(last), again(last)]
}

/** A tab that broke off while it was being sent on is restored, perhaps long after. */
function restored(browser: Browser, tab: Robot): Action[] {
  const to = browser.brokenOff.get(tab)
  if (to === undefined) return []
  const action: Action = {
    name: 'restored',
    async run() {
      browser.brokenOff.delete(tab)
      const request = browser.requests.get(/[\w-]{20,}/.exec(to.pathname)?.[0] ?? '') ?? null
      await tab.open(to)
      await handOver(tab)
      remember(browser, tab, request)
      return { tab, request, pressed: null, by: null, fate: null }
    },
  }
  return often(5, [action])
}

function pass(browser: Browser, tab: Robot, seconds: number): Action {
  return {
    name: `${seconds} s pass`,
    async run() {
      later(seconds)
      await tab.open(`${browser.stage.kapu.issuer}/`)
      return { tab, request: null, pressed: null, by: null, fate: 'time' }
    },
  }
}

function clearCookies(browser: Browser, tab: Robot): Action {
  return {
    name: 'cookies cleared',
    async run() {
      const { living } = await sessionsOf(browser)
      for (const { uid } of living) browser.orphans.add(uid)
      tab.cookies.clear()
      await tab.open(`${browser.stage.kapu.issuer}/`)
      return { tab, request: null, pressed: null, by: null, fate: 'cookies' }
    },
  }
}
