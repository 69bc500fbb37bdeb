import type { EdgeMiddleware } from './edge-state.ts'
import { HttpProblem } from './http-problem.ts'
import { decodePair, malformed } from './percent-decoding.ts'

export interface MalformedInputOptions {
  /**
   * Names of the cookies that are ours. Only these are judged: cookies ignore ports and are shared within a domain,
   * and nobody shall be locked out by a cookie that another site has set.
   */
  readonly ownCookies: readonly string[]
  /** Paths of our own pages: no parameter is given twice there. The protocol's endpoints have rules of their own. */
  readonly isOwnPage: (path: string) => boolean
}

const MAX_URL = 8 * 1024

/** Refuses what no honest browser sends, before anything reads it: a NUL, for one, is an error in PostgreSQL. */
export function refuseMalformedInput({ ownCookies, isOwnPage }: MalformedInputOptions): EdgeMiddleware {
  const own = new Set(ownCookies)
  return async (ctx, next) => {
    const url = ctx.req.url ?? ''
    if (url.length > MAX_URL) throw new HttpProblem(414, 'E-INPUT-02', 'the address is longer than 8 KiB')
    // Origin form only, in printable ASCII (RFC 9112 §3.2.1): the absolute form would name a host of its own.
    if (!/^\/[\x21-\x7e]*$/.test(url)) throw malformed('the address is malformed')

    const [path = '', ...rest] = url.split('?')
    decodePair(path, false)
    checkQuery(rest.join('?'), isOwnPage(path))
    checkCookies(ctx.req.headers.cookie ?? '', own)
    await next()
  }
}

function checkQuery(query: string, areNamesUnique: boolean): void {
  const names = new Set<string>()
  for (const pair of query.split('&')) {
    const [name = '', ...value] = pair.split('=')
    const decoded = decodePair(name, true)
    decodePair(value.join('='), true)
    if (areNamesUnique && pair !== '' && names.has(decoded)) throw malformed('a parameter is given twice')
    names.add(decoded)
  }
}

function checkCookies(header: string, own: ReadonlySet<string>): void {
  for (const pair of header.split(';')) {
    const [name = '', ...value] = pair.split('=')
    if (!own.has(name.trim().replace(/\.sig$/, ''))) continue
    decodePair(value.join('='), false)
  }
}
