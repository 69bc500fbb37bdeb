import { errors, Provider } from 'oidc-provider'
import type { ClientFault, ValidateClient } from '../clients/registration.ts'
import { protocolConfiguration } from './configuration.ts'

/** Whose it is does not matter for a client's schema. */
const ISSUER = 'https://schema.invalid'

/** Judges client metadata by oidc-provider's own schema, under the very configuration that the provider runs with. */
export function createClientValidator(acrValues: readonly string[]): ValidateClient {
  const provider = new Provider(ISSUER, protocolConfiguration(acrValues))
  return async (metadata): Promise<ClientFault[]> => {
    try {
      await provider.Client.validate({ ...metadata, client_id: String(metadata['client_id']) })
      return []
    } catch (error) {
      if (!(error instanceof errors.InvalidClientMetadata)) throw error
      const message = error.error_description ?? error.message
      return [{ path: /^\w+/.exec(message)?.[0] ?? 'metadata', message }]
    }
  }
}
