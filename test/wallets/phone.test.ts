/** The simulator's phone and the verifier understand one another: honestly, and in everything that goes wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPidIssuer } from '../../demo/wallet/pid-issuer.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { createScriptedPhone, type PhoneFault, phoneFaults, type ScriptedPhone } from '../support/scripted-phone.ts'
import { access, NOW, startVerifier, type Verifier } from './verifier.ts'
import { ANNA } from './wallet.ts'

const issuer = newPidIssuer()
let verifier: Verifier
beforeAll(async () => {
  const pem = issuer.authority.certificate.toString()
  verifier = await startVerifier({ trustList: [{ pem, simulator: true }] })
})
afterAll(() => verifier.close())

const aPhone = (): Promise<ScriptedPhone> =>
  createScriptedPhone({
    issuer,
    person: { ...ANNA, place_of_birth: { locality: 'Szeged', country: 'HU' } },
    authorities: [access.certificate.toString()],
    now: () => NOW,
  })

/** Binds the phone as its owner does in My data. */
async function bound(phone: ScriptedPhone): Promise<string> {
  const accountId = await verifier.account()
  const started = await verifier.start({ purpose: 'enrol', accountId })
  const request = await phone.scan(started.qrText)
  expect(await phone.answer(request, { number: started.matchNumber })).toEqual({ status: 200, body: {} })
  const given = { signInId: started.signInId, responseCode: null, now: NOW }
  const outcome = await verifier.presentations.finish(started.requestId, given)
  expect(outcome).toMatchObject({ ok: true, accountId, thumbprint: phone.thumbprint, simulated: true })
  if (outcome.ok) expect(await inTransaction(verifier.db, outcome.settle)).toBe(true)
  return accountId
}

test('a phone is enrolled, then signs in across devices and on the same one', async () => {
  const phone = await aPhone()
  const accountId = await bound(phone)
  const across = await verifier.start()
  const request = await phone.scan(across.qrText)
  expect(request.matchNumbers).toContain(across.matchNumber)
  await phone.answer(request, { number: across.matchNumber })
  const { presentations } = verifier
  const asked = { signInId: across.signInId, responseCode: null, now: NOW }
  expect(await presentations.finish(across.requestId, asked)).toMatchObject({ ok: true, accountId })

  const same = await verifier.start()
  const { body } = await phone.answer(await phone.scan(same.deepLink))
  const responseCode = new URL(String(body['redirect_uri'])).searchParams.get('response_code')
  const back = { signInId: same.signInId, responseCode, now: NOW }
  expect(await presentations.finish(same.requestId, back)).toMatchObject({ ok: true, accountId })
})

const ENROLS: readonly PhoneFault[] = ['other_person', 'claims_withheld']

test.each(Object.entries(phoneFaults))('the fault %s of a phone is %s', async (fault, code) => {
  const phone = await aPhone()
  const isEnrolment = ENROLS.some((one) => one === fault)
  if (!isEnrolment) await bound(phone)
  const purpose = isEnrolment ? 'enrol' : 'authenticate'
  const ask = async () => {
    const started = await verifier.start({ purpose, accountId: isEnrolment ? await verifier.account() : null })
    return { number: started.matchNumber, request: await phone.scan(started.qrText) }
  }
  const honest = await ask()
  expect(await phone.answer(honest.request, { number: honest.number })).toEqual({ status: 200, body: {} })
  const { request, number } = await ask()
  const { body, status } = await phone.answer(request, { number, fault: fault as PhoneFault })
  expect(body).toEqual({ error: code })
  expect(status).toBeGreaterThanOrEqual(400)
})
