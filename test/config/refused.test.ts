import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ConfigSource } from '../../src/config.ts'
import { randomBytes } from '../../src/system/random.ts'
import {
  development,
  directory,
  faultsOf,
  file,
  key,
  policy,
  production,
  removeFiles,
  soundEnv,
  soundSettings,
} from './builders.ts'

afterAll(removeFiles)

/** The default policy with one limit of an account's life changed. */
function life(change: (limits: Record<string, unknown>) => unknown): ConfigSource {
  return policy((written) => change(Object(written['life'])))
}

const refused: [name: string, source: () => ConfigSource, path: string, message: RegExp][] = [
  ['an unknown setting', () => production({}, { lisen: {} }), 'lisen', /unknown key/],
  [
    'an unknown setting in a section',
    () => production({}, { log: { level: 'info', colour: true } }),
    'log.colour',
    /unknown key/,
  ],
  [
    'a setting named __proto__',
    () => production({ KAPU_CONFIG: file('__proto__: { polluted: true }') }),
    '__proto__',
    /unknown key/,
  ],
  ['an unknown variable', () => production({ KAPU_PEPER: 'x' }), 'KAPU_PEPER', /unknown variable/],
  [
    'an unknown profile',
    () => ({ env: { ...soundEnv, KAPU_PROFILE: 'staging' }, settings: soundSettings }),
    'KAPU_PROFILE',
    /not a profile/,
  ],
  [
    'an overriding file that is not there',
    () => production({ KAPU_CONFIG: join(directory, 'none.yaml') }),
    join(directory, 'none.yaml'),
    /ENOENT/,
  ],
  ['a key twice in a file', () => production({ KAPU_CONFIG: file('proxyHops: 1\nproxyHops: 2') }), `file-`, /unique/],
  ['a file that is a list', () => production({ KAPU_CONFIG: file('- 1') }), 'file-', /not a mapping/],
  [
    'a duration that is a number',
    () => production({}, { lifetimes: { code: 60 } }),
    'lifetimes.code',
    /expected string/,
  ],
  ['a duration in months', () => production({}, { lifetimes: { code: 'P1M' } }), 'lifetimes.code', /ISO 8601/],
  ['a duration of nothing', () => production({}, { lifetimes: { code: 'PT0S' } }), 'lifetimes.code', /positive/],
  ['a code that lives an hour', () => production({}, { lifetimes: { code: 'PT1H' } }), 'lifetimes.code', /ten minutes/],
  [
    'a mailed code that lives an hour',
    () => production({}, { lifetimes: { emailCode: 'PT1H' } }),
    'lifetimes.emailCode',
    /ten minutes/,
  ],
  [
    'idle longer than absolute',
    () => production({}, { lifetimes: { sessionIdle: 'PT9H' } }),
    'lifetimes.sessionIdle',
    /longer than/,
  ],
  ['a negative number of hops', () => production({}, { proxyHops: -1 }), 'proxyHops', />=0/],
  ['a port that does not exist', () => production({ PORT: '70000' }), 'PORT', /not a place/],
  ['a port that is a word', () => production({ KAPU_LISTEN: '0.0.0.0:http' }), 'KAPU_LISTEN', /not a place/],
  ['an http issuer', () => production({ KAPU_ISSUER: 'http://kapu.gov.hu' }), 'issuer', /not https/],
  ['the issuer of the demonstration', () => production({ KAPU_ISSUER: undefined }), 'issuer', /not https/],
  ['an issuer on this machine', () => production({ KAPU_ISSUER: 'https://localhost:3000' }), 'issuer', /this machine/],
  [
    'an issuer with a slash at the end',
    () => production({ KAPU_ISSUER: 'https://kapu.gov.hu/' }),
    'KAPU_ISSUER',
    /not an origin/,
  ],
  [
    'an issuer with userinfo',
    () => production({ KAPU_ISSUER: 'https://a@kapu.gov.hu' }),
    'KAPU_ISSUER',
    /not an origin/,
  ],
  ['an issuer in capitals', () => production({ KAPU_ISSUER: 'https://KAPU.gov.hu' }), 'KAPU_ISSUER', /not an origin/],
  ['no database', () => production({ DATABASE_URL: undefined }), 'DATABASE_URL', /missing/],
  ['a database of another kind', () => production({ DATABASE_URL: 'mysql://db' }), 'DATABASE_URL', /right kind/],
  [
    'a database with a default password',
    () => production({ DATABASE_URL: 'postgres://kapu:postgres@db/kapu' }),
    'DATABASE_URL',
    /default/,
  ],
  [
    'a database whose password is its name',
    () => production({ DATABASE_URL: 'postgres://app:app@db/kapu' }),
    'DATABASE_URL',
    /default/,
  ],
  ['no mail server', () => production({ SMTP_URL: undefined }), 'SMTP_URL', /missing/],
  [
    'a sender that nobody has',
    () => production({}, { mail: { from: 'Kapu <no-reply@localhost>' } }),
    'mail.from',
    /nobody/,
  ],
  [
    'a sender with a second line',
    () => production({}, { mail: { from: 'Kapu\r\nBcc: x <a@b.hu>' } }),
    'mail.from',
    /form/,
  ],
  ['no sealing key', () => production({ KAPU_SEALING_KEYS: undefined }), 'KAPU_SEALING_KEYS', /missing/],
  ['no pepper', () => production({ KAPU_PEPPER: undefined }), 'KAPU_PEPPER', /missing/],
  ['no pairwise key', () => production({ KAPU_PAIRWISE_KEY: undefined }), 'KAPU_PAIRWISE_KEY', /missing/],
  ['no audit key', () => production({ KAPU_AUDIT_KEY: undefined }), 'KAPU_AUDIT_KEY', /missing/],
  ['no cookie key', () => production({ KAPU_COOKIE_KEYS: undefined }), 'KAPU_COOKIE_KEYS', /missing/],
  ['an empty key', () => production({ KAPU_PEPPER: '' }), 'KAPU_PEPPER', /empty/],
  [
    'a key without an id',
    () => production({ KAPU_PEPPER: randomBytes(32).toString('base64url') }),
    'KAPU_PEPPER',
    /form/,
  ],
  ['a key whose id is a number', () => production({ KAPU_PEPPER: key('2') }), 'KAPU_PEPPER', /form/],
  ['a short key', () => production({ KAPU_PEPPER: key('k1', randomBytes(16)) }), 'KAPU_PEPPER', /16 bytes/],
  ['a key of zeroes', () => production({ KAPU_PEPPER: key('k1', Buffer.alloc(32)) }), 'KAPU_PEPPER', /weak/],
  [
    'a key of words',
    () => production({ KAPU_PEPPER: key('k1', Buffer.from('correct horse battery staple 123')) }),
    'KAPU_PEPPER',
    /weak/,
  ],
  [
    'two keys of one id',
    () => production({ KAPU_PEPPER: `${key('a')} ${key('a')}` }),
    'KAPU_PEPPER',
    /id `a` of another/,
  ],
  [
    'one key for two purposes',
    () => production({ KAPU_PEPPER: soundEnv.KAPU_AUDIT_KEY }),
    'KAPU_AUDIT_KEY',
    /same key/,
  ],
  ['a key made by development', () => production({ KAPU_PEPPER: key('dev-1') }), 'KAPU_PEPPER', /development/],
  ['only one cookie key', () => production({ KAPU_COOKIE_KEYS: key() }), 'KAPU_COOKIE_KEYS', /only one/],
  ['a key both given and in a file', () => production({ KAPU_PEPPER_FILE: file(key()) }), 'KAPU_PEPPER', /set too/],
  [
    'a key file that is not there',
    () => production({ KAPU_PEPPER: undefined, KAPU_PEPPER_FILE: join(directory, 'no') }),
    'KAPU_PEPPER_FILE',
    /ENOENT/,
  ],
  [
    'a key file that all can read',
    () => production({ KAPU_PEPPER: undefined, KAPU_PEPPER_FILE: file(key(), 0o444) }),
    'KAPU_PEPPER_FILE',
    /everybody/,
  ],
  [
    'argon2 below the floor of memory',
    () => production({}, { passwordHash: { memoryKib: 19_455, iterations: 9 } }),
    'passwordHash',
    /floor/,
  ],
  [
    'argon2 below the floor of passes',
    () => production({}, { passwordHash: { memoryKib: 19_456 } }),
    'passwordHash',
    /floor/,
  ],
  [
    'calls to this machine',
    () => production({}, { outbound: { allowLoopback: true } }),
    'outbound.allowLoopback',
    /this machine/,
  ],
  ['a debug log', () => production({}, { log: { level: 'debug' } }), 'log.level', /development/],
  ['development on every interface', () => development({ KAPU_LISTEN: '0.0.0.0:3000' }), 'listen.host', /development/],
  ['development for the world', () => development({ KAPU_ISSUER: 'https://kapu.gov.hu' }), 'issuer', /development/],
  ['a stub in a level', () => policy((p) => (p.methods['dap'] = { stub: true })), 'policy.methods.dap', /stub/],
  [
    'a stub that ends another day',
    () => ({ ...production(), now: Date.parse('2025-01-16T00:00:00+01:00') / 1000 - 1 }),
    'policy.methods.eid',
    /stub/,
  ],
  [
    'a stub whose end was taken away',
    () => policy((p) => (p.methods['eid'] = { stub: true })),
    'policy.methods.eid',
    /stub/,
  ],
  [
    'a stub that is still to begin',
    () => policy((p) => (p.methods['eid'] = { from: '2999-01-01', stub: true })),
    'policy.methods.eid',
    /stub/,
  ],
  [
    'a stub that enrols, though it is in no level',
    () =>
      policy((p) => {
        p.methods['paper'] = { stub: true }
        Object(p['enrolment'])['combinations'].push({ factors: ['password', 'paper'] })
      }),
    'policy.methods.paper',
    /stub/,
  ],
  [
    'a stub that only says who it is',
    () =>
      policy((p) => {
        p.methods['paper'] = { stub: true }
        Object(p['selfIdentifying']).push('paper')
      }),
    'policy.methods.paper',
    /stub/,
  ],
  [
    'an unknown factor',
    () => policy((p) => p.levels[0]?.combinations.push({ factors: ['totpp'] })),
    'policy.levels.0.combinations.3',
    /not known/,
  ],
  [
    'an unknown factor that resists phishing',
    () => policy((p) => Object(p['phishingResistant']).push('totpp')),
    'policy.phishingResistant.1',
    /not known/,
  ],
  ['life that is left out', () => policy((p) => delete p['life']), 'policy.life', /./],
  ['an unknown limit of life', () => life((l) => (l['sabbath'] = 'P1D')), 'policy.life.sabbath', /unknown key/],
  [
    'a code that outlives its temporary account',
    () => life((l) => (l['temporary'] = { ttl: 'P4D', reminders: [] })),
    'policy.life.code.activation.ttl',
    /outlive/,
  ],
  [
    'a reminder after the end',
    () => life((l) => (l['temporary'] = { ttl: 'P30D', reminders: ['P31D'] })),
    'policy.life.temporary.reminders',
    /after the end/,
  ],
  [
    'a validity that no password can have',
    () => life((l) => (l['password'] = { ...Object(l['password']), maxAge: 'P1M', minAge: 'P29D' })),
    'policy.life.password.minAge',
    /no password/,
  ],
  [
    'a wait in which nobody would see the notice',
    () => life((l) => (l['recovery'] = { ...Object(l['recovery']), waiting: 'PT59M' })),
    'policy.life.recovery.waiting',
    /in time/,
  ],
  [
    'a count of recoveries over longer than they are remembered',
    () => life((l) => (l['recovery'] = { ...Object(l['recovery']), starts: { max: 3, per: 'P91D' } })),
    'policy.life.recovery.starts.per',
    /not remembered/,
  ],
  [
    'an age of full services before that of registration',
    () => life((l) => (l['person'] = { minAge: 14, fullServicesAge: 13, keepSubject: true })),
    'policy.life.person.fullServicesAge',
    /before/,
  ],
  [
    'a calendar duration that is none',
    () => life((l) => (l['username'] = { reserved: 'two years' })),
    'policy.life.username.reserved',
    /ISO 8601/,
  ],
  ['an unknown default level', () => policy((p) => (p['defaultAcr'] = 'urn:none')), 'policy.defaultAcr', /not known/],
  [
    'an unknown highest level',
    () => policy((p) => (p['maxAcr'] = { TEMP_ACTIVE: 'urn:none' })),
    'policy.maxAcr.TEMP_ACTIVE',
    /not known/,
  ],
  [
    'an unknown account state',
    () => policy((p) => (p['maxAcr'] = { SLEEPING: 'x' })),
    'policy.maxAcr.SLEEPING',
    /unknown key/,
  ],
  [
    'levels upside down',
    () => policy((p) => p.levels.splice(0, 2, ...p.levels.slice(0, 2).toReversed())),
    'policy.levels.1',
    /stands above/,
  ],
  [
    'an upper level that asks less',
    () => policy((p) => p.levels[2]?.combinations.push({ factors: ['totp'] })),
    'policy.levels.2',
    /asks less/,
  ],
  [
    'a level twice',
    () => policy((p) => p.levels.push(...structuredClone(p.levels.slice(2)))),
    'policy.levels.3',
    /twice/,
  ],
  [
    'a factor twice in a combination',
    () => policy((p) => p.levels[2]?.combinations.push({ factors: ['dap', 'dap'] })),
    'policy.levels.2.combinations.2',
    /twice/,
  ],
  [
    'dates that leave nothing',
    () => policy((p) => p.levels[2]?.combinations.push({ factors: ['dap'], from: '2025-01-02', until: '2025-01-02' })),
    'policy.levels.2.combinations.2',
    /no day/,
  ],
  [
    'a day that does not exist',
    () => policy((p) => p.levels[2]?.combinations.push({ factors: ['dap'], from: '2025-02-30' })),
    'policy.levels.2.combinations.2.from',
    /not a date/,
  ],
  ['an unknown time zone', () => policy((p) => (p['timeZone'] = 'Europe/Buda')), 'policy.timeZone', /time zone/],
]

describe('a bad configuration is refused', () => {
  test.each(refused)('%s', (_name, source, path, message) => {
    const faults = faultsOf(source())
    expect(faults).toContainEqual({
      path: path === 'file-' ? expect.stringContaining(path) : path,
      message: expect.stringMatching(message),
      mend: expect.stringMatching(/\w{3}/),
    })
    expect(faults, 'and nothing else is reported').toHaveLength(1)
  })
})
