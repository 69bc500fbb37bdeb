import * as z from 'zod'
import { milliseconds, seconds } from './duration.ts'

const count = z.int().min(1)
const DAY = 24 * 60 * 60
const window = z.strictObject({ max: count, per: seconds })

/**
 * The sections of `config/default.yaml`, whose comments give unit, default and reason. Each section is judged by
 * itself, so that a fault in one does not hide the faults of the others.
 */
export const settingsSchema = z.strictObject({
  listen: z.strictObject({ host: z.string().min(1), port: z.int().min(0).max(65535) }),
  issuer: z.string(),
  proxyHops: z.int().min(0).max(10),
  dataDirectory: z.string().min(1),
  policyFile: z.string().min(1),
  log: z.strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']) }),
  mail: z.strictObject({
    from: z.string().regex(/^[^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>$/, 'not of the form `Name <address>`'),
  }),
  outbound: z.strictObject({ allowLoopback: z.boolean() }),
  registration: z.strictObject({ trustedCa: z.array(z.string().min(1)) }),
  wallet: z.strictObject({
    openAt: z.url({ protocol: /^(openid4vp|haip-vp|https?)$/ }),
    request: seconds.refine((value) => value <= 600, 'longer than PT10M'),
    certificate: z.string().min(1).nullable(),
    trustedIssuers: z.array(z.string().min(1)),
    simulators: z.array(z.string().min(1)),
  }),
  logout: z.strictObject({ retries: z.array(seconds).min(1) }),
  desk: z.strictObject({
    requiredFactors: z.union([z.literal('auto'), z.array(z.string().min(1))]),
    idle: seconds,
    absolute: seconds,
    actProof: seconds,
    visit: seconds,
    request: seconds,
    alarmPerHour: count,
    mostPerDay: count,
  }),
  jobs: z.strictObject({
    accounts: seconds,
    recoveries: seconds,
    sessions: seconds,
    statements: seconds,
    purge: seconds,
  }),
  notices: z.strictObject({ every: seconds, mailWait: seconds, mailFailures: count }),
  passwordHash: z.strictObject({
    memoryKib: z.int().min(8).max(4_194_304),
    iterations: count,
    parallelism: count.max(16),
    running: z.union([z.literal('auto'), count]),
    queuePerRunning: z.int().min(0),
    wait: milliseconds,
  }),
  lifetimes: z.strictObject({
    interaction: seconds,
    interactionAbsolute: seconds.refine((value) => value <= DAY, 'longer than P1D'),
    code: seconds,
    pushedRequest: seconds,
    idToken: seconds,
    accessToken: seconds,
    refreshToken: seconds,
    clockTolerance: seconds,
    sessionIdle: seconds,
    sharedSessionIdle: seconds,
    sessionAbsolute: seconds,
    knownDevice: seconds,
    emailCode: seconds,
    enrolment: seconds,
  }),
  limits: z.strictObject({
    account: z.strictObject({ free: count, waits: z.array(seconds).min(1), closedAfter: count.max(100) }),
    knownDevice: window,
    code: z.strictObject({ max: count, per: seconds, triesPerCode: count }),
    address: z.array(window).min(1),
    addressAccounts: window,
    accountAddress: z.strictObject({ max: count, per: seconds, growth: z.number().min(1).max(10), longest: seconds }),
    mail: z.strictObject({ account: z.array(window).min(1), address: z.array(window).min(1) }),
    forgotten: z.strictObject({ account: window, address: window }),
    usernames: window,
  }),
})

/** What `config/default.yaml` and the overriding file say, durations in seconds. */
export type Settings = z.infer<typeof settingsSchema>
