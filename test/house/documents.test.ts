import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { keyVariables } from '../../src/config/secrets.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) =>
    /^https?:/.test(link) ? [] : [link],
  )
  const broken = links.filter((link) => {
    const [path = '', anchor] = link.split('#')
    const target = join(root, dirname(page), path)
    if (!existsSync(target)) return true
    return anchor !== undefined && !headings(readFileSync(target, 'utf8')).includes(anchor)
  })
  expect(broken).toEqual([])
})

test('every dependency has its reason, and no other has', () => {
  const table = read('docs/decisions/0001-dependencies.md')
  const named = [...table.matchAll(/^\| [^|]+ \| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((name) => name.trim()),
  )
  const manifest: Record<string, Record<string, string>> = JSON.parse(read('package.json'))
  const installed = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  )
  expect(named.filter((name) => /^[@a-z]/.test(name) && name !== 'package').toSorted()).toEqual(installed.toSorted())
})

test('decisions are numbered without a gap or a repetition', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root })
    .map((page) => Number(/(\d{4})-/.exec(page)?.[1]))
    .toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
})

test('every variable of the environment is explained', () => {
  const operating = read('docs/operating.md')
  const names = [...read('src/config/addresses.ts').matchAll(/'(KAPU_\w+)'/g)].map(([, name = '']) => name)
  for (const name of [...names, ...Object.values(keyVariables), 'DATABASE_URL', 'SMTP_URL', 'PORT'])
    if (name !== 'KAPU_NO_SKIP') expect(operating).toContain(`\`${name}\``)
})

test('the settings file in the guide has settings that exist', () => {
  const example: Record<string, unknown> = parse(/```yaml\n([^`]+)```/.exec(read('docs/operating.md'))?.[1] ?? '')
  const settings: Record<string, unknown> = parse(read('config/default.yaml'))
  expect(Object.keys(example).length).toBeGreaterThan(0)
  for (const name of Object.keys(example)) expect(settings).toHaveProperty(name)
})

/** GitHub's anchors. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}
