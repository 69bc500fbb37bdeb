import { mkdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { seedFactors } from '../../src/factors/index.ts'
import { issueSimulatedCard } from '../../src/registration/id-cards/simulated.ts'
import type { NaturalIdentity } from '../../src/persons/person.ts'
import { demoAuthority, signerFor } from '../../demo/sign-form.ts'
import { certify, type Holder } from '../../demo/signing/certificate.ts'
import { signCms, signJws } from '../../demo/signing/sign.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'

let kapu: Kapu
let authority: Holder
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  await mkdir(kapu.config.dataDirectory, { recursive: true })
  authority = demoAuthority(kapu.config.dataDirectory)
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

let made = 0

function somebody(): { username: string; identity: NaturalIdentity } {
  made += 1
  const letter = 'abcdefghijklmnopqrstuvwxyz'[made] ?? ''
  const identity = {
    family_name: 'Szűcs',
    given_name: 'Márta',
    birth_family_name: `Őz${letter}`,
    birth_given_name: 'Márta',
    hu_mother_birth_family_name: 'Vas',
    hu_mother_birth_given_name: 'Irén',
    birthdate: '1970-02-03',
    place_of_birth: { locality: 'Pécs', country: 'HU' },
    gender: 'female',
  }
  return { username: `fromhome${made}`, identity }
}

const accountFields = (username: string) => ({
  email: `${username}@posta.example`,
  email_again: `${username}@posta.example`,
  username,
  notice: 'yes',
})

const open = (path: string): Promise<Robot> => createRobot({ language: 'en' }).open(`${kapu.issuer}${path}`)

describe('feature 7: registration with an eID card', () => {
  async function issued(changes: { issuedOn?: string; identity?: NaturalIdentity } = {}) {
    const { username, identity } = somebody()
    const card = {
      cardNumber: `${String(made).padStart(6, '0')}AB`,
      code: `GREEN${String(made).padStart(3, '0')}`,
      issuedOn: '2021-05-04',
      identity,
      ...changes,
    }
    const { sealing, pepper } = kapu.core
    await inTransaction(kapu.db, (t) => issueSimulatedCard(t, { sealing, keyed: pepper }, card))
    return { username, card }
  }

  async function register(username: string, cardNumber: string, code: string): Promise<Robot> {
    const robot = await open('/regisztracio/eszemelyi')
    const fields = { card_number: cardNumber, card_code: code, ...accountFields(username) }
    return robot.submit(fields, { action: 'continue' })
  }

  test('#3 S0 feature 7: card and code open an account, whose code comes by mail', async () => {
    const { username, card } = await issued()
    const robot = await register(username, '000001 ab'.replace('000001', card.cardNumber.slice(0, 6)), card.code)
    expect(robot.step).toBe('register/sent')
    expect(await stateOf(kapu, username)).toBe('REG_PENDING')
    expect(codeIn((await mailsFor(kapu, username, 1))[0])).toBeTruthy()
  })

  test('the card that an account was registered with is one of its ways to sign in', async () => {
    const { username, card } = await issued()
    const { sealing, pepper } = kapu.core
    const { cardNumber } = card
    await inTransaction(kapu.db, (t) =>
      seedFactors.issueChip(t, { sealing, keyed: pepper }, { cardNumber, pin: '135790' }),
    )
    await register(username, cardNumber, card.code)
    const { rows } = await sql<{ factor: string }>`
      select h.factor from held_factors h join accounts a on a.id = h.account_id
      where a.username = ${username}`.execute(kapu.db)
    expect(rows.map(({ factor }) => factor)).toEqual(['eid'])
  })

  test('#3: a code is used once, and a used one is answered like an unknown one', async () => {
    const { username, card } = await issued()
    await register(username, card.cardNumber, card.code)
    const used = await register(`${username}x`, card.cardNumber, card.code)
    const unknown = await register(`${username}x`, '999999ZZ', 'GREEN999')
    expect([used.status, used.alert]).toEqual([422, unknown.alert])
    expect(used.alert).toContain('You cannot register with this card and code')
    expect(used.form?.values['card_code']).toBe('')
  })

  test('S0: a card that was issued before 2016 has no chip to register with', async () => {
    const { username, card } = await issued({ issuedOn: '2015-12-31' })
    expect((await register(username, card.cardNumber, card.code)).alert).toContain('You cannot register with this card')
  })

  test('a name that is taken leaves the code unused', async () => {
    const { username, card } = await issued()
    const { username: taken } = await kapu.account()
    expect((await register(taken, card.cardNumber, card.code)).alert).toContain('This user name is taken')
    expect((await register(username, card.cardNumber, card.code)).step).toBe('register/sent')
  })

  test('RD9: whoever has an account already gets no second one', async () => {
    const first = await issued()
    await register(first.username, first.card.cardNumber, first.card.code)
    const second = await issued({ identity: first.card.identity })
    const robot = await register(second.username, second.card.cardNumber, second.card.code)
    expect(robot.alert).toContain('You have a Client Gate already')
  })

  test('twenty registrations with one card at once make one account', async () => {
    const { username, card } = await issued()
    // From one address: what is counted there must not decide here
    await kapu.db.deleteFrom('throttle_counters').execute()
    const robots = await Promise.all(
      Array.from({ length: 20 }, (_, at) => register(`${username}n${at}`, card.cardNumber, card.code)),
    )
    expect(robots.filter(({ step }) => step === 'register/sent')).toHaveLength(1)
    await kapu.db.deleteFrom('throttle_counters').execute()
  })

  test('codes of one card are not tried more than five times in a quarter of an hour', async () => {
    const { username, card } = await issued()
    for (let tried = 0; tried < 5; tried += 1) await register(username, card.cardNumber, `WRONG${tried}X`)
    expect((await register(username, card.cardNumber, card.code)).status).toBe(429)
  })
})

describe('feature 16: registration with an electronic signature', () => {
  const typed = (identity: NaturalIdentity, username: string) => ({
    family_name: identity.family_name,
    given_name: identity.given_name,
    birth_family_name: identity.birth_family_name,
    birth_given_name: identity.birth_given_name,
    mother_family_name: identity.hu_mother_birth_family_name,
    mother_given_name: identity.hu_mother_birth_given_name,
    birthdate: identity.birthdate,
    place: identity.place_of_birth.locality,
    country: identity.place_of_birth.country,
    ...accountFields(username),
  })

  async function takenAway(someone = somebody()) {
    const robot = await open('/regisztracio/alairas')
    await robot.submit(typed(someone.identity, someone.username), { action: 'continue' })
    expect(robot.step).toBe('register/signed-form')
    const cookie = robot.cookies.header(robot.url)
    const answer = await fetch(`${kapu.issuer}/regisztracio/alairas/urlap.json`, { headers: { cookie } })
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const form = Buffer.from(await answer.arrayBuffer())
    return { ...someone, robot, cookie, form }
  }

  async function upload(
    robot: Robot,
    cookie: string,
    file: Buffer | string,
  ): Promise<{ status: number; at: string; text: string }> {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...robot.form?.values, ...NEW_PASSWORD })) {
      if (name !== 'signed_file') body.set(name, value)
    }
    body.set('signed_file', new Blob([new Uint8Array(Buffer.from(file))]), 'form.p7s')
    const answer = await fetch(robot.url, { method: 'POST', body, headers: { cookie, 'accept-language': 'en' } })
    return { status: answer.status, at: new URL(answer.url).pathname, text: await answer.text() }
  }

  test('#4 S1 S2: the signed form, pasted, makes an account that can be used at once', async () => {
    const { username, robot, form } = await takenAway()
    const signed = signJws(form, signerFor(form, authority))
    await robot.submit({ signed, ...NEW_PASSWORD }, { action: 'continue' })
    expect([robot.step, robot.url.pathname]).toEqual(['activated', '/aktivalas/kesz'])
    expect(await stateOf(kapu, username)).toBe('ACTIVE')
    expect((await mailsFor(kapu, username, 1))[0]?.subject).toBe('Your Client Gate is ready')
    const service = await serviceOf(kapu, await kapu.client())
    const { robot: browser } = await service.ask()
    await browser.submit({ username, password: NEW_PASSWORD.new_password }, { action: 'continue' })
    expect(browser.step).toBe('authenticate/identification-mail')
  })

  test('#4: a detached CMS signature, uploaded as a file, does the same', async () => {
    const { username, robot, cookie, form } = await takenAway()
    const answer = await upload(robot, cookie, signCms(form, signerFor(form, authority)))
    expect([answer.status, answer.at]).toEqual([200, '/aktivalas/kesz'])
    expect(await stateOf(kapu, username)).toBe('ACTIVE')
  })

  test('a form is used once', async () => {
    const { robot, form } = await takenAway()
    const signed = signJws(form, signerFor(form, authority))
    const [one, other] = [robot.newTab(), robot.newTab()]
    await Promise.all([one.open(robot.url), other.open(robot.url)])
    await one.submit({ signed, ...NEW_PASSWORD }, { action: 'continue' })
    await other.submit({ signed, ...NEW_PASSWORD }, { action: 'continue' })
    expect(one.step).toBe('activated')
    expect(other.alert).toContain('The form has expired or has been used')
  })

  test('a form is good for half an hour', async () => {
    const { robot, form } = await takenAway()
    const signed = signJws(form, signerFor(form, authority))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 60_000 + 2_000 })
    await robot.submit({ signed, ...NEW_PASSWORD }, { action: 'continue' })
    expect(robot.alert).toContain('The form has expired')
  })

  test.each([
    ['somebody else’s certificate', { familyName: 'Kovács', givenName: 'Anna', birthdate: '1984-03-17' }],
    ['a namesake’s certificate', { familyName: 'Szűcs', givenName: 'Márta', birthdate: '1999-09-09' }],
  ])('takeover: nobody registers as another with %s', async (_whose, who) => {
    const { username, robot, form } = await takenAway()
    const signer = certify({ commonName: 'Somebody', ...who }, { issuer: authority })
    await robot.submit({ signed: signJws(form, signer), ...NEW_PASSWORD }, { action: 'continue' })
    expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining('differs from what you gave')])
    expect(await stateOf(kapu, username)).toBe(null)
  })

  test('a form that was changed, signed by an unknown authority, or not signed at all is refused', async () => {
    const { username, robot, form } = await takenAway()
    const changed = Buffer.from(form.toString().replace('Márta', 'Marta'))
    const stranger = certify({ commonName: 'Stranger' }, { issuer: null, authority: true })
    for (const [signed, told] of [
      [signJws(changed, signerFor(form, authority)), 'not the signature of this form'],
      [signJws(form, signerFor(form, stranger)), 'not issued by an authority that we accept'],
      ['hello', 'not a signature that we can read'],
      ['', 'Upload or paste the signature'],
    ] as const) {
      await robot.submit({ signed, ...NEW_PASSWORD }, { action: 'continue' })
      expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining(told)])
    }
    expect(await stateOf(kapu, username)).toBe(null)
  })

  test('another browser can neither fetch the form nor give it back', async () => {
    const { form } = await takenAway()
    const other = await open('/regisztracio/alairas/urlap.json')
    expect(other.step).toBe('register/signature')
    expect(other.text).not.toContain(form.toString().slice(0, 40))
  })

  test('a file of more than 64 KiB is refused', async () => {
    const { robot, cookie } = await takenAway()
    expect((await upload(robot, cookie, Buffer.alloc(65 * 1024, 0x30))).status).toBe(413)
  })
})

test('where no authority is trusted, and no register is there, the page says so', async () => {
  const own = await startKapu()
  try {
    const robot = await createRobot({ language: 'en' }).open(`${own.issuer}/regisztracio/alairas`)
    expect(robot.text).toContain('You cannot register with an electronic signature here')
    await robot.open(`${own.issuer}/regisztracio`)
    expect(robot.links.map(({ href }) => href)).not.toContain('/regisztracio/alairas?lang=en')
  } finally {
    await own.close()
  }
})
