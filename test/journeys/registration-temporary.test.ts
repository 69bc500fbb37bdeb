import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

let made = 0
const newName = (): string => `visitor${(made += 1)}`

function filledIn(username: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    family_name: 'Nagy',
    given_name: 'Éva',
    birth_family_name: 'Nagy',
    birth_given_name: 'Éva',
    mother_family_name: 'Kis',
    mother_given_name: 'Ágnes',
    birthdate: '1990. 05. 20.',
    place: 'Győr',
    country: 'HU',
    document_type: 'passport',
    document_number: 'BA1234567',
    email: `${username}@posta.example`,
    email_again: `${username}@posta.example`,
    username,
    notice: 'yes',
    ...changes,
  }
}

async function open(path: string): Promise<Robot> {
  return createRobot({ language: 'en' }).open(`${kapu.issuer}${path}`)
}

async function register(username: string, changes: Readonly<Record<string, string>> = {}): Promise<Robot> {
  const robot = await open('/regisztracio/ideiglenes')
  return robot.submit(filledIn(username, changes), { action: 'continue' })
}

describe('feature 15: temporary registration', () => {
  test('#1 #5 S1 S2: is filled in, confirmed by a mailed code, and signs in at the lowest level', async () => {
    const robot = await open('/')
    await robot.clickLink(/^Register$/)
    expect(robot.step).toBe('register')
    await robot.clickLink('Temporary registration')
    const username = newName()
    await robot.submit(filledIn(username), { action: 'continue' })
    expect([robot.status, robot.step]).toEqual([200, 'register/sent'])
    expect(robot.text).toContain('v•••@p•••.example')
    expect(robot.text).toContain(username)
    expect(await stateOf(kapu, username)).toBe('TEMP_PENDING')

    const [mail] = await mailsFor(kapu, username, 1)
    expect(mail?.text).not.toContain(username.toUpperCase())
    // In any browser
    const elsewhere = await open('/aktivalas')
    const code = codeIn(mail)
    await elsewhere.submit(
      { username, activation_code: code.toLowerCase().replaceAll('-', ' '), ...NEW_PASSWORD },
      { action: 'continue' },
    )
    expect([elsewhere.step, elsewhere.url.pathname]).toEqual(['activated', '/aktivalas/kesz/ideiglenes'])
    expect(await stateOf(kapu, username)).toBe('TEMP_ACTIVE')

    const service = await serviceOf(kapu, await kapu.client({ scope: 'openid name' }))
    const person = { username, password: NEW_PASSWORD.new_password, mailApi: kapu.mailApi ?? '' }
    const low = kapu.config.policy.levels[0]?.acr ?? ''
    const { claims } = await enter(service, person, { params: { acr_values: low } })
    expect(claims).toMatchObject({ acr: low })
  })

  test('the notice that was read is kept with its edition, and the document sealed', async () => {
    const username = newName()
    await register(username)
    const row = await kapu.db
      .selectFrom('registration_forms as f')
      .innerJoin('accounts as a', 'a.id', 'f.account_id')
      .select(['f.notice_version', 'f.document_sealed'])
      .where('a.username', '=', username)
      .executeTakeFirstOrThrow()
    expect(row.notice_version).toBe('2026-11')
    expect(row.document_sealed).not.toContain('BA1234567')
  })

  test('all faults are told at once, and the fields keep what was typed', async () => {
    const robot = await register(newName(), {
      family_name: '',
      birthdate: '1990. 02. 30.',
      email_again: 'other@posta.example',
      username: 'a-b',
      notice: 'no',
      place: 'Sopron',
    })
    expect(robot.status).toBe(422)
    const faulty = Object.entries(robot.form?.fields ?? {}).filter(([, field]) => field.faulty)
    expect(faulty.map(([name]) => name)).toEqual(['family_name', 'birthdate', 'email_again', 'username', 'notice'])
    expect(robot.form?.values).toMatchObject({ place: 'Sopron', birthdate: '1990. 02. 30.', given_name: 'Éva' })
    for (const text of ['Enter your family name.', 'must be a real date', 'addresses differ'])
      expect(robot.alert).toContain(text)
  })

  test('who turns 14 tomorrow in Budapest cannot register, who does today can', async () => {
    // 23:30 in Budapest, 22:30 UTC
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T22:30:00Z') })
    const young = await register(newName(), { birthdate: '2012-11-25' })
    expect([young.status, young.alert]).toEqual([422, expect.stringContaining('from the age of 14')])
    vi.setSystemTime(new Date('2026-11-24T23:30:00Z'))
    expect((await register(newName(), { birthdate: '2012-11-25' })).step).toBe('register/sent')
  })

  test('edge g: the user name of a temporary registration that ran out is free at once', async () => {
    const username = newName()
    await register(username)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 86_400_000 + 2_000 })
    await kapu.core.life.catchUp(100)
    expect(await stateOf(kapu, username)).toBe(null)
    expect((await register(username)).step).toBe('register/sent')
  })

  test('who does not come from the form is refused', async () => {
    const body = new URLSearchParams({ ...filledIn(newName()), csrf: 'made-up' })
    const headers = { cookie: `kapu-form=${'a'.repeat(43)}` }
    const answer = await fetch(`${kapu.issuer}/regisztracio/ideiglenes`, { method: 'POST', body, headers })
    expect(answer.status).toBe(403)
    const { csrf = '' } = (await open('/regisztracio/ideiglenes')).form?.values ?? {}
    const stolen = new URLSearchParams({ ...filledIn(newName()), csrf })
    const other = await fetch(`${kapu.issuer}/regisztracio/ideiglenes`, { method: 'POST', body: stolen, headers })
    expect(other.status).toBe(403)
  })
})

describe('T6: what registration tells a stranger', () => {
  let own: Kapu
  beforeAll(async () => {
    own = await startKapu()
  })
  afterAll(() => own.close())

  const at = async (changes: Readonly<Record<string, string>>, username: string): Promise<Robot> => {
    const robot = await createRobot({ language: 'en' }).open(`${own.issuer}/regisztracio/ideiglenes`)
    return robot.submit(filledIn(username, changes), { action: 'continue' })
  }

  test('that a user name is taken is told only once the form is otherwise complete', async () => {
    const { username } = await own.account()
    const incomplete = await at({ place: '' }, username)
    expect(incomplete.alert).not.toContain('taken')
    expect(incomplete.form?.fields['username']?.faulty).toBe(false)
    const complete = await at({}, username.toUpperCase())
    expect([complete.status, complete.alert]).toEqual([422, expect.stringContaining('This user name is taken')])
  })

  test('ten times an hour an address learns that a name is taken; then nobody looks, and free names wait, too', async () => {
    const { username } = await own.account()
    for (let asked = 1; asked < 10; asked += 1) expect((await at({}, username)).alert).toContain('taken')
    const eleventh = await at({}, username)
    expect([eleventh.status, eleventh.alert]).toEqual([429, expect.stringContaining('Try again after')])
    const free = await at({}, newName())
    expect([free.status, free.alert]).toEqual([429, eleventh.alert])
  })

  test('a person and an address that are there already are not told of', async () => {
    const fresh = await startKapu()
    try {
      const { username } = await fresh.account()
      const robot = await createRobot({ language: 'en' }).open(`${fresh.issuer}/regisztracio/ideiglenes`)
      // The identity and the address of somebody registered
      const known = {
        family_name: 'Kovács',
        given_name: 'Anna',
        birth_family_name: 'Szegedi',
        birth_given_name: 'Anna',
        mother_family_name: 'Fehér',
        mother_given_name: 'Erzsébet',
        birthdate: '1984. 03. 17.',
        place: 'Szeged',
        email: `${username}@posta.example`,
        email_again: `${username}@posta.example`,
      }
      await robot.submit(filledIn(newName(), known), { action: 'continue' })
      expect(robot.step).toBe('register/sent')
    } finally {
      await fresh.close()
    }
  })
})
