/** Before all tests: one PostgreSQL, one migrated template that every test file clones. After them: nothing is left. */
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../../src/database/connect.ts'
import { startEmbedded, type Embedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server, by a database that is not a test's own, and the name of the template. */
    testDatabases: { url: string; template: string }
  }
}

const PREFIX = 'kapu-test-'
const MEMORY = '/dev/shm'
const MEMORY_NEEDED = 1024 ** 3
const HOUR = 3_600

/** Races open a hundred each, and several of them run at once. */
const MOST_CONNECTIONS = 900

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['KAPU_TEST_DATABASE_URL']
  const server = external === undefined ? await startInMemory() : externalServer(external)
  const template = `kapu_test_${Math.floor(Date.now() / 1000)}_${process.pid}`
  await dropLeftovers(server.url)
  await statement(server.url, `create database ${template}`)
  const { db, close } = connect(withDatabase(server.url, template))
  await migrate(db).finally(close)
  project.provide('testDatabases', { url: server.url, template })

  return async () => {
    if (external !== undefined) await dropAll(server.url, template)
    await server.stop()
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^([^:]+:\/\/[^/]*\/)[^?]*/, `$1${database}`)
}

async function startInMemory(): Promise<Embedded> {
  const parent = await roomyFolder()
  await removeLeftovers(parent)
  const dataDirectory = await mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`))
  const server = await startEmbedded({ dataDirectory, durable: false, maxConnections: MOST_CONNECTIONS }).catch(
    async (error) => {
      await rm(dataDirectory, { recursive: true, force: true })
      throw error
    },
  )
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

// Containers often give /dev/shm 64 MB only.
async function roomyFolder(): Promise<string> {
  const room = await statfs(MEMORY).catch(() => null)
  return room !== null && room.bavail * room.bsize > MEMORY_NEEDED ? MEMORY : tmpdir()
}

/** A run that was killed leaves its folder; its server has died with it. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(/^kapu-test-(\d+)-/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(pid) || isAlive(pid)) continue
    await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function externalServer(url: string): Embedded {
  return { url, stop: async () => undefined }
}

// An external server keeps what a killed run left; the name says when that run began.
async function dropLeftovers(url: string): Promise<void> {
  const { rows } = await statement(url, `select datname from pg_database where datname like 'kapu\\_test\\_%'`)
  for (const { datname } of rows) {
    const [, began = ''] = /^kapu_test_(\d+)_/.exec(String(datname)) ?? []
    if (Number(began) < Date.now() / 1000 - HOUR)
      await statement(url, `drop database if exists ${datname} with (force)`)
  }
}

async function dropAll(url: string, template: string): Promise<void> {
  const { rows } = await statement(url, `select datname from pg_database where datname like '${template}%'`)
  for (const { datname } of rows) await statement(url, `drop database if exists ${datname} with (force)`)
}

/** One statement that cannot run inside a transaction or inside a test's own database. */
export async function statement(url: string, text: string): Promise<{ rows: Record<string, unknown>[] }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return await client.query<Record<string, unknown>>(text).finally(() => client.end())
}
