/**
 * `npm run check`: types, lint and layers, format, dead code, both languages. All checks run, then each that failed
 * says what to do.
 */
import { spawnSync } from 'node:child_process'
import { languageFaults } from './languages.ts'

interface Check {
  readonly name: string
  readonly run: () => boolean | Promise<boolean>
  readonly mend: string
}

const checks: readonly Check[] = [
  {
    name: 'types',
    run: () => ['.', 'demo/wallet/page'].every((project) => tool('tsc', ['-p', project])),
    mend: 'correct the types; a cast or `any` only hides the fault',
  },
  {
    name: 'lint and layers',
    run: () => tool('oxlint', ['--type-aware', '--deny-warnings', '.']),
    mend: 'each finding says what to do; what may import what is .ci/lint/layers.ts; files hold at most 400 lines',
  },
  {
    name: 'format',
    run: () => tool('prettier', ['--check', '--log-level', 'warn', '.']),
    mend: 'run: npx prettier --write .',
  },
  {
    name: 'dead code',
    run: () => tool('knip', []),
    mend: 'delete what nobody uses (file, export, dependency), or use it; knip.json names what is used from outside',
  },
  {
    name: 'languages',
    run: async () => {
      const faults = await languageFaults()
      for (const fault of faults) console.log(fault)
      return faults.length === 0
    },
    mend: 'write the text in both views/texts/hu.ts and views/texts/en.ts, with the same values in it',
  },
]

const failed: Check[] = []
for (const check of checks) {
  console.log(`— ${check.name}`)
  if (!(await check.run())) failed.push(check)
}
for (const check of failed) console.log(`\n${check.name} failed: ${check.mend}`)
console.log(failed.length === 0 ? '\nAll checks passed.' : `\n${failed.length} of ${checks.length} checks failed.`)
process.exitCode = failed.length === 0 ? 0 : 1

function tool(name: string, args: readonly string[]): boolean {
  return spawnSync(`node_modules/.bin/${name}`, args, { stdio: 'inherit' }).status === 0
}
