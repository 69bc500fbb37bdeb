/**
 * The tests do not build the image (docs/operating.md says so): they read the Dockerfile and check that each path and
 * command it uses is there and works.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

interface Instruction {
  readonly name: string
  readonly words: string
}

const instructions: Instruction[] = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', words: line.slice(line.indexOf(' ') + 1) }))

const all = (name: string): string[] => instructions.filter((one) => one.name === name).map((one) => one.words)
const one = (name: string): string => {
  const found = all(name)
  expect(found, name).toHaveLength(1)
  return found[0] ?? ''
}
const copied = all('COPY').flatMap((words) => words.split(' ').slice(0, -1))
const inImage = (path: string): boolean => copied.some((source) => path === source || path.startsWith(`${source}/`))
const health: string[] = JSON.parse(one('HEALTHCHECK').replace(/^.*?CMD /, ''))
const environment = Object.fromEntries(
  one('ENV')
    .split(' ')
    .map((pair) => pair.split('=')),
)

test('every instruction is one that this test knows', () => {
  const known = new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'])
  expect(instructions.filter(({ name }) => !known.has(name))).toEqual([])
})

test('it is the pinned base, and nothing runs as root', () => {
  expect(one('FROM')).toBe('node:24-bookworm-slim')
  expect(one('USER')).toBe('node')
  const after = instructions.slice(instructions.findIndex(({ name }) => name === 'USER'))
  expect(after.filter(({ name }) => ['RUN', 'COPY'].includes(name))).toEqual([])
})

test('everything that is copied is there, and not kept out of the build', () => {
  expect(copied).toContain('src')
  const ignored = read('.dockerignore').split('\n')
  expect(ignored).toContain('*')
  for (const path of copied) {
    expect(existsSync(join(root, path)), path).toBe(true)
    expect(ignored, path).toContain(`!${path}`)
  }
  expect(
    ignored
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
      .filter((path) => !copied.includes(path)),
  ).toEqual([])
})

test('a directory is copied to its own name, so that relative paths hold', () => {
  for (const words of all('COPY').filter((text) => !text.endsWith('./'))) {
    const [source, target] = words.split(' ')
    expect(target).toBe(source)
    expect(statSync(join(root, source ?? '')).isDirectory()).toBe(true)
  }
})

test('only production dependencies are installed, from the lock file, and no install script runs', () => {
  expect(one('RUN')).toBe('npm ci --omit=dev --omit=optional --ignore-scripts')
  const manifest = JSON.parse(read('package.json'))
  const locked = JSON.parse(read('package-lock.json')).packages['']
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
    expect(locked[kind]).toEqual(manifest[kind])
})

test('what runs in the image imports only what is in the image', () => {
  const { dependencies } = JSON.parse(read('package.json'))
  const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]))
  const sources = copied.flatMap((path) =>
    globSync('**/*.ts', { cwd: join(root, path) }).map((file) => join(path, file)),
  )
  expect(sources.length).toBeGreaterThan(50)
  const missing = sources.flatMap((file) =>
    [...read(file).matchAll(/^(?:import|export) (?!type )[^;'"]*?from '([^']+)'|import\('([^']+)'\)/gm)].flatMap(
      (match) => {
        const name = match[1] ?? match[2] ?? ''
        if (name.startsWith('.'))
          return inImage(relative(root, join(root, dirname(file), name))) ? [] : [`${file}: ${name}`]
        const bare = name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/')
        return builtins.has(name) || Object.hasOwn(dependencies, bare) ? [] : [`${file}: ${name}`]
      },
    ),
  )
  expect(missing).toEqual([])
})

describe('the command', () => {
  const entry: string[] = JSON.parse(one('ENTRYPOINT'))
  const command: string[] = JSON.parse(one('CMD'))

  test('is in the image, and is one that the command line knows', () => {
    const [program, file = '', ...rest] = entry
    expect([program, rest]).toEqual(['node', []])
    expect(inImage(file)).toBe(true)
    const help = execFileSync(process.execPath, [join(root, file), ...command, '--help'], { encoding: 'utf8' })
    expect(help).toContain(`kapu ${command.join(' ')}`)
  })

  test('runs the production profile, which refuses to start without its configuration', () => {
    expect(environment['KAPU_PROFILE']).toBe('production')
    const [, file = ''] = entry
    const start = () =>
      execFileSync(process.execPath, [join(root, file), ...command], {
        env: { PATH: process.env['PATH'], ...environment },
        stdio: 'pipe',
      })
    expect(start).toThrow(/KAPU_SEALING_KEYS/)
  })

  test('listens where the image says', () => {
    expect(environment['KAPU_LISTEN']).toBe(`0.0.0.0:${one('EXPOSE')}`)
  })
})

describe('the health check', () => {
  test.each([
    [200, 0],
    [503, 1],
  ])('an answer of %i makes it leave with %i', async (status, code) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`)
      response.writeHead(status).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    expect(await check(portOf(server.address()))).toBe(code)
    expect(asked).toEqual(['kapu.gov.hu /health/live'])
    server.close()
  })

  test('no answer makes it leave with 1', async () => {
    expect(await check(1)).toBe(1)
  })

  async function check(port: number): Promise<unknown> {
    const [program, ...args] = health
    expect(program).toBe('node')
    const env = { ...environment, KAPU_LISTEN: `0.0.0.0:${port}`, KAPU_ISSUER: 'https://kapu.gov.hu' }
    const [code] = await once(spawn(process.execPath, args, { env, stdio: 'ignore' }), 'exit')
    return code
  }
})

test('compose.yaml uses this image, variables that exist, and files that are explained', () => {
  const { services, secrets } = parse(read('compose.yaml'))
  const { kapu } = services
  expect(kapu.build).toBe('.')
  expect(Object.keys(kapu.environment).toSorted()).toEqual([
    'DATABASE_URL',
    'KAPU_AUDIT_KEY_FILE',
    'KAPU_CONFIG',
    'KAPU_COOKIE_KEYS_FILE',
    'KAPU_ISSUER',
    'KAPU_PAIRWISE_KEY_FILE',
    'KAPU_PEPPER_FILE',
    'KAPU_SEALING_KEYS_FILE',
    'SMTP_URL',
  ])
  const operating = read('docs/operating.md')
  for (const name of Object.keys(secrets)) expect(operating, name).toContain(name)
  for (const name of Object.keys(kapu.environment)) expect(operating, name).toContain(name.replace(/_FILE$/, ''))
})

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
