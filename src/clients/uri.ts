/**
 * Which addresses a client may register. The provider compares them as strings, so what is registered must be written
 * the one way a browser would send it; everything by which a look-alike could pass is refused here (RFC 9700 §4.1).
 */

export interface UriRules {
  readonly native: boolean
  /** The development profile: services on this machine may be reached over http. */
  readonly development: boolean
}

const MAX_LENGTH = 2048
/** Parameters of the answer: registered ones would be mixed with them (RFC 6749 §4.1.2, RFC 9207). */
const answered = ['code', 'state', 'iss', 'error', 'error_description', 'id_token', 'access_token', 'response']

/** Why a redirect URI (of sign-in or sign-out) is refused, or null. */
export function redirectUriFault(text: string, rules: UriRules): string | null {
  const fault = spellingFault(text)
  if (fault !== null) return fault
  const url = new URL(text)
  if (answered.some((name) => url.searchParams.has(name))) return 'has a parameter that belongs to the answer'
  if (url.protocol === 'https:') return hostFault(url)
  if (url.protocol === 'http:') return loopbackFault(url, rules.native || rules.development)
  return customSchemeFault(url, rules.native)
}

/** Why another address of the client (its page, its keys, its sign-out notice) is refused, or null. */
export function webUriFault(text: string, rules: Pick<UriRules, 'development'>): string | null {
  const fault = spellingFault(
    text.endsWith('/') || !URL.canParse(text) || new URL(text).origin !== text ? text : `${text}/`,
  )
  if (fault !== null) return fault
  const url = new URL(text)
  if (url.protocol === 'https:') return hostFault(url)
  return url.protocol === 'http:' ? loopbackFault(url, rules.development) : 'must begin with https://'
}

/** Whether a host name of a URL is the machine itself. */
export function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function spellingFault(text: string): string | null {
  if (text.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`
  if (text.includes('*')) return 'has a wildcard: register each address'
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) return 'has characters that a URL does not have'
  if (!URL.canParse(text)) return 'is not a URL'
  const url = new URL(text)
  if (text.includes('#')) return 'has a fragment'
  if (url.username !== '' || url.password !== '' || /^[a-z][\w+.-]*:\/\/[^/?]*@/i.test(text))
    return 'has user information before the host'
  if (/%(0[0-9a-f]|1[0-9a-f]|7f|2f|5c)/i.test(url.pathname))
    return 'has an encoded slash or control character in its path'
  if (url.pathname.split('/').some((segment) => segment.startsWith('..') || segment.startsWith('.;')))
    return 'climbs up in its path'
  return url.href === text ? null : `is not written as a browser sends it: ${url.href}`
}

function hostFault(url: URL): string | null {
  const host = url.hostname
  if (isLoopback(host) || host.endsWith('.localhost'))
    return 'names this machine over https: use http, as a native client'
  if (host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)) return 'names an IP address: use a host name'
  if (host.endsWith('.')) return 'has a dot at the end of its host name'
  return host.includes('.') ? null : 'names a host without a domain'
}

function loopbackFault(url: URL, allowed: boolean): string | null {
  if (!isLoopback(url.hostname)) return 'must begin with https://'
  return allowed ? null : 'names this machine: only native clients may (and any in development)'
}

/** A scheme of the app's own, in reverse domain name order, so that no other app has it by chance (RFC 8252 §7.1). */
function customSchemeFault(url: URL, native: boolean): string | null {
  if (!native) return 'must begin with https://'
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(url.protocol))
    return 'has a scheme that is not a reversed domain name, like hu.example.app'
  return /^\/[^/]/.test(url.pathname) && url.host === '' ? null : 'must have one slash and a path after its scheme'
}
