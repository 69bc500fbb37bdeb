/**
 * #37: an account is suspended, and a suspension lifted, by two administrators: one asks with a reason, another
 * approves. Until then nothing changes. Deadlines keep running under a suspension.
 */
import type { Command } from 'commander'
import type { AccountLife } from '../../accounts/life/account-life.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomUuid } from '../../system/random.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { moment, table } from '../table.ts'
import { findAccount, noSuchAccount } from './find.ts'
import { insertRequest, openRequests, type SuspensionRequest, takeRequest } from './store.ts'

/** Hands over the life of accounts, which only the whole application can build. */
export type LifeOf = (db: Db) => Promise<Pick<AccountLife, 'apply'>>

type Kind = SuspensionRequest['kind']

const REASON_MAX = 200

/** A request that nobody approves within a day is void (seconds). */
const REQUEST_LIVES = 24 * 60 * 60

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export function accountSuspend(host: Host): Command {
  const examples = ['kapu account suspend demoapp --reason "reported stolen, case 41/2026"']
  return asking(host, 'suspend', 'Ask that an account be suspended; another administrator approves', examples)
}

export function accountLift(host: Host): Command {
  const examples = ['kapu account lift demoapp --reason "owner identified, case 41/2026"']
  return asking(host, 'lift', 'Ask that a suspension be lifted; another administrator approves', examples)
}

/** `kapu account requests`: what waits for a second administrator. */
export function accountRequests(host: Host): Command {
  const examples = ['kapu account requests', 'kapu account requests --json']
  return command('requests', 'List what waits for a second administrator', examples).action(
    (options: { json?: boolean }) => host.run(options, list),
  )
}

/** `kapu account approve`: does what another administrator asked for. */
export function accountApprove(host: Host, lifeOf: LifeOf): Command {
  const examples = ['kapu account approve 2f1c6d0e-6a52-4f0c-9a6b-3f3f2d1f7a10']
  return command('approve', 'Approve what another administrator asked for', examples)
    .argument('<id>', 'as kapu account requests shows it')
    .action((id: string, options: { json?: boolean }) => host.run(options, (context) => approve(id, context, lifeOf)))
}

function asking(host: Host, kind: Kind, description: string, examples: readonly string[]): Command {
  return command(kind, description, examples)
    .argument('<account>', 'user name or id')
    .requiredOption('--reason <text>', 'why, for the audit and for who approves')
    .action((name: string, options: { json?: boolean; reason: string }) =>
      host.run(options, (context) => ask(kind, name, options.reason.trim(), context)),
    )
}

async function ask(kind: Kind, name: string, reason: string, context: AdminContext): Promise<Outcome> {
  const { db, sealing, audit, clock, administrator } = context
  if (reason === '' || reason.length > REASON_MAX)
    return refused('usage', `--reason takes 1 to ${REASON_MAX} characters (add --help for help)`)
  const account = await findAccount(db, name)
  if (account === null) return noSuchAccount(name)
  const id = randomUuid()
  const now = clock.now()
  const reasonSealed = await sealing.seal(contextOf(id), reason)
  await inTransaction(db, async (transaction) => {
    const asked = { requestedBy: administrator, requestedAt: now, expiresAt: now + REQUEST_LIVES }
    await insertRequest(transaction, { id, accountId: account.id, kind, reasonSealed, ...asked })
    await audit.record(transaction, {
      event: 'account.suspension_requested',
      at: now,
      outcome: 'success',
      actor: { type: 'administrator', id: administrator },
      subjectAccountId: account.id,
      reason: kind,
      detail: { reason },
    })
  })
  const text = `Nothing has changed yet. Another administrator approves by: kapu account approve ${id}`
  return done({ request: id, account_id: account.id, kind, expires_at: now + REQUEST_LIVES }, text)
}

async function list({ db, sealing, clock }: AdminContext): Promise<Outcome> {
  const requests = await Promise.all(
    (await openRequests(db, clock.now())).map(async (request) => ({
      ...request,
      reason: await sealing.open(contextOf(request.id), request.reasonSealed),
    })),
  )
  const data = requests.map((one) => ({
    id: one.id,
    account_id: one.accountId,
    username: one.username,
    kind: one.kind,
    reason: one.reason,
    requested_by: one.requestedBy,
    requested_at: one.requestedAt,
    expires_at: one.expiresAt,
  }))
  const rows = requests.map(({ id, username, kind, requestedBy, requestedAt, expiresAt, reason }) => [
    ...[id, username, kind, requestedBy, moment(requestedAt), moment(expiresAt), reason],
  ])
  return done(data, table(['id', 'account', 'kind', 'by', 'asked', 'void after', 'reason'], rows))
}

async function approve(id: string, context: AdminContext, lifeOf: LifeOf): Promise<Outcome> {
  const { db, sealing, clock, administrator } = context
  const open = UUID.test(id) ? (await openRequests(db, clock.now())).find((one) => one.id === id) : undefined
  if (open === undefined) return refused('notFound', `nothing waits under ${id}; kapu account requests shows all`)
  if (open.requestedBy === administrator)
    return refused('conflict', 'whoever asked cannot approve: another administrator must')
  const life = await lifeOf(db)
  const reason = await sealing.open(contextOf(id), open.reasonSealed)
  const applied = await inTransaction(db, async (transaction) => {
    const taken = await takeRequest(transaction, { id, administrator, now: clock.now() })
    if (taken === null) return null
    const by = { actor: { type: 'administrator', id: `${taken.requestedBy} and ${administrator}` }, reason } as const
    return await life.apply(transaction, taken.accountId, { type: taken.kind }, by)
  })
  if (applied === null) return refused('conflict', `${id} was decided meanwhile`)
  if (!applied.ok) return refused('conflict', `the account does not allow this where it stands (${applied.refusal})`)
  return done({ request: id, account_id: open.accountId, state: applied.state }, `${open.username}: ${applied.state}.`)
}

function contextOf(id: string): string {
  return `suspension-reason:${id}`
}
