/** Runs the real command line, as a process of its own, against a test database. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface CommandLine {
  /** Arguments, and what is on standard input. */
  (args: readonly string[], input?: string): Promise<Finished>
  /** The directory where the development profile keeps its keys. */
  readonly dataDirectory: string
  close(): void
}

export function commandLine(databaseUrl: string, env: Record<string, string> = {}): CommandLine {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kapu-cli-'))
  const run = (args: readonly string[], input = ''): Promise<Finished> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [cli, ...args], {
        env: {
          PATH: process.env['PATH'],
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
          KAPU_PROFILE: 'development',
          KAPU_DATA_DIR: dataDirectory,
          DATABASE_URL: databaseUrl,
          ...env,
        },
      })
      let [out, err] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, out, err }))
      // A command that does not read its input may be gone before it is written.
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  return Object.assign(run, { dataDirectory, close: () => rmSync(dataDirectory, { recursive: true }) })
}
