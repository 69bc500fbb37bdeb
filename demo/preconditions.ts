/** What must be so before the demonstration starts. Imports nothing: it must run where nothing else would. */

const OLDEST_NODE = [24, 12] as const

/** Why this machine must not or cannot run the demonstration, in one line; null where it may. */
export function refusal(env: Readonly<Record<string, string | undefined>>, nodeVersion: string): string | null {
  const variable = ['KAPU_PROFILE', 'NODE_ENV'].find((name) => env[name] === 'production')
  if (variable !== undefined) {
    return `npm start runs a demonstration with known passwords, and ${variable}=production forbids it: use npx kapu serve`
  }
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return null
  return `Node ${OLDEST_NODE.join('.')} or newer is needed and this is ${nodeVersion}: run npm ci, then npm start (it brings its own Node), or install Node 24`
}
