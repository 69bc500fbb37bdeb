/** Says how a command ended: on standard output what it found, on standard error why it did nothing, and an exit code. */
import { EXIT, type Outcome } from './outcome.ts'

export interface Streams {
  out(text: string): unknown
  err(text: string): unknown
}

/** Prints the outcome and returns the exit code. */
export function report(outcome: Outcome, json: boolean, { out, err }: Streams): number {
  if (outcome.ok) {
    out(json ? JSON.stringify(outcome.data, null, 2) : outcome.text)
    return EXIT.ok
  }
  const { message, faults } = outcome
  if (json) err(JSON.stringify({ error: { message, faults } }, null, 2))
  else err([`kapu: ${message}`, ...faults.map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n'))
  return outcome.exit
}
