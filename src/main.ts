/** Starts the server: `kapu serve`, and what `npm start` runs beside the sample services. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { hostname } from 'node:os'
import { pathToFileURL } from 'node:url'
import { claimInstallation } from './admin/installation/mark.ts'
import { createApp, createCore, seedDevelopment } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { connect } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { createHttpServer } from './http/limits.ts'
import { createSmtpTransport } from './mail/transport.ts'
import { startMailWorker } from './mail/worker.ts'
import { createFirstKeys } from './provider/keys/signing-keys.ts'
import { systemClock } from './system/clock.ts'
import { createLogger } from './system/logger.ts'

/** A running server. */
export interface Running {
  /** Takes no more requests, finishes those under way, stops what was started. */
  stop(): Promise<void>
}

/**
 * Runs the identity provider as configured: database, migrations, keys, mail, HTTP. Only the development profile
 * makes keys and puts demo data in; its database is marked, and production opens no database with that mark.
 */
export async function start(config: Config): Promise<Running> {
  const logger = createLogger({ level: config.logLevel })
  const clock = systemClock
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDirectory: config.dataDirectory }) : null
  const url = config.databaseUrl ?? embedded?.url ?? ''
  const { db, close } = connect(url, { onError: (error) => logger.error({ err: error }, 'a database connection broke') })
  const surroundings = { db, clock, logger, instance: hostname() }
  const core = createCore(config, surroundings)
  const migrations = await migrate(db)
  logger.info({ migrations, profile: config.profile }, 'database ready')
  await claimInstallation(db, config.profile, clock.now())
  if (config.profile === 'development') {
    await createFirstKeys({ db, clock, ...core })
    await seedDevelopment(config, surroundings, core)
  }
  const app = await createApp(config, surroundings)
  const { smtpUrl, mailFrom } = config
  const mail =
    smtpUrl === null
      ? null
      : await startMailWorker({
          url,
          logger,
          clock,
          sealing: core.sealing,
          transport: createSmtpTransport({ url: smtpUrl, from: mailFrom }),
        })
  const server = createHttpServer(app.listener)
  await listen(server, config.listen)
  logger.info({ issuer: config.issuer, host: config.listen.host, port: config.listen.port }, 'listening')
  return {
    async stop() {
      server.close()
      server.closeIdleConnections()
      await Promise.race([once(server, 'close'), new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref())])
      server.closeAllConnections()
      await mail?.stop()
      await close()
      await embedded?.stop()
    },
  }
}

/** Requests under way have this long to end once we are told to stop. */
const STOP_WITHIN_MS = 10_000

/** Runs until the process is told to stop (SIGTERM, SIGINT). */
export async function serve(config: Config): Promise<void> {
  const running = await start(config)
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

const isProgram = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href
if (isProgram) {
  try {
    await serve(loadConfig())
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
