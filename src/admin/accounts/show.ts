import type { Command } from 'commander'
import { stateAt } from '../../accounts/life/life-account.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome } from '../outcome.ts'
import { fields, moment } from '../table.ts'
import { findAccount, noSuchAccount } from './find.ts'
import { accountDetails } from './store.ts'

/** `kapu account show`: how an account stands and what becomes of it when; nothing about the person. */
export function accountShow(host: Host): Command {
  return command('show', 'Show how an account stands, without personal data', ['kapu account show demoapp'])
    .argument('<account>', 'user name or id')
    .action((name: string, options: { json?: boolean }) => host.run(options, (context) => show(name, context)))
}

async function show(name: string, { db, clock }: AdminContext): Promise<Outcome> {
  const now = clock.now()
  const found = await findAccount(db, name)
  const details = found === null ? null : await accountDetails(db, found.id, now)
  if (details === null) return noSuchAccount(name)
  const state = stateAt(details.life, now)
  const at = (seconds: number | null) => (seconds === null ? '-' : moment(seconds))
  const codes = details.codes.map(({ purpose, expiresAt }) => `${purpose} until ${moment(expiresAt)}`).join(', ')
  return done(
    {
      account_id: details.id,
      username: details.username,
      state,
      verified: details.verified,
      opened_at: details.openedAt,
      temporary_until: details.temporaryUntil,
      window_ends_at: details.windowEndsAt,
      password_expires_at: details.passwordExpiresAt,
      password_closed: details.passwordClosed,
      mail_reset_at: details.mailResetAt,
      next_due_at: details.nextDueAt,
      factors: details.held,
      codes: details.codes.map(({ purpose, expiresAt }) => ({ purpose, expires_at: expiresAt })),
      sessions: details.sessions,
    },
    fields([
      ['id', details.id],
      ['user name', details.username],
      ['state', `${state}${details.verified ? '' : ' (not verified)'}`],
      ['opened', moment(details.openedAt)],
      ['temporary until', at(details.temporaryUntil)],
      ['activation possible until', at(details.windowEndsAt)],
      ['password', details.passwordClosed ? 'closed for unknown devices' : `until ${at(details.passwordExpiresAt)}`],
      ['last reset by mail', at(details.mailResetAt)],
      ['next deadline', at(details.nextDueAt)],
      ['factors', details.held.join(', ') || '-'],
      ['codes out', codes || '-'],
      ['sessions', String(details.sessions)],
    ]),
  )
}
