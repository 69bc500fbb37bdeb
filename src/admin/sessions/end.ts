import { Argument, type Command } from 'commander'
import type { Actor } from '../../audit/event.ts'
import type { Audit } from '../../audit/record.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { Clock } from '../../system/clock.ts'
import { findAccount, noSuchAccount } from '../accounts/find.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'

interface Ending {
  readonly reason: 'ended_by_administrator'
  readonly by: Actor
  readonly note: string
}

type Dependencies = { readonly clock: Clock; readonly audit: Audit }

/** What the command is handed by `command-line.ts`: only `provider` knows how a session ends. */
export interface EndSessions {
  /** One session; null where none has this uid, false where it has ended. */
  one(transaction: Transaction, uid: string, ending: Ending, deps: Dependencies): Promise<boolean | null>
  /** All sessions of an account, by their uids. */
  of(transaction: Transaction, accountId: string, ending: Ending, deps: Dependencies): Promise<readonly string[]>
  /** What outlives them: how many grants were revoked. */
  revokeGrants(transaction: Transaction, accountId: string, ending: Ending, deps: Dependencies): Promise<number>
}

interface Options {
  readonly json?: boolean
  readonly account?: string
  readonly allOf?: string
  readonly reason: string
}

/** Long enough for a file number and a sentence. */
const REASON_MAX = 200

/** `kapu session end`: signs somebody out, in one browser or in all, with logout tokens and audit rows. */
export function sessionEnd(host: Host, sessions: EndSessions): Command {
  const examples = [
    'kapu session end 3hV0vQJ1m8wF4nVb --reason "found open at the library, case 41/2026"',
    'kapu session end --account demoapp --reason "asked for by telephone"',
    'kapu session end --all-of demoapp --reason "stolen computer"',
  ]
  return command('end', 'End a session, or all of an account; its services are told', examples)
    .addArgument(new Argument('[uid]', 'the uid of one session, as kapu session list shows it'))
    .option('--account <account>', 'every session of this account (user name or id)')
    .option('--all-of <account>', 'the same, and what services may still do without the person')
    .requiredOption('--reason <text>', 'why, for the audit')
    .action((uid: string | undefined, options: Options) =>
      host.run(options, async (context) => {
        const { account, allOf, reason } = options
        if ([uid, account, allOf].filter((one) => one !== undefined).length !== 1)
          return refused('usage', 'give one uid, or --account, or --all-of (add --help for help)')
        const note = reason.trim()
        if (note === '' || note.length > REASON_MAX)
          return refused('usage', `--reason takes 1 to ${REASON_MAX} characters (add --help for help)`)
        const by = { type: 'administrator', id: context.administrator } as const
        const ending = { reason: 'ended_by_administrator', by, note } as const
        if (uid !== undefined) return endOne(uid, ending, context, sessions)
        return endAll(account ?? allOf ?? '', { ending, grants: allOf !== undefined }, context, sessions)
      }),
    )
}

async function endOne(uid: string, ending: Ending, context: AdminContext, sessions: EndSessions): Promise<Outcome> {
  const ended = await inTransaction(context.db, (transaction) => sessions.one(transaction, uid, ending, context))
  if (ended === null) return refused('notFound', `no session has the uid ${uid}; kapu session list shows them`)
  if (!ended) return refused('conflict', `the session ${uid} has ended already`)
  return done({ ended: [uid] }, `The session ${uid} is ended.`)
}

async function endAll(
  name: string,
  { ending, grants }: { ending: Ending; grants: boolean },
  context: AdminContext,
  sessions: EndSessions,
): Promise<Outcome> {
  const account = await findAccount(context.db, name)
  if (account === null) return noSuchAccount(name)
  const { ended, revoked } = await inTransaction(context.db, async (transaction) => ({
    ended: await sessions.of(transaction, account.id, ending, context),
    revoked: grants ? await sessions.revokeGrants(transaction, account.id, ending, context) : 0,
  }))
  const text = `Sessions ended: ${ended.length}.${grants ? ` Grants revoked: ${revoked}.` : ''}`
  return done({ account_id: account.id, ended, ...(grants ? { grants_revoked: revoked } : {}) }, text)
}
