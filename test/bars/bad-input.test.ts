/**
 * Bad input at every page and endpoint (F4, F5, T15, B9, B14): refused with a stable code and a text in both languages,
 * never an error of ours, never a word about our insides, nothing changed.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange } from '../http/edge-server.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { withWaiting } from '../support/policy-file.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { inputs, MARKER, type Input, type Request, sound } from './bad-input-inputs.ts'
import { everyRoute, type Route } from './bad-input-routes.ts'
import { type Answer, send, standingForm, submission } from './raw-requests.ts'

const LANGUAGES = ['hu', 'en'] as const

/** What no answer may hold. */
const INSIDES: readonly [what: string, pattern: RegExp][] = [
  ['a stack trace', /^\s*at \S+ \(?\S+:\d+:\d+\)?/m],
  ['a path', /node_modules|file:\/\/|\/(home|usr|work|root|tmp|var)\/|\.ts\b/],
  ['SQL', /\b(select|insert into|update|delete from)\b.{1,80}\b(from|values|set|where)\b|SQLSTATE|syntax error at/i],
  ['the database', /postgres|duplicate key|relation "|column "|kysely/i],
  ['a library', /oidc-provider|panva|\bkoa\b|ghtml|argon2|\bpino\b|node\.js/i],
  ['a version', /\bv?\d+\.\d+\.\d+(?!\.\d)\b/],
  ['a bug', /TypeError|ReferenceError|undefined is not|\[object Object\]|Unexpected token/],
]

let kapu: Kapu
let routes: readonly Route[]
beforeAll(async () => {
  // With everything that a country may switch on: its pages are spoilt, too
  kapu = await startKapu({ settings: withWaiting() })
  routes = await everyRoute(kapu, await kapu.client())
})
afterAll(() => kapu.close())

/**
 * Made by well-formed requests of anybody: an interaction and its way back by /auth, a nameless session by the sign-out
 * page; and when a clerk was last seen at the desk, and how often they searched.
 */
const ANYBODYS: Readonly<Record<string, string>> = {
  'public.oidc_items': "where model <> 'Interaction'",
  'public.return_tickets': 'where false',
  'public.sessions': 'where account_id is not null',
  'public.desk_sessions': 'where false',
  'public.desk_counts': 'where false',
  'public.session_ids': 'where session_uid in (select uid from sessions where account_id is not null)',
}

/** One word for everything that is stored, the audit and what anybody may make apart. */
async function everythingStored(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'audit_events' order by 1`.execute(
    kapu.db,
  )
  const sums = tables.map(({ name }) => {
    return `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from ${name} t ${ANYBODYS[name] ?? ''}`
  })
  const { rows } = await sql<{ name: string; sum: string }>`${sql.raw(sums.join(' union all '))}`.execute(kapu.db)
  return rows
    .map(({ name, sum }) => `${name} ${sum}`)
    .toSorted()
    .join('\n')
}

/** The language that was chosen once, which counts more than the browser's own and the service's. */
function inLanguage({ headers }: Request, language: string): string {
  const cookie = headers['cookie']
  return [...(cookie === undefined ? [] : [String(cookie)]), `kapu-language=${language}`].join('; ')
}

/** What is wrong with an answer to bad input; nothing if nothing is. */
function faultsOf(route: Route, input: Input, answer: Answer, language: string): string[] {
  const { status, body, headers } = answer
  const faults: string[] = []
  if (input.ignored?.at(route) === true && status === route.status) return insidesOf(answer)
  if (isLedToSignIn(route, answer)) return insidesOf(answer)
  const isToldToService = route.name === 'GET auth' && status === 303 && /[?&]error=\w+/.test(headers.location ?? '')
  if (!isToldToService && (status < 400 || status > 499)) faults.push(`status ${status}`)
  if (!isToldToService) faults.push(...codeFaults(answer, language))
  // The library sends the session's cookie again, unchanged; a new one would be a session begun by a fault.
  const session = headers['set-cookie']?.map((line) => /^kapu-session=([^;]+)/.exec(line)?.[1]).find(Boolean)
  if (session !== undefined && route.cookie?.includes(`kapu-session=${session}`) !== true) faults.push('sets a session')
  if (body.includes(MARKER)) faults.push('reflects the marker')
  return [...faults, ...insidesOf(answer)]
}

/** Whoever is nobody at our own pages is sent to sign in; a form of theirs did nothing, and its page says so. */
function isLedToSignIn(route: Route, { status, body, headers }: Answer): boolean {
  if (route.signedIn !== true) return false
  if (route.method === 'GET') return status === 303 && /\/auth\?client_id=/.test(headers.location ?? '')
  return status === 401 && body.includes('data-step="own_sign_in/signed_out"')
}

function insidesOf({ body, headers }: Answer): string[] {
  const named = INSIDES.filter(([, pattern]) => pattern.test(body)).map(
    ([what, pattern]) => `${what}: ${String(pattern.exec(body)?.[0])}`,
  )
  const telling = ['server', 'x-powered-by'].filter((name) => headers[name] !== undefined)
  return [...named, ...telling, ...(body.includes(MARKER) ? ['reflects the marker'] : [])]
}

/** A stable code, and words in the language that was asked for: a page, JSON for programs, or both languages at once. */
function codeFaults({ body, headers, status }: Answer, language: string): string[] {
  const type = headers['content-type'] ?? ''
  if (type.startsWith('application/json')) {
    const told: unknown = JSON.parse(body)
    return typeof told === 'object' && told !== null && 'error' in told && typeof told.error === 'string'
      ? []
      : ['no error in JSON']
  }
  const faults = /\bE-[A-Z]+-(?:\d\d|[A-Z]+)\b/.test(body) ? [] : [`no code in ${status} ${type} ${body.slice(0, 80)}`]
  if (type.startsWith('text/plain'))
    return headers['content-language'] === 'hu, en' ? faults : [...faults, 'one language']
  return body.includes(`<html lang="${language}">`) ? faults : [...faults, `not in ${language}`]
}

describe('a well-formed request', () => {
  test('is answered as the table of routes says, so that what follows is due to the input', async () => {
    const answers: Record<string, number> = {}
    for (const route of routes) answers[route.name] = (await send(kapu.issuer, sound(route, kapu.issuer))).status
    expect(answers).toEqual(Object.fromEntries(routes.map(({ name, status }) => [name, status])))
  })
})

describe('bad input at every page and endpoint', () => {
  for (const input of inputs) {
    test(`${input.name} is refused with a code and a text, and changes nothing`, async () => {
      const fitting = routes.filter((route) => input.fits(route))
      expect(fitting).not.toEqual([])
      const before = await everythingStored()
      const faults: string[] = []
      for (const route of fitting) {
        for (const language of LANGUAGES) {
          const request = input.spoil(route, kapu.issuer)
          const headers = { ...request.headers, 'accept-language': language, cookie: inLanguage(request, language) }
          const answer = await send(kapu.issuer, { ...request, headers }).catch((error: Error) => error.message)
          if (typeof answer === 'string') faults.push(`${route.name}: ${answer}`)
          else
            faults.push(
              ...faultsOf(route, input, answer, language).map((fault) => `${route.name} (${language}): ${fault}`),
            )
        }
      }
      expect(faults).toEqual([])
      expect(await everythingStored()).toBe(before)
    })
  }
})

describe('a typed value', () => {
  test('is shown again escaped', async () => {
    const { robot } = await (await serviceOf(kapu, await kapu.client())).ask()
    await robot.submit({ username: MARKER, password: '' }, { action: 'continue' })
    expect(robot.status).toBe(422)
    expect(robot.html).not.toContain(MARKER)
    expect(robot.form?.values['username']).toBe(MARKER)
  })
})

describe('in an old browser, which sends neither Origin nor Sec-Fetch-Site', () => {
  test('the form’s token alone decides, and signing in works', async () => {
    const service = await serviceOf(kapu, await kapu.client())
    const asked = await service.ask({ robot: createRobot({ language: 'en', modern: false }) })
    await signIn(asked.robot, await kapu.account())
    expect((await asked.redeem()).claims()?.sub).toBeTypeOf('string')
  })

  test('a form with another sign-in’s token is refused, and works with its own', async () => {
    const service = await serviceOf(kapu, await kapu.client())
    const [one, other] = [(await service.ask()).robot, (await service.ask()).robot].map(standingForm)
    if (one === undefined || other === undefined) throw new Error('two sign-ins')
    const { origin: _origin, 'sec-fetch-site': _site, ...headers } = one.headers
    const old = { ...one, headers }
    const person = await kapu.account()
    const fields = { username: person.username, password: person.password, action: 'continue' }
    const before = await everythingStored()
    const refused = await send(kapu.issuer, submission(old, { ...fields, csrf: other.values['csrf'] ?? '' }))
    expect([refused.status, refused.body.includes('E-CSRF-01')]).toEqual([403, true])
    expect(await everythingStored()).toBe(before)
    expect((await send(kapu.issuer, submission(old, fields))).status).toBe(303)
  })
})

describe('what is no HTTP', () => {
  const raw: readonly [what: string, bytes: string, status: number, code: string][] = [
    ['a line of anything', 'no such thing\r\n\r\n', 400, 'E-INPUT-01'],
    [
      'two lengths of one body',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      400,
      'E-INPUT-01',
    ],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
      'E-INPUT-01',
    ],
    ['a header of 64 KiB', `GET / HTTP/1.1\r\nHost: x\r\nMore: ${'a'.repeat(65_536)}\r\n\r\n`, 431, 'E-INPUT-02'],
  ]
  for (const [what, bytes, status, code] of raw) {
    test(`${what} is refused with a code and a text in both languages`, async () => {
      const answer = await exchange(Number(new URL(kapu.issuer).port), bytes, 'localhost')
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toContain('Content-Language: hu, en')
      expect(answer).toContain(code)
    })
  }
})
