import type { Command } from 'commander'
import type { Db } from '../../database/connect.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { findAccount, noSuchAccount } from '../accounts/find.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'

/** An account's living sessions; handed over by `command-line.ts`, as only `provider` knows them. */
export type SessionsOf = (
  db: Db,
  accountId: string,
  now: EpochSeconds,
) => Promise<
  readonly {
    readonly uid: string
    readonly startedAt: EpochSeconds
    readonly usedAt: EpochSeconds
    readonly expiresAt: EpochSeconds
    readonly shared: boolean
    readonly factors: readonly string[]
    readonly services: readonly string[]
  }[]
>

/** `kapu session list`: in how many browsers somebody is signed in, since when, and to which services. */
export function sessionList(host: Host, sessionsOf: SessionsOf): Command {
  const examples = ['kapu session list demoapp', 'kapu session list 2f1c6d0e-6a52-4f0c-9a6b-3f3f2d1f7a10 --json']
  return command('list', 'List the sessions in which an account is signed in, oldest first', examples)
    .argument('<account>', 'the user name or the id of the account')
    .action((name: string, options: { json?: boolean }) =>
      host.run(options, async ({ db, clock }) => {
        const account = await findAccount(db, name)
        if (account === null) return noSuchAccount(name)
        const sessions = await sessionsOf(db, account.id, clock.now())
        const data = sessions.map((session) => ({
          uid: session.uid,
          started_at: session.startedAt,
          used_at: session.usedAt,
          expires_at: session.expiresAt,
          shared: session.shared,
          factors: session.factors,
          services: session.services,
        }))
        const rows = sessions.map(({ uid, startedAt, usedAt, expiresAt, shared, factors, services }) => [
          ...[uid, moment(startedAt), moment(usedAt), moment(expiresAt), shared ? 'shared' : '-'],
          ...[factors.join(' '), services.length === 0 ? '-' : services.join(' ')],
        ])
        return done(data, table(['uid', 'started', 'last used', 'ends', 'computer', 'factors', 'services'], rows))
      }),
    )
}
