import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import data from '../../demo/demo-data.json' with { type: 'json' }
import { createRobot, signIn, type Person, type Robot } from '../support/robot.ts'

const MAILBOX = 'http://localhost:3001'
const TAX_OFFICE = 'http://localhost:3002'
const MAIL_API = 'http://localhost:3025/api/messages'
const ports = [3000, 3001, 3002, 3025, 2525]
const READY_MS = 10_000

const taken = (await Promise.all(ports.map(async (port) => ((await isOpen(port)) ? [port] : [])))).flat()
const mayRun = taken.length === 0 || process.env['KAPU_NO_SKIP'] === '1'
const suite = mayRun
  ? 'npm start'
  : `npm start (skipped: port ${taken.join(', ')} is taken; is the demonstration running?)`

describe.skipIf(!mayRun)(suite, () => {
  let directory = ''
  let system: System

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kapu-start-'))
    system = await start(directory)
  })

  afterAll(async () => {
    await system.stop('SIGTERM')
    // The database outlives a killed provider by a moment and writes its last files.
    await vi.waitFor(() => expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false), 10_000)
    rmSync(directory, { recursive: true, force: true })
  })

  test('is ready within ten seconds and says where everything is', () => {
    expect(system.readyAfterMs).toBeLessThan(READY_MS)
    for (const words of [MAILBOX, TAX_OFFICE, 'http://localhost:3025', data.password, data.totp_secret]) {
      expect(system.output()).toContain(words)
    }
    for (const { username } of data.accounts) expect(system.output()).toContain(username)
  })

  test.each([
    { username: 'demoapp', totpSecret: data.totp_secret, proofs: ['authenticate/totp'] },
    { username: 'demoemail', proofs: ['authenticate/email-code'] },
    { username: 'demopassword', proofs: ['authenticate/identification-mail', 'enrol/totp'] },
  ])('lets $username in at the Mailbox, and at the tax office without a sign-in', async ({ proofs, ...holder }) => {
    const person: Person = { ...holder, password: data.password, mailApi: MAIL_API }
    const robot = createRobot()
    const done = await signInAt(robot, MAILBOX, person)
    expect(done.steps).toEqual(expect.arrayContaining(['identify', ...proofs]))
    expect(claim(robot, 'name')).toContain(familyName(person.username))
    const sub = claim(robot, 'sub')

    const second = await signInAt(robot, TAX_OFFICE, done.person)
    expect(second.steps.filter((step) => step !== 'consent')).toEqual([])
    expect(claim(robot, 'name')).toContain(familyName(person.username))
    expect(claim(robot, 'sub')).not.toBe(sub)

    // What was agreed to is remembered: from now on not even that page comes.
    for (const service of [MAILBOX, TAX_OFFICE]) {
      await robot.open(`${service}/logout?here=1`)
      expect((await signInAt(robot, service, done.person)).steps).toEqual([])
    }
  })

  test('knows the same person in another browser, and gives an e-mail address only where they agree', async () => {
    const person: Person = { username: 'demoapp', password: data.password, totpSecret: data.totp_secret }
    const robot = createRobot()
    expect((await signInAt(robot, MAILBOX, person)).steps).not.toContain('consent')
    await robot.open(`${TAX_OFFICE}/login?prompt=consent`)
    await signIn(robot, person, { share: ['email', 'email_verified'] })
    expect(claim(robot, 'email')).toBe('demoapp@posta.example')
  })

  test('stops everything on Ctrl-C', async () => {
    expect(await system.stop('SIGINT')).toBe(0)
    for (const port of ports) expect(await isOpen(port)).toBe(false)
  })

  test('starts again with what it knew, and stops when the provider dies', async () => {
    system = await start(directory)
    const children = readFileSync(`/proc/${system.pid}/task/${system.pid}/children`, 'utf8').trim().split(' ')
    expect(children).toHaveLength(1)
    process.kill(Number(children[0]), 'SIGKILL')
    expect(await system.ended).toBe(1)
    for (const port of ports) expect(await isOpen(port)).toBe(false)
  })
})

interface System {
  readonly pid: number
  readonly readyAfterMs: number
  readonly ended: Promise<number | null>
  output(): string
  stop(signal: NodeJS.Signals): Promise<number | null>
}

async function start(directory: string): Promise<System> {
  const begun = Date.now()
  const child: ChildProcess = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../demo/start.ts', import.meta.url))],
    // Vitest's own variables would put the provider into a test's mood.
    { env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, KAPU_DATA_DIR: directory } },
  )
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = new Promise<boolean>((resolve) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Kapu is ready')) resolve(true)
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
  })
  const isReady = await Promise.race([ready, ended.then(() => false), later(READY_MS).then(() => false)])
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  if (!isReady) {
    await stop('SIGTERM')
    throw new Error(`not ready within ${READY_MS / 1000} s:\n${output}`)
  }
  return { pid: child.pid ?? 0, readyAfterMs: Date.now() - begun, ended, output: () => output, stop }
}

async function signInAt(robot: Robot, service: string, person: Person): ReturnType<typeof signIn> {
  await robot.open(service)
  await robot.clickLink((link) => link.href === '/login')
  const done = await signIn(robot, person)
  expect(robot.url.href).toBe(`${service}/`)
  expect(robot.html).toContain('data-signed-in')
  return done
}

function familyName(username: string): string {
  const found = data.accounts.find((candidate) => candidate.username === username)
  return data.persons[found?.person ?? -1]?.family_name ?? 'nobody'
}

function claim(robot: Robot, name: string): string | undefined {
  return new RegExp(`data-claim="${name}"[^>]*>\\s*([^<]*?)\\s*<`).exec(robot.html)?.[1]
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
