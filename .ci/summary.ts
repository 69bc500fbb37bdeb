/** `node .ci/summary.ts <file>`: says what vitest's JSON report counted, in one line; fails where something was skipped. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

export interface Summary {
  readonly passed: number
  /** Tests that failed, and files that could not even be loaded. */
  readonly failed: number
  /** Names of what was not run. */
  readonly skipped: readonly string[]
}

export function summarise(json: string): Summary {
  const { numPassedTests, numFailedTests, testResults } = report.parse(JSON.parse(json))
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const skipped = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => fullName),
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, skipped } = read(process.argv[2] ?? '')
  for (const name of skipped) console.log(`skipped, which is a failure here: ${name}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 && skipped.length === 0 ? 0 : 1
}

/** A run that ended without a report ran nothing. */
function read(file: string): Summary {
  try {
    return summarise(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}
