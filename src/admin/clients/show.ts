import type { Command } from 'commander'
import { type Client, needsSecret } from '../../clients/client.ts'
import { toDocument } from '../../clients/registration.ts'
import { findClient } from '../../clients/store.ts'
import { command, type Host } from '../command.ts'
import { done, refused, type Refused } from '../outcome.ts'
import { fields, moment } from '../table.ts'

/** `kapu client show`: everything about a client, except its secret. */
export function clientShow(host: Host): Command {
  return command('show', 'Show a client, without its secret', [
    'kapu client show mailbox',
    'kapu client show mailbox --json > mailbox.json',
  ])
    .argument('<client-id>', 'the id of the client')
    .action((clientId: string, options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const client = await findClient(db, clientId)
        return client === null ? noSuchClient(clientId) : done(toData(client), describe(client))
      }),
    )
}

export function noSuchClient(clientId: string): Refused {
  return refused('notFound', `no client has the id ${clientId}; kapu client list shows all`)
}

export function ownClient(clientId: string): Refused {
  return refused('conflict', `${clientId} is Kapu itself: it is registered at every start and changed by no command`)
}

/** For `--json`: the document that would register it, and what the product added. */
export function toData(client: Client): Record<string, unknown> {
  return {
    ...toDocument(client),
    sector: client.sector,
    has_secret: client.secretSealed !== null,
    version: client.version,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  }
}

export function describe(client: Client): string {
  const { metadata, rules } = client
  const list = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : '-')
  return fields([
    ['client_id', client.clientId],
    ['names', `${client.names.hu} / ${client.names.en}`],
    ['kind', client.publicBody ? 'public body' : 'private service'],
    ['redirect_uris', list(metadata['redirect_uris'])],
    ['post_logout_redirect_uris', list(metadata['post_logout_redirect_uris'])],
    ['scope', typeof metadata['scope'] === 'string' ? metadata['scope'] : '-'],
    ['optional_claims', list(client.optionalClaims)],
    ['authentication', String(metadata['token_endpoint_auth_method'])],
    ['secret', needsSecret(metadata) ? 'kept sealed, shown only when made' : 'none'],
    ['id token', String(metadata['id_token_signed_response_alg'])],
    ['sector', client.sector],
    [
      'rules',
      Object.entries(rules)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(' '),
    ],
    ['created', moment(client.createdAt)],
    ['updated', `${moment(client.updatedAt)} (version ${client.version})`],
  ])
}
