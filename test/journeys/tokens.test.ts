import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, refusalOf, statusOfToken } from './enter.ts'
import { suspend } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let service: Service
let other: Service
let mayRefresh: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
  other = await serviceOf(kapu, await kapu.client())
  mayRefresh = await serviceOf(kapu, await kapu.client({ grant_types: ['authorization_code', 'refresh_token'] }))
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

const invalidGrant = { error: 'invalid_grant', status: 400 }

describe('introspection', () => {
  test('tells the client of its own token', async () => {
    const { tokens, claims } = await enter(service, await kapu.account())
    expect(await oidc.tokenIntrospection(service.configuration, tokens.access_token)).toMatchObject({
      active: true,
      client_id: service.clientId,
      sub: claims.sub,
      scope: 'openid name',
      iss: kapu.issuer,
    })
  })

  test('tells another client nothing', async () => {
    const { tokens } = await enter(service, await kapu.account())
    expect(await oidc.tokenIntrospection(other.configuration, tokens.access_token)).toEqual({ active: false })
  })

  test('tells a client with a wrong secret nothing', async () => {
    const { tokens } = await enter(service, await kapu.account())
    const impostor = await serviceOf(kapu, service, oidc.ClientSecretBasic('x'.repeat(50)))
    const refused = oidc.tokenIntrospection(impostor.configuration, tokens.access_token)
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_client', status: 401 })
  })

  test('calls a dead and an invented token alike', async () => {
    const { tokens } = await enter(service, await kapu.account())
    later(700)
    for (const token of [tokens.access_token, 'invented']) {
      expect(await oidc.tokenIntrospection(service.configuration, token)).toEqual({ active: false })
    }
  })
})

describe('an access token', () => {
  test('is not taken from the address, where logs would keep it', async () => {
    const { tokens } = await enter(service, await kapu.account())
    const url = new URL(service.configuration.serverMetadata().userinfo_endpoint ?? '')
    url.searchParams.set('access_token', tokens.access_token)
    const answer = await fetch(url)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await answer.text()).not.toContain('Kovács')
  })

  test('of a code is not given to be stored', async () => {
    const asked = await service.ask()
    await signIn(asked.robot, await kapu.account())
    const answer = await fetch(service.configuration.serverMetadata().token_endpoint ?? '', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${service.clientId}:${service.secret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: asked.robot.url.searchParams.get('code') ?? '',
        redirect_uri: service.redirectUri,
        code_verifier: asked.verifier,
      }),
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })
})

describe('revocation', () => {
  test('kills the token', async () => {
    const { tokens } = await enter(service, await kapu.account())
    await oidc.tokenRevocation(service.configuration, tokens.access_token)
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
    expect(await oidc.tokenIntrospection(service.configuration, tokens.access_token)).toEqual({ active: false })
  })

  test('by another client changes nothing', async () => {
    const { tokens } = await enter(service, await kapu.account())
    await oidc.tokenRevocation(other.configuration, tokens.access_token).catch(() => undefined)
    expect(await statusOfToken(service, tokens.access_token)).toBe(200)
  })

  test('of an invented token is answered like any other', async () => {
    await expect(oidc.tokenRevocation(service.configuration, 'invented')).resolves.toBeUndefined()
  })

  test('of a refresh token kills what was issued with it', async () => {
    const { tokens } = await enter(mayRefresh, await kapu.account())
    const refreshToken = tokens.refresh_token ?? ''
    await oidc.tokenRevocation(mayRefresh.configuration, refreshToken)
    expect(await refusalOf(oidc.refreshTokenGrant(mayRefresh.configuration, refreshToken))).toEqual(invalidGrant)
    expect(await statusOfToken(mayRefresh, tokens.access_token)).toBe(401)
  })
})

describe('a refresh token', () => {
  test('is given only to a client that may have one', async () => {
    const { tokens } = await enter(service, await kapu.account(), { scope: 'openid name' })
    expect(tokens.refresh_token).toBeUndefined()
    const { tokens: given } = await enter(mayRefresh, await kapu.account())
    expect(given.refresh_token).toMatch(/^[\w-]+$/)
  })

  test('is of no use to a client that may not', async () => {
    const { tokens } = await enter(mayRefresh, await kapu.account())
    const refused = oidc.refreshTokenGrant(service.configuration, tokens.refresh_token ?? '')
    expect(await refusalOf(refused)).toEqual({ error: 'invalid_request', status: 400 })
    expect(await statusOfToken(mayRefresh, tokens.access_token)).toBe(200)
  })

  test('is replaced by each use', async () => {
    const { tokens, claims } = await enter(mayRefresh, await kapu.account())
    const first = tokens.refresh_token ?? ''
    const second = await oidc.refreshTokenGrant(mayRefresh.configuration, first)
    expect(second.refresh_token).toMatch(/^[\w-]+$/)
    expect(second.refresh_token).not.toBe(first)
    expect(await statusOfToken(mayRefresh, second.access_token)).toBe(200)
    expect(second.claims()).toMatchObject({ sub: claims.sub, auth_time: claims.auth_time })
  })

  test('used twice kills all that was issued', async () => {
    const { tokens } = await enter(mayRefresh, await kapu.account())
    const first = tokens.refresh_token ?? ''
    const second = await oidc.refreshTokenGrant(mayRefresh.configuration, first)
    expect(await refusalOf(oidc.refreshTokenGrant(mayRefresh.configuration, first))).toEqual(invalidGrant)
    for (const { access_token: token } of [tokens, second]) expect(await statusOfToken(mayRefresh, token)).toBe(401)
    const newest = oidc.refreshTokenGrant(mayRefresh.configuration, second.refresh_token ?? '')
    expect(await refusalOf(newest)).toEqual(invalidGrant)
  })

  test('is dead once the session has ended', async () => {
    const { tokens } = await enter(mayRefresh, await kapu.account())
    later(8 * 60 * 60 + 60)
    const refused = oidc.refreshTokenGrant(mayRefresh.configuration, tokens.refresh_token ?? '')
    expect(await refusalOf(refused)).toEqual(invalidGrant)
  })

  test('is dead once the account is suspended', async () => {
    const person = await kapu.account()
    const { tokens } = await enter(mayRefresh, person)
    await suspend(kapu, person.id)
    const refused = oidc.refreshTokenGrant(mayRefresh.configuration, tokens.refresh_token ?? '')
    expect(await refusalOf(refused)).toEqual(invalidGrant)
  })
})
