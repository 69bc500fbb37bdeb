/** Signing in with a DÁP app, over HTTP and without scripts: the phone is scripted, everything else is real. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { bindPhone, newPhone, phoneOf } from '../support/phones.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import type { ScriptedPhone } from '../support/scripted-phone.ts'
import { type Asked, type AskOptions, type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { HIGH, SUBSTANTIAL } from './levels.ts'
import { openMyData } from './my-data.ts'
import { auditOf, livingSessions, suspend } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const HIGHEST: AskOptions = { scope: 'openid', params: { acr_values: HIGH } }
const NO_MORE: AskOptions = {
  scope: 'openid',
  params: { claims: JSON.stringify({ id_token: { acr: { essential: true, value: HIGH } } }) },
}

/** At the page with the QR code. */
async function atTheCode(options: AskOptions = HIGHEST): Promise<Asked> {
  const asked = await service.ask(options)
  await asked.robot.submit({}, { factor: 'dap' })
  expect(asked.robot.step).toBe('authenticate/dap')
  return asked
}

/** What the QR code says, as it is printed for who cannot scan it. */
function codeOn(robot: Robot): string {
  return /openid4vp:\/\/\S+/.exec(robot.text)?.[0] ?? ''
}

function linkOn(robot: Robot): string {
  return robot.links.find(({ href }) => href.startsWith('openid4vp:'))?.href ?? ''
}

function numberOn(robot: Robot): string {
  return /data-match-number>(\d\d)</.exec(robot.html)?.[1] ?? ''
}

/** Scans, chooses the number that is shown, and approves. */
async function approve(phone: ScriptedPhone, robot: Robot): Promise<void> {
  const request = await phone.scan(codeOn(robot))
  expect(await phone.answer(request, { number: numberOn(robot) })).toEqual({ status: 200, body: {} })
}

/** Opens the link on the same device and approves; where the phone sends the browser. */
async function approveHere(phone: ScriptedPhone, robot: Robot): Promise<string> {
  const { body } = await phone.answer(await phone.scan(linkOn(robot)))
  return String(body['redirect_uri'])
}

async function somebody() {
  const person = await kapu.account()
  return { person, phone: await phoneOf(kapu, person) }
}

describe('on another device', () => {
  test('S4 feature 6: the highest level is proved without a password, and the service is told by what', async () => {
    const { person, phone } = await somebody()
    const asked = await atTheCode(NO_MORE)
    expect(asked.robot.text).toContain('Waiting for the app to scan the code.')
    expect(asked.robot.html).toContain('<noscript><meta http-equiv="refresh" content="5; url=/interaction/')
    expect(asked.robot.text).toContain('This is not the real DÁP')
    const request = await phone.scan(codeOn(asked.robot))
    await asked.robot.reload()
    expect(asked.robot.text).toContain('The app has scanned the code.')
    expect(request.service.en).toBe(`Service ${service.clientId}`)
    await phone.answer(request, { number: numberOn(asked.robot) })
    await asked.robot.reload()
    expect(asked.robot.text).toContain('The app has approved')
    await asked.robot.submit({}, { action: 'continue' })
    const claims = (await asked.redeem()).claims()
    expect(claims).toMatchObject({ acr: HIGH, amr: ['swk', 'pin', 'mfa', 'sim'] })
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(await auditOf(kapu, person.id)).toContain('wallet.request_answered')
  })

  test('whoever says too early that they have approved is told that the app has not answered', async () => {
    const { phone } = await somebody()
    const asked = await atTheCode()
    const number = numberOn(asked.robot)
    for (let i = 0; i < 8; i++) {
      await asked.robot.submit({}, { action: 'continue' })
      expect(asked.robot).toMatchObject({ step: 'authenticate/dap', status: 422 })
      expect(asked.robot.alert).toContain('The app has not answered yet.')
      expect(numberOn(asked.robot)).toBe(number)
    }
    await approve(phone, asked.robot)
    await asked.robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).claims()?.acr).toBe(HIGH)
  })

  test('a wrong number ends the request, and the page says that somebody may have tried', async () => {
    const { person, phone } = await somebody()
    const { robot } = await atTheCode()
    const request = await phone.scan(codeOn(robot))
    const answer = await phone.answer(request, { number: numberOn(robot), fault: 'wrong_match_number' })
    expect(answer).toEqual({ status: 403, body: { error: 'wrong_match_number' } })
    await robot.reload()
    expect(robot.alert).toContain('The number chosen in the app was not the one shown here.')
    expect(await phone.answer(request, { number: numberOn(robot) })).toMatchObject({ status: 409 })
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })

  test('who refused goes back to the choice, or gets a new code by a click and not by itself', async () => {
    const { phone } = await somebody()
    const asked = await atTheCode({ scope: 'openid' })
    const { robot } = asked
    const first = codeOn(robot)
    await phone.refuse(await phone.scan(first))
    await robot.reload()
    expect(robot.alert).toContain('The request expired, or you refused it.')
    await robot.reload()
    expect(codeOn(robot)).toBe('')
    await robot.submit({}, { action: 'other' })
    expect(robot.step).toBe('identify')
    await robot.submit({}, { factor: 'dap' })
    expect(robot.text).toContain('You are not signed in yet')
    await robot.submit({}, { action: 'resend' })
    expect(codeOn(robot)).not.toBe(first)
    await approve(phone, robot)
    await robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).access_token).toBeTypeOf('string')
  })

  test('a request ends after three minutes, to the second', async () => {
    const { phone } = await somebody()
    const { robot } = await atTheCode()
    const request = await phone.scan(codeOn(robot))
    const number = numberOn(robot)
    later(179)
    await robot.reload()
    expect(robot.text).toContain('The app has scanned the code.')
    later(2)
    await robot.reload()
    expect(robot.alert).toContain('The request expired')
    expect(await phone.answer(request, { number })).toEqual({ status: 410, body: { error: 'request_expired' } })
  })

  test('who gives up on the page calls the request off: an approval comes too late', async () => {
    const { person, phone } = await somebody()
    const { robot } = await atTheCode()
    const number = numberOn(robot)
    const request = await phone.scan(codeOn(robot))
    await robot.submit({}, { action: 'cancel' })
    expect(robot.url.searchParams.get('error')).toBe('access_denied')
    expect(await phone.answer(request, { number })).toEqual({ status: 410, body: { error: 'request_expired' } })
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })

  test('another browser with the same code never gets in', async () => {
    const { person, phone } = await somebody()
    const asked = await atTheCode()
    const thief = (await service.ask({ ...HIGHEST, robot: createRobot({ language: 'en' }) })).robot
    const page = asked.robot.url.href
    await approve(phone, asked.robot)
    for (const address of [page, `${page}/return`]) {
      await thief.open(address)
      expect(thief.url.href).not.toContain('code=')
      expect(thief.status).toBeGreaterThanOrEqual(400)
    }
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await asked.robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).claims()?.acr).toBe(HIGH)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('an approval is used once, however many tabs send it', async () => {
    const { person, phone } = await somebody()
    const asked = await atTheCode()
    await approve(phone, asked.robot)
    await asked.robot.reload()
    const tabs = Array.from({ length: 5 }, () => asked.robot.newTab())
    const page = asked.robot.url.href
    await Promise.all(tabs.map((tab) => tab.open(page)))
    await Promise.all(tabs.map((tab) => tab.submit({}, { action: 'continue' })))
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(tabs.filter((tab) => tab.url.searchParams.has('code')).length).toBeGreaterThan(0)
  })
})

describe('on the same device', () => {
  test('the app sends the browser back, and it goes on', async () => {
    const { phone } = await somebody()
    const asked = await atTheCode(NO_MORE)
    const back = await approveHere(phone, asked.robot)
    const tab = asked.robot.newTab()
    await tab.open(back)
    expect(tab.url.searchParams.get('code')).not.toBeNull()
    await asked.robot.open(tab.url)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: HIGH })
  })

  test('the tab that waits says where it goes on, and cannot finish by itself', async () => {
    const { person, phone } = await somebody()
    const { robot } = await atTheCode()
    const back = await approveHere(phone, robot)
    await robot.reload()
    expect(robot.text).toContain('The app went on in another tab.')
    await robot.open(robot.url.href.replace('/authenticate/dap', '/authenticate/dap/return'))
    expect(robot.alert).toContain('The app went on in another tab.')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await robot.open(back.replace(/response_code=.*/, `response_code=${'A'.repeat(43)}`))
    expect(robot.alert).toContain('The app went on in another tab.')
    await robot.open(back)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('a stranger’s browser gets in neither with the address nor by waiting', async () => {
    const { person, phone } = await somebody()
    const strangers = await atTheCode()
    // The victim opens the stranger's link on their own phone
    const back = await approveHere(phone, strangers.robot)
    const victim = createRobot({ language: 'en' })
    await victim.open(back)
    expect(victim.status).toBeGreaterThanOrEqual(400)
    await strangers.robot.reload()
    await strangers.robot.open(`${strangers.robot.url.href}/return`)
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

describe('who it is', () => {
  test('is told by the bound key: a phone that nobody bound opens nothing, whatever name its card bears', async () => {
    const phone = await newPhone(kapu)
    const { robot } = await atTheCode()
    const request = await phone.scan(codeOn(robot))
    expect(await phone.answer(request, { number: numberOn(robot) })).toMatchObject({
      body: { error: 'device_not_bound' },
    })
    await robot.reload()
    expect(robot.alert).toContain('We do not know this device.')
  })

  test('a step-up with the own phone keeps the session', async () => {
    const { person, phone } = await somebody()
    const { robot } = await enter(service, person, { scope: 'openid' })
    const before = await livingSessions(kapu, person.id)
    const asked = await service.ask({ ...HIGHEST, robot })
    expect(robot.step).toBe('authenticate/dap')
    expect(robot.text).toContain('Kovács A.')
    await approve(phone, robot)
    await robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).claims()?.acr).toBe(HIGH)
    expect(await livingSessions(kapu, person.id)).toEqual(before)
  })

  test('a step-up with another person’s phone is asked about, and switches nobody by itself', async () => {
    const { person } = await somebody()
    const other = await somebody()
    const { robot } = await enter(service, person, { scope: 'openid' })
    const asked = await service.ask({ ...HIGHEST, robot })
    await approve(other.phone, robot)
    await robot.submit({}, { action: 'continue' })
    expect(robot.step).toBe('switch_account')
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    await robot.submit({}, { action: 'switch' })
    const claims = (await asked.redeem()).claims()
    expect(claims?.acr).toBe(HIGH)
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(await livingSessions(kapu, other.person.id)).toHaveLength(1)
  })

  test('who is suspended gets nowhere', async () => {
    const { person, phone } = await somebody()
    await suspend(kapu, person.id)
    const { robot } = await atTheCode()
    await phone.answer(await phone.scan(codeOn(robot)), { number: numberOn(robot) })
    await robot.reload()
    expect(robot.alert).toContain('We do not know this device.')
  })

  test('whoever has no app and must have the highest level is sent back with the error, and to no phone', async () => {
    const person = await kapu.account()
    const asked = await service.ask(NO_MORE)
    await signIn(asked.robot, person)
    expect(asked.error).toBe('unmet_authentication_requirements')
  })
})

describe('adding a device in My data', () => {
  const WAYS = '/fiok/ugyfelkapu-plusz'

  /** At the QR code with which a device is added, after the proof of everything held. */
  async function adding() {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    await robot.open(`${kapu.issuer}${WAYS}/dap`)
    await signIn(robot, person, { until: 'enrol/dap' })
    expect(robot.step).toBe('enrol/dap')
    return { person, robot }
  }

  test('binds the phone with the person’s own card, by the name they give; then it signs in', async () => {
    const { person, robot } = await adding()
    const phone = await newPhone(kapu)
    await approve(phone, robot)
    await robot.reload()
    expect(robot.text).toContain('Give the device a name')
    await robot.submit({ device_name: 'Anna telefonja' }, { action: 'continue' })
    expect(robot.url.pathname).toContain(WAYS)
    expect(robot.text).toContain('Anna telefonja')
    const asked = await atTheCode(NO_MORE)
    await approve(phone, asked.robot)
    await asked.robot.submit({}, { action: 'continue' })
    expect((await asked.redeem()).claims()?.acr).toBe(HIGH)
    expect(await livingSessions(kapu, person.id)).toHaveLength(2)
  })

  test('refuses the phone with another person’s card, and binds nothing', async () => {
    const { person, robot } = await adding()
    const phone = await newPhone(kapu)
    const request = await phone.scan(codeOn(robot))
    const answer = await phone.answer(request, { number: numberOn(robot), fault: 'other_person' })
    expect(answer).toEqual({ status: 403, body: { error: 'identity_differs' } })
    await robot.reload()
    expect(robot.alert).toContain('The identity card in the app is not yours.')
    const keys = await kapu.db.selectFrom('wallet_keys').selectAll().where('account_id', '=', person.id).execute()
    expect(keys).toEqual([])
  })

  test('refuses a phone that belongs to somebody already', async () => {
    const { robot } = await adding()
    const phone = await newPhone(kapu)
    await bindPhone(kapu.db, (await kapu.account()).id, phone)
    const answer = await phone.answer(await phone.scan(codeOn(robot)), { number: numberOn(robot) })
    expect(answer).toEqual({ status: 403, body: { error: 'device_already_bound' } })
  })

  test('a device that is removed opens nothing from then on', async () => {
    const { person, phone } = await somebody()
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    const form = robot.forms.find(({ values }) => values['way'] === 'dap')
    await robot.submit({}, undefined, { form: form?.id ?? '' })
    expect(robot.text).toContain('The DÁP device has been removed')
    const at = await atTheCode()
    const answer = await phone.answer(await phone.scan(codeOn(at.robot)), { number: numberOn(at.robot) })
    expect(answer).toMatchObject({ body: { error: 'device_not_bound' } })
  })
})

test('S0 feature 12: an ordinary sign-in offers the app beside the password', async () => {
  const { phone } = await somebody()
  const asked = await atTheCode({ scope: 'openid' })
  await approve(phone, asked.robot)
  await asked.robot.submit({}, { action: 'continue' })
  expect((await asked.redeem()).claims()?.acr).toBe(SUBSTANTIAL)
})
