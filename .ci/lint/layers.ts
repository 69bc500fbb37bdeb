/** What may import what: the table of the architecture, as data. `docs/architecture.md` tells it in words. */

/**
 * Zones that a zone may import from, besides itself. `assurance:type` allows types alone. Everything not listed here
 * is refused: a new folder gets its line before its first import.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  // Pure: the engine decides with what it is handed.
  assurance: [],
  // A leaf: clock, randomness, cryptography, log.
  system: [],
  database: ['system'],
  views: ['assurance:type'],
  http: ['system', 'views'],

  // Open to every folder below this line.
  audit: ['system', 'database', 'assurance:type'],
  throttle: ['system', 'database', 'assurance:type'],
  mail: ['system', 'database', 'assurance:type', 'views'],

  persons: ['system', 'database', 'audit', 'throttle', 'mail', 'assurance:type'],
  accounts: ['system', 'database', 'audit', 'throttle', 'mail', 'assurance:type', 'persons:type'],
  clients: ['system', 'database', 'audit', 'throttle', 'mail'],
  offices: ['system', 'database'],
  wallets: ['system', 'database', 'http', 'audit', 'mail', 'assurance:type'],

  // Asks factors for their health, and no more.
  notices: ['system', 'database', 'factors/factor.ts', 'assurance:type', 'views:type'],

  // A factor is an island. It is judged and recorded by others, so it sees neither audit nor throttle.
  'factors/factor.ts': ['assurance:type', 'database:type', 'views:type'],
  'factors/*': ['factors/factor.ts', 'assurance:type', 'system', 'mail', 'database', 'views'],
  'factors/index.ts': ['factors/factor.ts', 'factors/*', 'assurance:type', 'system', 'mail', 'database'],

  'sign-in': [
    ...['system', 'database', 'http', 'views', 'audit', 'throttle', 'mail'],
    ...['assurance', 'factors/factor.ts', 'accounts', 'notices:type'],
  ],
  provider: [
    ...['system', 'database', 'http', 'views', 'audit', 'throttle', 'mail'],
    ...['assurance', 'factors/factor.ts', 'persons', 'accounts', 'clients', 'sign-in'],
  ],
  // Signs people in to our own pages, as a service of ours would: knows no protocol library.
  'own-client': ['system', 'database', 'http', 'views', 'audit', 'assurance:type'],
  registration: [
    ...['system', 'database', 'http', 'views', 'audit', 'throttle', 'mail', 'assurance:type'],
    ...['accounts', 'persons'],
  ],
  'my-account': [
    ...['system', 'database', 'http', 'views', 'audit', 'throttle', 'mail', 'assurance:type'],
    ...['accounts', 'factors/factor.ts', 'sign-in', 'own-client', 'notices:type'],
  ],
  registrar: [
    ...['system', 'database', 'http', 'views', 'audit', 'throttle', 'mail', 'assurance:type'],
    ...['accounts', 'persons', 'offices', 'factors/factor.ts', 'own-client'],
  ],
  admin: ['system', 'database', 'audit', 'persons', 'accounts', 'clients', 'offices', 'notices', 'assurance:type'],
  jobs: ['system', 'database', 'audit', 'throttle', 'mail', 'persons', 'accounts', 'assurance:type'],

  config: ['system', 'assurance:type', 'accounts:type'],
  'app.ts': ['*'],
  // Pieces of the wiring, where one file would be too long.
  app: ['*'],
  'main.ts': ['app.ts', 'config', 'system', 'database'],
  // `kapu serve` begins main.ts; validation by the provider's own schema is handed to the commands.
  'cli.ts': ['command-line.ts'],
  'command-line.ts': [
    ...['config', 'database', 'system', 'admin', 'audit', 'clients', 'factors/index.ts', 'provider', 'jobs'],
    ...['app.ts', 'main.ts'],
  ],

  // A migration is history: it must not change when the product does.
  migrations: [],
  // A user of the product: it starts and calls it, and imports nothing of it.
  demo: [],
  test: ['*', 'main.ts', 'cli.ts', 'command-line.ts', 'test', 'demo', 'bench', 'migrations', '.ci'],
  bench: ['*', 'main.ts', 'test'],
  '.ci': ['views'],
}

/** Zones outside `src` that `*` does not open. */
const closedToAll: readonly string[] = [
  ...['main.ts', 'cli.ts', 'command-line.ts', 'migrations', 'demo', 'test', 'bench', '.ci'],
]

/** Packages with a home, and their homes. Others are open to all but pure zones. */
const homesOfPackages: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['system'],
  crypto: ['system'],
  argon2: ['system'],
  pino: ['system'],
  jose: ['system', 'provider'],
  pkijs: ['system'],
  'oidc-provider': ['provider', 'app'],
  pg: ['database', 'mail'],
  'graphile-worker': ['database', 'mail', 'jobs'],
  nodemailer: ['mail'],
  otplib: ['factors/*'],
  uqr: ['system'],
  yaml: ['config'],
  commander: ['command-line.ts', 'admin'],
  ghtml: ['views'],
  koa: [
    'http',
    'sign-in',
    'provider',
    'own-client',
    'wallets',
    'registration',
    'my-account',
    'registrar',
    'app',
    'app.ts',
  ],
  '@koa/router': [
    'http',
    'sign-in',
    'provider',
    'own-client',
    'wallets',
    'registration',
    'my-account',
    'registrar',
    'app',
    'app.ts',
  ],
  '@koa/send': ['http', 'provider', 'app.ts'],
}

/** Zones that may import these packages alone; a zone not listed may import any that has no other home. */
const onlyPackages: Readonly<Record<string, readonly string[]>> = {
  assurance: [],
  'factors/factor.ts': [],
  views: ['ghtml'],
  migrations: ['kysely'],
}

/** The zone of a file, by its path from the root of the repository; null where no rule holds. */
export function zoneOf(path: string): string | null {
  const [top = '', folder = '', file = ''] = path.split('/')
  if (top !== 'src') return Object.hasOwn(mayImport, top) ? top : null
  if (folder === 'config.ts') return 'config'
  if (folder !== 'factors') return folder
  return file.endsWith('.ts') ? `factors/${file}` : 'factors/*'
}

/** Why `from` may not import `to`, or null where it may. Both are paths from the root of the repository. */
export function refusal(from: string, to: string, isType: boolean): string | null {
  const [zone, target] = [zoneOf(from), zoneOf(to)]
  if (zone === null || target === null) return null
  const allowed = mayImport[zone]
  if (allowed === undefined)
    return `the folder \`${zone}\` has no line in .ci/lint/layers.ts; add one that says what it may import`
  if (zone === target && (zone !== 'factors/*' || islandOf(from) === islandOf(to))) return null
  if (zone === target)
    return 'a factor is an island: it imports no other factor; what both need belongs to system or mail'
  if (allowed.includes(target) || (isType && allowed.includes(`${target}:type`))) return null
  if (allowed.includes('*') && !closedToAll.includes(target)) return null
  if (allowed.includes(`${target}:type`))
    return `\`${zone}\` may import only types from \`${target}\`: write \`import type\``
  const may = allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')
  return `\`${zone}\` may not import \`${target}\` (it may import ${may}); let app.ts or command-line.ts hand it a function`
}

/** Why the file may not import the package, or null where it may. */
export function packageRefusal(from: string, name: string): string | null {
  const zone = zoneOf(from)
  if (zone === null || ['test', 'bench', 'demo', '.ci'].includes(zone)) return null
  const only = onlyPackages[zone]
  if (only !== undefined && !only.includes(name))
    return `\`${zone}\` may import ${only.length === 0 ? 'no package' : `only ${only.join(', ')}`}, not \`${name}\``
  const homes = homesOfPackages[name]
  return homes === undefined || homes.includes(zone) ? null : `\`${name}\` may be imported only in ${homes.join(', ')}`
}

function islandOf(path: string): string | undefined {
  return path.split('/')[2]
}
