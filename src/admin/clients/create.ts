import type { Command } from 'commander'
import { isOwnClient } from '../../clients/own-clients.ts'
import { registerClient } from '../../clients/register-client.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type DocumentOptions, mergeDocuments, optionsDocument, readDocument, withDocumentOptions } from './document.ts'
import { describe, ownClient, toData } from './show.ts'

/** `kapu client create`: registers a client and shows its secret, once. */
export function clientCreate(host: Host): Command {
  const examples = [
    'kapu client create --id library --name-hu Könyvtár --name-en Library --public-body --scope "openid name" \\\n      --redirect-uri https://library.example.hu/callback',
    'kapu client create --file library.json',
    'kapu client create --file - --json < library.json',
  ]
  return withDocumentOptions(command('create', 'Register a client; its secret is shown this once', examples))
    .option('--id <client-id>', 'the id it will have for ever: lower-case letters, digits, hyphens')
    .action((options: DocumentOptions & { id?: string }) => host.run(options, (context) => create(options, context)))
}

async function create(options: DocumentOptions & { id?: string }, context: AdminContext): Promise<Outcome> {
  const read = await readDocument(options, context.readStdin)
  if (!('document' in read)) return read
  const chosen = { ...optionsDocument(options), ...(options.id !== undefined && { client_id: options.id }) }
  const document = mergeDocuments(read.document, chosen)
  const id = document['client_id']
  if (typeof id === 'string' && isOwnClient(id)) return ownClient(id)
  const actor = { type: 'administrator', id: context.administrator } as const
  const registered = await registerClient(context, { document, actor })
  if (registered.kind === 'invalid') return refused('invalid', 'the client cannot be registered', registered.faults)
  if (registered.kind === 'taken')
    return refused('conflict', 'the id is taken, perhaps by a deleted client: ids are never used again')
  const { client, secret } = registered
  const data = { ...toData(client), ...(secret !== null && { client_secret: secret }) }
  return done(data, `${describe(client)}${shownOnce(secret)}`)
}

/** The lines that show a new secret. It is nowhere else in clear. */
export function shownOnce(secret: string | null): string {
  return secret === null
    ? ''
    : `\n\nclient_secret  ${secret}\nThis is shown once. Hand it over by a safe way; a lost one is replaced by kapu client rotate-secret.`
}
