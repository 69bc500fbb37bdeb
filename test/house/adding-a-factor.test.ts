/**
 * Follows `docs/adding-a-factor.md`: an example factor (`test/example-factor/`, laid out as the tree is) is added to a
 * copy of the tree by the steps of that page and by nothing else. The copy's own tests then drive it over HTTP.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { copyTree, type TreeCopy } from '../support/tree-copy.ts'

const EXAMPLE = 'test/example-factor'
const WORDS = 'views/texts/factors/code-card.ts'
const TOO_LONG = 300_000

let tree: TreeCopy
beforeAll(async () => {
  tree = await copyTree({ without: EXAMPLE })
}, TOO_LONG)
afterAll(() => tree.remove())

test('a factor without words, or with a text missing, does not compile', { timeout: TOO_LONG }, async () => {
  await tree.lay(EXAMPLE)
  await addLine('src/factors/index.ts', {
    first: `import { createCodeCardFactor } from './code-card/code-card.ts'`,
    after: 'return [',
    line: '    createCodeCardFactor(deps),',
  })
  await tree.edit(WORDS, (text) => text.replace(/ +about: 'Ten codes.*\n/, ''))
  const { code, output } = await compile()
  expect(code).not.toBe(0)
  expect(output).toMatch(/src\/factors\/code-card\/code-card\.ts.*"code-card"/)
  expect(output).toMatch(/views\/texts\/factors\/code-card\.ts(.|\n)*about/)
})

test('by the steps of the page it is there, and nothing else was touched', { timeout: TOO_LONG }, async () => {
  await tree.lay(EXAMPLE)
  await addLine('views/texts/factors.ts', {
    first: `import { codeCardWords } from './factors/code-card.ts'`,
    after: 'const settable = {',
    line: `  'code-card': codeCardWords,`,
  })
  await addLine('test/gallery/states.ts', {
    first: `import { codeCardStates } from './code-card-states.ts'`,
    after: 'export const states: readonly State[] = [',
    line: '  ...codeCardStates,',
  })
  await tree.edit('config/policy.yaml', (text) =>
    text
      .replace('\nmethods:\n', '\nmethods:\n  code-card: {}\n')
      .replace(/(LoA\/substantial\n.*\n +combinations:\n)/, '$1      - { factors: [password, code-card] }\n'),
  )
  await tree.edit('test/bars/acr/table.ts', (text) =>
    text
      .replace(`  password: ['pwd'],`, `  'code-card': ['otp'],\n  password: ['pwd'],`)
      .replace(
        '  { acr: SUBSTANTIAL',
        `  { acr: SUBSTANTIAL, methods: ['password', 'code-card'] },\n  { acr: SUBSTANTIAL`,
      ),
  )
  const view = await heldFactorsView()
  await tree.edit('migrations/9001_code_cards.ts', (text) =>
    text.replace(
      '// HELD_FACTORS',
      `await sql\`${view}\n      union all select account_id, 'code-card', false from code_cards where next_code < 10\`.execute(db)`,
    ),
  )
  expect(await tree.node('src/database/generate-schema.ts')).toMatchObject({ code: 0 })

  const example = await readdir(EXAMPLE, { recursive: true, withFileTypes: true })
  const laid = example.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
  const { added, changed } = await tree.changes()
  expect(added).toEqual(laid.map((file) => path.relative(EXAMPLE, file)).toSorted())
  expect(changed).toEqual([
    'config/policy.yaml',
    'src/database/schema.ts',
    'src/factors/index.ts',
    'test/bars/acr/table.ts',
    'test/gallery/states.ts',
    'views/texts/factors.ts',
  ])
  // One entry and its import
  const { more, fewer } = await tree.lines('src/factors/index.ts')
  expect([more.length, fewer]).toEqual([2, []])
})

test('it compiles, and keeps to the layers', { timeout: TOO_LONG }, async () => {
  expect(await compile()).toEqual({ code: 0, output: '' })
  const lint = await tree.node(
    'node_modules/oxlint/bin/oxlint',
    '--deny-warnings',
    'src/factors',
    'views',
    'migrations',
  )
  expect(lint, lint.output).toMatchObject({ code: 0 })
})

test(
  'it keeps the contract, and is chosen, signs in, serves a step-up, is set up and removed',
  { timeout: TOO_LONG },
  async () => {
    const report = path.join(tree.directory, 'report.json')
    const suites = ['factors/code-card', 'journeys/code-card', 'views/page-contract', 'bars/acr/truthful-acr']
    const { output } = await tree.node(
      'node_modules/vitest/vitest.mjs',
      ...[
        'run',
        '--test-timeout=120000',
        '-t',
        'code-card|has every method',
        '--reporter=json',
        `--outputFile=${report}`,
      ],
      ...suites.map((suite) => `test/${suite}.test.ts`),
    )
    const { testResults } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8').catch(() => output)))
    const results = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'skipped')
        .map((result) => ({ file: path.relative(tree.directory, name), ...result })),
    )
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
    expect(new Set(results.map(({ file }) => file))).toEqual(new Set(suites.map((suite) => `test/${suite}.test.ts`)))
    expect(results.filter(({ file }) => file.startsWith('test/journeys')).map(({ title }) => title)).toEqual([
      'is set up in My data, with its name, and its mail is sent',
      'stands in the choice and signs in, each code once',
      'serves a step-up',
      'is removed in My data',
    ])
    expect(results.filter(({ file }) => file === 'test/factors/code-card.test.ts').length).toBeGreaterThan(30)
  },
)

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

/** A line into a list, and the import that it needs on top of the file's imports. */
async function addLine(
  file: string,
  { first, after, line }: { readonly first: string; readonly after: string; readonly line: string },
): Promise<void> {
  await tree.edit(file, (text) =>
    text.replace(/^import /m, `${first}\nimport `).replace(`${after}\n`, `${after}\n${line}\n`),
  )
}

function compile() {
  return tree.node('node_modules/typescript/bin/tsc', '-p', '.')
}

/** The view as the newest migration makes it, to be made anew with one line more. */
async function heldFactorsView(): Promise<string> {
  const names = (await readdir(path.join(tree.directory, 'migrations'))).toSorted().toReversed()
  for (const name of names) {
    const text = await readFile(path.join(tree.directory, 'migrations', name), 'utf8')
    const found = /create or replace view held_factors[^`]*/.exec(text)?.[0]
    if (found !== undefined) return found
  }
  throw new Error('no migration makes the view held_factors')
}
