/** Where lives are lived: Kapu with its mailboxes, one office, one service. */
import * as oidc from 'openid-client'
import { expect } from 'vitest'
import { aClerk, anOffice, CASE } from '../../registrar/desk.ts'
import { type Kapu, type KapuOptions, startKapu } from '../../support/kapu.ts'
import type { Person, SignedIn } from '../../support/robot.ts'
import { type Service, serviceOf } from '../../support/service.ts'
import { requestUrl, userInfo } from '../enter.ts'
import { codeIn, mailsFor, NEW_PASSWORD } from '../registration.ts'
import type { Window } from './window.ts'

export interface Stage {
  readonly kapu: Kapu
  /** The Citizens Mailbox. */
  readonly mailbox: Service
  /** Opens another browser. */
  newWindow(): Promise<Window>
}

export const DAY = 86_400
const OFFICE = 'szeged-1'

export async function openStage(newWindow: Stage['newWindow'], options: KapuOptions = {}): Promise<Stage> {
  const kapu = await startKapu({ mail: true, ...options })
  await anOffice(kapu, OFFICE, 'document_office')
  const client = await kapu.client({ client_id: 'mailbox', scope: 'openid name identity_4t' })
  return { kapu, mailbox: await serviceOf(kapu, client), newWindow }
}

export function levelsOf({ kapu }: Stage): { readonly low: string; readonly substantial: string } {
  const [low, substantial] = kapu.config.policy.levels
  if (low === undefined || substantial === undefined) throw new Error('the policy has fewer than two levels')
  return { low: low.acr, substantial: substantial.acr }
}

/** A clerk of today, at the office. */
export async function atDesk({ kapu, newWindow }: Stage): Promise<Window> {
  const clerk = await aClerk(kapu, [OFFICE])
  const window = await newWindow()
  await window.open(`${kapu.issuer}/ugyintezo`)
  await window.signIn(clerk, 'desk/office')
  await window.look('desk-office')
  await window.submit({}, { office: OFFICE })
  expect(await window.step()).toBe('desk/home')
  await window.look('desk-home')
  return window
}

/** Finds a customer by user name and opens the record. */
export async function openRecord(desk: Window, username: string): Promise<void> {
  await desk.follow(/\/ugyintezo\/kereses$/)
  await desk.submit({ username, ...CASE }, { action: 'continue' })
  expect(await desk.step()).toBe('desk/search/found')
  await desk.look('desk-found')
  await desk.follow(/\/ugyintezo\/ugyfel\//)
  expect(await desk.step()).toBe('desk/customer')
}

/** The code of the newest mail that has one, as soon as it has come. */
export async function mailedActivationCode({ kapu }: Stage, username: string): Promise<string> {
  const withCode = async () =>
    (await mailsFor(kapu, username, 1)).find(({ text }) => /\b\w{4}-\w{4}-\w{4}\b/.test(text))
  await expect.poll(withCode, { timeout: 15_000 }).toBeDefined()
  return codeIn(await withCode())
}

/** Types the code and a new password on the activation page; gives the person with that password. */
export async function activate(stage: Stage, window: Window, username: string, code: string): Promise<Person> {
  await window.open(`${stage.kapu.issuer}/aktivalas`)
  expect(await window.step()).toBe('activate')
  await window.look('activate')
  await window.submit({ username, activation_code: code, ...NEW_PASSWORD }, { action: 'continue' })
  expect(await window.step()).toBe('activated')
  await window.look('activated')
  return { username, password: NEW_PASSWORD.new_password, mailApi: stage.kapu.mailApi ?? '' }
}

export interface AtMailbox extends SignedIn {
  /** What came back instead of a code. */
  readonly error: string | null
  readonly acr: unknown
  readonly claims: Readonly<Record<string, unknown>>
}

/** Goes to the Mailbox and through whatever Kapu asks; at this level, else the one that it names. */
export async function enterMailbox(
  { mailbox }: Stage,
  window: Window,
  person: Person,
  { acr, scope = 'openid name' }: { readonly acr?: string; readonly scope?: string } = {},
): Promise<AtMailbox> {
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  await window.open(
    requestUrl(mailbox, {
      ...{ scope, state, nonce, code_challenge_method: 'S256' },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      ...(acr === undefined ? {} : { acr_values: acr }),
    }),
  )
  const done = await window.signIn(person)
  const error = window.url.searchParams.get('error')
  if (!window.url.searchParams.has('code')) return { ...done, error, acr: null, claims: {} }
  const tokens = await oidc.authorizationCodeGrant(mailbox.configuration, window.url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  return { ...done, error, acr: tokens.claims()?.['acr'], claims: await userInfo(mailbox, { tokens }) }
}
