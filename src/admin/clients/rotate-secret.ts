import type { Command } from 'commander'
import { secretContext } from '../../clients/client.ts'
import { isOwnClient } from '../../clients/own-clients.ts'
import { findClient, replaceClientSecret } from '../../clients/store.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomId } from '../../system/random.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'
import { shownOnce } from './create.ts'
import { noSuchClient, ownClient } from './show.ts'

/** `kapu client rotate-secret`: a new secret, shown once; the old one stops working at once. */
export function clientRotateSecret(host: Host): Command {
  const examples = ['kapu client rotate-secret library', 'kapu client rotate-secret library --json']
  return command('rotate-secret', 'Replace the secret of a client; the old one stops working at once', examples)
    .argument('<client-id>', 'the id of the client')
    .action((clientId: string, options: { json?: boolean }) =>
      host.run(options, async ({ db, audit, clock, sealing, administrator }) => {
        if (isOwnClient(clientId)) return ownClient(clientId)
        if ((await findClient(db, clientId)) === null) return noSuchClient(clientId)
        const secret = randomId()
        const secretSealed = await sealing.seal(secretContext(clientId), secret)
        const at = clock.now()
        const replaced = await inTransaction(db, async (transaction) => {
          if (!(await replaceClientSecret(transaction, { clientId, secretSealed, at }))) return false
          const actor = { type: 'administrator', id: administrator } as const
          await audit.record(transaction, { event: 'client.secret_rotated', at, actor, clientId, outcome: 'success' })
          return true
        })
        if (!replaced) return refused('conflict', `${clientId} has no secret: it authenticates by another method`)
        return done({ client_id: clientId, client_secret: secret }, `${clientId} has a new secret.${shownOnce(secret)}`)
      }),
    )
}
