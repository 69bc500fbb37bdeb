import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigFaults } from '../src/config/faults.ts'
import { loadConfig } from '../src/config.ts'
import { randomBytes } from '../src/system/random.ts'
import { directory, faultsOf, file, key, production, removeFiles, soundEnv, soundSettings } from './config/builders.ts'

afterAll(removeFiles)

test('a sound production configuration has no fault', () => {
  expect(faultsOf(production())).toEqual([])
})

test('a stub stops production until the instant of its end, and no longer', () => {
  const end = Date.parse('2025-01-16T00:00:00+01:00') / 1000
  const stubs = (now: number) => faultsOf({ ...production(), now }).map(({ path }) => path)
  expect(stubs(end - 1)).toEqual(['policy.methods.eid'])
  expect(stubs(end)).toEqual([])
})

test('all faults are said together, each with how to mend it, and no secret among them', () => {
  const secret = randomBytes(20).toString('base64url')
  const source = production(
    { KAPU_ISSUER: 'nowhere', KAPU_PEPPER: `k1:${secret}`, PORT: '-1' },
    { log: { level: 'loud' }, x: 1 },
  )
  const faults = faultsOf(source)
  expect(faults.map((fault) => fault.path).toSorted()).toEqual([
    'KAPU_ISSUER',
    'KAPU_PEPPER',
    'PORT',
    'issuer',
    'log.level',
    'x',
  ])
  const { message } = new ConfigFaults(faults)
  for (const fault of faults) expect(message).toContain(`${fault.path}: ${fault.message}\n    ${fault.mend}`)
  expect(message).not.toContain(secret)
})

test('production is what nobody has to ask for', () => {
  expect(loadConfig({ env: soundEnv, settings: soundSettings }).profile).toBe('production')
})

test('the dates of the policy begin at midnight in Budapest, and a method ends its combinations', () => {
  const { policy: read } = loadConfig(production())
  const [low, substantial, high] = read.levels
  expect(low?.combinations).toEqual([
    { factors: ['password'], until: Date.parse('2025-01-16T00:00:00+01:00') / 1000 },
    { factors: ['password', 'totp'], from: Date.parse('2022-06-01T00:00:00+02:00') / 1000 },
    { factors: ['password', 'email-code'], from: Date.parse('2025-01-14T00:00:00+01:00') / 1000 },
  ])
  expect(substantial?.lifetime).toBe(8 * 3600)
  expect(high?.acr).toBe('http://eidas.europa.eu/LoA/high')
  expect(read.defaultAcr).toBe(substantial?.acr)
})

test('a file named in KAPU_CONFIG overrides what it names and nothing else', () => {
  const { limits, lifetimes } = loadConfig(production({ KAPU_CONFIG: file('limits: { account: { free: 3 } }') }))
  expect(limits.account).toMatchObject({ free: 3, waits: [30, 60, 120, 240, 480, 900] })
  expect(lifetimes).toMatchObject({
    code: 60,
    idToken: 300,
    accessToken: 600,
    sessionIdle: 1800,
    sharedSessionIdle: 600,
    sessionAbsolute: 28800,
  })
})

test('a policy file is named relative to the file that names it', () => {
  const path = file(
    readFileSync(new URL('../config/policy.yaml', import.meta.url), 'utf8').replace(
      'lifetime: PT15M',
      'lifetime: PT14M',
    ),
  )
  const source = production({ KAPU_CONFIG: file(`policyFile: ${path.slice(directory.length + 1)}`) })
  expect(loadConfig(source).policy.levels[2]?.lifetime).toBe(14 * 60)
})

test.each([
  [{ PORT: '8080' }, { host: '0.0.0.0', port: 8080 }],
  [
    { KAPU_LISTEN: '8081', PORT: '8080' },
    { host: '0.0.0.0', port: 8081 },
  ],
  [{ KAPU_LISTEN: '10.0.0.5:8082' }, { host: '10.0.0.5', port: 8082 }],
  [{ KAPU_LISTEN: '[::]:8083' }, { host: '::', port: 8083 }],
])('%j says where to listen', (env, listen) => {
  expect(loadConfig(production(env)).listen).toEqual(listen)
})

test('a key file gives the current key first and keeps the older ones', () => {
  const [newer, older] = [randomBytes(32), randomBytes(32)]
  const path = file(`${key('2026b', newer)}\n${key('2026a', older)}\n`)
  const { sealing } = loadConfig(production({ KAPU_SEALING_KEYS: undefined, KAPU_SEALING_KEYS_FILE: path })).keys
  expect(sealing).toEqual({ current: '2026b', keys: { '2026b': newer, '2026a': older } })
})

test('development makes its keys once, for its owner alone, and keeps them', () => {
  const env = { KAPU_DATA_DIR: join(directory, 'fresh') }
  const first = loadConfig({ profile: 'development', env }).keys
  expect(statSync(join(directory, 'fresh', 'development-keys.json')).mode & 0o777).toBe(0o600)
  expect(loadConfig({ profile: 'development', env }).keys).toEqual(first)
  expect(first.cookies).toHaveLength(2)
  expect(first.sealing.current).toBe('dev-1')
})

test('production makes no keys', () => {
  const env = { KAPU_DATA_DIR: join(directory, 'never') }
  expect(faultsOf({ profile: 'production', env }).map((fault) => fault.path)).toContain('KAPU_SEALING_KEYS')
  expect(() => statSync(join(directory, 'never'))).toThrow('ENOENT')
})

test('every setting of the default file has a comment that gives its default or its reason', () => {
  const lines = readFileSync(new URL('../config/default.yaml', import.meta.url), 'utf8').split('\n')
  const bare = lines.filter((line, at) => {
    const before = lines[at - 1] ?? ''
    return (
      /^ *\w+:/.test(line) &&
      !/^ *#/.test(before) &&
      !/^ *per: /.test(line) &&
      !/^ *(account|address):$/.test(line) &&
      !/:$/.test(line)
    )
  })
  expect(bare).toEqual([])
})
