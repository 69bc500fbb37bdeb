/** Runs the real command line against a test database: in this process, or as one of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../src/command-line.ts'

/** The program. */
export const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

type Environment = Readonly<Record<string, string | undefined>>
type Runs = (args: readonly string[], input: string, env: Environment) => Promise<Finished>

export interface CommandLine {
  /** Arguments, and what is on standard input. */
  (args: readonly string[], input?: string): Promise<Finished>
  /** The directory where the development profile keeps its keys. */
  readonly dataDirectory: string
  close(): void
}

/** Commands within this process: what most suites need, as a process takes most of a second to begin. */
export function commandLine(databaseUrl: string, env: Environment = {}): CommandLine {
  return against(databaseUrl, env, runHere)
}

/** Each command as a process: for what only a process can show, and for the clock, which is a process's. */
export function commandProcess(databaseUrl: string, env: Environment = {}): CommandLine {
  return against(databaseUrl, env, runProcess)
}

function against(databaseUrl: string, env: Environment, runs: Runs): CommandLine {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kapu-cli-'))
  const whole = { KAPU_PROFILE: 'development', KAPU_DATA_DIR: dataDirectory, DATABASE_URL: databaseUrl, ...env }
  const run = (args: readonly string[], input = ''): Promise<Finished> => runs(args, input, whole)
  return Object.assign(run, { dataDirectory, close: () => rmSync(dataDirectory, { recursive: true }) })
}

async function runHere(args: readonly string[], input: string, env: Environment): Promise<Finished> {
  let [out, err] = ['', '']
  const code = await runCommand(args, {
    env,
    out: (text) => (out += text),
    err: (text) => (err += text),
    readStdin: async () => input,
  })
  return { code, out, err }
}

function runProcess(args: readonly string[], input: string, env: Environment): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const { PATH, NODE_COMPILE_CACHE } = process.env
    const child = spawn(process.execPath, [cli, ...args], { env: { PATH, NODE_COMPILE_CACHE, ...env } })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
    // A command that does not read its input may be gone before it is written.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
