/** Client Gate+ settings: domain §2.5, as journeys. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Person, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { openMyData, sendForm } from './my-data.ts'
import { auditOf } from './sessions.ts'
import { later } from './time.ts'

const WAYS = '/fiok/ugyfelkapu-plusz'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

async function held({ id }: TestAccount): Promise<string[]> {
  const { rows } = await sql<{ factor: string }>`
    select factor from held_factors where account_id = ${id} and factor in ('totp', 'email-code') order by 1`.execute(
    kapu.db,
  )
  return rows.map(({ factor }) => factor)
}

async function subjects({ mailApi, username }: Person): Promise<string[]> {
  const all = await messagesAt(mailApi ?? '')
  return all.filter(({ to }) => to.startsWith(`${username}@`)).map(({ subject }) => subject)
}

/** The form that removes this way, as it stands on the page. */
function removalOf({ html }: Robot, way: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*id="remove-${way}-0"[\\s\\S]*?</form>`).exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  return { ...Object.fromEntries(fields), action: 'remove' }
}

async function remove(robot: Robot, way: string, more: Record<string, string> = {}): Promise<Response> {
  return await sendForm(robot, WAYS, { ...removalOf(robot, way), ...more })
}

describe('Client Gate+ settings', () => {
  test('2F-5 a code by e-mail is switched on beside the app, by a fresh proof with the app', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    expect(robot.text).toContain('Not switched on')
    await robot.open(`${kapu.issuer}${WAYS}/email-code`)
    const { steps } = await signIn(robot, person)
    expect(steps).toEqual(['authenticate/password', 'authenticate/totp', 'enrol/email-code'])
    expect(robot.step).toBe('my_data/factors')
    expect(robot.text).toContain('It has been set up.')
    expect(await held(person)).toEqual(['email-code', 'totp'])
    await expect.poll(() => subjects(person)).toContain('Új belépési eszköz került a fiókjához')
    expect((await enter(service, person, { choices: { factor: 'email-code' } })).steps).toContain(
      'authenticate/email-code',
    )
  })

  test('2F-6 edge p the app is set up on another device; left before its end, the old one still works', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    await robot.open(`${kapu.issuer}${WAYS}/totp`)
    await signIn(robot, person, { until: 'enrol/totp' })
    expect(robot.step).toBe('enrol/totp')
    await enter(service, person)
    // The pause between two codes by mail
    later(61)

    const again = createRobot({ language: 'en' })
    await openMyData(kapu, person, { path: WAYS, robot: again })
    await again.open(`${kapu.issuer}${WAYS}/totp`)
    const { steps, person: moved, deletionCode } = await signIn(again, person)
    // The app that is to go proves nothing here
    expect(steps).toEqual(['authenticate/password', 'authenticate/email-code', 'enrol/totp', 'enrol/totp'])
    expect(deletionCode).toMatch(/^\d{16}$/)
    await expect(enter(service, person)).rejects.toThrow('refused at authenticate/totp')
    await enter(service, moved)
    expect(await auditOf(kapu, person.id)).toContain('factor.replaced')
    await expect.poll(() => subjects(person)).toContain('Belépési eszköze átkerült másik eszközre')
  })

  test('2F-6 who has the app alone moves it by their password and a code to the identification address', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    await robot.open(`${kapu.issuer}${WAYS}/totp`)
    const { steps } = await signIn(robot, person)
    expect(steps).toEqual(['authenticate/password', 'authenticate/identification-mail', 'enrol/totp', 'enrol/totp'])
  })

  test('2F-6 nobody moves it who is not signed in: a thief of the password and of the mailbox is asked for the app', async () => {
    const { totpSecret: _theirs, ...thief } = await kapu.account({ holds: ['password', 'totp'] })
    const request = new URL('/auth', kapu.issuer)
    request.search = new URLSearchParams({
      ...{ client_id: 'my-data', response_type: 'code', scope: 'openid', enrol: 'totp' },
      redirect_uri: `${kapu.issuer}/fiok/callback`,
      ...{ state: 's'.repeat(43), nonce: 'n'.repeat(43) },
      ...{ code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
    }).toString()
    const robot = createRobot({ language: 'en' })
    await robot.open(request)
    await signIn(robot, thief, { until: 'authenticate/totp' })
    expect(robot.step).toBe('authenticate/totp')
    await robot.open(robot.url.href.replace('authenticate/totp', 'enrol/totp'))
    expect(robot.step).toBe('authenticate/totp')
  })

  test('2F-6 giving up at the new device leads back to My data, and changes nothing', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    await robot.open(`${kapu.issuer}${WAYS}/totp`)
    await signIn(robot, person, { until: 'enrol/totp' })
    await robot.submit({}, { action: 'cancel' })
    expect(robot.step).toBe('own_sign_in/cancelled')
    await robot.open(`${kapu.issuer}${WAYS}`)
    expect(robot.step).toBe('my_data/factors')
    await enter(service, person)
  })

  test('2F-8 the app is removed while another way is left, with its deletion code; a mail says so', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS, choices: { factor: 'email-code' } })
    const answer = await remove(robot, 'totp')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`${WAYS}?removed=totp`)
    expect(await held(person)).toEqual(['email-code'])
    expect(await auditOf(kapu, person.id)).toContain('factor.removed')
    await expect.poll(() => subjects(person)).toContain('Ügyfélkapu+ hitelesítő alkalmazás törölve')
    // The same form once more, from another tab: it is gone
    expect((await remove(robot, 'totp')).status).toBe(409)
  })

  test('2F-8 the last way goes only from who says that signing in will not be possible', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    const warned = await remove(robot, 'totp')
    expect(warned.status).toBe(200)
    expect(await warned.text()).toContain('Ez az utolsó belépési módja')
    const unticked = await remove(robot, 'totp', { asked: 'yes' })
    expect(unticked.status).toBe(422)
    expect(await unticked.text()).toContain('E-WAY-02')
    expect(await held(person)).toEqual(['totp'])
    expect((await remove(robot, 'totp', { asked: 'yes', understood: 'yes' })).status).toBe(303)
    expect(await held(person)).toEqual([])
  })

  test('of two tabs that remove the last two ways at the same moment, one does', async () => {
    const person = await kapu.account({ holds: ['password', 'totp', 'email-code'] })
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    const statuses = await Promise.all([remove(robot, 'totp'), remove(robot, 'email-code')])
    expect(statuses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect(await held(person)).toHaveLength(1)
  })

  test('nobody removes another person’s way, whatever the form says', async () => {
    const [thief, victim] = [await kapu.account(), await kapu.account()]
    const { robot } = await openMyData(kapu, thief, { path: WAYS })
    const { robot: other } = await openMyData(kapu, victim, { path: WAYS })
    const { id = '' } = removalOf(other, 'totp')
    const answer = await remove(robot, 'totp', { id, asked: 'yes', understood: 'yes' })
    expect(answer.status).toBe(409)
    expect(await held(victim)).toEqual(['totp'])
    expect(await held(thief)).toEqual(['totp'])
  })

  test('a form without its token removes nothing', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    expect((await remove(robot, 'totp', { csrf: 'x', understood: 'yes' })).status).toBe(403)
    expect(await held(person)).toEqual(['totp'])
  })

  test('no service but My data can ask that a factor be set up', async () => {
    const person = await kapu.account({ holds: ['password', 'totp'] })
    const { steps } = await enter(service, person, { params: { enrol: 'email-code' } })
    expect(steps).toEqual(['identify', 'authenticate/totp', 'consent'])
  })
})
