import { describe, expect, test } from 'vitest'
import { redirectUriFault, webUriFault } from '../../src/clients/uri.ts'

const web = { native: false, development: false }
const native = { native: true, development: false }

const bad: [uri: string, message: RegExp][] = [
  ['', /characters/],
  ['not a url', /characters/],
  ['callback', /not a URL/],
  ['/callback', /not a URL/],
  ['//posta.hu/callback', /not a URL/],
  ['https://', /not a URL/],
  ['http://posta.hu/callback', /https/],
  ['HTTPS://posta.hu/callback', /browser/],
  ['https://POSTA.hu/callback', /browser/],
  ['https:posta.hu/callback', /browser/],
  ['https:/posta.hu/callback', /browser/],
  ['https:\\\\posta.hu\\callback', /characters/],
  ['https://posta.hu\\@evil.example/callback', /characters/],
  ['https://posta.hu', /browser/],
  ['https://posta.hu:443/callback', /browser/],
  ['https://posta.hu./callback', /dot at the end/],
  ['https://posta.hu/a/../callback', /browser|climbs/],
  ['https://posta.hu/a/%2e%2e/callback', /browser/],
  ['https://posta.hu/a/..;/callback', /climbs/],
  ['https://posta.hu/a/.;/callback', /climbs/],
  ['https://posta.hu/a%2f..%2fcallback', /encoded/],
  ['https://posta.hu/a%5ccallback', /encoded/],
  ['https://posta.hu/callback%00', /encoded/],
  ['https://posta.hu/callback%0d%0aLocation:x', /encoded/],
  ['https://posta.hu/callback\r\nSet-Cookie: a=b', /characters/],
  ['https://posta.hu/callback\u0000', /characters/],
  ['https://posta.hu/callback ', /characters/],
  [' https://posta.hu/callback', /characters/],
  ['https://posta.hu/call back', /characters/],
  ['https://posta.hu/\tcallback', /characters/],
  ['https://posta.hu/visszahívás', /characters/],
  ['https://pósta.hu/callback', /characters/],
  ['https://posta．hu/callback', /characters/],
  ['https://posta.hu/callback#', /fragment/],
  ['https://posta.hu/callback#part', /fragment/],
  ['https://*.posta.hu/callback', /wildcard/],
  ['https://posta.hu/*', /wildcard/],
  ['https://posta.hu/callback?next=*', /wildcard/],
  ['https://name@posta.hu/callback', /user information/],
  ['https://name:word@posta.hu/callback', /user information/],
  ['https://@posta.hu/callback', /user information/],
  ['https://posta.hu@evil.example/callback', /user information/],
  ['https://posta.hu%40evil.example/callback', /not a URL/],
  ['https://192.0.2.1/callback', /IP address/],
  ['https://[2001:db8::1]/callback', /IP address/],
  ['https://[::ffff:192.0.2.1]/callback', /browser|IP address/],
  ['https://3221225985/callback', /browser|IP address/],
  ['https://0xc0.0.2.1/callback', /browser|IP address/],
  ['https://127.0.0.1/callback', /this machine/],
  ['https://localhost/callback', /this machine/],
  ['https://a.localhost/callback', /this machine/],
  ['http://localhost:3001/callback', /this machine/],
  ['http://localhost.evil.example/callback', /https/],
  ['http://127.0.0.2/callback', /https/],
  ['https://posta/callback', /without a domain/],
  ['https://posta.hu:99999/callback', /not a URL/],
  ['https://posta.hu/callback?code=1', /answer/],
  ['https://posta.hu/callback?a=1&iss=x', /answer/],
  ['https://posta.hu/callback?st%61te=1', /answer/],
  ['javascript:alert(1)', /https/],
  ['JaVaScRiPt:alert(1)', /browser/],
  ['data:text/html,hello', /https/],
  ['file:///etc/passwd', /https/],
  ['blob:https://posta.hu/1', /https/],
  ['ftp://posta.hu/callback', /https/],
  ['hu.posta.app:/callback', /https/],
  ['intent://posta.hu/callback', /https/],
  [`https://posta.hu/${'a'.repeat(2048)}`, /longer/],
]

const badForNative: [uri: string, message: RegExp][] = [
  ['javascript:alert(1)', /reversed/],
  ['data:text/html,hello', /reversed/],
  ['file:///etc/passwd', /reversed/],
  ['myapp:/callback', /reversed/],
  ['hu.posta.app:callback', /one slash/],
  ['hu.posta.app://callback', /one slash/],
  ['hu.posta.app:/', /one slash/],
  ['hu.posta.app:/callback#x', /fragment/],
  ['hu.posta.app://name@host/callback', /user information/],
  ['HU.posta.app:/callback', /browser/],
  ['hu..app:/callback', /reversed/],
  ['http://posta.hu/callback', /https/],
  ['http://name@127.0.0.1/callback', /user information/],
]

describe('a redirect URI is refused', () => {
  test.each(bad)('%j', (uri, message) => {
    expect(redirectUriFault(uri, web)).toMatch(message)
  })
  test.each(badForNative)('of a native client: %j', (uri, message) => {
    expect(redirectUriFault(uri, native)).toMatch(message)
  })
})

test.each([
  ['https://posta.hu/', web],
  ['https://posta.hu/callback', web],
  ['https://posta.hu:8443/call-back/1', web],
  ['https://posta.hu/callback?tenant=5&code_kind=x', web],
  ['https://xn--psta-ura.hu/callback', web],
  ['http://localhost:3001/callback', { native: false, development: true }],
  ['http://127.0.0.1/callback', native],
  ['http://[::1]:8000/callback', native],
  ['hu.posta.app:/callback', native],
  ['https://app.posta.hu/callback', native],
])('%s may be registered', (uri, rules) => {
  expect(redirectUriFault(uri, rules)).toBeNull()
})

test('what a browser would rewrite is never registered, whatever is mixed in', () => {
  const [base, parts] = [
    'https://posta.hu/callback',
    ['@', '\\', '//', '/../', '%2e%2e/', '#', '\t', '\n', '*', ':443', 'é', '\0', ' ', '%00', '.;/'],
  ]
  const mutations = parts.flatMap((part) =>
    Array.from({ length: base.length + 1 }, (_, at) => base.slice(0, at) + part + base.slice(at)),
  )
  for (const uri of mutations.filter((one) => redirectUriFault(one, web) === null)) expect(new URL(uri).href).toBe(uri)
  expect(mutations.length).toBeGreaterThan(300)
})

test.each([
  ['https://posta.hu', null],
  ['https://posta.hu/', null],
  ['https://posta.hu/login', null],
  ['http://posta.hu/login', /https/],
  ['http://localhost:3001/login', /this machine/],
  ['https://a@posta.hu/', /user information/],
  ['https://192.0.2.1/', /IP address/],
  ['javascript:alert(1)', /https/],
  ['', /characters/],
])('another address of a client, %j: %s', (uri, message) => {
  const fault = webUriFault(uri, { development: false })
  if (message === null) expect(fault).toBeNull()
  else expect(fault).toMatch(message)
})
