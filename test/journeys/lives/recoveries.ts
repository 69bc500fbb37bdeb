/** What people do when they lost something: a password, its term, the telephone, the mailbox. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { formatInstant } from '../../../views/format.ts'
import { identificationAddress } from '../../../src/accounts/account.ts'
import { messagesAt, type Person } from '../../support/robot.ts'
import { stateOf } from '../registration.ts'
import { epochSeconds, later } from '../time.ts'
import { activate, atDesk, DAY, enterMailbox, levelsOf, mailedActivationCode, openRecord, type Stage } from './stage.ts'

const HOLD = 72 * 3_600

/** Asks for a code with user name and address, and sets a new password with it. */
export async function resetPassword(stage: Stage, { username }: Person): Promise<Person> {
  const window = await stage.newWindow()
  await window.open(`${stage.kapu.issuer}/elfelejtett-jelszo`)
  await window.look('forgotten')
  await window.submit({ username, email: `${username}@posta.example` }, { action: 'continue' })
  expect(await window.step()).toBe('forgotten/asked')
  await window.look('forgotten-asked')
  return await activate(stage, window, username, await mailedActivationCode(stage, username))
}

/** A password forgotten by who has a code by e-mail: for 72 hours that code reaches the lowest level alone. */
export async function forgetsPassword(stage: Stage): Promise<void> {
  const { kapu, newWindow } = stage
  const { low, substantial } = levelsOf(stage)
  const person = await resetPassword(stage, await kapu.account({ holds: ['password', 'email-code'] }))
  const reset = epochSeconds()

  // The minute in which the hold ends
  const until = [reset - 1, reset].map((at) => formatInstant('en', at + HOLD))
  const namesEnd = (text: string) => until.some((instant) => text.includes(instant))
  const atFirst = await newWindow()
  await enterMailbox(stage, atFirst, person)
  expect(await atFirst.step()).toBe('error')
  await atFirst.look('mail-held')
  expect(await atFirst.text()).toContain('E-PW-HOLD')
  expect(namesEnd(await atFirst.text())).toBe(true)
  await atFirst.follow(/\/leave$/)
  expect(atFirst.url.searchParams.get('error')).toBe('unmet_authentication_requirements')
  later(120)
  const window = await newWindow()
  expect((await enterMailbox(stage, window, person, { acr: low })).acr).toBe(low)
  await window.open(`${kapu.issuer}/fiok`)
  await window.signIn(person)
  expect(await window.step()).toBe('my_data/home')
  await window.look('my-data-held')
  expect(namesEnd(await window.text())).toBe(true)

  later(HOLD)
  const entered = await enterMailbox(stage, await newWindow(), person)
  expect(entered.steps).toContain('authenticate/email-code')
  expect(entered.acr).toBe(substantial)
}

/** A password that expired 61 days ago: inactive → office → the code comes by itself → new password. */
export async function letsPasswordExpire(stage: Stage): Promise<void> {
  const { kapu, newWindow } = stage
  const { id, ...person } = await kapu.account()
  const { rows } = await sql<{ at: number }>`
    select extract(epoch from password_expires_at)::float8 as at from accounts where id = ${id}`.execute(kapu.db)
  later((rows[0]?.at ?? 0) + 61 * DAY - epochSeconds())
  await kapu.job('accounts')
  expect(await stateOf(kapu, person.username)).toBe('INACTIVE')
  const window = await newWindow()
  const refused = await enterMailbox(stage, window, person)
  expect(refused.acr).toBeNull()
  expect(await window.step()).toBe('error')
  await window.look('inactive')

  const desk = await atDesk(stage)
  await openRecord(desk, person.username)
  await desk.look('desk-customer')
  await desk.follow(/\/ujraaktivalas$/)
  await desk.look('desk-reactivate')
  await desk.submit({ identity_checked: 'yes' }, { action: 'continue' })
  expect(await desk.step()).toBe('desk/outcome/done')
  await desk.look('desk-done')
  expect(await stateOf(kapu, person.username)).toBe('REACT_PENDING')
  const renewed = await activate(
    stage,
    await newWindow(),
    person.username,
    await mailedActivationCode(stage, person.username),
  )
  expect(await stateOf(kapu, person.username)).toBe('ACTIVE')
  const entered = await enterMailbox(stage, await newWindow(), { ...person, ...renewed })
  // The app that they had is still theirs
  expect(entered.steps).toContain('authenticate/totp')
  expect(entered.acr).toBe(levelsOf(stage).substantial)
}

/** The telephone is lost: the deletion code removes the app, and the next sign-in sets up another. */
export async function losesTelephone(stage: Stage): Promise<void> {
  const { kapu, newWindow } = stage
  const owner = await kapu.account({ holds: ['password'] })
  const first = await enterMailbox(stage, await newWindow(), owner)
  const { username, password } = first.person
  const lost = first.person.totpSecret

  const window = await newWindow()
  await window.open(`${kapu.issuer}/torlokod`)
  await window.look('remove-app')
  await window.submit({ username, password, deletion_code: first.deletionCode ?? '' }, { action: 'continue' })
  expect(await window.step()).toBe('app_removed')
  await window.look('app-removed')
  // The pause between two mails with a code
  later(61)
  const entered = await enterMailbox(stage, window, owner)
  expect(entered.steps).toEqual(['identify', 'authenticate/identification-mail', 'enrol', 'enrol/totp', 'enrol/totp'])
  expect(entered.acr).toBe(levelsOf(stage).substantial)
  expect(entered.person.totpSecret).not.toBe(lost)
  expect(entered.deletionCode).not.toBe(first.deletionCode)
  later(61)
  const again = await enterMailbox(stage, await newWindow(), entered.person)
  expect(again.steps).toEqual(['identify', 'authenticate/totp'])
}

/** The identification address moves once the new mailbox confirms it; the old one takes it back. */
export async function movesAddress(stage: Stage): Promise<void> {
  const { kapu, newWindow } = stage
  const { id, ...person } = await kapu.account()
  const [old, email] = [`${person.username}@posta.example`, `${person.username}@level.example`]
  const address = async () => (await identificationAddress(kapu.db, kapu.core.sealing, id))?.address
  const linkTo = async (mailbox: string, path: string): Promise<string> => {
    const link = async () =>
      (await messagesAt(person.mailApi ?? ''))
        .filter(({ to }) => to === mailbox)
        .flatMap(({ text }) => new RegExp(`http://\\S+/cim/${path}/[\\w-]+`).exec(text)?.[0] ?? [])[0]
    await expect.poll(link).toBeDefined()
    return (await link()) ?? ''
  }

  const window = await newWindow()
  await window.open(`${kapu.issuer}/fiok`)
  await window.signIn(person)
  await window.look('my-data')
  await window.follow(/\/fiok\/regisztracios-adatok$/)
  await window.look('my-data-address')
  await window.follow(/\/fiok\/regisztracios-adatok\/modositas$/)
  await window.signIn(person)
  expect(await window.step()).toBe('my_data/address/change')
  await window.look('my-data-address-change')
  await window.submit({ email, email_again: email }, { action: 'continue' })

  const atNew = await newWindow()
  await atNew.open(await linkTo(email, 'megerosites'))
  expect([await atNew.step(), await address()]).toEqual(['address_link/confirm', old])
  await atNew.look('address-confirm')
  await atNew.submit({})
  expect([await atNew.step(), await address()]).toEqual(['address_link/confirm/done', email])
  await atNew.look('address-confirmed')

  const atOld = await newWindow()
  await atOld.open(await linkTo(old, 'visszavonas'))
  expect([await atOld.step(), await address()]).toEqual(['address_link/undo', email])
  await atOld.look('address-undo')
  await atOld.submit({})
  expect([await atOld.step(), await address()]).toEqual(['address_link/undo/done', old])
  await atOld.look('address-undone')
  await window.open(`${kapu.issuer}/fiok`)
  expect(await window.step()).toBe('identify')
}
