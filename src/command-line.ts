/** The command line of administrators: parses, opens what a command needs, hands it over, tells how it ended. */
import { hostname, userInfo } from 'node:os'
import { Command, CommanderError } from 'commander'
import { accountShow } from './admin/accounts/show.ts'
import { accountApprove, accountLift, accountRequests, accountSuspend } from './admin/accounts/suspend.ts'
import { clockAdvance, clockReset, clockSet } from './admin/clock/move.ts'
import { clientCreate } from './admin/clients/create.ts'
import { clientDelete } from './admin/clients/delete.ts'
import { clientList } from './admin/clients/list.ts'
import { clientRotateSecret } from './admin/clients/rotate-secret.ts'
import { clientShow } from './admin/clients/show.ts'
import { clientUpdate } from './admin/clients/update.ts'
import type { AdminContext, Host } from './admin/command.ts'
import { claimInstallation } from './admin/installation/mark.ts'
import { jobList } from './admin/jobs/list.ts'
import { jobRun } from './admin/jobs/run.ts'
import { keysCreate } from './admin/keys/create.ts'
import { keysList } from './admin/keys/list.ts'
import { logoutList } from './admin/logout/list.ts'
import { logoutRetry } from './admin/logout/retry.ts'
import { migrateCommand } from './admin/migrate.ts'
import { noticeClear } from './admin/notices/clear.ts'
import { noticeList } from './admin/notices/list.ts'
import { noticeSet } from './admin/notices/set.ts'
import { officeAdd } from './admin/offices/add.ts'
import { officeClose } from './admin/offices/close.ts'
import { officeList } from './admin/offices/list.ts'
import { EXIT, type Outcome, refused } from './admin/outcome.ts'
import { registrarAdd } from './admin/registrars/add.ts'
import { registrarChange } from './admin/registrars/change.ts'
import { registrarList } from './admin/registrars/list.ts'
import { registrarRemove } from './admin/registrars/remove.ts'
import { report } from './admin/report.ts'
import { serveCommand } from './admin/serve.ts'
import { sessionEnd } from './admin/sessions/end.ts'
import { sessionList } from './admin/sessions/list.ts'
import { createAudit } from './audit/record.ts'
import { fetchJson } from './clients/sector.ts'
import { ConfigFaults } from './config/faults.ts'
import { type Config, loadConfig } from './config.ts'
import { connect, type Db } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { isUnavailable } from './database/unavailable.ts'
import { takeUpClock } from './jobs/clock/follow.ts'
import { readMoved, writeMoved } from './jobs/clock/store.ts'
import { JOB_NAMES } from './jobs/job.ts'
import { runDue } from './jobs/schedule.ts'
import { lastRuns } from './jobs/store.ts'
import { SCOPE_CLAIMS } from './provider/claims.ts'
import { createFirstKeys } from './provider/keys/signing-keys.ts'
import { deliveryExists, openDeliveries, retryDeliveries } from './provider/logout-tokens/store.ts'
import { sessionsOf } from './provider/sessions/store.ts'
import { systemClock } from './system/clock.ts'
import { KapuError } from './system/errors.ts'
import { createKeyedHash } from './system/hashing.ts'
import { createLogger, type Logger } from './system/logger.ts'
import { createSealing } from './system/sealing.ts'

/** What a command has from the process that runs it. */
export interface Surroundings {
  /** Where not given, the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Written as they are: to standard output, to standard error. */
  out(text: string): unknown
  err(text: string): unknown
  /** Everything on standard input. */
  readStdin(): Promise<string>
}

/** Runs the command that the arguments after the program's name say, and returns its exit code. */
export async function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings
  const streams = { out: (text: string) => out(`${text}\n`), err: (text: string) => err(`${text}\n`) }
  let code: number = EXIT.ok
  const commands = program({
    ...surroundings,
    tell: (outcome, json) => void (code = report(outcome, json, streams)),
  })
  try {
    await commands.parseAsync(idsLast(argv), { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  }
}

/** A run of the command line: it may tell one outcome. */
interface Run extends Surroundings {
  tell(outcome: Outcome, json: boolean): void
}

function hostOf(run: Run): Host {
  return {
    async run(options, work, { schema } = { schema: true }) {
      const outcome = await attempt(async () => {
        const config = loadConfig({ env: run.env })
        return await withDatabase(config, async (db) => {
          if (schema) await claimInstallation(db, config.profile, systemClock.now())
          if (schema && config.profile === 'development') await takeUpClock(db)
          return await work(contextOf(config, db, run))
        })
      })
      run.tell(outcome, options.json === true)
    },
  }
}

/** Ids may begin with a dash, like an option: they go to the end, behind the mark that no options follow. */
function idsLast(argv: readonly string[]): string[] {
  const isId = (argument: string) => /^-[\w-]{42}$/.test(argument)
  const ids = argv.includes('--') ? [] : argv.filter(isId)
  return ids.length === 0 ? [...argv] : [...argv.filter((argument) => !isId(argument)), '--', ...ids]
}

function program(run: Run): Command {
  const host = hostOf(run)
  const clients = new Command('client').description('Relying services')
  for (const make of [clientCreate, clientList, clientShow, clientUpdate, clientDelete, clientRotateSecret])
    clients.addCommand(make(host))
  const keys = new Command('keys').description('Signing keys')
  keys.addCommand(keysCreate(host, createFirstKeys)).addCommand(keysList(host))
  const logout = new Command('logout').description('Logout tokens that services have not confirmed')
  logout
    .addCommand(logoutList(host, openDeliveries))
    .addCommand(logoutRetry(host, { retry: retryDeliveries, exists: deliveryExists }))
  const sessions = new Command('session').description('Sessions of people who are signed in')
  sessions.addCommand(sessionList(host, sessionsOf)).addCommand(
    sessionEnd(host, {
      one: async (...given) => (await endings()).endSessionByUid(...given),
      of: async (...given) => (await endings()).endSessionsOf(...given),
      revokeGrants: async (...given) => (await endings()).revokeGrantsOf(...given),
    }),
  )
  const jobs = new Command('job').description('What is done by the clock')
  jobs.addCommand(jobList(host, jobStatus(run))).addCommand(jobRun(host, JOB_NAMES, runJob(run)))
  const movable = { read: readMoved, write: writeMoved }
  const clock = new Command('clock').description('Time travel, in a development installation')
  clock
    .addCommand(clockSet(host, movable))
    .addCommand(clockAdvance(host, movable))
    .addCommand(clockReset(host, movable))
  const offices = new Command('office').description('Registration bodies')
  for (const make of [officeAdd, officeList, officeClose]) offices.addCommand(make(host))
  const notices = new Command('notice').description('What is said of methods that fail')
  for (const make of [noticeSet, noticeList, noticeClear]) notices.addCommand(make(host))
  const registrars = new Command('registrar').description('Clerks and supervisors of the office desk')
  for (const make of [registrarAdd, registrarList, registrarChange, registrarRemove]) registrars.addCommand(make(host))
  const accounts = new Command('account').description('Accounts of people')
  accounts
    .addCommand(accountShow(host))
    .addCommand(accountSuspend(host))
    .addCommand(accountLift(host))
    .addCommand(accountRequests(host))
    .addCommand(accountApprove(host, lifeOf(run)))
  const root = new Command('kapu')
    .description('Kapu, an OpenID Connect identity provider (demonstration system)')
    .addHelpText('after', '\nExit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 conflict, 5 invalid')
    .addCommand(serveCommand(() => serve(run)))
    .addCommand(migrateCommand(host))
    .addCommand(clients)
    .addCommand(keys)
    .addCommand(logout)
    .addCommand(accounts)
    .addCommand(jobs)
    .addCommand(clock)
    .addCommand(sessions)
    .addCommand(offices)
    .addCommand(notices)
    .addCommand(registrars)
  return within(root, run)
}

/** Commander would write and end the process by itself, with a code of its own. */
function within(command: Command, run: Run): Command {
  for (const below of command.commands) within(below, run)
  return command
    .exitOverride()
    .configureOutput({ writeOut: (text) => run.out(text), writeErr: (text) => run.err(text) })
    .showHelpAfterError('(add --help for help)')
}

async function serve(run: Run): Promise<void> {
  const outcome = await attempt(async () => {
    const config = loadConfig({ env: run.env })
    // Only now: a faulty configuration is told without loading the server.
    const { serve: start } = await import('./main.ts')
    await start(config)
    return null
  })
  if (outcome !== null) run.tell(outcome, false)
}

/** With the provider's library, which takes a third of a second: only for the command that needs it. */
function endings() {
  return import('./provider/sessions/end-all.ts')
}

/** The application's jobs, built only for the commands that need them. */
async function jobsOf(run: Run, db: Db) {
  const { createApp } = await import('./app.ts')
  const config = loadConfig({ env: run.env })
  const surroundings = { db, clock: systemClock, logger: loggerOf(run), instance: hostname() }
  return { surroundings, config, jobs: (await createApp(config, surroundings)).jobs }
}

/** What becomes of an account ends sessions and writes mails: the whole application's parts. */
function lifeOf(run: Run) {
  return async (db: Db) => {
    const { createCore } = await import('./app.ts')
    const surroundings = { db, clock: systemClock, logger: loggerOf(run), instance: hostname() }
    return createCore(loadConfig({ env: run.env }), surroundings).life
  }
}

function loggerOf(run: Run): Logger {
  return createLogger({ level: 'error', destination: { write: (line) => void run.err(line) } })
}

function jobStatus(run: Run) {
  return async (db: Db) => {
    const [{ jobs, config }, runs] = await Promise.all([jobsOf(run, db), lastRuns(db)])
    return jobs.map(({ name, description }) => ({
      name,
      description,
      every: config.jobs[name],
      lastRun: runs.find(({ job }) => job === name) ?? null,
    }))
  }
}

function runJob(run: Run) {
  return async (db: Db, name: string): Promise<number | null> => {
    const { jobs, surroundings } = await jobsOf(run, db)
    const job = jobs.find((one) => one.name === name)
    return job === undefined ? null : await runDue(job, 0, surroundings)
  }
}

async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDirectory: config.dataDirectory }) : null
  const { db, close } = connect(config.databaseUrl ?? embedded?.url ?? '')
  try {
    return await work(db)
  } finally {
    await close()
    await embedded?.stop()
  }
}

function contextOf(config: Config, db: Db, { readStdin }: Run): AdminContext {
  const { keys, policy, profile } = config
  const sealing = createSealing(keys.sealing)
  const acrs = policy.levels.map((level) => level.acr)
  const parts = [...policy.levels, policy.enrolment, policy.recovery]
  return {
    db,
    sealing,
    clock: systemClock,
    audit: createAudit({ sealing, keyed: createKeyedHash(keys.audit), instance: hostname() }),
    fetchJson,
    methods: Object.keys(policy.methods),
    administrator: administrator(),
    readStdin,
    registration: {
      development: profile === 'development',
      acrs,
      factors: [...new Set(parts.flatMap((part) => part.combinations.flatMap((combination) => combination.factors)))],
      claims: [...new Set(Object.values(SCOPE_CLAIMS).flat())],
      async validateClient(metadata) {
        const { createClientValidator } = await import('./provider/validate-client.ts')
        return await createClientValidator(acrs)(metadata)
      },
    },
  }
}

/** The account of this machine that runs the command; in a container it may have only a number. */
function administrator(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T | Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConfigFaults) return refused('invalid', error.message)
    if (isUnavailable(error))
      return refused('failure', 'the database cannot be reached: is it running, and is DATABASE_URL right?')
    if (isMissingTable(error)) return refused('failure', 'the database is older than this version: run kapu migrate')
    if (error instanceof KapuError) return refused('failure', `${error.message} (${error.code})`)
    throw error
  }
}

/** PostgreSQL's undefined_table and undefined_column. */
function isMissingTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703')
}
