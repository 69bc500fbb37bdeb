import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'kapu-summary-'))
afterAll(() => rmSync(directory, { recursive: true }))

function summary(files: { name: string; status: string; tests: string[] }[] | null): {
  code: number | null
  lines: string[]
} {
  const count = (status: string): number =>
    (files ?? []).flatMap(({ tests }) => tests).filter((one) => one === status).length
  const report = {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: 0,
    testResults: files?.map(({ tests, ...file }) => ({
      ...file,
      assertionResults: tests.map((status) => ({ fullName: `a ${status} test`, status })),
    })),
  }
  const path = join(directory, 'report.json')
  writeFileSync(path, files === null ? '' : JSON.stringify(report))
  const script = fileURLToPath(new URL('../../.ci/summary.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' })
  return { code: status, lines: stdout.trimEnd().split('\n') }
}

test('the last line counts what passed and what failed', () => {
  expect(summary([{ name: 'a', status: 'passed', tests: ['passed', 'passed'] }])).toEqual({
    code: 0,
    lines: ['2 passed, 0 failed'],
  })
  expect(summary([{ name: 'a', status: 'failed', tests: ['passed', 'failed'] }])).toEqual({
    code: 1,
    lines: ['1 passed, 1 failed'],
  })
})

test('a file that could not be loaded is a failure', () => {
  const files = [
    { name: 'a', status: 'passed', tests: ['passed'] },
    { name: 'b', status: 'failed', tests: [] },
  ]
  expect(summary(files)).toEqual({ code: 1, lines: ['1 passed, 1 failed'] })
})

test('a skipped test is named and fails the run', () => {
  const { code, lines } = summary([{ name: 'a', status: 'passed', tests: ['passed', 'pending'] }])
  expect(code).toBe(1)
  expect(lines).toEqual(['skipped, which is a failure here: a pending test', '1 passed, 0 failed'])
})

test('a run without a report failed', () => {
  expect(summary(null)).toEqual({ code: 1, lines: ['0 passed, 1 failed'] })
})
