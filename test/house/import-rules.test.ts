/**
 * Deliberate violations of each rule of the house, written into a copy of the layout: the linter must report each, and
 * must be silent about files that keep the rules. A linter that reads nothing would be a false green.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayImport } from '../../.ci/lint/layers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'kapu-house-'))
afterAll(() => rmSync(copy, { recursive: true }))

/** What is imported by the files below; itself clean. */
const targets = [
  ...['assurance', 'system', 'database', 'http', 'audit', 'throttle', 'mail', 'persons', 'accounts', 'clients'],
  ...['sign-in', 'provider', 'own-client', 'registration', 'my-account', 'registrar', 'admin', 'jobs'],
].map((folder) => `src/${folder}/thing.ts`)
const others = [
  'src/app.ts',
  'src/main.ts',
  'src/cli.ts',
  'src/command-line.ts',
  'src/config.ts',
  'src/factors/factor.ts',
  'src/factors/index.ts',
]
const outside = [
  'src/factors/totp/thing.ts',
  'src/factors/password/thing.ts',
  'views/thing.ts',
  'migrations/0001_thing.ts',
  'demo/thing.ts',
  'test/thing.ts',
]

type Row = [name: string, file: string, code: string, rule: string]

function imports(file: string, target: string): Row {
  const up = '../'.repeat(file.split('/').length - 1)
  return [
    `${file} imports ${target}`,
    file,
    `import { thing } from '${up}${target}'\nexport const own = thing\n`,
    'house(layers)',
  ]
}

const violations: Row[] = [
  imports('src/own-client/a.ts', 'src/provider/thing.ts'),
  imports('src/own-client/b.ts', 'src/accounts/thing.ts'),
  imports('src/assurance/a.ts', 'src/system/thing.ts'),
  imports('src/assurance/b.ts', 'src/factors/factor.ts'),
  [
    'assurance imports a package',
    'src/assurance/c.ts',
    "import * as z from 'zod'\nexport const own = z\n",
    'house(layers)',
  ],
  [
    'assurance imports node',
    'src/assurance/d.ts',
    "import { join } from 'node:path'\nexport const own = join\n",
    'house(layers)',
  ],
  imports('src/system/a.ts', 'src/assurance/thing.ts'),
  imports('src/system/b.ts', 'src/database/thing.ts'),
  imports('src/database/a.ts', 'src/audit/thing.ts'),
  imports('src/http/a.ts', 'src/audit/thing.ts'),
  imports('src/http/b.ts', 'src/database/thing.ts'),
  imports('src/audit/a.ts', 'src/throttle/thing.ts'),
  imports('src/throttle/a.ts', 'src/accounts/thing.ts'),
  imports('src/mail/a.ts', 'src/audit/thing.ts'),
  imports('src/persons/a.ts', 'src/accounts/thing.ts'),
  imports('src/accounts/a.ts', 'src/http/thing.ts'),
  imports('src/accounts/b.ts', 'src/sign-in/thing.ts'),
  imports('src/clients/a.ts', 'src/provider/thing.ts'),
  imports('src/factors/totp/a.ts', 'src/factors/password/thing.ts'),
  imports('src/factors/totp/b.ts', 'src/sign-in/thing.ts'),
  imports('src/factors/totp/c.ts', 'src/provider/thing.ts'),
  imports('src/factors/totp/d.ts', 'src/http/thing.ts'),
  imports('src/factors/totp/e.ts', 'src/accounts/thing.ts'),
  imports('src/factors/totp/f.ts', 'src/audit/thing.ts'),
  imports('src/factors/totp/g.ts', 'src/throttle/thing.ts'),
  imports('src/sign-in/a.ts', 'src/provider/thing.ts'),
  imports('src/sign-in/b.ts', 'src/factors/totp/thing.ts'),
  imports('src/sign-in/c.ts', 'src/factors/index.ts'),
  imports('src/sign-in/d.ts', 'src/config.ts'),
  imports('src/provider/a.ts', 'src/factors/totp/thing.ts'),
  imports('src/provider/b.ts', 'src/registration/thing.ts'),
  imports('src/registration/a.ts', 'src/my-account/thing.ts'),
  imports('src/my-account/a.ts', 'src/registrar/thing.ts'),
  imports('src/registrar/a.ts', 'src/provider/thing.ts'),
  imports('src/admin/a.ts', 'src/provider/thing.ts'),
  imports('src/admin/b.ts', 'src/factors/password/thing.ts'),
  imports('src/jobs/a.ts', 'src/admin/thing.ts'),
  imports('src/offices/a.ts', 'src/accounts/thing.ts'),
  imports('src/notices/a.ts', 'src/factors/totp/totp.ts'),
  imports('src/wallets/a.ts', 'src/accounts/thing.ts'),
  imports('src/config/a.ts', 'src/database/thing.ts'),
  imports('src/main.ts', 'src/cli.ts'),
  imports('src/app.ts', 'src/main.ts'),
  imports('src/cli.ts', 'src/admin/thing.ts'),
  imports('src/command-line.ts', 'src/sign-in/thing.ts'),
  imports('src/novelty/a.ts', 'src/system/thing.ts'),
  imports('views/a.ts', 'src/system/thing.ts'),
  imports('demo/a.ts', 'src/system/thing.ts'),
  imports('migrations/0002_a.ts', 'src/database/thing.ts'),
  imports('src/accounts/c.ts', 'test/thing.ts'),
  [
    'a migration imports more than kysely',
    'migrations/0003_a.ts',
    "import pg from 'pg'\nexport const own = pg\n",
    'house(layers)',
  ],
  [
    'a dynamic import is an import',
    'src/accounts/d.ts',
    "export const own = () => import('../http/thing.ts')\n",
    'house(layers)',
  ],
  [
    'a type is an import',
    'src/accounts/e.ts',
    "import type { Thing } from '../http/thing.ts'\nexport type Own = Thing\n",
    'house(layers)',
  ],
  [
    'a type named in place is an import',
    'src/accounts/f.ts',
    "export type Own = import('../http/thing.ts').Thing\n",
    'house(layers)',
  ],
  [
    'only types of assurance',
    'src/accounts/g.ts',
    "import { thing } from '../assurance/thing.ts'\nexport const own = thing\n",
    'house(layers)',
  ],
  [
    'node:crypto outside system',
    'src/accounts/h.ts',
    "import { randomUUID } from 'node:crypto'\nexport const own = randomUUID\n",
    'house(layers)',
  ],
  [
    'argon2 outside system',
    'src/factors/password/a.ts',
    "import { hash } from 'argon2'\nexport const own = hash\n",
    'house(layers)',
  ],
  [
    'the crypto global outside system',
    'src/accounts/i.ts',
    'export const own = crypto.randomUUID()\n',
    'house(one-home)',
  ],
  [
    'oidc-provider outside provider',
    'src/sign-in/e.ts',
    "import { errors } from 'oidc-provider'\nexport const own = errors\n",
    'house(layers)',
  ],
  [
    'a type of oidc-provider outside provider',
    'src/sign-in/f.ts',
    "import type { Client } from 'oidc-provider'\nexport type Own = Client\n",
    'house(layers)',
  ],
  [
    'sql outside store.ts',
    'src/accounts/j.ts',
    "import { sql } from 'kysely'\nexport const own = sql`select 1`\n",
    'house(sql-in-stores)',
  ],
  [
    'a query built outside store.ts',
    'src/accounts/k.ts',
    "export const own = (db: { selectFrom(t: string): unknown }) => db.selectFrom('accounts')\n",
    'house(sql-in-stores)',
  ],
  [
    'the environment outside config',
    'src/accounts/l.ts',
    "export const own = process.env['HOME']\n",
    'house(one-home)',
  ],
  ['Date.now outside the clock', 'src/accounts/m.ts', 'export const own = Date.now()\n', 'house(one-home)'],
  ['new Date() outside the clock', 'src/accounts/n.ts', 'export const own = new Date()\n', 'house(one-home)'],
  ['Math.random', 'src/system/c.ts', 'export const own = Math.random()\n', 'house(one-home)'],
  ['a barrel', 'src/accounts/o.ts', "export { thing } from './thing.ts'\n", 'house(no-barrels)'],
  ['a barrel of everything', 'src/accounts/p.ts', "export * from './thing.ts'\n", 'house(no-barrels)'],
  ['a name that says nothing', 'src/accounts/helpers.ts', 'export const own = 1\n', 'house(names-that-say)'],
  ['a folder that says nothing', 'src/utils/text.ts', 'export const own = 1\n', 'house(names-that-say)'],
  [
    'a cycle',
    'src/persons/b.ts',
    "import { other } from './c.ts'\nexport const own = () => other\n",
    'import(no-cycle)',
  ],
  [
    'the other half of the cycle',
    'src/persons/c.ts',
    "import { own } from './b.ts'\nexport const other = () => own\n",
    'import(no-cycle)',
  ],
  [
    'a cycle of types',
    'src/persons/d.ts',
    "import type { Other } from './e.ts'\nexport interface Own { other: Other }\n",
    'import(no-cycle)',
  ],
  [
    'its other half',
    'src/persons/e.ts',
    "import type { Own } from './d.ts'\nexport interface Other { own: Own }\n",
    'import(no-cycle)',
  ],
  ['any', 'src/persons/f.ts', 'export const own = (value: any): unknown => value\n', 'typescript(no-explicit-any)'],
  [
    'a non-null assertion',
    'src/persons/g.ts',
    'export const own = (value: string | null): string => value!\n',
    'typescript(no-non-null-assertion)',
  ],
  ['a default export', 'src/persons/h.ts', 'export default 1\n', 'import(no-default-export)'],
  [
    'a promise that nobody awaits',
    'src/persons/i.ts',
    'export function own(work: () => Promise<void>): void {\n  work()\n}\n',
    'typescript(no-floating-promises)',
  ],
  [
    'a case that nobody thought of',
    'src/persons/j.ts',
    "export function own(step: 'a' | 'b'): number {\n  switch (step) {\n    case 'a':\n      return 1\n  }\n  return 0\n}\n",
    'typescript(switch-exhaustiveness-check)',
  ],
  [
    'a file of 401 lines',
    'src/persons/k.ts',
    'export const own = 1\n'.concat('// and on\n'.repeat(400)),
    'eslint(max-lines)',
  ],
]

/** Allowed neighbours of the rules above: what the linter must leave alone. */
const clean: [file: string, code: string][] = [
  [
    'src/system/random.ts',
    "import { randomBytes } from 'node:crypto'\nimport { hash } from 'argon2'\nexport const own = [randomBytes, hash]\n",
  ],
  ['src/system/clock.ts', 'export const own = [Date.now(), new Date(0), new Date()]\n'],
  [
    'src/accounts/store.ts',
    "import { sql } from 'kysely'\nimport { thing } from '../database/thing.ts'\nexport const own = [sql`select 1`, thing]\n",
  ],
  [
    'src/accounts/q.ts',
    "import type { Thing } from '../assurance/thing.ts'\nimport { thing as audit } from '../audit/thing.ts'\nexport const own: [Thing, unknown] = [{ thing: 1 }, audit]\n",
  ],
  [
    'src/factors/totp/h.ts',
    "import { thing } from '../factor.ts'\nimport { thing as mail } from '../../mail/thing.ts'\nimport { thing as page } from '../../../views/thing.ts'\nexport const own = [thing, mail, page]\n",
  ],
  [
    'src/provider/c.ts',
    "import { errors } from 'oidc-provider'\nimport { thing } from '../sign-in/thing.ts'\nexport const own = [errors, thing]\n",
  ],
  [
    'src/sign-in/g.ts',
    "import { thing } from '../assurance/thing.ts'\nimport { thing as factor } from '../factors/factor.ts'\nexport const own = [thing, factor]\n",
  ],
]

let reported: { filename: string; code: string }[] = []
beforeAll(() => {
  for (const name of ['.oxlintrc.json', '.ci/lint', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const target of [...targets, ...others, ...outside])
    write(target, 'export const thing = 1\nexport interface Thing {\n  thing: number\n}\n')
  for (const [, file, code] of violations) write(file, code)
  for (const [file, code] of clean) write(file, code)
  reported = lint()
})

test.each(violations)('%s: reported', (_name, file, _code, rule) => {
  expect(reported.filter((one) => one.filename === file).map((one) => one.code)).toContain(rule)
})

test('files that keep the rules are not reported', () => {
  const kept = new Set([...clean.map(([file]) => file), ...targets, ...outside])
  expect(reported.filter((one) => kept.has(one.filename))).toEqual([])
})

test('every folder of src that may import has a row that shows it cannot import everything', () => {
  const bound = Object.entries(mayImport).filter(
    ([zone]) => !['test', 'bench', '.ci', 'factors/index.ts', 'factors/factor.ts'].includes(zone),
  )
  const shown = violations.filter((row) => row[3] === 'house(layers)').map(([, file]) => file)
  const missing = bound.filter(([zone]) => {
    const folder = ['views', 'demo', 'migrations'].includes(zone) ? `${zone}/` : `src/${zone.replace('*', '')}`
    return !shown.some((file) => file.startsWith(folder))
  })
  expect(missing.map(([zone]) => zone)).toEqual([])
})

function write(file: string, code: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), code)
}

/** oxlint leaves with a failure where it reports, and prints its findings all the same. */
function lint(): { filename: string; code: string }[] {
  const args = [
    join(root, 'node_modules/oxlint/bin/oxlint'),
    '--type-aware',
    '-f',
    'json',
    'src',
    'views',
    'migrations',
    'demo',
  ]
  try {
    execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    return JSON.parse(output).diagnostics
  }
}
