import type { Command } from 'commander'
import { type Client, needsSecret, secretContext } from '../../clients/client.ts'
import { isOwnClient } from '../../clients/own-clients.ts'
import { type Registration, toDocument, validateRegistration } from '../../clients/registration.ts'
import { findClient, replaceClient } from '../../clients/store.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomId } from '../../system/random.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { shownOnce } from './create.ts'
import { type DocumentOptions, mergeDocuments, optionsDocument, readDocument, withDocumentOptions } from './document.ts'
import { describe, noSuchClient, ownClient, toData } from './show.ts'

/** `kapu client update`: changes the fields it is given and leaves the others. */
export function clientUpdate(host: Host): Command {
  const examples = [
    'kapu client update library --redirect-uri https://library.example.hu/callback https://library.example.hu/return',
    'kapu client update library --rule single_sign_on=false max_age=1200',
    'kapu client update library --rule max_idle=600   (seconds; null: as long as the session itself)',
    'kapu client update library --file changes.json   (null takes a field away)',
  ]
  return withDocumentOptions(command('update', 'Change a client; fields that are not given stay', examples))
    .argument('<client-id>', 'the id of the client')
    .action((clientId: string, options: DocumentOptions) =>
      host.run(options, (context) => update(clientId, options, context)),
    )
}

async function update(clientId: string, options: DocumentOptions, context: AdminContext): Promise<Outcome> {
  const read = await readDocument(options, context.readStdin)
  if (!('document' in read)) return read
  const chosen = optionsDocument(options)
  if (Object.keys({ ...read.document, ...chosen }).length === 0)
    return refused('usage', 'nothing to change: give --file or an option')
  if (isOwnClient(clientId)) return ownClient(clientId)
  const before = await findClient(context.db, clientId)
  if (before === null) return noSuchClient(clientId)
  const document = mergeDocuments(mergeDocuments(toDocument(before), read.document), chosen)
  const validated = await validateRegistration(document, context.registration)
  if ('faults' in validated) return refused('invalid', `${clientId} cannot be changed so`, validated.faults)
  const fixed = fixedFields(before, validated.registration)
  if (fixed.length > 0) return refused('invalid', `${clientId} cannot be changed so`, fixed)
  // A service that moves to another host keeps its people: the sector stays as it was registered.
  return await store(before, { ...validated.registration, sector: before.sector }, context)
}

async function store(before: Client, registration: Registration, context: AdminContext): Promise<Outcome> {
  const { clientId, version } = before
  const isSecretNew = needsSecret(registration.metadata) && before.secretSealed === null
  const secret = isSecretNew ? randomId() : null
  const kept = needsSecret(registration.metadata) ? before.secretSealed : null
  const secretSealed = secret === null ? kept : await context.sealing.seal(secretContext(clientId), secret)
  const at = context.clock.now()
  const changed = changedFields(before, registration)
  if (changed.length === 0) return done(toData(before), `${describe(before)}\n\nNothing changed.`)
  const after = await inTransaction(context.db, async (transaction) => {
    if (!(await replaceClient(transaction, { ...registration, secretSealed, version, at }))) return null
    const actor = { type: 'administrator', id: context.administrator } as const
    const detail = { fields: changed.join(' ') }
    await context.audit.record(transaction, {
      event: 'client.updated',
      at,
      actor,
      clientId,
      outcome: 'success',
      detail,
    })
    return await findClient(transaction, clientId)
  })
  if (after === null)
    return refused(
      'conflict',
      `${clientId} was changed or deleted by somebody else meanwhile; look at it and try again`,
    )
  return done(
    { ...toData(after), ...(secret !== null && { client_secret: secret }) },
    `${describe(after)}${shownOnce(secret)}`,
  )
}

/** Ids and sectors are what people's subjects hang on. */
function fixedFields(before: Client, after: Registration): { path: string; message: string }[] {
  const was = before.metadata['sector_identifier_uri']
  return [
    ...(after.clientId === before.clientId
      ? []
      : [{ path: 'client_id', message: 'is for ever: register another client' }]),
    ...(after.metadata['sector_identifier_uri'] === was
      ? []
      : [
          {
            path: 'sector_identifier_uri',
            message: 'cannot change: every person would get another subject; register another client',
          },
        ]),
  ]
}

function changedFields(before: Client, after: Registration): string[] {
  const [was, is] = [toDocument(before), toDocument({ ...before, ...after })]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => canonical(was[field]) !== canonical(is[field]))
    .toSorted()
}

/** The database orders the keys of what it stores, so the order says nothing. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
      : part,
  )
}
