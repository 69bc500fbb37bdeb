import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Clock } from '../system/clock.ts'
import { randomId } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { type Client, needsSecret, secretContext } from './client.ts'
import { type ClientFault, type RegistrationContext, validateRegistration } from './registration.ts'
import { type FetchJson, sectorFaults } from './sector.ts'
import { findClient, insertClient } from './store.ts'

export interface RegisterDependencies {
  readonly db: Db
  readonly audit: Audit
  readonly clock: Clock
  readonly sealing: Sealing
  readonly registration: RegistrationContext
  readonly fetchJson: FetchJson
}

export type Registered =
  | { readonly kind: 'registered'; readonly client: Client; readonly secret: string | null }
  /** The id belongs to a client, or belonged to one that was deleted. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'invalid'; readonly faults: readonly ClientFault[] }

export interface RegisterRequest {
  readonly document: unknown
  readonly actor: { readonly type: 'administrator' | 'system'; readonly id: string | null }
  /** For the demonstration alone, whose services know theirs already; everybody else gets a random one (256 bits). */
  readonly secret?: string
}

/** Registers a client, with its audit row. The secret is given back here and nowhere else. */
export async function registerClient(
  deps: RegisterDependencies,
  { document, actor, secret: given }: RegisterRequest,
): Promise<Registered> {
  const validated = await validateRegistration(document, deps.registration)
  if ('faults' in validated) return { kind: 'invalid', faults: validated.faults }
  const { registration } = validated
  const { clientId } = registration
  const faults = await sectorFaults(registration, deps.fetchJson)
  if (faults.length > 0) return { kind: 'invalid', faults }

  const secret = needsSecret(registration.metadata) ? (given ?? randomId()) : null
  const secretSealed = secret === null ? null : await deps.sealing.seal(secretContext(clientId), secret)
  const at = deps.clock.now()
  const client = await inTransaction(deps.db, async (transaction) => {
    if (!(await insertClient(transaction, { ...registration, secretSealed, at }))) return null
    await deps.audit.record(transaction, { event: 'client.created', at, actor, clientId, outcome: 'success' })
    return await findClient(transaction, clientId)
  })
  return client === null ? { kind: 'taken' } : { kind: 'registered', client, secret }
}
