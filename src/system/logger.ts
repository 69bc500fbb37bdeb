import {
  pino,
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
} from 'pino'

export type { Logger }

/**
 * The names whose values may be logged; everything else is hidden, so that a careless line cannot leak a password,
 * a code, a token, a cookie, an address or a name. An error's own `code` is shown inside `err` only.
 */
const SHOWN: ReadonlySet<string> = new Set([
  ...['requestId', 'incidentId', 'method', 'route', 'path', 'status', 'durationMs', 'network', 'errorCode'],
  ...['event', 'outcome', 'reason', 'clientId', 'signInId', 'responseType', 'acrValues', 'model', 'grantType'],
  ...['step', 'kind', 'factor', 'factors', 'acr', 'amr', 'authTime', 'at', 'now', 'enrolled', 'optional', 'error'],
  ...['facts', 'requirement', 'acrEssential', 'minAcr', 'maxAge', 'fresh', 'selectAccount', 'alwaysShowAccount'],
  ...['singleSignOn', 'refusedFactors', 'phishingResistant', 'subject', 'by', 'session', 'events', 'endsAt'],
  ...['progress', 'recovering', 'declined', 'switchAccepted', 'accountConfirmed', 'accountDisowned'],
  ...['account', 'accountId', 'id'],
  ...['state', 'held', 'enrollable', 'mustReplace', 'suggested', 'mailResetAt', 'consentMissing', 'stayPossible'],
  ...['task', 'job', 'jobId', 'attempt', 'attempts', 'template', 'language', 'responseCode', 'retryInSeconds'],
  ...['profile', 'issuer', 'host', 'port', 'migrations', 'version', 'signal', 'dataDirectory', 'count', 'kid'],
])

const HIDDEN = '[hidden]'

/** One JSON line an event; line breaks in values are escaped. `destination` is for tests; standard output otherwise. */
export function createLogger({ level, destination }: { level: string; destination?: DestinationStream }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: shown },
    serializers: { err: (described: unknown) => described },
  }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  // Children drop the formatter of bindings, and inherit from this object: so what they are given is filtered here.
  const { child } = logger
  Object.defineProperty(logger, 'child', {
    value(this: Logger, bindings: Bindings, childOptions?: ChildLoggerOptions): unknown {
      return Reflect.apply(child, this, [shown(bindings), childOptions])
    },
  })
  return logger
}

function shown(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shownValue(name, value)]))
}

function shownValue(name: string, value: unknown): unknown {
  if (value instanceof Error) return describe(value)
  return SHOWN.has(name) ? shownInside(value) : HIDDEN
}

function shownInside(value: unknown): unknown {
  if (value instanceof Error) return describe(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(shownInside)
  return typeof value === 'object' && value !== null ? shown(value) : value
}

// Only these four: a driver's error also carries the row ("detail"), a mail server's the address.
function describe(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const cause = error.cause instanceof Error ? describe(error.cause) : undefined
  return { name: error.name, code, message: error.message, stack: error.stack, cause }
}
