/** Starts the server: `kapu serve`, and what `npm start` runs beside the sample services. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { hostname } from 'node:os'
import { pathToFileURL } from 'node:url'
import { openApp } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { connect } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { systemClock } from './system/clock.ts'
import { createLogger, type Logger } from './system/logger.ts'

/** Requests under way have this long to end once we are told to stop (milliseconds). */
const STOP_WITHIN = 10_000

interface Running {
  /** Takes no more requests, finishes those under way, stops what was started. */
  stop(): Promise<void>
}

/** Runs the identity provider until the process is told to stop (SIGTERM, SIGINT). */
export async function serve(config: Config): Promise<void> {
  const logger = createLogger({ level: config.logLevel })
  const running = await start(config, logger)
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping')
    void running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function start(config: Config, logger: Logger): Promise<Running> {
  const { databaseUrl, dataDirectory, profile, issuer } = config
  const embedded = databaseUrl === null ? await startEmbedded({ dataDirectory }) : null
  const url = databaseUrl ?? embedded?.url ?? ''
  const { db, close } = connect(url, {
    onError: (error) => logger.error({ err: error }, 'a database connection broke'),
  })
  const migrations = await migrate(db)
  logger.info({ migrations, profile }, 'database ready')
  const app = await openApp(config, { db, clock: systemClock, logger, instance: hostname() }, url)
  const underWay = countRequests(app.server)
  await listen(app.server, config.listen)
  logger.info({ issuer, ...config.listen }, 'listening')
  return {
    async stop() {
      app.hangUp()
      await closeServer(app.server, underWay)
      await app.stop()
      await close()
      await embedded?.stop()
    },
  }
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

/** Ends when no request is under way: browsers hold spare connections open that never carried one. */
async function closeServer(server: Server, underWay: () => number): Promise<void> {
  const closed = once(server, 'close')
  const deadline = performance.now() + STOP_WITHIN
  server.close()
  const watch = setInterval(() => {
    if (underWay() === 0 || performance.now() > deadline) server.closeAllConnections()
  }, 20)
  await closed
  clearInterval(watch)
}

function countRequests(server: Server): () => number {
  let underWay = 0
  server.on('request', (_request, response) => {
    underWay += 1
    response.once('close', () => (underWay -= 1))
  })
  return () => underWay
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
