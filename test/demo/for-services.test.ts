import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRobot } from '../support/robot.ts'
import { freePort, startStockProvider } from './stock-provider.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(`${root}/docs/for-services.md`, 'utf8')
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
let origin = ''
let service: ChildProcess
let provider: { close(): Promise<void> }

beforeAll(async () => {
  const [port, issuerPort] = [await freePort(), await freePort()]
  origin = `http://localhost:${port}`
  provider = await startStockProvider(issuerPort, [
    {
      client_id: 'my-service',
      client_secret: 'secret',
      redirect_uris: [`${origin}/callback`],
      subject_type: 'pairwise',
    },
  ])
  service = spawn(process.execPath, ['--input-type=module', '--eval', example], {
    cwd: root,
    env: { ...process.env, ISSUER: `http://localhost:${issuerPort}`, CLIENT_SECRET: 'secret', PORT: String(port) },
    stdio: 'inherit',
  })
  await vi.waitFor(() => fetch(origin), { timeout: 10_000 })
})

afterAll(async () => {
  service.kill()
  await provider.close()
})

test('the example of docs/for-services.md signs people in, one session a sub', async () => {
  const robot = await createRobot().open(`${origin}/login`)
  await robot.submit({ login: 'anna' })
  expect(robot.html).toContain('Hello Minta anna')
  const before = robot.cookies.get('my-service', robot.url)

  const other = await createRobot({ jar: robot.cookies }).open(`${origin}/callback?state=forged&code=x`)
  expect(other.html).toContain('Hello Minta anna')

  await robot.open(`${origin}/login`)
  expect(robot.cookies.get('my-service', robot.url)).not.toBe(before)
})

test('the example refuses a level that is too low, and says what the provider said', async () => {
  const robot = await createRobot().open(`${origin}/login`)
  await robot.submit({ login: 'anna', acr: 'http://eidas.europa.eu/LoA/low' })
  expect(robot.status).toBe(502)
  const cancelling = await createRobot().open(`${origin}/login`)
  await cancelling.submit({}, { answer: 'cancel' })
  expect(cancelling.html).toContain('access_denied')
})
