import { exportJWK, generateKeyPair } from 'jose'
import { errors, Provider } from 'oidc-provider'
import type { ClientFault, ValidateClient } from '../clients/registration.ts'
import { protocolConfiguration } from './configuration.ts'

/** Whose it is does not matter for a client's schema. */
const ISSUER = 'https://schema.invalid'

/** Judges client metadata by oidc-provider's own schema, under the very configuration that the provider runs with. */
export function createClientValidator(acrValues: readonly string[]): ValidateClient {
  let made: Promise<Provider> | undefined
  return async (metadata): Promise<ClientFault[]> => {
    const { Client } = await (made ??= schemaProvider(acrValues))
    try {
      await Client.validate({ ...metadata, client_id: String(metadata['client_id']) })
      return []
    } catch (error) {
      if (!(error instanceof errors.InvalidClientMetadata)) throw error
      const message = error.error_description ?? error.message
      return [{ path: /^\w+/.exec(message)?.[0] ?? 'metadata', message }]
    }
  }
}

/** A provider that serves nobody. The schema allows the algorithms it has keys for: these are thrown away with it. */
async function schemaProvider(acrValues: readonly string[]): Promise<Provider> {
  const pairs = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true, modulusLength: 2048 }),
  ])
  const keys = await Promise.all(
    pairs.map(async ({ privateKey }) => ({ ...(await exportJWK(privateKey)), use: 'sig' })),
  )
  const nothing = async () => undefined
  return new Provider(ISSUER, {
    ...protocolConfiguration(acrValues),
    jwks: { keys },
    adapter: () => ({
      find: nothing,
      findByUid: nothing,
      findByUserCode: nothing,
      upsert: nothing,
      destroy: nothing,
      consume: nothing,
      revokeByGrantId: nothing,
    }),
  })
}
