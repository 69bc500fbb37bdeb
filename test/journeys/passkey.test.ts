/** Passkeys without a browser: what the engine, My data and the mails make of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PasskeyDevice } from '../factors/passkey-device.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { messagesAt, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { SUBSTANTIAL } from './levels.ts'
import { openMyData, sendForm } from './my-data.ts'
import { answerPasskey, givePasskey } from './passkeys.ts'

const WAYS = '/fiok/ugyfelkapu-plusz'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

describe('a passkey', () => {
  test('is a first factor: nothing is typed', async () => {
    const person = await kapu.account()
    const device = await givePasskey(kapu, person)
    const asked = await service.ask()
    await asked.robot.submit({}, { factor: 'passkey' })
    await answerPasskey(asked.robot, device)
    await signIn(asked.robot, person)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL, amr: ['swk', 'user', 'mfa'] })
  })

  test('is a second one after the password, beside the app', async () => {
    const person = await kapu.account()
    const device = await givePasskey(kapu, person)
    const asked = await service.ask()
    await signIn(asked.robot, person, { until: 'authenticate' })
    expect(asked.robot.form?.buttons.map(({ value }) => value)).toEqual(expect.arrayContaining(['totp', 'passkey']))
    await asked.robot.submit({}, { factor: 'passkey' })
    await answerPasskey(asked.robot, device)
    await signIn(asked.robot, person)
    expect((await asked.redeem()).claims()).toMatchObject({ acr: SUBSTANTIAL, amr: expect.arrayContaining(['swk']) })
  })

  test('after a password of one’s own account alone: another person’s does not do', async () => {
    const [person, other] = [await kapu.account(), await kapu.account()]
    await givePasskey(kapu, person)
    const foreign = await givePasskey(kapu, other)
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'authenticate' })
    await robot.submit({}, { factor: 'passkey' })
    const step = robot.step
    const challenge = /challenge(?:&quot;|&#34;):(?:&quot;|&#34;)([\w-]+)/.exec(robot.html)?.[1] ?? ''
    const fields = { ...robot.form?.values, credential: foreign.get(challenge), action: 'continue' }
    const answer = await sendForm(robot, robot.form?.action ?? '', fields)
    expect([step, answer.status]).toEqual(['authenticate/passkey', 422])
    expect(await answer.text()).toContain('E-PASSKEY-01')
  })

  test('is one of several: named, listed, and taken away by its own button', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: WAYS })
    await robot.open(`${kapu.issuer}${WAYS}/passkey`)
    await signIn(robot, person, { until: 'enrol/passkey' })
    await answerPasskey(robot, new PasskeyDevice(kapu.issuer), 'My phone')
    await givePasskey(kapu, person)
    await robot.open(`${kapu.issuer}${WAYS}`)
    expect(robot.text).toContain('Remove the passkey: My phone')
    expect(robot.text.match(/Remove the passkey: /g)).toHaveLength(2)

    const { status } = await remove(robot, 'My phone')
    expect(status).toBe(303)
    await robot.open(`${kapu.issuer}${WAYS}`)
    expect(robot.text).not.toContain('My phone')
    expect(robot.html).toContain('id="remove-passkey-0"')
    const subjects = async () =>
      (await messagesAt(kapu.mailApi ?? '')).filter(isTo(person)).map(({ subject }) => subject)
    await expect
      .poll(subjects)
      .toEqual(expect.arrayContaining(['Új belépési eszköz került a fiókjához', 'Ügyfélkapu+ belépési mód törölve']))
  })

  test('is offered to who has a password alone, on the way', async () => {
    const person = await kapu.account({ holds: ['password'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'enrol' })
    expect(robot.step).toBe('enrol')
    expect(robot.form?.buttons.map(({ value }) => value)).toContain('passkey')
  })
})

function isTo({ username }: TestAccount) {
  return ({ to }: { readonly to: string }) => to.startsWith(`${username}@`)
}

/** Presses the button that names this passkey. */
function remove(robot: Robot, name: string): Promise<Response> {
  const forms = [...robot.html.matchAll(/<form[^>]*id="remove-passkey-\d+"[\s\S]*?<\/form>/g)].map(([form]) => form)
  const form = forms.find((one) => one.includes(name)) ?? ''
  const fields = [...form.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, field, value]) => [field, value])
  return sendForm(robot, WAYS, { ...Object.fromEntries(fields), action: 'remove' })
}
