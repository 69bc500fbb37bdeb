/**
 * What may be used once is used once, however many try at the same moment (F1, T7, T8, T10): over HTTP, on the real
 * database. Throttling is out of the way here, so that nothing but the one conditional statement decides.
 */
import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { sql } from 'kysely'
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { race } from '../factors/race.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'
import { type Answer, send, type StandingForm, standingForm, submission } from './raw-requests.ts'

const ROUNDS = 10
const PARALLEL = 100
/** Fewer connections than requests, as in life; enough for the race to be one. */
const CONNECTIONS = 50
const MANY = 1_000_000
const LONG = 300_000

const wide = { max: MANY, per: 'PT5M' }
const withoutLimits = {
  account: { free: MANY },
  code: { max: MANY, triesPerCode: MANY },
  address: [wide],
  addressAccounts: wide,
  accountAddress: { max: MANY },
  mail: { account: [wide], address: [wide] },
}

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true, poolSize: CONNECTIONS, settings: { limits: withoutLimits } })
  service = await serviceOf(kapu, await kapu.client({ grant_types: ['authorization_code', 'refresh_token'] }))
})
afterAll(() => kapu.close())

describe(`of ${PARALLEL} at the same moment`, () => {
  test('one redeems an authorization code, and the others take back what it gave', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const asked = await signedIn()
      const answers = await atOnce(() => redeem(asked))
      expect(statuses(answers)).toEqual({ 200: 1, 400: PARALLEL - 1 })
      expect(errors(answers)).toEqual(new Set(['invalid_grant']))
      const { access_token: token, refresh_token: refreshToken } = winner(answers)
      expect(await statusAtMe(token)).toBe(401)
      expect((await refresh(refreshToken)).status).toBe(400)

      // The person comes back to the service: what was taken back stays so
      const again = await service.ask({ robot: asked.robot, params: { prompt: 'none' } })
      const tokens = await again.redeem()
      expect(await statusAtMe(tokens.access_token)).toBe(200)
      expect(await statusAtMe(token)).toBe(401)
      expect((await refresh(refreshToken)).status).toBe(400)
    }
  })

  test('one uses a refresh token, and the others take back what it gave', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const tokens = await (await signedIn()).redeem()
      const answers = await atOnce(() => refresh(tokens.refresh_token ?? ''))
      expect(statuses(answers)).toEqual({ 200: 1, 400: PARALLEL - 1 })
      expect(errors(answers)).toEqual(new Set(['invalid_grant']))
      const fresh = winner(answers)
      expect(await statusAtMe(fresh.access_token)).toBe(401)
      expect((await refresh(fresh.refresh_token)).status).toBe(400)
    }
  })

  test('one is let in by a client assertion', { timeout: LONG }, async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const { clientId, redirectUri } = await kapu.client({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] },
    })
    for (let round = 0; round < ROUNDS; round++) {
      const assertion = await new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(kapu.issuer)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(privateKey)
      const answers = await atOnce(() =>
        post('/request', {
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
          response_type: 'code',
          scope: 'openid',
          redirect_uri: redirectUri,
          code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          code_challenge_method: 'S256',
        }),
      )
      expect(statuses(answers)).toEqual({ 201: 1, 401: PARALLEL - 1 })
      expect(errors(answers)).toEqual(new Set(['invalid_client']))
    }
  })

  test('one browser goes on with a code of the app', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = await kapu.account()
      const forms = await race(PARALLEL, 8, () => beforeTheCode(person))
      const code = await generate({ secret: person.totpSecret ?? '' })
      const answers = await Promise.all(forms.map((form) => submit(form, code)))
      expect(statuses(answers)).toEqual({ 303: 1, 422: PARALLEL - 1 })
      expect(await timesProved(person.id, 'totp')).toBe(1)
      expect(await signInsThatProved(person.id, 'totp')).toBe(1)
    }
  })

  test('one submission takes a mailed code', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = await kapu.account({ holds: ['password', 'email-code'] })
      const { robot } = await service.ask()
      await signIn(robot, person, { until: 'authenticate/email-code' })
      const form = standingForm(robot)
      const code = await mailedCode(person.mailApi ?? '', person.username)
      const answers = await atOnce(() => submit(form, code))
      // All of them are sent home: to the one browser there, the code was right
      expect(statuses(answers)).toEqual({ 303: PARALLEL })
      expect(await timesProved(person.id, 'email-code')).toBe(1)
      expect(await codesTaken(person.id)).toBe(1)
    }
  })
})

/** Somebody whom nobody has seen yet, signed in; their browser stands at the service with a code. */
async function signedIn(): Promise<Asked> {
  const asked = await service.ask({ robot: createRobot({ language: 'en' }) })
  await signIn(asked.robot, await kapu.account())
  return asked
}

/**
 * A browser that has proved the password and is asked for the app's code. It does not follow where it is sent: a
 * thousand of them would mostly load pages that nobody looks at.
 */
async function beforeTheCode({ username, password }: TestAccount): Promise<StandingForm> {
  const form = standingForm((await service.ask()).robot)
  const sent = await send(kapu.issuer, submission(form, { username, password, action: 'continue' }))
  expect(sent.status).toBe(303)
  return { ...form, path: `${sent.headers.location}/authenticate/totp` }
}

function atOnce(act: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: PARALLEL }, act))
}

function redeem({ robot, verifier }: Asked): Promise<Answer> {
  return post('/token', {
    grant_type: 'authorization_code',
    code: robot.url.searchParams.get('code') ?? '',
    redirect_uri: service.redirectUri,
    code_verifier: verifier,
  })
}

function refresh(token: string): Promise<Answer> {
  return post('/token', { grant_type: 'refresh_token', refresh_token: token })
}

/** A form post of the service; one that names itself in the form needs no other proof. */
function post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const basic = Buffer.from(`${service.clientId}:${service.secret}`).toString('base64')
  return send(kapu.issuer, {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...('client_id' in fields ? {} : { authorization: `Basic ${basic}` }),
    },
    body: new URLSearchParams(fields).toString(),
  })
}

async function statusAtMe(token: string): Promise<number> {
  return (await send(kapu.issuer, { path: '/me', headers: { authorization: `Bearer ${token}` } })).status
}

function submit(form: StandingForm, code: string): Promise<Answer> {
  return send(kapu.issuer, submission(form, { code, action: 'continue' }))
}

/** How many answers had which status. */
function statuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

function errors(answers: readonly Answer[]): Set<unknown> {
  return new Set(answers.filter(({ status }) => status >= 400).map(({ body }) => JSON.parse(body).error))
}

function winner(answers: readonly Answer[]): { access_token: string; refresh_token: string } {
  return JSON.parse(answers.find(({ status }) => status === 200)?.body ?? '')
}

async function timesProved(accountId: string, factor: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_events
    where event = 'sign_in.factor_verified' and subject_account_id = ${accountId} and reason = ${factor}`.execute(
    kapu.db,
  )
  return rows[0]?.count ?? 0
}

async function signInsThatProved(accountId: string, factor: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sign_ins
    where account_id = ${accountId} and events @> ${JSON.stringify([{ factor }])}::jsonb`.execute(kapu.db)
  return rows[0]?.count ?? 0
}

async function codesTaken(accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from email_codes
    where account_id = ${accountId} and consumed_at is not null`.execute(kapu.db)
  return rows[0]?.count ?? 0
}

async function mailedCode(mailApi: string, username: string): Promise<string> {
  for (const until = Date.now() + 15_000; Date.now() < until;) {
    const mail = (await messagesAt(mailApi)).find(({ to }) => to.includes(username))
    const code = /(?<!\d)\d{3}[ \u00a0\u202f]?\d{3}(?!\d)/.exec(mail?.text ?? '')?.[0]
    if (code !== undefined) return code.replace(/\s/g, '')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no mail came for ${username}`)
}
