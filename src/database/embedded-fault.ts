import { KapuError } from '../system/errors.ts'

/** The one error of everything that keeps the embedded database from starting. */
export function cannotStart(why: string, cause?: unknown): KapuError {
  const advice = 'set DATABASE_URL to use another PostgreSQL (15 or later)'
  return new KapuError('EMBEDDED_DATABASE', `the embedded PostgreSQL cannot start: ${why}; ${advice}`, { cause })
}

/** The first line of an error's message. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? firstLine(error.message) : String(error)
}

/** What a program said before it failed. */
export function stderrOf(error: unknown): string {
  const has = typeof error === 'object' && error !== null && 'stderr' in error
  return has ? String(error.stderr) : ''
}

/** The line of a program's words that tells most. */
export function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const telling = lines.find((line) => /FATAL|PANIC|error|cannot|not found|denied/i.test(line)) ?? lines.find(Boolean)
  return telling ?? ''
}
