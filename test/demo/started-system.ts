import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

export const KAPU = 'http://localhost:3000'
export const MAILBOX = 'http://localhost:3001'
export const TAX_OFFICE = 'http://localhost:3002'
export const WALLET = 'http://localhost:3010'
export const MAIL_API = 'http://localhost:3025/api/messages'
/** What `npm start` listens on; nobody else may while it runs: the two test files that start it never run at once. */
export const ports: readonly number[] = [3000, 3001, 3002, 3010, 3025, 2525]
export const READY_MS = 10_000

/** `npm start`, as a process of its own. */
export interface StartedSystem {
  readonly pid: number
  readonly readyAfterMs: number
  readonly ended: Promise<number | null>
  output(): string
  stop(signal: NodeJS.Signals): Promise<number | null>
}

/** The ports of these that somebody listens on already. */
export async function takenPorts(): Promise<readonly number[]> {
  return (await Promise.all(ports.map(async (port) => ((await isOpen(port)) ? [port] : [])))).flat()
}

export interface StartOptions {
  readonly variables?: Readonly<Record<string, string>>
  /** Milliseconds; default ten seconds. */
  readonly within?: number
}

/** Starts it with its data in `directory`. Fails where it is not ready in time. */
export async function startSystem(
  directory: string,
  { variables = {}, within = READY_MS }: StartOptions = {},
): Promise<StartedSystem> {
  const begun = Date.now()
  const child: ChildProcess = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../demo/start.ts', import.meta.url))],
    // Vitest's own variables would put the provider into a test's mood.
    { env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, KAPU_DATA_DIR: directory, ...variables } },
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
  const isReady = await Promise.race([ready, ended.then(() => false), later(within).then(() => false)])
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  if (!isReady) {
    await stop('SIGTERM')
    throw new Error(`not ready within ${within / 1000} s:\n${output}`)
  }
  return { pid: child.pid ?? 0, readyAfterMs: Date.now() - begun, ended, output: () => output, stop }
}

/** Whether somebody listens there. */
export function isOpen(port: number): Promise<boolean> {
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
