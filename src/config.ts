/**
 * The configuration: settings and policy from files, addresses and secrets from the environment. It is read whole,
 * all its faults are said together, and nothing starts while there is one. Nobody else reads the environment.
 */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { LifePolicy } from './accounts/life/life-policy.ts'
import type { Policy } from './assurance/policy.ts'
import { readAuthorities, type Authorities } from './config/authorities.ts'
import { readIssuer, readListen, readUrl, unknownVariables } from './config/addresses.ts'
import { ConfigFaults, type Fault } from './config/faults.ts'
import { besideFile, overlay, readYaml, schemaFaults } from './config/files.ts'
import { countedStubs, policyFaults, policySchema, toPolicy } from './config/policy.ts'
import { profileFaults, type Profile } from './config/profile.ts'
import { readKeys, type Keys } from './config/secrets.ts'
import { settingsSchema, type Settings } from './config/settings.ts'
import { readWallet, type Wallet } from './config/wallet.ts'
import { systemClock } from './system/clock.ts'

/** Everything the product is told. Durations are seconds where the name does not say otherwise. */
export interface Config {
  readonly profile: Profile
  readonly issuer: string
  readonly listen: { readonly host: string; readonly port: number }
  readonly proxyHops: number
  /** Null: the embedded PostgreSQL in `dataDirectory`. */
  readonly databaseUrl: string | null
  readonly dataDirectory: string
  /** Null: mails wait in the outbox. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly keys: Keys
  readonly passwordHash: {
    readonly memoryKib: number
    readonly iterations: number
    readonly parallelism: number
    readonly running: number
    readonly queuePerRunning: number
    readonly waitMs: number
  }
  readonly lifetimes: Settings['lifetimes']
  readonly limits: Settings['limits']
  readonly logout: Settings['logout']
  readonly desk: Omit<Settings['desk'], 'requiredFactors'> & { readonly requiredFactors: readonly string[] }
  readonly authorities: Authorities
  readonly wallet: Wallet
  readonly jobs: Settings['jobs']
  readonly notices: Settings['notices']
  /** Whether calls to registered addresses may reach this machine: development and tests only. */
  readonly outboundAllowLoopback: boolean
  readonly logLevel: Settings['log']['level']
  readonly policy: Policy
  /** The time limits of an account's life: the section `life` of the policy. */
  readonly life: LifePolicy
}

export interface ConfigSource {
  /** Where not given: KAPU_PROFILE, else production. */
  readonly profile?: Profile
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Other files than those in `config/`. */
  readonly files?: { readonly settings?: string; readonly policy?: string }
  /** Laid over the settings last: for tests and the demonstration. */
  readonly settings?: Record<string, unknown>
  /** When it is read (epoch seconds); where not given, now. */
  readonly now?: number
}

/** Reads the configuration, or throws {@link ConfigFaults} with everything that is wrong with it. */
export function loadConfig(source: ConfigSource = {}): Config {
  const env = source.env ?? process.env
  const faults: Fault[] = unknownVariables(env)
  const profile = source.profile ?? readProfile(env['KAPU_PROFILE'], faults)
  const { settings, whole, policyFile, namedIn } = readSettings(source, env['KAPU_CONFIG'], faults)
  const policy = readPolicy(source.files?.policy ?? policyFile, source.now ?? systemClock.now(), faults)

  const dataDirectory = env['KAPU_DATA_DIR'] ?? settings.dataDirectory ?? 'data'
  const judged = {
    settings,
    listen: settings.listen ? readListen(env, settings.listen, faults) : null,
    issuer: readIssuerOf(env['KAPU_ISSUER'], settings.issuer, faults),
    databaseUrl: readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], faults),
    smtpUrl: readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:'], faults),
    keys: readKeys(env, profile === 'development' ? dataDirectory : null, faults),
    countedStubs: policy?.stubs ?? [],
  }
  const authorities = readAuthorities(
    settings.registration?.trustedCa ?? [],
    { namedIn, generateIn: profile === 'development' ? dataDirectory : null },
    faults,
  )
  const wallet =
    settings.wallet === undefined
      ? null
      : readWallet(
          settings.wallet,
          { env, namedIn, generateIn: profile === 'development' ? dataDirectory : null, issuer: judged.issuer ?? '' },
          faults,
        )
  faults.push(...profileFaults(profile, judged))

  const { listen, issuer } = judged
  if (faults.length > 0 || whole === null || policy === null || listen === null || issuer === null || wallet === null)
    throw new ConfigFaults(faults)
  const { passwordHash, lifetimes, limits, logout, desk, jobs, notices, proxyHops, mail, outbound, log } = whole
  return {
    profile,
    issuer,
    listen,
    proxyHops,
    databaseUrl: judged.databaseUrl,
    dataDirectory,
    smtpUrl: judged.smtpUrl,
    mailFrom: mail.from,
    keys: judged.keys,
    passwordHash: {
      memoryKib: passwordHash.memoryKib,
      iterations: passwordHash.iterations,
      parallelism: passwordHash.parallelism,
      running: passwordHash.running === 'auto' ? Math.max(1, availableParallelism() - 1) : passwordHash.running,
      queuePerRunning: passwordHash.queuePerRunning,
      waitMs: passwordHash.wait,
    },
    lifetimes,
    limits,
    logout,
    desk: { ...desk, requiredFactors: deskFactors(profile, desk.requiredFactors) },
    authorities,
    wallet,
    jobs,
    notices,
    outboundAllowLoopback: outbound.allowLoopback,
    logLevel: log.level,
    policy: policy.policy,
    life: policy.life,
  }
}

/** What only a passkey says, both at once (RFC 8176): a key in an app has no gesture for the very page that asks. */
const PASSKEY: readonly string[] = ['swk', 'user']

/** Clerks come in by what cannot be phished, a passkey; in development by what the demonstration's clerks hold. */
function deskFactors(profile: Profile, chosen: Settings['desk']['requiredFactors']): readonly string[] {
  if (chosen !== 'auto') return chosen
  return profile === 'production' ? PASSKEY : []
}

function readProfile(text: string | undefined, faults: Fault[]): Profile {
  if (text === 'development' || text === 'production') return text
  if (text !== undefined)
    faults.push({
      path: 'KAPU_PROFILE',
      message: `\`${text}\` is not a profile`,
      mend: 'use production or development',
    })
  return 'production'
}

/** Each section by itself, so that a fault in one hides no other; a section with a fault is left out. */
function readSettings(
  source: ConfigSource,
  overriding: string | undefined,
  faults: Fault[],
): { settings: Partial<Settings>; whole: Settings | null; policyFile: string; namedIn: string } {
  const file = source.files?.settings ?? fileURLToPath(new URL('../config/default.yaml', import.meta.url))
  const defaults = readYaml(file, faults)
  const overrides = overriding === undefined ? {} : readYaml(overriding, faults)
  const merged = overlay(overlay(defaults, overrides), source.settings ?? {})
  const parsed = settingsSchema.safeParse(merged)
  if (!parsed.success) faults.push(...schemaFaults(parsed.error, '', defaults))
  const sound = settingsSchema.keyof().options.flatMap((section) => {
    const result = settingsSchema.shape[section].safeParse(merged[section])
    return result.success ? [[section, result.data]] : []
  })
  const settings: Partial<Settings> = Object.fromEntries(sound)
  const namedIn = overriding ?? file
  const policyNamedIn = typeof overrides['policyFile'] === 'string' ? namedIn : file
  return {
    settings,
    whole: parsed.success ? parsed.data : null,
    namedIn,
    policyFile: besideFile(policyNamedIn, settings.policyFile ?? 'policy.yaml'),
  }
}

function readPolicy(
  file: string,
  now: number,
  faults: Fault[],
): { policy: Policy; life: LifePolicy; stubs: readonly string[] } | null {
  const before = faults.length
  const raw = readYaml(file, faults)
  if (faults.length > before) return null
  const parsed = policySchema.safeParse(raw)
  const found = parsed.success
    ? policyFaults(parsed.data).map((fault) => ({ ...fault, path: `policy.${fault.path}` }))
    : schemaFaults(parsed.error, 'policy', undefined)
  faults.push(...found)
  return parsed.success && found.length === 0
    ? {
        policy: toPolicy(parsed.data),
        life: { ...parsed.data.life, timeZone: parsed.data.timeZone },
        stubs: countedStubs(parsed.data, now),
      }
    : null
}

function readIssuerOf(variable: string | undefined, setting: string | undefined, faults: Fault[]): string | null {
  if (variable !== undefined) return readIssuer(variable, 'KAPU_ISSUER', faults)
  return setting === undefined ? null : readIssuer(setting, 'issuer', faults)
}
