import type { Command } from 'commander'
import { registerClient } from '../../clients/register-client.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type DocumentOptions, mergeDocuments, optionsDocument, readDocument, withDocumentOptions } from './document.ts'
import { describe, toData } from './show.ts'

/** `kapu client create`: registers a client and shows its secret, once. */
export function clientCreate(host: Host): Command {
  const examples = [
    'kapu client create library --name-hu Könyvtár --name-en Library --public-body --scope "openid name" \\\n      --redirect-uri https://library.example.hu/callback',
    'kapu client create library --file library.json',
    'kapu client create library --file - --json < library.json',
  ]
  return withDocumentOptions(command('create', 'Register a client; its secret is shown this once', examples))
    .argument('<client-id>', 'the id it will have for ever: lower-case letters, digits, hyphens')
    .action((clientId: string, options: DocumentOptions) =>
      host.run(options, (context) => create(clientId, options, context)),
    )
}

async function create(clientId: string, options: DocumentOptions, context: AdminContext): Promise<Outcome> {
  const read = await readDocument(options, context.readStdin)
  if (!('document' in read)) return read
  const document = mergeDocuments({ client_id: clientId, ...read.document }, optionsDocument(options))
  if (document['client_id'] !== clientId)
    return refused('invalid', `the document is for another client than ${clientId}`)
  const actor = { type: 'administrator', id: context.administrator } as const
  const registered = await registerClient(context, { document, actor })
  if (registered.kind === 'invalid') return refused('invalid', `${clientId} cannot be registered`, registered.faults)
  if (registered.kind === 'taken')
    return refused('conflict', `the id ${clientId} is taken, perhaps by a deleted client: ids are never used again`)
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
