/** What is done to a well-formed request, for `bad-input.test.ts`. */
import type { OutgoingHttpHeaders } from 'node:http'
import type { Route } from './bad-input-routes.ts'
import type { Sent } from './raw-requests.ts'

/** Shown nowhere as it is: it would end an attribute or a tag. */
export const MARKER = `<x9k'">`

export interface Request extends Sent {
  readonly headers: OutgoingHttpHeaders
}

export interface Input {
  readonly name: string
  fits(route: Route): boolean
  spoil(route: Route, issuer: string): Request
  /** Where the input is rightly passed over: the same answer as without it. The reason is for the reader. */
  readonly ignored?: { readonly because: string; at(route: Route): boolean }
}

/** The request as it should be. */
export function sound(route: Route, issuer: string): Request {
  const query = new URLSearchParams(route.query).toString()
  return {
    method: route.method,
    path: query === '' ? route.path : `${route.path}?${query}`,
    headers: {
      host: new URL(issuer).host,
      accept: route.api ? 'application/json' : 'text/html',
      ...(route.cookie === undefined ? {} : { cookie: route.cookie }),
      ...(route.method === 'POST' && route.own ? { origin: issuer, 'sec-fetch-site': 'same-origin' } : {}),
      ...(route.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(route.method === 'POST' ? { body: new URLSearchParams(route.fields).toString() } : {}),
  }
}

const always = (): boolean => true
const isPost = ({ method }: Route): boolean => method === 'POST'
const isGet = ({ method }: Route): boolean => method === 'GET'
const isOwnForm = (route: Route): boolean => route.own && isPost(route)

function withQuery(name: string, query: string, ignored?: Input['ignored']): Input {
  return {
    name,
    fits: always,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, path: `${request.path}${request.path.includes('?') ? '&' : '?'}${query}` }
    },
    ...(ignored === undefined ? {} : { ignored }),
  }
}

function withBody(name: string, change: (body: string) => string | Buffer, ignored?: Input['ignored']): Input {
  return {
    name,
    fits: isPost,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, body: change(String(request.body)) }
    },
    ...(ignored === undefined ? {} : { ignored }),
  }
}

function withHeaders(
  name: string,
  fits: (route: Route) => boolean,
  change: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders,
  ignored?: Input['ignored'],
): Input {
  return {
    name,
    fits,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, headers: change(request.headers) }
    },
    ...(ignored === undefined ? {} : { ignored }),
  }
}

function withMethod(method: string, fits: (route: Route) => boolean): Input {
  return {
    name: `method ${method}`,
    fits,
    spoil(route, issuer) {
      const { body: _body, ...request } = sound(route, issuer)
      return { ...request, method }
    },
  }
}

const without = (headers: OutgoingHttpHeaders, ...names: string[]): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

const unknownParameter = {
  because: 'a parameter that nobody knows is passed over (OIDC Core §3.1.2.1), and shown nowhere',
  at: always,
}
const callersElsewhere = {
  because: 'the endpoints of the protocol are called from elsewhere by their nature',
  at: ({ own }: Route): boolean => !own,
}

const MALFORMED = { NUL: '%00', 'invalid UTF-8': '%ff', 'overlong UTF-8': '%c0%af', 'a lone surrogate': '%ed%a0%80' }

/** A page that the link of a mail opens: nobody is signed in there. */
function isLink(path: string): boolean {
  return path.startsWith('/cim/') || path.startsWith('/torlokod/lemondas/')
}

export const inputs: readonly Input[] = [
  ...Object.entries(MALFORMED).flatMap(([what, encoded]) => [
    withQuery(`${what} in a value of the query`, `state=${encoded}`),
    withQuery(`${what} in a name of the query`, `${encoded}=1`),
    withBody(`${what} in a value of the body`, (body) => `${body}&username=${encoded}`),
    withBody(`${what} in a name of the body`, (body) => `${body}&${encoded}=1`),
  ]),
  withBody('raw NUL in the body', (body) => `${body}&more=\0`),
  withBody('raw bytes that are no UTF-8 in the body', (body) =>
    Buffer.concat([Buffer.from(`${body}&more=`), Buffer.from([0xff, 0xed, 0xa0, 0x80])]),
  ),
  withBody('an empty body', () => ''),
  withBody('a field of 64 KiB', (body) => `${body}&more=${'a'.repeat(64 * 1024)}`),
  withQuery('an address of 9 KiB', `more=${'a'.repeat(9 * 1024)}`),
  withQuery('an address of 64 KiB', `more=${'a'.repeat(64 * 1024)}`),
  {
    name: 'a parameter given twice in the query',
    fits: ({ own, query }) => own || query !== undefined,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      const [name = 'lang'] = Object.keys(route.query ?? {})
      const path = `${route.path}?${new URLSearchParams({ ...route.query, [name]: 'x' }).toString()}&${name}=y`
      return { ...request, path }
    },
  },
  {
    name: 'a field given twice',
    fits: (route) => isPost(route) && Object.keys(route.fields ?? {}).length > 0,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, body: `${String(request.body)}&${String(request.body)}` }
    },
  },
  withMethod('PUT', always),
  withMethod('DELETE', always),
  withMethod('PATCH', always),
  withMethod('PROPFIND', always),
  withMethod('TRACE', always),
  ...['application/json', 'text/plain', 'multipart/form-data; boundary=x'].map((type) =>
    withHeaders(`content type ${type}`, isPost, (headers) => ({ ...headers, 'content-type': type })),
  ),
  {
    name: 'no cookie',
    fits: ({ own }) => own,
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, headers: without(request.headers, 'cookie') }
    },
    ignored: {
      because:
        'to change nothing (cancel) at the sign-out page takes no session, and a link that nobody was sent is dead to everybody',
      at: ({ path }) => path === '/session/end/confirm' || isLink(path),
    },
  },
  withHeaders(
    'cookies with a wrong signature',
    ({ own }) => own,
    (headers) => ({
      ...headers,
      cookie: String(headers['cookie']).replaceAll(/(\.sig=)[^;]*/g, '$1AAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    }),
    {
      because:
        'as without a cookie; and the cookies of our own pages have no signature: each is looked up, or binds a form by itself',
      at: ({ path, signedIn }) => path === '/session/end/confirm' || isLink(path) || signedIn === true,
    },
  ),
  withHeaders('NUL in our own cookie', always, (headers) => ({ ...headers, cookie: 'kapu-session=%00' })),
  withHeaders(
    '1,000 cookies of others',
    isGet,
    ({ cookie, ...headers }) => ({
      ...headers,
      cookie: [
        ...(cookie === undefined ? [] : [cookie]),
        ...Array.from({ length: 1000 }, (_, i) => `c${i}=${i % 10}`),
      ].join('; '),
    }),
    { because: 'cookies are shared within a domain: nobody is locked out by those of others', at: always },
  ),
  {
    name: 'an interaction that nobody has',
    fits: ({ path }) => path.startsWith('/interaction/'),
    spoil(route, issuer) {
      const request = sound(route, issuer)
      return { ...request, path: request.path.replace(/(?<=^\/interaction\/)[^/]+/, 'R'.repeat(43)) }
    },
  },
  withHeaders('a foreign Host', always, (headers) => ({ ...headers, host: 'evil.example' })),
  withHeaders('a foreign Host with our name forwarded', always, (headers) => ({
    ...headers,
    host: 'evil.example',
    'x-forwarded-host': headers['host'],
  })),
  withHeaders(
    'a foreign Origin',
    isPost,
    (headers) => ({
      ...without(headers, 'sec-fetch-site'),
      origin: 'https://evil.example',
    }),
    callersElsewhere,
  ),
  withHeaders(
    'Origin null',
    isPost,
    (headers) => ({ ...without(headers, 'sec-fetch-site'), origin: 'null' }),
    callersElsewhere,
  ),
  withHeaders(
    'Sec-Fetch-Site cross-site',
    isPost,
    (headers) => ({ ...headers, 'sec-fetch-site': 'cross-site' }),
    callersElsewhere,
  ),
  withHeaders(
    'Sec-Fetch-Site same-site',
    isPost,
    (headers) => ({ ...headers, 'sec-fetch-site': 'same-site' }),
    callersElsewhere,
  ),
  {
    name: 'another sign-in’s token',
    fits: (route) => isOwnForm(route) && route.path.startsWith('/interaction/'),
    spoil(route, issuer) {
      const fields = { ...route.fields, csrf: 'k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
      return { ...sound({ ...route, fields }, issuer) }
    },
  },
  {
    name: 'no token',
    fits: (route) => isOwnForm(route) && route.path.startsWith('/interaction/'),
    spoil(route, issuer) {
      const { csrf: _csrf, ...fields } = route.fields ?? {}
      return sound({ ...route, fields }, issuer)
    },
  },
  withQuery(
    'a marker in the query',
    `more=${encodeURIComponent(MARKER)}&lang2=${encodeURIComponent(MARKER)}`,
    unknownParameter,
  ),
  withBody('a marker in fields', (body) => `${body}&more=${encodeURIComponent(MARKER)}`, unknownParameter),
  withBody('fields named __proto__', (body) => `${body}&__proto__=x&constructor=y&__proto__%5Badmin%5D=1&a%5Bb%5D=c`, {
    because: 'names are only names: a field that nobody knows is passed over',
    at: always,
  }),
  withQuery('parameters named __proto__', '__proto__=x&constructor=y&toString=z&a%5Bb%5D=c', unknownParameter),
]
