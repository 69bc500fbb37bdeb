/** `npm start`: runs the whole system until Ctrl-C. `npm start -- --verbose` shows every log line. */
import { refusal } from './preconditions.ts'

const reason = refusal(process.env, process.versions.node)
if (reason === null) await run()
else fail(reason)

async function run(): Promise<void> {
  // Only now: the rest needs what was just checked.
  const { startSystem } = await import('./system.ts')
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  try {
    const system = await startSystem({ verbose: process.argv.includes('--verbose'), signal: stopping.signal })
    process.stdout.write(system.guide)
    const stopped = new Promise<null>((resolve) => {
      if (stopping.signal.aborted) resolve(null)
      stopping.signal.addEventListener('abort', () => resolve(null), { once: true })
    })
    const broken = await Promise.race([system.broken, stopped])
    await system.stop()
    if (broken !== null && !stopping.signal.aborted) fail(`the identity provider ended by itself (${broken})`)
  } catch (error) {
    if (!stopping.signal.aborted) fail(error instanceof Error ? error.message : String(error))
  }
}

function fail(message: string): void {
  process.stderr.write(`kapu: ${message}\n`)
  process.exitCode = 1
}
