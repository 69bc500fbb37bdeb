/** Takeovers told to their end: what a stranger, a thief of a mailbox and a single clerk reach, and what they would. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { aClerk, openCustomer, sitDown } from '../registrar/desk.ts'
import { namingFields, registrationFields, somebody } from '../registrar/forms.ts'
import type { NewTestAccount, TestAccount } from '../support/kapu.ts'
import { createRobot, messagesAt, type Person, type Robot, signIn } from '../support/robot.ts'
import { registerTemporarily } from './lives/beginnings.ts'
import { resetPassword } from './lives/recoveries.ts'
import { activate, atDesk, enterMailbox, levelsOf, mailedActivationCode, openStage, type Stage } from './lives/stage.ts'
import { robotWindow } from './lives/window.ts'
import { stateOf } from './registration.ts'
import { later } from './time.ts'

const newWindow = () => Promise.resolve(robotWindow())
const HOLD = 72 * 3_600

let stage: Stage
/** The same with a hold that is over at once. */
let naive: Stage
let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kapu-takeover-'))
  const policyFile = join(directory, 'policy.yaml')
  const policy = await readFile(new URL('../../config/policy.yaml', import.meta.url), 'utf8')
  const without = policy.replace('mailHold: P3D', 'mailHold: PT1S')
  expect(without).not.toBe(policy)
  await writeFile(policyFile, without)
  stage = await openStage(newWindow)
  naive = await openStage(newWindow, { settings: { policyFile } })
})
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  await stage.kapu.close()
  await naive.kapu.close()
  await rm(directory, { recursive: true })
})

describe('takeover: a stranger registers temporarily with a victim’s identity', () => {
  /** The stranger, signed in at the lowest level with an app. */
  async function stranger(identity: ReturnType<typeof somebody>, username: string): Promise<Person> {
    const window = await newWindow()
    const typed = await registerTemporarily(stage, window, identity, username)
    return (await enterMailbox(stage, window, typed, { acr: levelsOf(stage).low })).person
  }

  test('RD12: the victim registers at the desk; nothing of the stranger’s is left, and nobody is told of it there', async () => {
    const identity = somebody('aldozat')
    const thief = await stranger(identity, 'idegen11')
    later(3_600)
    const desk = await atDesk(stage)
    await desk.follow(/\/ugyintezo\/regisztracio$/)
    await desk.submit(registrationFields(identity, 'aldozat11', 'aldozat11@posta.example'), { action: 'continue' })
    expect(await desk.step()).toBe('desk/receipt')
    expect(await desk.text()).not.toContain('idegen11')
    expect(await stateOf(stage.kapu, 'idegen11')).toBeNull()
    const victim = await activate(stage, await newWindow(), 'aldozat11', await mailedActivationCode(stage, 'aldozat11'))
    await expect(enterMailbox(stage, await newWindow(), thief)).rejects.toThrow('E-LOGIN-01')
    expect((await enterMailbox(stage, await newWindow(), victim)).acr).toBe(levelsOf(stage).substantial)
  })

  test('without RD12: a clerk who was shown the stranger’s registration would give the victim’s identity away', async () => {
    const identity = somebody('megaldozat')
    const thief = await stranger(identity, 'idegen22')
    later(3_600)
    const desk = await atDesk(stage)
    await desk.follow(/\/ugyintezo\/veglegesites$/)
    await desk.submit(namingFields(identity, 'idegen22', 'idegen22@posta.example'), { action: 'continue' })
    await desk.submit({ identity_checked: 'yes' }, { action: 'approve' })
    const entered = await enterMailbox(stage, await newWindow(), thief, { scope: 'openid identity_4t' })
    expect(entered.acr).toBe(levelsOf(stage).substantial)
    expect(entered.claims).toMatchObject({ hu_mother_birth_given_name: identity.hu_mother_birth_given_name })
  })
})

describe('takeover: a thief of the mailbox resets the password', () => {
  /** What the thief is after: where it is, and the page on which it is theirs. */
  const ways = {
    'a service at the middle level': { path: null, page: null },
    'another password': { path: '/fiok/jelszo', page: 'my_data/password' },
    'an app': { path: '/fiok/ugyfelkapu-plusz/totp', page: 'enrol/totp' },
    'a passkey': { path: '/fiok/ugyfelkapu-plusz/passkey', page: 'enrol/passkey' },
    'another address': { path: '/fiok/regisztracios-adatok/modositas', page: 'my_data/address/change' },
    'closing the account': { path: '/fiok/megszuntetes', page: 'my_data/close' },
  } as const
  type Way = (typeof ways)[keyof typeof ways]

  async function thiefOf(at: Stage, holds: NonNullable<NewTestAccount['holds']>): Promise<Person> {
    const { totpSecret: _victims, ...victim } = await at.kapu.account({ holds })
    return await resetPassword(at, victim)
  }

  /** Whether the thief gets there with all that the mailbox gives, patiently. */
  async function reaches(at: Stage, thief: Person, { path, page }: Way): Promise<boolean> {
    const robot = createRobot({ language: 'en' })
    for (let tries = 0; tries < 3; tries += 1) {
      // The pause between two mails with a code
      later(61)
      if (path !== null) await robot.open(`${at.kapu.issuer}${path}`)
      const going =
        path === null ? enterMailbox(at, robotWindow(robot), thief) : signIn(robot, thief, { until: 'error' })
      const stuck = await going.then(
        () => null,
        (fault: unknown) => fault,
      )
      if (robot.url.searchParams.has('code') || robot.seen.some(({ step }) => step !== null && step === page))
        return true
      if (stuck === null && robot.status !== 429) return false
    }
    return false
  }

  test.each([{ holds: ['password', 'email-code'] }, { holds: ['password', 'totp'] }, { holds: ['password'] }] as const)(
    'RD8: and reaches nothing of it within 72 hours where the victim holds $holds',
    async ({ holds }) => {
      const thief = await thiefOf(stage, holds)
      for (const seconds of [0, HOLD - 7_200]) {
        later(seconds)
        for (const [name, way] of Object.entries(ways))
          expect([name, await reaches(stage, thief, way)]).toEqual([name, false])
      }
    },
    60_000,
  )

  test.each(Object.entries(ways))('without the hold the mailbox alone would be enough for %s', async (_name, way) => {
    expect(await reaches(naive, await thiefOf(naive, ['password', 'email-code']), way)).toBe(true)
  })
})

describe('takeover: one clerk alone changes the address and removes the factor', () => {
  const acts = { email: /\/email$/, factors: /\/masodik-faktor$/ } as const

  /** What the clerk asks for, by the pages there are. */
  async function asks(robot: Robot, victim: TestAccount, act: keyof typeof acts, email: string): Promise<void> {
    await openCustomer(stage.kapu, robot, victim.username)
    await robot.clickLink(({ href }) => acts[act].test(new URL(href, robot.url).pathname))
    const fields = act === 'email' ? { email, email_read_back: 'yes' } : {}
    await robot.submit({ ...fields, identity_checked: 'yes' }, { action: 'continue' })
    expect(robot.step).toBe('desk/outcome/waits')
  }

  const linkIn = async (mailbox: string): Promise<string | undefined> =>
    (await messagesAt(stage.kapu.mailApi ?? ''))
      .filter(({ to }) => to === mailbox)
      .flatMap(({ text }) => /http:\S+\/cim\/megerosites\/[\w-]+/.exec(text)?.[0] ?? [])[0]

  async function decides(robot: Robot, action: 'approve'): Promise<void> {
    await robot.open(`${stage.kapu.issuer}/ugyintezo/kerelmek`)
    await robot.clickLink(({ href }) => /\/kerelmek\/[\w-]+/.test(new URL(href, robot.url).pathname))
    await robot.submit({}, { action })
    expect(robot.step).toBe('desk/outcome/done')
  }

  test('the victim’s account is as it was, and no mail goes to the clerk’s address; with a second clerk it would be theirs in three days', async () => {
    const { kapu } = stage
    const victim = await kapu.account()
    const email = `${victim.username}@tolvaj.example`
    const first = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
    for (const act of ['email', 'factors'] as const) await asks(first, victim, act, email)
    expect((await enterMailbox(stage, await newWindow(), victim)).steps).toContain('authenticate/totp')
    expect(await linkIn(email)).toBeUndefined()

    // The guard is the second clerk: with one who agrees to everything the way is open
    const second = await sitDown(kapu, await aClerk(kapu, ['szeged-1']), 'szeged-1')
    for (const _act of ['email', 'factors']) await decides(second, 'approve')
    await expect.poll(() => linkIn(email), { timeout: 15_000 }).toBeDefined()
    const link = createRobot({ language: 'en' })
    await link.open((await linkIn(email)) ?? '')
    await link.submit()
    const forgotten = createRobot({ language: 'en' })
    await forgotten.open(`${kapu.issuer}/elfelejtett-jelszo`)
    await forgotten.submit({ username: victim.username, email }, { action: 'continue' })
    const code = await mailedActivationCode(stage, `${victim.username}@tolvaj.example`.split('@')[0] ?? '')
    const thief = await activate(stage, await newWindow(), victim.username, code)
    later(HOLD + 60)
    const entered = await enterMailbox(stage, await newWindow(), thief)
    expect([entered.acr, entered.person.totpSecret === undefined]).toEqual([levelsOf(stage).substantial, false])
  })
})
