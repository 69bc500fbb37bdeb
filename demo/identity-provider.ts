/** Runs the identity provider as a child process, as anybody would: it is the product, and the demo only uses it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface IdentityProviderOptions {
  readonly port: number
  readonly smtpPort: number
  /** Passes on all its log lines, not only warnings and worse. */
  readonly verbose: boolean
}

export interface RunningIdentityProvider {
  /** Resolves when it serves; rejects when it ended or took too long. */
  readonly ready: Promise<void>
  /** Resolves, once it is gone, with words for what ended it. */
  readonly ended: Promise<string>
  /** Asks it to stop; kills it where it does not within twenty seconds. */
  stop(): Promise<void>
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_MS = 60_000
const STOP_MS = 20_000

export function startIdentityProvider(options: IdentityProviderOptions): RunningIdentityProvider {
  const origin = `http://localhost:${options.port}`
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: {
      SMTP_URL: `smtp://127.0.0.1:${options.smtpPort}`,
      KAPU_CONFIG: `${ROOT}demo/kapu.yaml`,
      ...process.env,
      KAPU_PROFILE: 'development',
      KAPU_ISSUER: origin,
      KAPU_LISTEN: `127.0.0.1:${options.port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  passOn(child.stdout, process.stdout, options.verbose)
  passOn(child.stderr, process.stderr, options.verbose)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
  return {
    ready: Promise.race([
      whenReady(`${origin}/health/ready`, child),
      ended.then((reason) => Promise.reject(new Error(`the identity provider ended before it was ready (${reason})`))),
    ]),
    ended,
    stop: () => stop(child, ended),
  }
}

async function whenReady(address: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS
  while (Date.now() < until && isRunning(child)) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the identity provider was not ready within ${READY_MS / 1000} s`)
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (isRunning(child)) child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(patience)
}

/** Its log is one JSON object a line: in a demonstration only warnings and worse are worth a person's eyes. */
function passOn(from: Readable, to: NodeJS.WritableStream, verbose: boolean): void {
  createInterface({ input: from }).on('line', (line) => {
    if (verbose || !isQuiet(line)) to.write(`${line}\n`)
  })
}

function isQuiet(line: string): boolean {
  return /^\{"level":"(?:trace|debug|info)"/.test(line)
}
