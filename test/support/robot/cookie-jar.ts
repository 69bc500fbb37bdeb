interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  readonly expiresAt: number
}

/** The cookies of one browser: kept by host and path, never by port, as browsers do (RFC 6265 §5.3, §8.5). */
export interface CookieJar {
  /** Takes the `Set-Cookie` lines of an answer. */
  store(url: URL, lines: readonly string[]): void
  /** The `Cookie` header for a request; longer paths first; empty when there is none. */
  header(url: URL): string
  /** The value that a request to this address would carry. */
  get(name: string, url: URL): string | null
  /** The names of those that a request to this address would carry and that outlive the browser. */
  persistent(url: URL): string[]
  /** What closing the browser does not do, but a person in its settings can. */
  clear(): void
}

/** Makes an empty jar. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()

  function matching(url: URL): Cookie[] {
    const now = Date.now()
    return [...cookies.values()]
      .filter(
        (cookie) => cookie.expiresAt > now && hostMatches(cookie, url.hostname) && pathMatches(cookie, url.pathname),
      )
      .filter((cookie) => !cookie.secure || url.protocol === 'https:')
      .toSorted((a, b) => b.path.length - a.path.length)
  }

  return {
    store(url, lines) {
      for (const line of lines) {
        const cookie = parseSetCookie(line, url)
        if (cookie === null) continue
        const key = `${cookie.host} ${cookie.path} ${cookie.name}`
        if (cookie.expiresAt > Date.now()) cookies.set(key, cookie)
        else cookies.delete(key)
      }
    },
    header: (url) =>
      matching(url)
        .map((cookie) => `${cookie.name}=${cookie.value}`)
        .join('; '),
    get: (name, url) => matching(url).find((cookie) => cookie.name === name)?.value ?? null,
    persistent: (url) =>
      matching(url)
        .filter((cookie) => Number.isFinite(cookie.expiresAt))
        .map((cookie) => cookie.name),
    clear: () => cookies.clear(),
  }
}

function parseSetCookie(line: string, url: URL): Cookie | null {
  const [pair = '', ...rest] = line.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1) return null
  const attributes = new Map(
    rest.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()] as const
    }),
  )
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase()
  if (domain !== undefined && domain !== url.hostname && !url.hostname.endsWith(`.${domain}`)) return null
  const secure = attributes.has('secure')
  // A page that came over http cannot set a Secure cookie: what depends on one must fail here too.
  if (secure && url.protocol !== 'https:') return null
  const path = attributes.get('path')
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    host: domain ?? url.hostname,
    hostOnly: domain === undefined,
    path: path?.startsWith('/') === true ? path : defaultPath(url.pathname),
    secure,
    expiresAt: expiry(attributes.get('max-age'), attributes.get('expires')),
  }
}

function expiry(maxAge: string | undefined, expires: string | undefined): number {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Date.now() + Number(maxAge) * 1000
  const at = Date.parse(expires ?? '')
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at
}

function defaultPath(pathname: string): string {
  const last = pathname.lastIndexOf('/')
  return last < 1 ? '/' : pathname.slice(0, last)
}

function hostMatches(cookie: Cookie, host: string): boolean {
  return cookie.host === host || (!cookie.hostOnly && host.endsWith(`.${cookie.host}`))
}

function pathMatches(cookie: Cookie, path: string): boolean {
  return path === cookie.path || path.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`)
}
