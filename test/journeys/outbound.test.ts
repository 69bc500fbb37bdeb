import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { signIn } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'

/** A service that publishes its keys on this machine, and counts who fetched them. */
async function keyServer() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    uri: `http://localhost:${address.port}/jwks`,
    privateKey,
    requests: () => requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

let keys: Awaited<ReturnType<typeof keyServer>>
beforeAll(async () => {
  keys = await keyServer()
})
afterAll(() => keys.close())

async function redeemAt(kapu: Kapu) {
  const document = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: keys.uri }
  const auth = oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' })
  const service = await serviceOf(kapu, await kapu.client(document), auth)
  const asked = await service.ask()
  await signIn(asked.robot, await kapu.account())
  return asked.redeem()
}

describe('an address that a service registered', () => {
  test('is not called where it is on this machine', async () => {
    const kapu = await startKapu()
    try {
      await expect(redeemAt(kapu)).rejects.toMatchObject({ status: 401, error: 'invalid_client' })
      expect(keys.requests()).toBe(0)
    } finally {
      await kapu.close()
    }
  })

  test('is called there where development allows it', async () => {
    const kapu = await startKapu({ settings: { outbound: { allowLoopback: true } } })
    try {
      expect((await redeemAt(kapu)).claims()?.iss).toBe(kapu.issuer)
      expect(keys.requests()).toBe(1)
    } finally {
      await kapu.close()
    }
  })
})
