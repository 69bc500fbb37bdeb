/** K11: a wallet is enrolled by what an office prints and what the mailbox holds, and by neither alone. */
import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'kysely'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newDeviceKey } from '../../demo/wallet/device-key.ts'
import { createPhone, type Phone } from '../../demo/wallet/phone.ts'
import { actsOn, aClerk, anOffice, openCustomer, sitDown } from '../registrar/desk.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { messagesAt, type Robot } from '../support/robot.ts'
import { postByFetch } from '../support/scripted-phone.ts'
import { auditOf } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let robot: Robot
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  await anOffice(kapu, 'szeged-1')
  robot = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

/** A phone: a key that does not leave it. */
class Wallet {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  proof(token: string, { audience = `${kapu.issuer}/dap/eszkozok`, key = this.#keys.privateKey, age = 0 } = {}) {
    const { kty = '', crv = '', x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    return new SignJWT({ nonce: token })
      .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y } })
      .setAudience(audience)
      .setIssuedAt(Math.floor(Date.now() / 1000) - age)
      .sign(key)
  }
}

/** Without a credential: to bind a key needs none. */
async function simulatedPhone(): Promise<Phone> {
  const now = () => Math.floor(Date.now() / 1000)
  return createPhone({ key: await newDeviceKey(), credential: '', authorities: [], post: postByFetch, now })
}

async function send(fields: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${kapu.issuer}/dap/eszkozok`, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: answer.status, body: await answer.json() }
}

const BOUND = { status: 201, body: { status: 'bound' } }
const REFUSED = { status: 400, body: { error: 'invalid_ticket' } }

/** The ticket that a clerk prints for this person. */
async function printed(person: TestAccount): Promise<string> {
  await openCustomer(kapu, robot, person.username)
  await robot.clickLink('DÁP registration')
  await robot.submit({ identity_checked: 'yes' }, { action: 'continue' })
  expect(robot.step).toBe('desk/customer/dap_ticket')
  const token = /token=([\w-]{43})/.exec(robot.text)?.[1]
  if (token === undefined) throw new Error('nothing was printed')
  return token
}

/** The newest code in the person's mailbox. */
async function mailed(person: TestAccount, count = 1): Promise<string> {
  const codes = async () =>
    (await messagesAt(person.mailApi ?? ''))
      .filter(({ to, subject }) => to.startsWith(`${person.username}@`) && subject.includes('DÁP mobilalkalmazás'))
      .flatMap(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? [])
  await expect.poll(async () => (await codes()).length).toBe(count)
  return (await codes())[0] ?? ''
}

async function keysOf({ id }: TestAccount): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from wallet_keys where account_id = ${id}`.execute(kapu.db)
  return rows[0]?.count ?? 0
}

describe('K11 feature 45: a wallet', () => {
  test('is bound by the printed ticket, the mailed code and a proof of its key; the clerk sees no code', async () => {
    const person = await kapu.account()
    const token = await printed(person)
    const code = await mailed(person)
    expect(robot.html).not.toContain(code)
    expect((await actsOn(kapu, person.id)).map(({ event }) => event)).toContain('account.wallet_ticket_issued')
    expect(await send({ token, code, proof: await new Wallet().proof(token) })).toEqual(BOUND)
    expect(await keysOf(person)).toBe(1)
    expect(await auditOf(kapu, person.id)).toContain('factor.enrolled')
    expect(await send({ token, code, proof: await new Wallet().proof(token) })).toEqual(REFUSED)
    expect(await keysOf(person)).toBe(1)
  })

  test('is bound as the DÁP simulator does it, once', async () => {
    const person = await kapu.account()
    const address = `${kapu.issuer}/dap/eszkozok?token=${await printed(person)}`
    const code = await mailed(person)
    const phone = await simulatedPhone()
    expect(await phone.enrol({ address, code: '00000000' })).toBe('refused')
    expect(await phone.enrol({ address, code })).toBe('bound')
    expect(await phone.enrol({ address, code })).toBe('refused')
    expect(await keysOf(person)).toBe(1)
    expect(await phone.enrol({ address: `${kapu.issuer}/dap/eszkozok`, code })).toBe('not_a_ticket')
    expect(await phone.enrol({ address: 'http://localhost:1/?token=a', code })).toBe('unreachable')
  })

  test('is not bound by a clerk’s own phone, who has the paper and not the code', async () => {
    const person = await kapu.account()
    const token = await printed(person)
    const wallet = new Wallet()
    for (const code of ['', '00000000', '1234']) {
      expect(await send({ token, code, proof: await wallet.proof(token) })).toEqual(REFUSED)
    }
    expect(await keysOf(person)).toBe(0)
  })

  test('has five tries of the code, and who proves no key spends none', async () => {
    const person = await kapu.account()
    const token = await printed(person)
    const code = await mailed(person)
    const wallet = new Wallet()
    for (let i = 0; i < 8; i++) expect(await send({ token, code: '00000000', proof: 'x.y.z' })).toEqual(REFUSED)
    for (let i = 0; i < 5; i++) {
      expect(await send({ token, code: `0000000${i}`, proof: await wallet.proof(token) })).toEqual(REFUSED)
    }
    expect(await send({ token, code, proof: await wallet.proof(token) })).toEqual(REFUSED)
    const again = await printed(person)
    const next = (await mailed(person, 2)) === code ? '' : await mailed(person, 2)
    expect(await send({ token: again, code: next, proof: await wallet.proof(again) })).toEqual(BOUND)
  })

  test('is bound once, by one of 50 that ask at the same moment', async () => {
    const person = await kapu.account()
    const token = await printed(person)
    const code = await mailed(person)
    await sql`update wallet_tickets set tries = -50 where account_id = ${person.id}`.execute(kapu.db)
    const proofs = await Promise.all(Array.from({ length: 50 }, () => new Wallet().proof(token)))
    const answers = await Promise.all(proofs.map((proof) => send({ token, code, proof })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await keysOf(person)).toBe(1)
  })

  test('belongs to one account: the same key is not bound again', async () => {
    const [first, second] = [await kapu.account(), await kapu.account()]
    const wallet = new Wallet()
    const one = await printed(first)
    expect(await send({ token: one, code: await mailed(first), proof: await wallet.proof(one) })).toEqual(BOUND)
    const other = await printed(second)
    expect(await send({ token: other, code: await mailed(second), proof: await wallet.proof(other) })).toEqual(REFUSED)
  })

  test('needs a proof for this place and this ticket, new, by the key it names', async () => {
    const person = await kapu.account()
    const token = await printed(person)
    const code = await mailed(person)
    const wallet = new Wallet()
    const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    for (const proof of [
      await wallet.proof(token, { audience: 'https://kapu.example.com/dap/eszkozok' }),
      await wallet.proof('another ticket'),
      await wallet.proof(token, { age: 3_600 }),
      await wallet.proof(token, { key: foreign }),
    ]) {
      expect(await send({ token, code, proof })).toEqual(REFUSED)
    }
    expect(await send({ token, code, proof: await wallet.proof(token) })).toEqual(BOUND)
  })

  test('can be enrolled for a day, to the second, and with the latest ticket alone', async () => {
    const person = await kapu.account()
    const first = await printed(person)
    const code = await mailed(person)
    await printed(person)
    expect(await send({ token: first, code, proof: await new Wallet().proof(first) })).toEqual(REFUSED)

    const late = await kapu.account()
    const token = await printed(late)
    const lateCode = await mailed(late)
    later(24 * 3_600 + 2)
    expect(await send({ token, code: lateCode, proof: await new Wallet().proof(token) })).toEqual(REFUSED)
  })

  test('is not asked for without the clerk’s word that the identity was checked', async () => {
    await openCustomer(kapu, robot, (await kapu.account()).username)
    await robot.clickLink('DÁP registration')
    expect((await robot.submit({}, { action: 'continue' })).status).toBe(422)
  })
})
