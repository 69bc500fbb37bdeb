import { describe, expect, test } from 'vitest'
import { allowFormAction, securityHeaders } from '../../src/http/security-headers.ts'
import { HttpProblem } from '../../src/http/http-problem.ts'
import type { EdgeMiddleware } from '../../src/http/edge-state.ts'
import { edgeServer, welcome } from './edge-server.ts'

const CSP = 'Content-Security-Policy'

async function headersOf(
  handler: EdgeMiddleware,
  { path = '/', issuer = 'http://localhost:3000' } = {},
): Promise<Headers> {
  const outer = [securityHeaders({ issuer, isPublicDocument: (document) => document === '/jwks' })]
  await using server = await edgeServer([handler], { outer })
  return (await fetch(server.origin + path, { redirect: 'manual' })).headers
}

describe('every response', () => {
  const responses: Readonly<Record<string, EdgeMiddleware>> = {
    'a page': welcome,
    'a redirect': (ctx) => ctx.redirect('/elsewhere'),
    'an error of ours': () => {
      throw new HttpProblem(400, 'E-INPUT-01', 'a fault')
    },
    'an unexpected error': () => {
      throw new Error('a bug')
    },
    'a page that is not there': () => undefined,
  }
  for (const [name, handler] of Object.entries(responses)) {
    test(`${name} carries the headers`, async () => {
      const headers = await headersOf(handler)
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      expect(headers.get('Permissions-Policy')).toContain('camera=()')
      expect(headers.has('Server')).toBe(false)
      expect(headers.has('X-Powered-By')).toBe(false)
    })
  }

  test('asks for https for two years where the issuer has it, and only there', async () => {
    const secure = await headersOf(welcome, { issuer: 'https://kapu.example' })
    expect(secure.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains')
    expect((await headersOf(welcome)).has('Strict-Transport-Security')).toBe(false)
  })

  test('is kept by nobody, but for the public documents', async () => {
    expect((await headersOf(welcome, { path: '/jwks' })).get('Cache-Control')).toBe('public, max-age=300')
    const faulty = await headersOf(
      () => {
        throw new Error('a bug')
      },
      { path: '/jwks' },
    )
    expect(faulty.get('Cache-Control')).toBe('no-store')
  })
})

describe('form-action', () => {
  const leadingTo =
    (...uris: string[]): EdgeMiddleware =>
    (ctx) => {
      for (const uri of uris) allowFormAction(ctx, uri)
      ctx.body = 'page'
    }

  const cases: readonly [rule: string, uris: string[], sources: string][] = [
    ['is this site alone by default', [], "'self'"],
    [
      'takes the origin of a redirect URI',
      ['https://mailbox.example:8443/cb?x=1'],
      "'self' https://mailbox.example:8443",
    ],
    ['takes an origin once', ['https://a.example/1', 'https://a.example/2'], "'self' https://a.example"],
    ['takes a loopback address', ['http://[::1]:4000/cb'], "'self' http://[::1]:4000"],
    ['takes the scheme of an app', ['hu.example.app:/cb'], "'self' hu.example.app:"],
    ['does not take a scheme that runs as code', ['javascript:alert(1)', 'data:text/html,x'], "'self'"],
  ]
  for (const [rule, uris, sources] of cases) {
    test(rule, async () => {
      expect((await headersOf(leadingTo(...uris))).get(CSP)).toMatch(`form-action ${sources};`)
    })
  }

  test('does not take what could end the directive', async () => {
    const headers = await headersOf((ctx) => {
      ctx.state.formActionOrigins = [
        "https://a.example; script-src 'unsafe-inline'",
        '*',
        'https:',
        'https://*.example',
      ]
      ctx.body = 'page'
    })
    expect(headers.get(CSP)).toContain("form-action 'self';")
  })

  test('leaves alone what a page has added to the policy', async () => {
    const headers = await headersOf((ctx) => {
      allowFormAction(ctx, 'https://a.example/cb')
      const policy = ctx.response.get(CSP)
      ctx.set(CSP, policy.replace("script-src 'self'", "script-src 'self' 'sha256-x'"))
      ctx.body = 'page'
    })
    expect(headers.get(CSP)).toContain("script-src 'self' 'sha256-x';")
    expect(headers.get(CSP)).toContain("form-action 'self' https://a.example;")
  })
})
