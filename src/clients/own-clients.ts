/** The clients that are Kapu itself: My data and the office desk sign people in as every other service does. */
import { isDeepStrictEqual } from 'node:util'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Clock } from '../system/clock.ts'
import { KapuError } from '../system/errors.ts'
import { randomId } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { type Client, secretContext } from './client.ts'
import type { Registration } from './registration.ts'
import { findClient, insertClient, replaceClient } from './store.ts'

/** Where an own client's pages live, and what people call it. */
export interface OwnClientPlace {
  readonly clientId: 'my-data' | 'registrar-desk'
  /** Its first page; all others are below it. */
  readonly home: string
  readonly names: Client['names']
}

export const MY_DATA: OwnClientPlace = {
  clientId: 'my-data',
  home: '/fiok',
  names: { hu: 'Saját adatok', en: 'My data' },
}

export const REGISTRAR_DESK: OwnClientPlace = {
  clientId: 'registrar-desk',
  home: '/ugyintezo',
  names: { hu: 'Ügyintézői felület', en: 'Office desk' },
}

export const OWN_CLIENTS: readonly OwnClientPlace[] = [MY_DATA, REGISTRAR_DESK]

/** Made at every start, so not to be changed or deleted by a command. */
export function isOwnClient(clientId: string): boolean {
  return OWN_CLIENTS.some((place) => place.clientId === clientId)
}

/** What an own client is registered as. It asks for no claim, so nobody is asked for consent. */
export function ownRegistration({ clientId, home, names }: OwnClientPlace, issuer: string): Registration {
  const metadata = {
    application_type: 'web',
    redirect_uris: [`${issuer}${home}/callback`],
    post_logout_redirect_uris: [],
    scope: 'openid',
    // Nobody knows the secret: its codes are redeemed in this process alone
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    client_name: names.en,
    client_uri: `${issuer}${home}`,
  }
  const rules = {
    min_acr: null,
    max_age: null,
    max_idle: null,
    single_sign_on: true,
    always_show_account: false,
    refused_factors: [],
    phishing_resistant: false,
    pkce: true,
  }
  return { clientId, metadata, names, publicBody: true, optionalClaims: [], sector: new URL(issuer).host, rules }
}

export interface OwnClientDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
}

/** Registers the own clients where they are missing, and again where the issuer or their rules have changed. */
export async function registerOwnClients(
  registrations: readonly Registration[],
  { db, clock, sealing, audit }: OwnClientDependencies,
): Promise<void> {
  const at = clock.now()
  for (const registration of registrations) {
    const { clientId } = registration
    const secretSealed = await sealing.seal(secretContext(clientId), randomId())
    await inTransaction(db, async (transaction) => {
      const actor = { type: 'system', id: null } as const
      const before = await findClient(transaction, clientId)
      if (before !== null && isSame(before, registration)) return
      const { version, secretSealed: kept } = before ?? { version: 0, secretSealed }
      const isWritten =
        before === null
          ? await insertClient(transaction, { ...registration, secretSealed, at })
          : await replaceClient(transaction, { ...registration, secretSealed: kept, version, at })
      if (isWritten) {
        const event = before === null ? 'client.created' : 'client.updated'
        await audit.record(transaction, { event, at, outcome: 'success', actor, clientId })
      } else if ((await findClient(transaction, clientId)) === null) {
        throw new KapuError('OWN_CLIENT', `the client ${clientId} was deleted: its id belongs to Kapu itself`)
      }
    })
  }
}

function isSame(client: Client, registration: Registration): boolean {
  return Object.entries(registration).every(([field, value]) => isDeepStrictEqual(Reflect.get(client, field), value))
}
