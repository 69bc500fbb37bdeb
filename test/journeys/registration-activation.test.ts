import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { codeIn, mailAbout, mailsFor, NEW_PASSWORD, stateOf } from './registration.ts'
import { livingSessions } from './sessions.ts'

const HOUR = 3_600_000

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

let made = 0

/** Somebody registered at an office, with a code in the mail. */
async function registered(): Promise<{ username: string; accountId: string; code: string }> {
  const username = `newcomer${(made += 1)}`
  const identity = {
    family_name: 'Nagy',
    given_name: 'Éva',
    birth_family_name: `Nagy${'abcdefghijklmnopqrstuvwxyz'[made] ?? ''}`,
    birth_given_name: 'Éva',
    hu_mother_birth_family_name: 'Kis',
    hu_mother_birth_given_name: 'Ágnes',
    birthdate: '1990-05-20',
    place_of_birth: { locality: 'Győr', country: 'HU' },
    gender: 'female',
  }
  const registration = {
    how: 'office',
    identity,
    username,
    email: `${username}@posta.example`,
    language: 'en',
  } as const
  const opened = await inTransaction(kapu.db, (t) =>
    kapu.core.life.open(t, registration, { actor: { type: 'registrar', id: 'clerk' } }),
  )
  if (!opened.ok) throw new Error(opened.refusal)
  const [mail] = await mailsFor(kapu, username, 1)
  return { username, accountId: opened.accountId, code: codeIn(mail) }
}

const open = (path: string): Promise<Robot> => createRobot({ language: 'en' }).open(`${kapu.issuer}${path}`)

async function activate(username: string, code: string, password = NEW_PASSWORD.new_password): Promise<Robot> {
  const robot = await open('/aktivalas')
  const fields = { ...NEW_PASSWORD, new_password: password, new_password_again: password }
  return robot.submit({ username, activation_code: code, ...fields }, { action: 'continue' })
}

async function forgot(username: string, email: string): Promise<Robot> {
  const robot = await open('/elfelejtett-jelszo')
  return robot.submit({ username, email }, { action: 'continue' })
}

describe('feature 17: activation', () => {
  test('S1 S3 #13: code and new password make the account, which is then led to a second step', async () => {
    const { username, code } = await registered()
    const robot = await activate(username, code)
    expect([robot.step, robot.url.pathname]).toEqual(['activated', '/aktivalas/kesz'])
    expect(await stateOf(kapu, username)).toBe('ACTIVE')
    expect((await mailsFor(kapu, username, 2))[0]?.subject).toBe('Your Client Gate is ready')
    const person = { username, password: NEW_PASSWORD.new_password, mailApi: kapu.mailApi ?? '' }
    const { steps } = await enter(service, person)
    expect(steps.slice(0, 3)).toEqual(['identify', 'authenticate/identification-mail', 'enrol'])
  })

  test('S3 edge n: the code is no password, and the sign-in page says so to everybody', async () => {
    const { username, code } = await registered()
    const { robot } = await service.ask()
    expect(robot.text).toContain('Your password is not the activation code')
    // Edge n
    await robot.submit({ username, password: code }, { action: 'continue' })
    expect([robot.status, robot.alert]).toEqual([
      422,
      expect.stringContaining('The user name or password is incorrect.'),
    ])
    expect(robot.text).toContain('Your password is not the activation code')
  })

  test('edge a: the code is good at 119 h 59 min 59 s and at 120 h, and dead a second later', async () => {
    const [early, punctual, late] = [await registered(), await registered(), await registered()]
    const at = async (who: { username: string; code: string }, elapsed: number) => {
      const row = await kapu.db
        .selectFrom('one_time_codes as c')
        .innerJoin('accounts as a', 'a.id', 'c.account_id')
        .select('c.sent_at')
        .where('a.username', '=', who.username)
        .executeTakeFirstOrThrow()
      vi.useFakeTimers({ toFake: ['Date'], now: row.sent_at.getTime() + elapsed })
      return activate(who.username, who.code)
    }
    expect((await at(early, 120 * HOUR - 1000)).step).toBe('activated')
    expect((await at(punctual, 120 * HOUR)).step).toBe('activated')
    const dead = await at(late, 120 * HOUR + 1000)
    expect([dead.status, dead.alert]).toEqual([422, expect.stringContaining('can no longer be used')])
  })

  test('#43: a wrong code, a used code and a name that nobody has are answered alike', async () => {
    const { username, code } = await registered()
    const wrong = await activate(username, 'AAAA-BBBB-CCCC')
    const nobody = await activate('nobodyhasthis', code)
    expect((await activate(username, code)).step).toBe('activated')
    const used = await activate(username, code)
    for (const robot of [wrong, nobody, used]) {
      expect([robot.status, robot.step]).toEqual([422, 'activate'])
      expect(robot.alert).toBe(wrong.alert)
    }
  })

  test('faults of the password are told before anything is looked up, and no code is spent', async () => {
    const { username, code } = await registered()
    const weak = await activate(username, code, 'short')
    const nobody = await activate('nobodyhasthis', 'AAAA-BBBB-CCCC', 'short')
    expect([weak.status, weak.alert]).toEqual([422, nobody.alert])
    expect((await activate(username, code)).step).toBe('activated')
  })

  test('nothing is read from the address', async () => {
    const robot = await open('/aktivalas?username=anna&activation_code=ABCD-2345-EFGH')
    expect(robot.html).not.toContain('value="anna"')
    expect(robot.form?.values['activation_code']).toBe('')
    expect(robot.form?.values['username']).toBe('')
  })

  test('opening the page changes nothing: only sending the form does', async () => {
    const { username } = await registered()
    await open('/aktivalas')
    await open('/aktivalas/kesz')
    expect(await stateOf(kapu, username)).toBe('REG_PENDING')
  })
})

describe('feature 19: forgotten password', () => {
  test('RD4 #19 #20 S3: the old password works until the code is redeemed, which ends all sessions', async () => {
    const { username, accountId, code } = await registered()
    await activate(username, code)
    const mailApi = kapu.mailApi ?? ''
    const old = { username, password: NEW_PASSWORD.new_password, mailApi }
    const { robot } = await service.ask()
    await signIn(robot, old, { enrol: 'email-code' })
    expect(await livingSessions(kapu, accountId)).toHaveLength(1)

    expect((await forgot(username.toUpperCase(), `${username}@POSTA.example`)).step).toBe('forgotten/asked')
    const mail = await mailAbout(kapu, username, 'Code for your forgotten password (valid for 5 days)')
    const again = await service.ask({ params: { prompt: 'login' } })
    await again.robot.submit({ username, password: old.password }, { action: 'continue' })
    expect(again.robot.alert).toBe(null)

    expect((await activate(username, codeIn(mail), 'harmat kilincs bogrács 8')).step).toBe('activated')
    expect(await livingSessions(kapu, accountId)).toEqual([])
    const refused = await service.ask()
    await refused.robot.submit({ username, password: old.password }, { action: 'continue' })
    expect(refused.robot.alert).toContain('incorrect')
  })

  test('RD5: every request is answered by the same page, and only the right pair gets a mail', async () => {
    const { username, code } = await registered()
    await activate(username, code)
    const count = (await mailsFor(kapu, username, 2)).length
    const pages = [
      await forgot(username, 'somebody@else.example'),
      await forgot('nobodyhasthis', `${username}@posta.example`),
      await forgot(username, `${username}@posta.example`),
    ]
    for (const page of pages) {
      expect([page.status, page.step]).toEqual([200, 'forgotten/asked'])
      expect(page.text.replace(/Reference: \S+/, '')).toBe(pages[0]?.text.replace(/Reference: \S+/, ''))
    }
    await mailsFor(kapu, username, count + 1)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await mailsFor(kapu, username, count + 1)).toHaveLength(count + 1)
  })

  test('edge b: of two codes asked for in a row, the first is dead', async () => {
    const { username, code } = await registered()
    await activate(username, code)
    const count = (await mailsFor(kapu, username, 2)).length
    await forgot(username, `${username}@posta.example`)
    const [first] = await mailsFor(kapu, username, count + 1)
    await forgot(username, `${username}@posta.example`)
    const [second] = await mailsFor(kapu, username, count + 2)
    expect((await activate(username, codeIn(first))).status).toBe(422)
    expect((await activate(username, codeIn(second))).step).toBe('activated')
  })

  test('S1 feature 18: a registration that was not activated in time gets a new code, too', async () => {
    const { username } = await registered()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 24 * HOUR })
    await forgot(username, `${username}@posta.example`)
    const [mail] = await mailsFor(kapu, username, 2)
    expect((await activate(username, codeIn(mail))).step).toBe('activated')
  })

  test('#27: an inactive registration is told where to go, and gets no code', async () => {
    const { username, code } = await registered()
    await activate(username, code)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 430 * 24 * HOUR })
    await kapu.core.life.catchUp(1000)
    expect(await stateOf(kapu, username)).toBe('INACTIVE')
    await forgot(username, `${username}@posta.example`)
    const told = await mailAbout(kapu, username, 'Code requested for an inactive Client Gate')
    expect(() => codeIn(told)).toThrow('no code')
  })

  test('the sixth request for one pair in a quarter of an hour waits, whatever pair it is', async () => {
    const own = await startKapu()
    try {
      const ask = async (username: string) => {
        const robot = await createRobot({ language: 'en' }).open(`${own.issuer}/elfelejtett-jelszo`)
        return robot.submit({ username, email: `${username}@posta.example` }, { action: 'continue' })
      }
      for (let asked = 0; asked < 5; asked += 1) expect((await ask('nobodyhasthis')).status).toBe(200)
      const sixth = await ask('NobodyHasThis')
      expect([sixth.status, sixth.alert]).toEqual([429, expect.stringContaining('Try again after')])
      for (let asked = 5; asked < 20; asked += 1) expect((await ask(`somebody${asked}`)).status).toBe(200)
      expect((await ask('somebodyelse')).status).toBe(429)
    } finally {
      await own.close()
    }
  })
})
