import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

const formPost = { response_mode: 'form_post' }

describe('response_mode=form_post', () => {
  test('brings the code by a form that needs no script', async () => {
    const asked = await service.ask({ params: formPost })
    const { robot } = asked
    await signIn(robot, await kapu.account(), { until: 'hand_over' })
    expect(robot.step).toBe('hand_over')
    const answer = robot.form?.values ?? {}
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'iss', 'state'])
    expect(robot.url.search).not.toContain('code=')
    expect(robot.headers['content-security-policy']).toContain(`form-action 'self' ${kapu.serviceOrigin}`)
    expect(robot.headers['content-security-policy']).toContain("script-src 'self'")
    expect(robot.html).not.toMatch(/<script(?![^>]*\bsrc=)/)

    await robot.submit()
    expect(robot.hops[0]).toMatchObject({ method: 'POST', status: 200 })
    expect(robot.url.href).toBe(service.redirectUri)

    const url = new URL(service.redirectUri)
    url.search = new URLSearchParams(answer).toString()
    const tokens = await oidc.authorizationCodeGrant(service.configuration, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
    })
    expect(tokens.claims()?.nonce).toBe(asked.nonce)
  })

  test('brings an error in the same way', async () => {
    const { robot, state } = await service.ask({ params: { ...formPost, prompt: 'none' } })
    expect(robot.step).toBe('hand_over')
    expect(robot.form?.values).toMatchObject({ error: 'login_required', state, iss: kapu.issuer })
  })

  test('speaks the person’s language', async () => {
    const { robot } = await service.ask({ params: { ...formPost, prompt: 'none', ui_locales: 'hu' } })
    expect(robot.html).toContain('lang="hu"')
  })

  test('carries what the service sent as text, never as markup', async () => {
    const state = '"><script>alert(1)</script>&amp;\''
    const { robot } = await service.ask({ params: { ...formPost, prompt: 'none', state } })
    expect(robot.html).not.toContain('<script>alert')
    expect(robot.form?.values['state']).toBe(state)
  })
})
