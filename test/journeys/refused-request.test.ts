import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { answerOf, requestUrl } from './enter.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

async function requested(params: Record<string, string>, language = 'en') {
  const robot = createRobot({ language })
  await robot.open(requestUrl(service, { ...(await withPkce()), ...params }))
  return robot
}

async function withPkce() {
  const code_challenge = await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier())
  return { code_challenge, code_challenge_method: 'S256', state: 'some state & more' }
}

const words = { en: /invalid|address|wrong/i, hu: /cím|hib/i } as const

describe('a redirect URI that is not registered', () => {
  const registered = () => service.redirectUri
  const variants: [string, () => string][] = [
    ['of a stranger', () => 'https://evil.example/callback'],
    ['with a longer path', () => `${registered()}/more`],
    ['with a query', () => `${registered()}?a=b`],
    ['with a fragment', () => `${registered()}#fragment`],
    ['in capitals', () => registered().toUpperCase()],
    ['with user information', () => registered().replace('http://', 'http://localhost@')],
    ['that climbs up', () => registered().replace('/callback', '/x/../callback')],
    ['that is none', () => 'javascript:alert(1)'],
  ]
  test.each(variants)('%s is answered by a page, never by a redirect', async (_name, uri) => {
    for (const language of ['en', 'hu'] as const) {
      const robot = await requested({ redirect_uri: uri() }, language)
      expect(robot.status).toBe(400)
      expect(robot.hops).toHaveLength(1)
      expect(robot.hops[0]?.location).toBeNull()
      expect(robot.step).toBe('error')
      expect(robot.text).toContain('E-REQUEST-02')
      expect(robot.html).toContain(`lang="${language}"`)
      expect(robot.text).toMatch(words[language])
      expect(robot.text).not.toContain('evil.example')
      expect(robot.headers['cache-control']).toBe('no-store')
    }
  })

  test('is not made good by being left out', async () => {
    const url = requestUrl(service, await withPkce())
    url.searchParams.delete('redirect_uri')
    const robot = createRobot()
    await robot.open(url)
    expect(robot.status).toBe(400)
    expect(robot.hops).toHaveLength(1)
  })

  test('given twice is refused, though one of them is registered', async () => {
    const url = requestUrl(service, await withPkce())
    url.searchParams.append('redirect_uri', 'https://evil.example/')
    const robot = createRobot()
    await robot.open(url)
    expect(robot.status).toBe(400)
    expect(robot.hops).toHaveLength(1)
  })
})

describe('a client that nobody registered', () => {
  test.each(['nobody', 'a b', '../../etc/passwd', 'x'.repeat(500)])('%s is answered by a page', async (id) => {
    const robot = await requested({ client_id: id })
    expect(robot.status).toBeGreaterThanOrEqual(400)
    expect(robot.status).toBeLessThan(500)
    expect(robot.hops).toHaveLength(1)
    expect(robot.text).toContain('E-REQUEST-01')
  })
})

describe('a request that cannot be served goes back to the service', () => {
  test.each([
    ['without response_type', { response_type: '' }, 'invalid_request'],
    ['with a prompt that nobody knows', { prompt: 'dance' }, 'invalid_request'],
    ['without openid among its scopes', { scope: 'name' }, 'invalid_scope'],
    ['with a max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
    ['with claims that are no JSON', { claims: '{' }, 'invalid_request'],
    ['with a request object', { request: 'eyJ.e30.' }, 'request_not_supported'],
    ['with an authorization detail', { resource: 'not-a-uri' }, 'invalid_target'],
  ])('%s', async (_name, params, error) => {
    const robot = await requested(params)
    expect(robot.url.origin).toBe(kapu.serviceOrigin)
    const answer = answerOf(robot)
    expect(answer).toMatchObject({ state: 'some state & more', iss: kapu.issuer })
    expect(answer['error']).toBe(error)
    expect(answer).not.toHaveProperty('code')
  })

  test.each(['token', 'id_token', 'code id_token', 'code token', 'none'])(
    'with response_type %s, and brings no token',
    async (responseType) => {
      const robot = await requested({ response_type: responseType, nonce: 'some-nonce' })
      const answer = { ...answerOf(robot), ...Object.fromEntries(new URLSearchParams(robot.url.hash.slice(1))) }
      expect(answer['error']).toMatch(/^(unsupported_response_type|unauthorized_client|invalid_request)$/)
      expect(answer).toMatchObject({ state: 'some state & more', iss: kapu.issuer })
      expect(Object.keys(answer)).not.toContain('access_token')
      expect(Object.keys(answer)).not.toContain('id_token')
    },
  )
})

describe('an answer', () => {
  test('with a code has the state as it was sent, and the issuer (RFC 9207)', async () => {
    const robot = await requested({})
    await signIn(robot, await kapu.account())
    const answer = answerOf(robot)
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'iss', 'state'])
    expect(answer).toMatchObject({ state: 'some state & more', iss: kapu.issuer })
    expect(robot.url.href).toMatch(service.redirectUri)
  })

  test('with an error has the state as it was sent, and the issuer (RFC 9207)', async () => {
    const robot = await requested({ prompt: 'none' })
    expect(answerOf(robot)).toMatchObject({ error: 'login_required', state: 'some state & more', iss: kapu.issuer })
  })

  test('without a state where none was sent', async () => {
    const robot = await requested({ prompt: 'none', state: '' })
    expect(answerOf(robot)).not.toHaveProperty('state')
  })

  test('is announced to have the issuer', () => {
    expect(service.configuration.serverMetadata().authorization_response_iss_parameter_supported).toBe(true)
  })

  test('never says how Kapu is built', async () => {
    const robot = await requested({ redirect_uri: 'https://evil.example/' })
    expect(robot.html).not.toMatch(/oidc-provider|node_modules|\bat [\w.]+ \(/)
    expect(robot.headers).not.toHaveProperty('x-powered-by')
  })
})
