/** How accounts begin: at the office, and at home with the office at the end. */
import { expect } from 'vitest'
import type { NaturalIdentity } from '../../../src/persons/person.ts'
import { namingFields, registrationFields, somebody, identityFields } from '../../registrar/forms.ts'
import type { Person } from '../../support/robot.ts'
import { mailsFor, stateOf } from '../registration.ts'
import { later } from '../time.ts'
import { activate, atDesk, DAY, enterMailbox, levelsOf, mailedActivationCode, type Stage } from './stage.ts'
import type { Window } from './window.ts'

/** In person → receipt → mail → password → app → Mailbox. */
export async function registersInPerson(stage: Stage, username: string): Promise<void> {
  const { kapu, newWindow } = stage
  const identity = somebody(username)
  const desk = await atDesk(stage)
  await desk.follow(/\/ugyintezo\/regisztracio$/)
  await desk.look('desk-register')
  await desk.submit(registrationFields(identity, username, `${username}@posta.example`), { action: 'continue' })
  expect(await desk.step()).toBe('desk/receipt')
  await desk.look('desk-receipt')
  const receipt = await desk.text()
  const code = await mailedActivationCode(stage, username)
  expect(receipt).toContain(username)
  expect(receipt.replaceAll('-', '')).not.toContain(code.replaceAll('-', ''))
  expect(await stateOf(kapu, username)).toBe('REG_PENDING')

  const window = await newWindow()
  const person = await activate(stage, window, username, code)
  expect(await stateOf(kapu, username)).toBe('ACTIVE')
  const entered = await enterMailbox(stage, window, person)
  expect(entered.steps).toEqual([
    'identify',
    'authenticate/identification-mail',
    'enrol',
    'enrol/totp',
    'enrol/totp',
    'consent',
  ])
  expect(entered.deletionCode).toMatch(/^\d{16}$/)
  expect(entered.acr).toBe(levelsOf(stage).substantial)
  expect(entered.claims).toMatchObject({ name: 'Nagy Piroska' })
}

/** Fills in the form at home, and activates. */
export async function registerTemporarily(
  stage: Stage,
  window: Window,
  identity: NaturalIdentity,
  username: string,
): Promise<Person> {
  const email = `${username}@posta.example`
  await window.open(`${stage.kapu.issuer}/regisztracio`)
  await window.look('register')
  await window.follow(/\/regisztracio\/ideiglenes$/)
  await window.look('register-temporary')
  await window.submit(
    {
      ...identityFields(identity),
      ...{ document_type: 'identity_card', document_number: '123456AB' },
      ...{ username, email, email_again: email, notice: 'yes' },
    },
    { action: 'continue' },
  )
  expect(await window.step()).toBe('register/sent')
  await window.look('register-sent')
  const person = await activate(stage, window, username, await mailedActivationCode(stage, username))
  expect(await stateOf(stage.kapu, username)).toBe('TEMP_ACTIVE')
  return person
}

/** At home → mail → lowest level → reminded on day 23 and 29 → finalised on day 30 → middle level, verified data. */
export async function registersAtHome(stage: Stage, username: string): Promise<void> {
  const { kapu, newWindow } = stage
  const { low, substantial } = levelsOf(stage)
  const identity = somebody(username)
  const email = `${username}@posta.example`
  const window = await newWindow()
  const typed = await registerTemporarily(stage, window, identity, username)
  const { person, acr } = await enterMailbox(stage, window, typed, { acr: low })
  expect(acr).toBe(low)
  // Whoever is signed in already is refused without a page; another browser is told why
  expect((await enterMailbox(stage, window, person, { acr: substantial })).error).not.toBeNull()
  const elsewhere = await newWindow()
  await enterMailbox(stage, elsewhere, person, { acr: substantial })
  expect(await elsewhere.step()).toBe('error')
  expect(await elsewhere.text()).toContain('E-ACC-02')
  await elsewhere.look('temporary-not-enough')
  await elsewhere.follow(/\/leave$/)
  expect(elsewhere.url.searchParams.get('error')).toBe('unmet_authentication_requirements')

  const reminders = async () =>
    (await mailsFor(kapu, username, 1)).filter(({ subject }) => /^(Reminder|Emlékeztető):/.test(subject)).length
  for (const [days, mails] of [
    [22, 0],
    [1, 1],
    [5, 1],
    [1, 2],
  ] as const) {
    later(days * DAY)
    await kapu.job('accounts')
    await expect.poll(reminders).toBe(mails)
  }

  // The last hour of day 30
  later(DAY - 3_600)
  await kapu.job('accounts')
  const desk = await atDesk(stage)
  await desk.follow(/\/ugyintezo\/veglegesites$/)
  await desk.look('desk-finalise')
  await desk.submit(namingFields(identity, username, email), { action: 'continue' })
  expect(await desk.step()).toBe('desk/finalise/compare')
  await desk.look('desk-compare')
  await desk.submit({ identity_checked: 'yes' }, { action: 'approve' })
  expect(await desk.step()).toBe('desk/receipt')
  later(2 * DAY)
  await kapu.job('accounts')
  expect(await stateOf(kapu, username)).toBe('ACTIVE')
  const entered = await enterMailbox(stage, await newWindow(), person, { scope: 'openid name identity_4t' })
  expect(entered.acr).toBe(substantial)
  expect(entered.claims).toMatchObject({ name: 'Nagy Piroska', birthdate: identity.birthdate })
  // Nobody asked for it: it is left out, not empty
  expect(entered.claims).not.toHaveProperty('gender')
}
