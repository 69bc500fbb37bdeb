import { createServer } from 'node:http'
import { once } from 'node:events'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'
import { enter, refusalOf, requestUrl, userInfo } from './enter.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

const SECRET = 'a-test-secret-of-more-than-forty-characters-0123'
const invalidClient = { error: 'invalid_client', status: 401 }

async function codeFor(service: Service): Promise<Asked> {
  const asked = await service.ask()
  await signIn(asked.robot, await kapu.account())
  return asked
}

describe.each([
  ['client_secret_basic', oidc.ClientSecretBasic],
  ['client_secret_post', oidc.ClientSecretPost],
] as const)('%s', (method, own) => {
  const registered = () => kapu.client({ token_endpoint_auth_method: method })

  test('lets the client redeem its code', async () => {
    const service = await serviceOf(kapu, await registered(), own(SECRET))
    expect((await enter(service, await kapu.account())).claims.aud).toBe(service.clientId)
  })

  test.each([
    ['a wrong secret', () => own('another-secret-of-more-than-forty-characters-01')],
    ['no secret', () => oidc.None()],
  ])('refuses %s, and the code stays good', async (_name, auth) => {
    const client = await registered()
    const service = await serviceOf(kapu, client, auth())
    const asked = await codeFor(service)
    expect(await refusalOf(asked.redeem())).toEqual(invalidClient)
    const right = await serviceOf(kapu, client, own(SECRET))
    const tokens = await oidc.authorizationCodeGrant(right.configuration, asked.robot.url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
    })
    expect(tokens.claims()?.aud).toBe(client.clientId)
  })
})

describe('private_key_jwt', () => {
  async function signing() {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'service-key' }
    const client = await kapu.client({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } })
    const service = await serviceOf(kapu, client, oidc.PrivateKeyJwt(privateKey))
    return { service, privateKey }
  }

  function assertion(service: Service, key: CryptoKey, changed: { aud?: string; jti?: string; exp?: string } = {}) {
    return new SignJWT({ jti: changed.jti ?? crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: 'service-key' })
      .setIssuer(service.clientId)
      .setSubject(service.clientId)
      .setAudience(changed.aud ?? kapu.issuer)
      .setIssuedAt()
      .setExpirationTime(changed.exp ?? '1m')
      .sign(key)
  }

  /** Redeems a code with an assertion of one's own making. */
  async function redeem(service: Service, client_assertion: string) {
    const { robot, verifier } = await codeFor(service)
    const answer = await fetch(service.configuration.serverMetadata().token_endpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: robot.url.searchParams.get('code') ?? '',
        redirect_uri: service.redirectUri,
        code_verifier: verifier,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      }),
    })
    const body: Record<string, unknown> = JSON.parse(await answer.text())
    return { status: answer.status, error: body['error'] }
  }

  test('lets the client redeem its code', async () => {
    const { service } = await signing()
    expect((await enter(service, await kapu.account())).claims.aud).toBe(service.clientId)
  })

  test('refuses an assertion that was used before', async () => {
    const { service, privateKey } = await signing()
    const once = await assertion(service, privateKey)
    expect((await redeem(service, once)).status).toBe(200)
    expect(await redeem(service, once)).toEqual(invalidClient)
  })

  test('refuses another assertion with an id that was used before', async () => {
    const { service, privateKey } = await signing()
    expect((await redeem(service, await assertion(service, privateKey, { jti: 'one' }))).status).toBe(200)
    expect(await redeem(service, await assertion(service, privateKey, { jti: 'one', exp: '2m' }))).toEqual(
      invalidClient,
    )
  })

  test.each([
    ['another audience', { aud: 'https://other.example' }],
    ['a time that is over', { exp: '-1m' }],
  ])('refuses an assertion with %s', async (_name, changed) => {
    const { service, privateKey } = await signing()
    expect(await redeem(service, await assertion(service, privateKey, changed))).toEqual(invalidClient)
  })

  test('refuses an assertion signed by another key', async () => {
    const { service } = await signing()
    const { privateKey } = await generateKeyPair('ES256')
    expect(await redeem(service, await assertion(service, privateKey))).toEqual(invalidClient)
  })

  test('refuses a secret', async () => {
    const { service } = await signing()
    const impostor = await serviceOf(kapu, service, oidc.ClientSecretPost(SECRET))
    expect(await refusalOf((await codeFor(impostor)).redeem())).toEqual(invalidClient)
  })
})

describe('an app on the person’s own machine', () => {
  const native = { application_type: 'native', token_endpoint_auth_method: 'none' }

  test('has no secret: PKCE alone holds the code', async () => {
    const app = await serviceOf(kapu, await kapu.client(native), oidc.None())
    const entered = await enter(app, await kapu.account())
    expect(entered.claims.aud).toBe(app.clientId)
    expect((await userInfo(app, entered))['name']).toBe('Kovács Anna')
  })

  test('cannot leave PKCE out', async () => {
    const app = await serviceOf(kapu, await kapu.client(native), oidc.None())
    const robot = createRobot()
    await robot.open(requestUrl(app, {}))
    expect(robot.url.searchParams.get('error')).toBe('invalid_request')
  })

  test('may listen on any port of this machine (RFC 8252 §7.3)', async () => {
    const listener = createServer((_request, response) => response.end('arrived')).listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const address = listener.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const registered = await kapu.client({ ...native, redirect_uris: ['http://127.0.0.1/callback'] })
    const app = await serviceOf(kapu, { ...registered, redirectUri: `http://127.0.0.1:${port}/callback` }, oidc.None())
    try {
      expect((await enter(app, await kapu.account())).robot.url.port).toBe(String(port))
    } finally {
      listener.close()
    }
  })

  test('asks each time what may be shared: nobody can tell which app it is (RFC 8252 §8.6)', async () => {
    const app = await serviceOf(kapu, await kapu.client(native), oidc.None())
    const person = await kapu.account()
    const { robot } = await enter(app, person)
    expect((await enter(app, person, { robot })).steps).toEqual(['consent'])
    const silent = await app.ask({ robot, params: { prompt: 'none' } })
    expect(silent.error).toBe('consent_required')
  })

  test('has subjects of its own', async () => {
    const person = await kapu.account()
    const one = await enter(await serviceOf(kapu, await kapu.client(native), oidc.None()), person)
    const other = await enter(await serviceOf(kapu, await kapu.client(native), oidc.None()), person)
    expect(other.claims.sub).not.toBe(one.claims.sub)
  })
})
