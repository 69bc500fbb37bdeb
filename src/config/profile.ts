/**
 * What the two profiles refuse. Secure by default: everything here holds in production, and development is bound to
 * this machine in return for what it relaxes.
 */
import { isLoopback } from './addresses.ts'
import type { Fault } from './faults.ts'
import type { Keys } from './secrets.ts'
import { keyVariables } from './secrets.ts'
import type { Settings } from './settings.ts'

export type Profile = 'development' | 'production'

/** What the rules look at. Absent where it had a fault already: a rule says nothing about what could not be read. */
export interface Judged {
  readonly settings: Partial<Settings>
  readonly listen: { readonly host: string; readonly port: number } | null
  readonly issuer: string | null
  readonly databaseUrl: string | null
  readonly smtpUrl: string | null
  readonly keys: Keys
  readonly countedStubs: readonly string[]
}

export function profileFaults(profile: Profile, judged: Judged): Fault[] {
  return [...everywhere(judged), ...(profile === 'production' ? production(judged) : development(judged))]
}

function* everywhere({ settings: { lifetimes } }: Judged): Generator<Fault> {
  if (lifetimes !== undefined && lifetimes.sessionIdle > lifetimes.sessionAbsolute)
    yield {
      path: 'lifetimes.sessionIdle',
      message: 'longer than lifetimes.sessionAbsolute',
      mend: 'shorten it: idle time can end a session only before its absolute end',
    }
  if (lifetimes !== undefined && lifetimes.code > 600)
    yield {
      path: 'lifetimes.code',
      message: 'longer than ten minutes',
      mend: 'use at most PT10M (RFC 6749 §4.1.2); PT60S is enough',
    }
  if (lifetimes !== undefined && lifetimes.emailCode > 600)
    yield {
      path: 'lifetimes.emailCode',
      message: 'longer than ten minutes',
      mend: 'use at most PT10M (NIST SP 800-63B)',
    }
}

function* development({ listen, issuer }: Judged): Generator<Fault> {
  const mend =
    'use localhost, or the production profile: development makes its own keys and knows demonstration accounts'
  if (listen !== null && !isLoopback(listen.host))
    yield { path: 'listen.host', message: `development does not listen on ${listen.host}`, mend }
  if (issuer !== null && !isLoopback(hostOf(issuer)))
    yield { path: 'issuer', message: `development does not serve ${issuer}`, mend }
}

function* production(judged: Judged): Generator<Fault> {
  const { settings, issuer } = judged
  if (issuer !== null && !issuer.startsWith('https:'))
    yield {
      path: 'issuer',
      message: `${issuer} is not https`,
      mend: 'set KAPU_ISSUER to the https address that people see',
    }
  if (issuer?.startsWith('https:') && isLoopback(hostOf(issuer)))
    yield {
      path: 'issuer',
      message: `${issuer} is this machine`,
      mend: 'set KAPU_ISSUER to the https address that people see',
    }
  yield* addresses(judged)
  yield* secrets(judged.keys)
  if (settings.passwordHash !== undefined && isBelowFloor(settings.passwordHash))
    yield {
      path: 'passwordHash',
      message: 'argon2id below the floor',
      mend: 'use memoryKib 19456 with iterations 2, or memoryKib 47104 with iterations 1, or more',
    }
  if (settings.outbound?.allowLoopback === true)
    yield {
      path: 'outbound.allowLoopback',
      message: 'services could make us call this machine',
      mend: 'set it to false',
    }
  if ((settings.wallet?.simulators.length ?? 0) > 0)
    yield {
      path: 'wallet.simulators',
      message: 'a demonstration’s issuer proves nothing',
      mend: 'take it out: only issuers that check who somebody is belong under wallet.trustedIssuers',
    }
  if (settings.log !== undefined && ['trace', 'debug'].includes(settings.log.level))
    yield {
      path: 'log.level',
      message: `${settings.log.level} is for development`,
      mend: 'use info, warn, error or fatal',
    }
  for (const factor of judged.countedStubs)
    yield {
      path: `policy.methods.${factor}`,
      message: 'a stub proves nothing',
      mend: 'end it with `until`, or take it out of levels, enrolment, recovery and selfIdentifying',
    }
}

function* addresses({ databaseUrl, smtpUrl, settings: { mail } }: Judged): Generator<Fault> {
  if (databaseUrl === null)
    yield {
      path: 'DATABASE_URL',
      message: 'missing',
      mend: 'give a PostgreSQL 15 or newer: the embedded one is for development',
    }
  if (smtpUrl === null)
    yield {
      path: 'SMTP_URL',
      message: 'missing',
      mend: 'give a mail server, like smtps://name:password@mail.example.hu',
    }
  for (const [path, url] of Object.entries({ DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl }))
    if (url !== null && URL.canParse(url) && hasDefaultPassword(new URL(url)))
      yield { path, message: 'its password is a default one', mend: 'change the password there and here' }
  if (mail !== undefined && /@([^>]+\.)?(localhost|example|invalid|test)>$/.test(mail.from))
    yield {
      path: 'mail.from',
      message: 'an address that nobody has',
      mend: 'give the sender that people can recognise',
    }
}

function* secrets(keys: Keys): Generator<Fault> {
  const rings = {
    sealing: keys.sealing.keys,
    pepper: keys.pepper.keys,
    pairwise: keys.pairwise.keys,
    audit: keys.audit.keys,
  }
  const seen = new Map<string, string>()
  const all = [
    ...Object.entries(rings).flatMap(([name, ring]) =>
      Object.entries(ring).map(([id, key]) => ({ name, id, text: key.toString('base64url') })),
    ),
    ...keys.cookies.map((text) => ({ name: 'cookies', id: '', text })),
  ]
  for (const { name, id, text } of all) {
    const path = variableOf(name)
    const other = seen.get(text)
    if (other !== undefined)
      yield { path, message: `the same key as in ${other}`, mend: 'give each purpose a key of its own' }
    if (id.startsWith('dev-'))
      yield { path, message: `\`${id}\` was made by the development profile`, mend: 'make a new key for production' }
    seen.set(text, path)
  }
  if (keys.cookies.length === 1)
    yield {
      path: keyVariables.cookies,
      message: 'only one key',
      mend: 'give two, the newer first: one signs, the other still verifies',
    }
}

function variableOf(name: string): string {
  return Object.entries(keyVariables).find(([key]) => key === name)?.[1] ?? name
}

function isBelowFloor({ memoryKib, iterations }: Settings['passwordHash']): boolean {
  return memoryKib < 19_456 || (iterations < 2 && memoryKib < 47_104)
}

function hasDefaultPassword(url: URL): boolean {
  return ['postgres', 'password', 'changeme', 'kapu', 'admin', 'secret', url.username].includes(url.password || '\0')
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).hostname : issuer
}
