import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { type EpochSeconds, toDate, toEpochSeconds } from '../system/clock.ts'
import type { Client } from './client.ts'
import type { Registration } from './registration.ts'

interface Row extends Omit<Client, 'createdAt' | 'updatedAt'> {
  readonly createdAt: Date
  readonly updatedAt: Date
}

const columns = sql`client_id as "clientId", metadata, secret_sealed as "secretSealed", names, public_body as "publicBody",
  optional_claims as "optionalClaims", sector, rules, version, created_at as "createdAt", updated_at as "updatedAt"`

/** The client; null for an id that is not registered or was deleted. */
export async function findClient(db: Db | Transaction, clientId: string): Promise<Client | null> {
  const { rows } =
    await sql<Row>`select ${columns} from clients where client_id = ${clientId} and deleted_at is null`.execute(db)
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** A row `client` of `clients`, or none, as {@link ClientProfile}: for statements that load a client beside something else. */
export const profileColumn = sql`case when client.client_id is not null then jsonb_build_object(
  'clientId', client.client_id, 'metadata', client.metadata, 'names', client.names, 'publicBody', client.public_body,
  'optionalClaims', client.optional_claims, 'sector', client.sector, 'rules', client.rules) end`

/** All clients, by id. */
export async function listClients(db: Db | Transaction): Promise<Client[]> {
  const { rows } = await sql<Row>`select ${columns} from clients where deleted_at is null order by client_id`.execute(
    db,
  )
  return rows.map(fromRow)
}

/** False where the id is taken, also by a client that was deleted. */
export async function insertClient(
  transaction: Transaction,
  client: Registration & { readonly secretSealed: string | null; readonly at: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    insert into clients (client_id, metadata, secret_sealed, names, public_body, optional_claims, sector, rules, created_at, updated_at)
    values (${client.clientId}, ${JSON.stringify(client.metadata)}, ${client.secretSealed}, ${JSON.stringify(client.names)},
      ${client.publicBody}, ${client.optionalClaims}, ${client.sector}, ${JSON.stringify(client.rules)}, ${toDate(client.at)}, ${toDate(client.at)})
    on conflict (client_id) do nothing
    returning client_id`.execute(transaction)
  return rows.length === 1
}

/** False where the client was changed or deleted since `version` was read. */
export async function replaceClient(
  transaction: Transaction,
  client: Registration & { readonly secretSealed: string | null; readonly version: number; readonly at: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update clients set metadata = ${JSON.stringify(client.metadata)}, secret_sealed = ${client.secretSealed},
      names = ${JSON.stringify(client.names)}, public_body = ${client.publicBody}, optional_claims = ${client.optionalClaims},
      sector = ${client.sector}, rules = ${JSON.stringify(client.rules)}, version = version + 1, updated_at = ${toDate(client.at)}
    where client_id = ${client.clientId} and version = ${client.version} and deleted_at is null
    returning client_id`.execute(transaction)
  return rows.length === 1
}

/** False where there is no such client, or it has no secret to replace. */
export async function replaceClientSecret(
  transaction: Transaction,
  { clientId, secretSealed, at }: { clientId: string; secretSealed: string; at: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update clients set secret_sealed = ${secretSealed}, version = version + 1, updated_at = ${toDate(at)}
    where client_id = ${clientId} and secret_sealed is not null and deleted_at is null
    returning client_id`.execute(transaction)
  return rows.length === 1
}

/** Empties the client and keeps its id from being used again. False where there is no such client. */
export async function deleteClient(
  transaction: Transaction,
  { clientId, at }: { clientId: string; at: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update clients set metadata = '{}', secret_sealed = null, version = version + 1, updated_at = ${toDate(at)}, deleted_at = ${toDate(at)}
    where client_id = ${clientId} and deleted_at is null
    returning client_id`.execute(transaction)
  return rows.length === 1
}

function fromRow(row: Row): Client {
  return { ...row, createdAt: toEpochSeconds(row.createdAt), updatedAt: toEpochSeconds(row.updatedAt) }
}
