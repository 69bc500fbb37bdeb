/**
 * Whole sign-ins whose every secret is a canary (T25, B24): none of them is in the log, and none lies readable in any
 * column of any table, neither as it is nor in another spelling of the same bytes.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Robot, signIn } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'

const SECRET = 'canary-client-secret-0123456789-abcdefghijklmnop'
const NAMES = {
  family_name: 'Kanárimadár',
  given_name: 'Zsófiaanna',
  birth_family_name: 'Kanáriszül',
  hu_mother_birth_family_name: 'Kanárianyja',
  place_of_birth: { locality: 'Kanárifalva', country: 'HU' },
}
const USERNAME = { totp: 'kanari-appal', 'email-code': 'kanari-levellel' } as const

let kapu: Kapu
/** What must not be found, by what it is. */
const canaries = new Map<string, string>()
beforeAll(async () => {
  kapu = await startKapu({ mail: true, settings: { log: { level: 'debug' } } })
  const document = {
    names: { hu: 'Kanáriszolgálat', en: 'Canary service' },
    scope: 'openid name identity_4t birthdate email offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
  }
  const service = await serviceOf(kapu, await kapu.client(document, SECRET))
  for (const factor of ['totp', 'email-code'] as const) {
    const person = await kapu.account({ username: USERNAME[factor], holds: ['password', factor], identity: NAMES })
    await wholeSignIn(service, person, factor)
  }
  remember('client secret', SECRET)
  for (const [claim, value] of Object.entries(NAMES)) if (typeof value === 'string') remember(claim, value)
  remember('place of birth', NAMES.place_of_birth.locality)
  remember('birthdate', '1984-03-17')
  // The last request's line is written when its connection has closed.
  await new Promise((resolve) => setTimeout(resolve, 100))
}, 60_000)
afterAll(() => kapu.close())

function remember(what: string, value: string | undefined | null): void {
  if (typeof value === 'string' && value !== '') canaries.set(`${what} ${canaries.size}`, value)
}

/** Wrong guesses on the way, the sign-in, the tokens, their use, the sign-out; everything secret is remembered. */
async function wholeSignIn(
  service: Awaited<ReturnType<typeof serviceOf>>,
  person: TestAccount,
  factor: 'totp' | 'email-code',
): Promise<void> {
  const robot = createRobot({ language: 'en' })
  const asked = await service.ask({
    robot,
    scope: 'openid name identity_4t birthdate email offline_access',
    params: { login_hint: `canary-hint-${factor}`, prompt: 'consent' },
  })
  remember('login hint', `canary-hint-${factor}`)
  remember('interaction', robot.url.pathname.split('/')[2])
  remember('form token', robot.form?.values['csrf'])
  await robot.submit({ username: person.username, password: `canary-wrong-${factor}` }, { action: 'continue' })
  remember('wrong password', `canary-wrong-${factor}`)
  await signIn(robot, person, { until: `authenticate/${factor}` })
  await robot.submit({ code: '135791' }, { action: 'continue' })
  remember('wrong code', '135791')
  rememberCookies(robot)
  await signIn(robot, person)
  rememberCookies(robot)
  for (const { location } of robot.hops)
    remember('code', location === null ? null : new URL(location, kapu.issuer).searchParams.get('code'))
  remember('code', robot.url.searchParams.get('code'))
  remember('state', asked.state)
  remember('nonce', asked.nonce)
  remember('PKCE verifier', asked.verifier)
  const tokens = await asked.redeem()
  remember('access token', tokens.access_token)
  remember('refresh token', tokens.refresh_token)
  remember('ID token', tokens.id_token)
  expect(tokens.access_token).toBeTypeOf('string')
  await fetch(`${kapu.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  await fetch(`${kapu.issuer}/token/introspection`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${service.clientId}:${SECRET}`).toString('base64')}` },
    body: new URLSearchParams({ token: tokens.access_token }),
  })
  remember('password', person.password)
  remember('user name', person.username)
  remember('e-mail', `${person.username}@posta.example`)
  remember('TOTP secret', person.totpSecret)
  if (person.mailApi !== undefined) {
    for (const { text } of await messagesAt(person.mailApi))
      remember('mailed code', /(?<!\d)\d{3}[ \u00a0\u202f]?\d{3}(?!\d)/.exec(text)?.[0])
  }
  await robot.open(`${kapu.issuer}/session/end`)
  await robot.submit({}, { action: 'everywhere' })
}

function rememberCookies(robot: Robot): void {
  for (const pair of robot.cookies
    .header(robot.url.origin === kapu.issuer ? robot.url : new URL(kapu.issuer))
    .split('; ')) {
    const [name = '', value = ''] = pair.split('=')
    if (!name.startsWith('kapu-language')) remember(`cookie ${name}`, value)
  }
}

/** The same bytes in the spellings in which they could be stored or logged. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value)
  return [
    value,
    encodeURIComponent(value),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]
}

function found(text: string, but: (what: string) => boolean = () => false): string[] {
  return [...canaries]
    .filter(([what, value]) => !but(what) && spellings(value).some((spelling) => isIn(text, spelling)))
    .map(([what]) => what)
}

/** Six digits alone: as part of a longer number, of an instant or of a hash they are chance. */
function isIn(text: string, spelling: string): boolean {
  return /^\d{6}$/.test(spelling)
    ? new RegExp(`(?<![\\w.-])${spelling}(?![\\w.-])`).test(text)
    : text.includes(spelling)
}

/** Every row of every table as text. */
async function dump(): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(kapu.db)
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(kapu.db)
    // Bytes that are text would be printed as hexadecimal digits: `spellings` has these.
    texts.set(name, rows.map(({ row }) => row).join('\n'))
  }
  return texts
}

test('there is a canary of every kind', () => {
  const kinds = new Set([...canaries.keys()].map((what) => what.replace(/ \d+$/, '')))
  for (const kind of [
    'password',
    'wrong password',
    'wrong code',
    'mailed code',
    'user name',
    'e-mail',
    'family_name',
    'TOTP secret',
    'access token',
    'ID token',
    'code',
    'state',
    'nonce',
    'PKCE verifier',
    'client secret',
    'form token',
    'login hint',
    'cookie kapu-session',
    'cookie kapu-ix',
  ]) {
    expect(kinds).toContain(kind)
  }
})

describe('the log', () => {
  test('has lines of every request and no canary', () => {
    const text = kapu.log.join('')
    expect(text).toContain('/token')
    expect(text).toContain('decided')
    expect(found(text)).toEqual([])
  })

  test('would show a canary that somebody wrote into a field that is shown', () => {
    expect(found(JSON.stringify({ path: `/auth?login_hint=canary-hint-totp` }))).not.toEqual([])
  })
})

describe('the database', () => {
  test('holds none of them readable, in any column of any table, except user names where accounts are found by them', async () => {
    const texts = await dump()
    expect(texts.size).toBeGreaterThan(15)
    const readable = [...texts].flatMap(([table, text]) =>
      found(text, (what) => table === 'public.accounts' && what.startsWith('user name')).map(
        (what) => `${table}: ${what}`,
      ),
    )
    expect(readable).toEqual([])
  })

  test('is searched so that a readable one would be found', async () => {
    const texts = await dump()
    expect(texts.get('public.accounts')).toContain(USERNAME.totp)
    expect(texts.get('public.audit_events')).toContain('sign_in.factor_verified')
  })
})
