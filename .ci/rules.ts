/**
 * Which test shows which rule. A test bears the rule's mark in its name (`#13`, `2F-3`, `edge a`, `RD4`,
 * `feature 17`); `docs/rules.md` is made from the rules in `test/house/rules` and the names in `test`.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'

export interface Rule {
  /** As it stands in the names of tests. */
  readonly mark: string
  /** What holds, in a few words. */
  readonly title: string
  /** The sentences of `docs/sources.md` that it comes from; none where it is our own. */
  readonly from?: readonly string[]
}

export interface RuleChapter {
  readonly title: string
  readonly rules: readonly Rule[]
}

export interface NamedTest {
  readonly file: string
  readonly name: string
}

// The rules themselves and what only serves tests hold no names of tests.
const ELSEWHERE = /^test\/(house\/rules|support\/|gallery\/)/

/** The names in all tests, also those that stand in tables of rows. */
export function namedTests(root: string): NamedTest[] {
  return globSync('test/**/*.ts', { cwd: root })
    .filter((file) => !ELSEWHERE.test(file))
    .toSorted()
    .flatMap((file) => namesIn(readFileSync(join(root, file), 'utf8')).map((name) => ({ file, name })))
}

/** Texts of several words, outside comments: a name says something, and stands on one line. */
export function namesIn(source: string): string[] {
  return source
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)])
    .map(([, single, double, template]) => (single ?? double ?? template ?? '').replace(/\\(.)/g, '$1'))
    .filter((text) => text.trim().split(/\s+/).length >= 2)
}

/** Whether a name bears a mark, whole, so that `#1` is not found in `#13`, and says something besides. */
export function bears(name: string, mark: string): boolean {
  if (!name.includes(mark)) return false
  // "at the edge a request" is no mark
  const before = mark.startsWith('edge ') ? String.raw`(?<!\bthe )(?<![\w#.-])` : String.raw`(?<![\w#.-])`
  const found = new RegExp(before + mark.replaceAll('.', String.raw`\.`) + String.raw`(?![\w-]|\.\d)`)
  return found.test(name) && /\p{L}{3}/u.test(name.replace(found, ''))
}

/** `docs/rules.md`. */
export function rulesPage(chapters: readonly RuleChapter[], tests: readonly NamedTest[]): Promise<string> {
  const rules = chapters.flatMap((chapter) => chapter.rules)
  const without = rules.filter(({ mark }) => !tests.some(({ name }) => bears(name, mark))).length
  const page = [INTRODUCTION, ...chapters.map((chapter) => chapterOf(chapter, tests)), lastLine(without, rules.length)]
  return format(page.join('\n\n'), { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' })
}

const INTRODUCTION = `# Rules and their tests

Each rule of an account's life with the tests whose names bear its mark. This page is made from the rules in
\`test/house/rules\` and the names of the tests; \`npx vitest run test/house/rules.test.ts -u\` writes it anew. What the
seeds (S0–S4) say and how we read them (RD) is told in [sources.md](sources.md).`

function chapterOf({ title, rules }: RuleChapter, tests: readonly NamedTest[]): string {
  return [`## ${title}`, '', ...rules.map((rule) => ruleOf(rule, tests))].join('\n')
}

function ruleOf({ mark, title, from = [] }: Rule, tests: readonly NamedTest[]): string {
  const source = from.length === 0 ? '' : ` (${from.join(', ')})`
  const found = tests.filter(({ name }) => bears(name, mark)).map(({ file, name }) => `  - \`${file}\`: ${plain(name)}`)
  return [`- **${mark}** ${plain(title)}${source}`, ...(found.length === 0 ? ['  - no test yet'] : found)].join('\n')
}

function lastLine(without: number, all: number): string {
  return without === 0 ? `All ${all} rules have a test.` : `${without} of ${all} rules have no test yet.`
}

// A name may hold what markdown would read as markup.
function plain(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&')
}
