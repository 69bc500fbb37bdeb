/** The two that are compared, each a process of its own with one client and one browser signed in. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRobot, type Robot, signIn } from '../test/support/robot.ts'

/** RFC 7636 appendix B: one pair is enough where nothing is secret. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export interface Target {
  readonly issuer: string
  readonly redirectUri: string
  /** The path of an authorization request of the client. */
  readonly authPath: string
  readonly authorization: string
  /** Of the browser that is signed in. */
  readonly cookie: string
  stop(): Promise<void>
}

/** Kapu as `kapu serve` runs it, on a durable embedded database, with the demonstration's accounts. */
export async function startKapu(redirectUri: string): Promise<Target> {
  const issuer = await freeOrigin()
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kapu-bench-'))
  const env = {
    PATH: process.env['PATH'],
    KAPU_PROFILE: 'development',
    KAPU_DATA_DIR: dataDirectory,
    KAPU_ISSUER: issuer,
    KAPU_LISTEN: `localhost:${new URL(issuer).port}`,
  }
  const remove = () => rm(dataDirectory, { recursive: true, force: true })
  const child = await started('src/main.ts', env, issuer).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const create = 'client create --json --id bench --name Bench --public-body --scope openid --redirect-uri'
  const document = JSON.parse(await output(['src/cli.ts', ...create.split(' '), redirectUri], env))
  const demo = JSON.parse(await readFile('demo/demo-data.json', 'utf8'))
  const person = { username: 'demoapp', password: String(demo.password), totpSecret: String(demo.totp_secret) }
  return target({
    issuer,
    redirectUri,
    secret: String(document.client_secret),
    enter: (robot) => signIn(robot, person),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await remove()
    },
  })
}

/** oidc-provider alone, on its memory adapter. */
export async function startBare(redirectUri: string): Promise<Target> {
  const issuer = await freeOrigin()
  const secret = 'bench-secret'
  const client = { client_id: 'bench', client_secret: secret, redirect_uris: [redirectUri], scope: 'openid' }
  const env = { PATH: process.env['PATH'], BENCH_ISSUER: issuer, BENCH_CLIENT: JSON.stringify(client) }
  const child = await started('bench/bare-provider.ts', env, issuer)
  return target({
    issuer,
    redirectUri,
    secret,
    async enter(robot) {
      await robot.submit({ login: 'somebody', password: 'something' })
      await robot.submit()
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  })
}

async function target({
  secret,
  enter,
  ...parts
}: Omit<Target, 'authPath' | 'authorization' | 'cookie'> & {
  readonly secret: string
  enter(robot: Robot): Promise<unknown>
}): Promise<Target> {
  const parameters = new URLSearchParams({
    client_id: 'bench',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: parts.redirectUri,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  })
  const authPath = `/auth?${parameters}`
  const robot = createRobot({ language: 'en' })
  await robot.open(`${parts.issuer}${authPath}`)
  await enter(robot)
  if (!robot.url.searchParams.has('code')) throw new Error(`no code came: ${robot.url} ${robot.text.slice(0, 200)}`)
  const cookie = robot.cookies.header(new URL('/auth', parts.issuer))
  return { ...parts, authPath, cookie, authorization: `Basic ${Buffer.from(`bench:${secret}`).toString('base64')}` }
}

async function started(file: string, env: NodeJS.ProcessEnv, issuer: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  for (const until = Date.now() + 15_000; Date.now() < until && child.exitCode === null;) {
    const ready = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => null)
    if (ready?.ok === true) return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGTERM')
  throw new Error(`${file} did not start`)
}

async function output(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${text}`)
  return text
}

async function freeOrigin(): Promise<string> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://localhost:${port}`
}
