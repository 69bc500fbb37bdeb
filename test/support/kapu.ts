/**
 * The whole identity provider inside the test's process, on a port and a database of its own: real HTTP, real
 * PostgreSQL, real mail. Accounts and clients are made as the product makes them.
 */
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountState, Policy } from '../../src/assurance/policy.ts'
import { createAccount } from '../../src/accounts/account.ts'
import { seedActive } from '../../src/accounts/life/seed-life.ts'
import { type App, createApp, createCore, type Core } from '../../src/app.ts'
import { secretContext } from '../../src/clients/client.ts'
import { validateRegistration } from '../../src/clients/registration.ts'
import { insertClient } from '../../src/clients/store.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import type { Db } from '../../src/database/connect.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { seedFactors } from '../../src/factors/index.ts'
import { createHttpServer } from '../../src/http/limits.ts'
import type { JobName } from '../../src/jobs/job.ts'
import { type JobRunner, startRunner } from '../../src/jobs/runner.ts'
import { createSmtpTransport } from '../../src/mail/transport.ts'
import { mailTasks } from '../../src/mail/tasks.ts'
import { createPerson, type NaturalIdentity } from '../../src/persons/person.ts'
import { SCOPE_CLAIMS } from '../../src/provider/claims.ts'
import { createFirstKeys } from '../../src/provider/keys/signing-keys.ts'
import { createClientValidator } from '../../src/provider/validate-client.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLogger } from '../../src/system/logger.ts'
import { startMailCatcher } from '../../demo/mail-catcher.ts'
import { PATIENCE, testDatabase } from './database.ts'
import type { Person } from './robot.ts'
import { type WalletWorld, walletWorld } from './wallet-world.ts'

const PASSWORD = 'Minta-jelszo-2026'

export interface KapuOptions {
  /** Laid over `config/default.yaml`. */
  readonly settings?: Record<string, unknown>
  readonly policy?: (policy: Policy) => Policy
  /** The policy as it is written: changes the text of `config/policy.yaml`. */
  readonly policyText?: (text: string) => string
  /** Starts the job runner and a mail catcher: for journeys that read mails. */
  readonly mail?: boolean
  /** Starts the job runner: for journeys in which services are told that somebody signed out. */
  readonly jobs?: boolean
  readonly poolSize?: number
  /** 1 where it matters how long a request waits; tests wait longer otherwise. */
  readonly patience?: number
  readonly onStatement?: (sql: string) => void
}

export interface NewTestAccount {
  readonly username?: string
  readonly holds?: readonly ('password' | 'totp' | 'email-code')[]
  readonly state?: AccountState
  readonly identity?: Partial<NaturalIdentity>
}

export interface TestAccount extends Person {
  readonly id: string
}

export interface Kapu {
  readonly issuer: string
  readonly config: Config
  readonly db: Db
  readonly url: string
  readonly core: Core
  readonly walletWorld: WalletWorld
  /** What runs now; another one after a restart. */
  readonly app: App
  /** Where every test service lives: answers each request with the text `arrived`. */
  readonly serviceOrigin: string
  readonly log: readonly string[]
  /** Everybody's mailbox; null where no mail was asked for. */
  readonly mailApi: string | null
  account(account?: NewTestAccount): Promise<TestAccount>
  /** Registers a service; its redirect URI is `serviceOrigin/ID/callback`. */
  client(document?: Record<string, unknown>, secret?: string): Promise<TestClient>
  /** One more job runner, as another instance would have; `close` does not stop it. */
  runJobs(): Promise<JobRunner>
  /** Does what is due by now, as the schedule would; answers how many things were done. */
  job(name: JobName): Promise<number>
  /** Builds the application again, as a restart does: with the signing keys of now. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TestClient {
  readonly clientId: string
  readonly secret: string
  readonly redirectUri: string
}

/** Cheap on purpose: tests count hashes, they do not measure them. */
const CHEAP_HASHES = { memoryKib: 1024, iterations: 1, parallelism: 1, running: 1, queuePerRunning: 250, wait: 'PT20S' }

const IDENTITY: NaturalIdentity = {
  family_name: 'Kovács',
  given_name: 'Anna',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna',
  hu_mother_birth_family_name: 'Fehér',
  hu_mother_birth_given_name: 'Erzsébet',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
  gender: 'female',
}

let made = 0

/** Starts Kapu. Close it in `afterAll`. */
export async function startKapu(options: KapuOptions = {}): Promise<Kapu> {
  const { patience = PATIENCE } = options
  const database = await testDatabase({
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    patience,
    ...(options.onStatement === undefined ? {} : { onStatement: options.onStatement }),
  })
  const { db, url } = database
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kapu-journey-'))
  const world = walletWorld(dataDirectory)
  const catcher = options.mail === true ? await startMailCatcher({ port: 0, smtpPort: 0 }) : null
  const service = await listening(createServer((_request, response) => response.end('arrived')))
  const serviceOrigin = `http://localhost:${portOf(service)}`
  const server = createHttpServer((request, response) => app.listener(request, response))
  await listening(server)
  const issuer = `http://localhost:${portOf(server)}`
  const loaded = loadConfig({
    profile: 'development',
    env: { KAPU_DATA_DIR: dataDirectory, KAPU_ISSUER: issuer },
    settings: { passwordHash: CHEAP_HASHES, log: { level: 'info' }, ...options.settings },
    ...(options.policyText === undefined
      ? {}
      : { files: { policy: await policyFile(dataDirectory, options.policyText) } }),
  })
  const config: Config = { ...loaded, policy: options.policy?.(loaded.policy) ?? loaded.policy }
  const log: string[] = []
  const logger = createLogger({ level: config.logLevel, destination: { write: (line: string) => void log.push(line) } })
  const clock = systemClock
  const surroundings = { db, clock, logger, patience, instance: 'test' }
  const first = createCore(config, surroundings)
  const { passwordHasher } = first
  await createFirstKeys({ db, clock, ...first })
  // The application's own core: its gate counts what requests make it hash, and not what the builders here do.
  let app = await createApp(config, surroundings)
  const core: Core = app
  const { sealing } = core
  const mails =
    catcher === null
      ? {}
      : mailTasks({
          logger,
          clock,
          sealing,
          transport: createSmtpTransport({ url: `smtp://localhost:${catcher.smtpPort}`, from: config.mailFrom }),
        })
  const runJobs = () => startRunner({ url, logger, tasks: { ...app.tasks, ...mails } })
  const runner = options.mail === true || options.jobs === true ? await runJobs() : null
  const validateClient = createClientValidator(config.policy.levels.map(({ acr }) => acr))
  let hash: Promise<string> | undefined

  return {
    issuer,
    config,
    db,
    url,
    core,
    walletWorld: world,
    serviceOrigin,
    log,
    mailApi: catcher === null ? null : `${catcher.origin}/api/messages`,
    runJobs,
    get app() {
      return app
    },
    async job(name) {
      const job = app.jobs.find((one) => one.name === name)
      if (job === undefined) throw new Error(`there is no job ${name}`)
      return await job.run()
    },
    async restart() {
      app = await createApp(config, surroundings)
    },
    async account({
      username = `person${(made += 1)}`,
      holds = ['password', 'totp'],
      state = 'ACTIVE',
      identity,
    } = {}) {
      const now = clock.now()
      const passwordHash = await (hash ??= passwordHasher.hash(PASSWORD))
      const id = await inTransaction(db, async (transaction) => {
        // Every account is another person's
        const person = { ...IDENTITY, hu_mother_birth_given_name: motherOf(username), ...identity }
        const register = { sealing, keyed: first.pepper }
        const personId = await createPerson(transaction, person, { verified: true, ...register, now })
        if (personId === null) throw new Error('this person has an account')
        const opened = { personId, username, state, language: 'hu', email: `${username}@posta.example` } as const
        const accountId = await createAccount(transaction, { ...opened, emailConfirmedAt: now }, { ...register, now })
        if (accountId === null) throw new Error(`${username} is taken`)
        if (state === 'ACTIVE') await seedActive(transaction, accountId, { policy: config.life, now })
        if (holds.includes('password')) {
          await seedFactors.setPassword(transaction, accountId, passwordHash, { setAt: now })
        }
        if (holds.includes('totp')) {
          await seedFactors.holdApp(transaction, sealing, { accountId, secret: secretOf(username), createdAt: now })
        }
        if (holds.includes('email-code')) await seedFactors.holdEmailCode(transaction, accountId, now)
        return accountId
      })
      return {
        id,
        username,
        password: PASSWORD,
        ...(holds.includes('totp') ? { totpSecret: secretOf(username) } : {}),
        ...(catcher === null ? {} : { mailApi: `${catcher.origin}/api/messages` }),
      }
    },
    async client(document = {}, secret = 'a-test-secret-of-more-than-forty-characters-0123') {
      const clientId = String(document['client_id'] ?? `service-${(made += 1)}`)
      const redirectUri = `${serviceOrigin}/${clientId}/callback`
      const judged = await validateRegistration(
        {
          client_id: clientId,
          names: { hu: `Szolgáltatás ${clientId}`, en: `Service ${clientId}` },
          public_body: true,
          redirect_uris: [redirectUri],
          post_logout_redirect_uris: [`${serviceOrigin}/${clientId}/`],
          client_uri: `${serviceOrigin}/${clientId}/`,
          scope: 'openid name identity_4t birthdate age18 email',
          ...document,
        },
        {
          development: true,
          acrs: config.policy.levels.map(({ acr }) => acr),
          factors: core.factors.map(({ id }) => id),
          claims: Object.values(SCOPE_CLAIMS).flat(),
          validateClient,
        },
      )
      if ('faults' in judged) throw new Error(JSON.stringify(judged.faults))
      const secretSealed = await sealing.seal(secretContext(clientId), secret)
      await inTransaction(db, (t) => insertClient(t, { ...judged.registration, secretSealed, at: clock.now() }))
      return { clientId, secret, redirectUri }
    },
    async close() {
      app.hangUp()
      server.closeAllConnections()
      service.closeAllConnections()
      server.close()
      service.close()
      await runner?.stop()
      await catcher?.close()
      await database.close()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

async function policyFile(directory: string, change: (text: string) => string): Promise<string> {
  const path = join(directory, 'policy.yaml')
  await writeFile(path, change(await readFile(new URL('../../config/policy.yaml', import.meta.url), 'utf8')))
  return path
}

/** A mother of one's own: who has the same identity at birth is the same person. */
function motherOf(username: string): string {
  return `${IDENTITY.hu_mother_birth_given_name} ${username}`
}

/** A secret of one's own, so that one test's codes do not spend another's. */
function secretOf(username: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return Array.from({ length: 32 }, (_, i) => alphabet[(username.charCodeAt(i % username.length) * (i + 7)) % 32]).join(
    '',
  )
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo
  return address.port
}
