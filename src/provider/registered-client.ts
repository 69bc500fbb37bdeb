import type { Client as ProviderClient } from 'oidc-provider'
import { type ClientProfile, OWN_METADATA, ownMetadata, type OwnMetadata } from '../clients/client.ts'

/** What the engine must know of the client, whichever way it was loaded. */
export interface RegisteredClient extends OwnMetadata {
  readonly clientId: string
  /** The scopes it may ask for, by spaces. */
  readonly scope: string
  /** An app on the person's own machine (OIDC Registration §2, `application_type`). */
  readonly native: boolean
}

/** The client of a request that oidc-provider has loaded. */
export function clientOf(client: ProviderClient | undefined): RegisteredClient {
  const own: unknown = client === undefined ? undefined : Reflect.get(client, OWN_METADATA)
  if (client === undefined || !isOwnMetadata(own)) throw new Error('the request has no client of ours')
  return { ...own, clientId: client.clientId, scope: client.scope ?? '', native: client.applicationType === 'native' }
}

/** The client as `clients/store.ts` finds it. */
export function clientFromStore(client: ClientProfile): RegisteredClient {
  const { scope, application_type: type } = client.metadata
  return {
    ...ownMetadata(client),
    clientId: client.clientId,
    scope: typeof scope === 'string' ? scope : '',
    native: type === 'native',
  }
}

// Only registration writes it, and registration judged it: that it is there is enough
function isOwnMetadata(value: unknown): value is OwnMetadata {
  return typeof value === 'object' && value !== null && 'sector' in value && 'rules' in value
}
