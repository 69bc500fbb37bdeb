/** `npm start` as a whole, without scripts; it has the machine to itself, so that its ten seconds are measured. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import data from '../../demo/demo-data.json' with { type: 'json' }
import { createRobot, signIn, type Person, type Robot } from '../support/robot.ts'
import {
  isOpen,
  KAPU,
  MAIL_API,
  MAILBOX,
  ports,
  READY_MS,
  startSystem,
  takenPorts,
  TAX_OFFICE,
  WALLET,
} from './started-system.ts'
import type { StartedSystem } from './started-system.ts'

const taken = await takenPorts()
const mayRun = taken.length === 0 || process.env['KAPU_NO_SKIP'] === '1'
const suite = mayRun
  ? 'npm start'
  : `npm start (skipped: port ${taken.join(', ')} is taken; is the demonstration running?)`

describe.skipIf(!mayRun)(suite, () => {
  let directory = ''
  let system: StartedSystem
  /** With the app that was enrolled on the way. */
  const known = new Map<string, Person>()

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kapu-start-'))
    system = await startSystem(directory)
  })

  afterAll(async () => {
    await system.stop('SIGTERM')
    // The database outlives a killed provider by a moment and writes its last files.
    await vi.waitFor(() => expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false), 10_000)
    rmSync(directory, { recursive: true, force: true })
  })

  test('is ready within ten seconds and says where everything is', () => {
    expect(system.readyAfterMs).toBeLessThan(READY_MS)
    for (const words of [MAILBOX, TAX_OFFICE, WALLET, 'http://localhost:3025', data.password, data.totp_secret]) {
      expect(system.output()).toContain(words)
    }
    for (const { username } of data.accounts) expect(system.output()).toContain(username)
    for (const page of ['/fiok', '/regisztracio', '/ugyintezo']) expect(system.output()).toContain(`${KAPU}${page}`)
  })

  test.each([
    { username: 'demoapp', totpSecret: data.totp_secret, proofs: ['authenticate/totp'] },
    { username: 'demoemail', proofs: ['authenticate/email-code'] },
    { username: 'demopassword', proofs: ['authenticate/identification-mail', 'enrol', 'enrol/totp', 'enrol/totp'] },
  ])('lets $username in at the Mailbox, then at the tax office without a page', async ({ proofs, ...holder }) => {
    const person: Person = { ...holder, password: data.password, mailApi: MAIL_API }
    const robot = createRobot()
    const done = await signInAt(robot, MAILBOX, person)
    expect(done.steps).toEqual(['identify', ...proofs, 'consent'])
    known.set(person.username, done.person)
    expect(claim(robot, 'name')).toContain(familyName(person.username))
    const sub = claim(robot, 'sub')

    await robot.open(TAX_OFFICE)
    const shownBefore = robot.seen.length
    await robot.clickLink((link) => link.href === '/login')
    expect(robot.seen.slice(shownBefore).map(({ url }) => url.href)).toEqual([`${TAX_OFFICE}/`])
    expect(robot.hops.map(({ url }) => url.pathname)).toEqual(['/login', '/auth', '/callback', '/'])
    expect(robot.html).toContain('data-signed-in')
    expect(claim(robot, 'name')).toBeUndefined()
    const subAtTaxOffice = claim(robot, 'sub')
    expect(subAtTaxOffice).toMatch(/./)
    expect(subAtTaxOffice).not.toBe(sub)

    await robot.clickLink((link) => link.href === '/login?data=1')
    expect((await signIn(robot, done.person)).steps).toEqual(['consent'])
    expect(claim(robot, 'name')).toContain(familyName(person.username))
    expect(claim(robot, 'email')).toBeUndefined()
    expect(claim(robot, 'sub')).toBe(subAtTaxOffice)
    expect(robot.text).not.toContain('más valaki')

    // What was agreed to is remembered: from now on not even that page comes.
    for (const address of [`${MAILBOX}/login`, `${TAX_OFFICE}/login?data=1`]) {
      await robot.open(new URL('/logout?here=1', address))
      await robot.open(address)
      expect(robot.step).toBeNull()
      expect(claim(robot, 'name')).toContain(familyName(person.username))
    }
  })

  test.each(['demoregistrar', 'demosupervisor'])(
    'lets %s sit down at a desk that can finalise, or at one that cannot',
    async (username) => {
      const robot = createRobot()
      await robot.open(`${KAPU}/ugyintezo`)
      const { steps } = await signIn(robot, { username, password: data.password, totpSecret: data.totp_secret })
      expect([steps, robot.step]).toEqual([['identify', 'authenticate/totp'], 'desk/office'])
      for (const [office, step] of [
        ['document-office', 'desk/finalise'],
        ['embassy', 'desk/outcome/refused'],
      ] as const) {
        await robot.open(`${KAPU}/ugyintezo/hivatal`)
        await robot.submit({}, { office })
        await robot.open(`${KAPU}/ugyintezo/veglegesites`)
        expect(robot.step).toBe(step)
      }
    },
  )

  test('shows people their own data', async () => {
    const robot = createRobot()
    await robot.open(`${KAPU}/fiok`)
    await signIn(robot, { username: 'demoregistrar', password: data.password, totpSecret: data.totp_secret })
    expect([robot.step, robot.text]).toEqual(['my_data/home', expect.stringContaining('Molnár')])
  })

  test('knows the same person in another browser, and gives an e-mail address only where they agree', async () => {
    const person: Person = { username: 'demoapp', password: data.password, totpSecret: data.totp_secret }
    const robot = createRobot()
    expect((await signInAt(robot, MAILBOX, person)).steps).not.toContain('consent')
    await robot.open(`${TAX_OFFICE}/login?data=1&prompt=consent`)
    await signIn(robot, person, { share: ['email'] })
    expect(claim(robot, 'email')).toBe('demoapp@posta.example')
    expect(claim(robot, 'email_verified')).toBe('igen')
  })

  test('tells both services when another person takes over, and the other one of a sign-out everywhere', async () => {
    const [first, second] = [known.get('demopassword'), known.get('demoapp')]
    if (first === undefined || second === undefined) throw new Error('nobody has signed in before')
    const mailbox = createRobot()
    const taxOffice = mailbox.newTab()
    await signInAt(mailbox, MAILBOX, first)
    await signInAt(taxOffice, TAX_OFFICE, first)
    const subs = [claim(mailbox, 'sub'), claim(taxOffice, 'sub')]
    const stale = createRobot()
    stale.cookies.store(mailbox.url, [`mailbox-session=${mailbox.cookies.get('mailbox-session', mailbox.url)}; Path=/`])

    await mailbox.open(`${MAILBOX}/login?prompt=login`)
    const switching = await signIn(mailbox, second, { switchAccount: 'switch' })
    expect(switching.steps).toContain('switch_account')
    expect(mailbox.text).toContain('más valaki volt bejelentkezve')
    expect(claim(mailbox, 'name')).toContain(familyName(second.username))
    expect(claim(mailbox, 'sub')).not.toBe(subs[0])
    await isToldOfTheEnd(taxOffice)
    await stale.open(MAILBOX)
    expect(stale.html).not.toContain('data-signed-in')

    await signInAt(taxOffice, TAX_OFFICE, second)
    expect(claim(taxOffice, 'sub')).not.toBe(subs[1])
    expect(taxOffice.text).toContain('más valaki volt bejelentkezve')

    await mailbox.open(MAILBOX)
    await mailbox.clickLink(/^Kijelentkezés$/)
    expect(mailbox.step).toBe('sign_out')
    await mailbox.submit({}, { action: 'everywhere' })
    expect(mailbox.html).toContain('data-signed-out="everywhere"')
    await isToldOfTheEnd(taxOffice)
    await taxOffice.clickLink('Mi történt itt')
    const [latest, ...earlier] = [...taxOffice.html.matchAll(/data-event="(\w+)"/g)].map(([, what]) => what)
    expect([latest, ...earlier.slice(0, 3)]).toEqual([
      'endedElsewhere',
      'anotherTookOver',
      'endedElsewhere',
      'signedIn',
    ])
  }, 90_000)

  test('stops everything on Ctrl-C', async () => {
    expect(await system.stop('SIGINT')).toBe(0)
    for (const port of ports) expect(await isOpen(port)).toBe(false)
  })

  test('starts again with what it knew, and stops when the provider dies', async () => {
    system = await startSystem(directory)
    const children = readFileSync(`/proc/${system.pid}/task/${system.pid}/children`, 'utf8').trim().split(' ')
    expect(children).toHaveLength(1)
    process.kill(Number(children[0]), 'SIGKILL')
    expect(await system.ended).toBe(1)
    for (const port of ports) expect(await isOpen(port)).toBe(false)
  })
})

async function signInAt(robot: Robot, service: string, person: Person): ReturnType<typeof signIn> {
  await robot.open(service)
  await robot.clickLink((link) => link.href === '/login')
  const done = await signIn(robot, person)
  expect(robot.url.href).toBe(`${service}/`)
  expect(robot.html).toContain('data-signed-in')
  return done
}

/** Within five seconds the service's first page says that the sign-in has ended. */
async function isToldOfTheEnd(robot: Robot): Promise<void> {
  await vi.waitFor(
    async () => {
      await robot.open(new URL('/', robot.url))
      expect(robot.html).toContain('data-signed-out="elsewhere"')
    },
    { timeout: 5_000, interval: 100 },
  )
  expect(robot.html).not.toContain('data-signed-in')
  expect(robot.text).toContain('Ön időközben kijelentkezett.')
}

function familyName(username: string): string {
  const found = data.accounts.find((candidate) => candidate.username === username)
  return data.persons[found?.person ?? -1]?.family_name ?? 'nobody'
}

function claim(robot: Robot, name: string): string | undefined {
  return new RegExp(`data-claim="${name}"[^>]*>\\s*([^<]*?)\\s*<`).exec(robot.html)?.[1]
}
