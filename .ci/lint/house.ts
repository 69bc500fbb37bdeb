/** The house's own lint rules, run by oxlint (`jsPlugins` in .oxlintrc.json). Each message says what to do. */
import { dirname, relative, resolve } from 'node:path'
import { packageRefusal, refusal, zoneOf } from './layers.ts'

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
interface Context {
  readonly filename: string
  readonly cwd: string
  report(finding: { node: Node; message: string }): void
}
type Rule = { create(context: Context): Record<string, (node: Node) => void> }

const inSource = (context: Context): boolean => /^(src|views|migrations)\//.test(pathOf(context))

/** Imports go only where the table of layers allows, whether static, dynamic, re-exported or of types. */
const layers: Rule = {
  create(context) {
    const path = pathOf(context)
    const judge = (node: Node, source: unknown, isType: boolean): void => {
      const name = literal(source)
      if (name === null) return
      const message = name.startsWith('.')
        ? refusal(path, relative(context.cwd, resolve(dirname(context.filename), name)), isType)
        : packageRefusal(path, packageOf(name))
      if (message !== null) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node) => judge(node, node['source'], isTypeOnly(node)),
      ExportNamedDeclaration: (node) => judge(node, node['source'], node['exportKind'] === 'type'),
      ExportAllDeclaration: (node) => judge(node, node['source'], node['exportKind'] === 'type'),
      ImportExpression: (node) => judge(node, node['source'], false),
      TSImportType: (node) => judge(node, node['source'] ?? node['argument'], true),
    }
  },
}

/** A file that only passes on what others export hides who depends on whom. */
const noBarrels: Rule = {
  create(context) {
    const report = (node: Node): void => {
      if (inSource(context) && node['source'])
        context.report({
          node,
          message: 'no barrels: import from the file that declares it, and delete this re-export',
        })
    }
    return { ExportAllDeclaration: report, ExportNamedDeclaration: report }
  },
}

const builders = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'selectNoFrom',
  'executeQuery',
])

/** SQL is in files named store.ts, one exported function a statement, so that it can be read and counted. */
const sqlInStores: Rule = {
  create(context) {
    const path = pathOf(context)
    if (!path.startsWith('src/') || path.endsWith('/store.ts') || path.startsWith('src/database/')) return {}
    const message = 'SQL only in a file named store.ts: move the statement there, as a function named for its purpose'
    return {
      ImportDeclaration(node) {
        if (literal(node['source']) !== 'kysely' || isTypeOnly(node)) return
        for (const specifier of nodes(node['specifiers']))
          if (nameOf(specifier['imported']) === 'sql' && specifier['importKind'] !== 'type')
            context.report({ node, message })
      },
      CallExpression(node) {
        const callee = asNode(node['callee'])
        if (callee?.type === 'MemberExpression' && builders.has(nameOf(callee['property'])))
          context.report({ node, message })
      },
    }
  },
}

/** Things that have one home: the environment, the clock, randomness, cryptography. */
const oneHome: Rule = {
  create(context) {
    const path = pathOf(context)
    const report = (node: Node, message: string): void => context.report({ node, message })
    if (!inSource(context)) return {}
    return {
      MemberExpression(node) {
        const [object, property] = [nameOf(node['object']), nameOf(node['property'])]
        if (object === 'process' && property === 'env' && path !== 'src/config.ts')
          report(node, 'only src/config.ts reads the environment: add a setting and take it from Config')
        if (`${object}.${property}` === 'Date.now' && path !== 'src/system/clock.ts')
          report(node, 'only src/system/clock.ts reads the clock: take `now` or a Clock as a parameter')
        if (object === 'Temporal' && property === 'Now')
          report(node, 'only src/system/clock.ts reads the clock: take `now` or a Clock as a parameter')
        if (`${object}.${property}` === 'Math.random')
          report(node, 'Math.random can be guessed: use src/system/random.ts')
        if (object === 'crypto' || (object === 'globalThis' && property === 'crypto'))
          if (zoneOf(path) !== 'system') report(node, 'cryptography only in src/system: add a function there')
      },
      NewExpression(node) {
        if (
          nameOf(node['callee']) === 'Date' &&
          nodes(node['arguments']).length === 0 &&
          path !== 'src/system/clock.ts'
        )
          report(node, 'only src/system/clock.ts reads the clock: take `now` or a Clock as a parameter')
      },
    }
  },
}

const vague = /(^|\/)(utils?|helpers?|common|lib|libs|types|services?|managers?|misc|shared)(\.ts)?(\/|$)/

/** A name that says nothing attracts everything. */
const namesThatSay: Rule = {
  create(context) {
    return {
      Program(node) {
        const found = inSource(context) ? vague.exec(pathOf(context)) : null
        if (found)
          context.report({
            node,
            message: `\`${found[2]}\` says nothing: name the file for the thing or the act it holds`,
          })
      },
    }
  },
}

// oxlint loads a plugin by its default export.
export default {
  meta: { name: 'house' },
  rules: {
    layers,
    'no-barrels': noBarrels,
    'sql-in-stores': sqlInStores,
    'one-home': oneHome,
    'names-that-say': namesThatSay,
  },
}

function pathOf(context: Context): string {
  return relative(context.cwd, context.filename)
}

/** `@koa/router/x` and `kysely/migration` belong to `@koa/router` and `kysely`. */
function packageOf(name: string): string {
  if (name.startsWith('node:')) return name
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

/** `import type …`, or braces in which every name is a type. */
function isTypeOnly(node: Node): boolean {
  const specifiers = nodes(node['specifiers'])
  return (
    node['importKind'] === 'type' || (specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type'))
  )
}

function literal(value: unknown): string | null {
  const text = asNode(value)?.['value'] ?? asNode(asNode(value)?.['literal'])?.['value']
  return typeof text === 'string' ? text : null
}

function nameOf(value: unknown): string {
  const name = asNode(value)?.['name'] ?? asNode(value)?.['value']
  return typeof name === 'string' ? name : ''
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.flatMap((one) => asNode(one) ?? []) : []
}

function asNode(value: unknown): Node | null {
  return isRecord(value) && typeof value['type'] === 'string' ? { ...value, type: value['type'] } : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
