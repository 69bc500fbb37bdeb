/** The library alone, as its quick start has it: everything in memory, any name signs in. What Kapu is measured against. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

const { BENCH_ISSUER: issuer = '', BENCH_CLIENT: client = '{}' } = process.env
const { privateKey } = await generateKeyPair('ES256', { extractable: true })
const provider = new Provider(issuer, {
  clients: [{ ...JSON.parse(client), id_token_signed_response_alg: 'ES256' }],
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
  cookies: { keys: ['bench'] },
  claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
})
const server = createServer(provider.callback())
server.listen(Number(new URL(issuer).port), 'localhost')
await once(server, 'listening')
