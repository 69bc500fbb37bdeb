/** Passkeys in stories: a device in software, beside the robot, which has no scripts. */
import { OUTSIDE_A_SIGN_IN } from '../../src/factors/factor.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { PasskeyDevice } from '../factors/passkey-device.ts'
import type { Kapu, TestAccount } from '../support/kapu.ts'
import type { Robot } from '../support/robot.ts'
import { sendForm } from './my-data.ts'

/** Gives the account a passkey by the factor's own ceremony, without a sign-in. */
export async function givePasskey(kapu: Kapu, { id: accountId, username }: TestAccount): Promise<PasskeyDevice> {
  const enrolment = kapu.core.factors.find(({ id }) => id === 'passkey')?.enrolment ?? null
  if (enrolment === null) throw new Error('passkeys are enrolled')
  const device = new PasskeyDevice(kapu.issuer)
  const now = Math.floor(Date.now() / 1000)
  const context = { ...OUTSIDE_A_SIGN_IN, accountId, username, now }
  await inTransaction(kapu.db, async (t) => {
    const state = JSON.parse(JSON.stringify(await enrolment.begin(context, t)))
    const credential = device.create(String(Object(state).challenge))
    const verdict = await enrolment.finish(context, state, { credential })
    if (!verdict.verified || (await verdict.settle?.(t)) !== true) throw new Error('the passkey was not added')
  })
  return device
}

/** Answers the page of a passkey, as its script does. `name`: what a new one is called. */
export async function answerPasskey(robot: Robot, device: PasskeyDevice, name?: string): Promise<Robot> {
  const challenge = /challenge(?:&quot;|&#34;):(?:&quot;|&#34;)([\w-]+)/.exec(robot.html)?.[1] ?? ''
  const isNew = robot.step === 'enrol/passkey'
  const credential = isNew ? device.create(challenge) : device.get(challenge)
  const own = name === undefined ? {} : { passkey_name: name }
  const fields = { ...robot.form?.values, ...own, credential, action: 'continue' }
  const answer = await sendForm(robot, robot.form?.action ?? '', fields)
  return robot.open(new URL(answer.headers.get('location') ?? '', robot.url))
}
