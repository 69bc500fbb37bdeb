import http from 'node:http'
import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import { alertOf, formsOf, linksOf, stepOf, textOf, titleOf, type Button, type Form, type Link } from './page.ts'

/** One answer of a server on the way to a page. */
interface Hop {
  readonly method: string
  readonly url: URL
  readonly status: number
  readonly location: string | null
}

/** What was shown in one window, in order: redirects passed through silently are not among them. */
interface Seen {
  readonly url: URL
  readonly status: number
  readonly step: string | null
}

/** Which submit button is pressed: `{ action: 'continue' }` is `name="action" value="continue"`. */
type Press = Readonly<Record<string, string>>

/**
 * A person at a browser without scripts, reduced to what they can do: open an address, follow a link that is on the
 * page, fill in a form that is on the page and press a button that is on it. Anything else throws.
 */
export interface Robot {
  readonly url: URL
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly html: string
  readonly text: string
  readonly title: string
  /** `data-step` of the page; null outside a sign-in. */
  readonly step: string | null
  /** What the page says went wrong. */
  readonly alert: string | null
  /** `form#step`, else the page's first form. */
  readonly form: Form | null
  readonly forms: readonly Form[]
  readonly links: readonly Link[]
  /** The answers of the last open, click or submit; the last one is the page. */
  readonly hops: readonly Hop[]
  readonly seen: readonly Seen[]
  readonly cookies: CookieJar
  open(url: string | URL): Promise<Robot>
  /** By text (part of it), pattern or own test; the first that fits. */
  clickLink(which: string | RegExp | ((link: Link) => boolean)): Promise<Robot>
  /** Without `press`, the form's first button, as the Enter key does. `options.form` names another form than `form#step`. */
  submit(fields?: Readonly<Record<string, string>>, press?: Press, options?: { form?: string }): Promise<Robot>
  reload(): Promise<Robot>
  /** The Back button: the page shown before, as it was then; nothing is asked of any server. Throws where there is none. */
  back(): Robot
  /** The next open, click or submit breaks off after so many answers: they are taken, but the old page stays. */
  breakOffAfter(answers: number): void
  /** A second window of the same browser: same cookies, own page. */
  newTab(): Robot
}

export interface RobotOptions {
  readonly jar?: CookieJar
  /** `Accept-Language`; default `hu`. */
  readonly language?: string
  /** False: an old browser that sends neither `Origin` nor `Sec-Fetch-*`. */
  readonly modern?: boolean
}

type Request = { method: string; url: URL; body: string | null; initiator: URL | null }
type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string }

const MOST_REDIRECTS = 20

/** Opens a new browser with no cookies (or with the jar given) and an empty window. */
export function createRobot(options: RobotOptions = {}): Robot {
  const jar = options.jar ?? createCookieJar()
  let url = new URL('about:blank')
  let answer: Answer = { status: 0, headers: {}, body: '' }
  let hops: Hop[] = []
  let patience = MOST_REDIRECTS
  const before: { url: URL; answer: Answer }[] = []
  const seen: Seen[] = []

  async function navigate(first: Request): Promise<Robot> {
    hops = []
    let request = first
    let site: Site = first.initiator === null ? 'none' : 'same-origin'
    const most = patience
    patience = MOST_REDIRECTS
    while (hops.length < most) {
      if (first.initiator !== null) site = worse(site, siteOf(first.initiator, request.url))
      const received = await send(request, headersFor(request, site, options), jar)
      const location = received.status >= 300 && received.status < 400 ? (received.headers.location ?? null) : null
      hops.push({ method: request.method, url: request.url, status: received.status, location })
      if (location === null && hops.length < most) {
        before.push({ url, answer })
        url = request.url
        answer = received
        seen.push({ url, status: received.status, step: stepOf(received.body) })
        return robot
      }
      if (location === null) break
      request = redirected(request, received.status, new URL(location, request.url))
    }
    if (most < MOST_REDIRECTS) return robot
    throw new Error(`more than ${MOST_REDIRECTS} redirects: ${hops.map((hop) => hop.url.pathname).join(' → ')}`)
  }

  const robot: Robot = {
    get url() {
      return url
    },
    get status() {
      return answer.status
    },
    get headers() {
      return answer.headers
    },
    get html() {
      return answer.body
    },
    get text() {
      return textOf(answer.body)
    },
    get title() {
      return titleOf(answer.body)
    },
    get step() {
      return stepOf(answer.body)
    },
    get alert() {
      return alertOf(answer.body)
    },
    get forms() {
      return formsOf(answer.body)
    },
    get form() {
      return robot.forms.find((form) => form.id === 'step') ?? robot.forms[0] ?? null
    },
    get links() {
      return linksOf(answer.body)
    },
    get hops() {
      return hops
    },
    seen,
    cookies: jar,
    open: (address) => navigate({ method: 'GET', url: new URL(address), body: null, initiator: null }),
    clickLink(which) {
      const link = robot.links.find((candidate) => linkFits(candidate, which))
      if (link === undefined) throw new Error(`no link ${String(which)} on ${describe(robot)}`)
      return navigate({ method: 'GET', url: new URL(link.href, url), body: null, initiator: url })
    },
    submit(fields = {}, press, { form: id } = {}) {
      const form = id === undefined ? robot.form : robot.forms.find((candidate) => candidate.id === id)
      if (form === null || form === undefined) throw new Error(`no form ${id ?? ''} on ${describe(robot)}`)
      const body = new URLSearchParams({
        ...form.values,
        ...filledIn(form, fields, robot),
        ...pressed(form, press, robot),
      })
      const target = new URL(form.action, url)
      if (form.method === 'post')
        return navigate({ method: 'POST', url: target, body: body.toString(), initiator: url })
      target.search = body.toString()
      return navigate({ method: 'GET', url: target, body: null, initiator: url })
    },
    reload: () => navigate({ method: 'GET', url, body: null, initiator: null }),
    back() {
      const last = before.pop()
      if (last === undefined) throw new Error(`nothing before ${describe(robot)}`)
      ;({ url, answer } = last)
      hops = []
      return robot
    },
    breakOffAfter(answers) {
      patience = answers
    },
    newTab: () => createRobot({ ...options, jar }),
  }
  return robot
}

/** The page in one line, for the message of a failing test. */
export function describe(robot: Robot): string {
  return `${robot.url} (${robot.status}, step ${robot.step ?? 'none'}): ${robot.text.slice(0, 300)}`
}

function linkFits(link: Link, which: string | RegExp | ((link: Link) => boolean)): boolean {
  if (typeof which === 'function') return which(link)
  return typeof which === 'string' ? link.text.includes(which) : which.test(link.text)
}

function filledIn(
  form: Form,
  fields: Readonly<Record<string, string>>,
  robot: Robot,
): Readonly<Record<string, string>> {
  const missing = Object.keys(fields).find((name) => !(name in form.fields))
  if (missing !== undefined) throw new Error(`no field ${missing} on ${describe(robot)}`)
  return fields
}

function pressed(form: Form, press: Press | undefined, robot: Robot): Readonly<Record<string, string>> {
  const [name, value] = press === undefined ? [] : (Object.entries(press)[0] ?? [])
  const fits = (button: Button): boolean => name === undefined || (button.name === name && button.value === value)
  const button = form.buttons.find(fits)
  if (button === undefined && press !== undefined) {
    throw new Error(`no button ${JSON.stringify(press)} on ${describe(robot)}`)
  }
  return button === undefined || button.name === null ? {} : { [button.name]: button.value }
}

/** 303 and, by custom, 301 and 302 after a POST turn into a GET; 307 and 308 repeat it (RFC 9110 §15.4). */
function redirected(request: Request, status: number, url: URL): Request {
  const repeats = status === 307 || status === 308 || request.method === 'GET'
  return repeats ? { ...request, url } : { method: 'GET', url, body: null, initiator: request.initiator }
}

type Site = 'none' | 'same-origin' | 'same-site' | 'cross-site'

/** Fetch Metadata: ports do not matter to "same site", so localhost:3000 and localhost:3001 are. */
function siteOf(from: URL, to: URL): Site {
  if (from.origin === to.origin) return 'same-origin'
  return from.protocol === to.protocol && from.hostname === to.hostname ? 'same-site' : 'cross-site'
}

function worse(a: Site, b: Site): Site {
  const order: Site[] = ['none', 'same-origin', 'same-site', 'cross-site']
  return order.indexOf(a) > order.indexOf(b) ? a : b
}

function headersFor(request: Request, site: Site, options: RobotOptions): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {
    accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
    'accept-language': options.language ?? 'hu',
  }
  if (request.body !== null) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    headers['content-length'] = Buffer.byteLength(request.body)
  }
  if (options.modern === false) return headers
  headers['sec-fetch-site'] = site
  headers['sec-fetch-mode'] = 'navigate'
  headers['sec-fetch-dest'] = 'document'
  headers['sec-fetch-user'] = '?1'
  if (request.body !== null && request.initiator !== null) headers['origin'] = request.initiator.origin
  return headers
}

function send(request: Request, headers: http.OutgoingHttpHeaders, jar: CookieJar): Promise<Answer> {
  const cookie = jar.header(request.url)
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      request.url,
      { method: request.method, headers: cookie === '' ? headers : { ...headers, cookie }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          jar.store(request.url, incoming.headers['set-cookie'] ?? [])
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(request.body ?? undefined)
  })
}
