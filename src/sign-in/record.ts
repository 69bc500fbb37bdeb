import type { AuditEvent } from '../audit/record.ts'
import type { Transaction } from '../database/transaction.ts'
import { clientAddress } from '../http/proxy.ts'
import type { Attempt } from './submitted.ts'
import type { SignInDependencies } from './dependencies.ts'
import type { Visit } from './visit.ts'

type Common = Omit<AuditEvent, 'event' | 'actor' | 'outcome'>

function common(deps: SignInDependencies, { ctx, request }: Visit, accountId: string | null): Common {
  return {
    at: deps.clock.now(),
    ...(accountId === null ? {} : { subjectAccountId: accountId }),
    clientId: request.service.clientId,
    signInId: request.cid,
    address: clientAddress(ctx),
  }
}

/** A factor was proved, enrolled or failed: one row, in the transaction that says so. */
export async function recordFactor(
  deps: SignInDependencies,
  visit: Visit,
  {
    factor,
    purpose,
    accountId,
    replaced = false,
  }: Pick<Attempt, 'factor' | 'purpose' | 'accountId'> & {
    readonly replaced?: boolean
  },
  outcome: 'success' | 'failure',
  transaction: Transaction,
): Promise<void> {
  const event =
    outcome === 'failure'
      ? 'sign_in.factor_failed'
      : purpose === 'enrol'
        ? replaced
          ? 'factor.replaced'
          : 'factor.enrolled'
        : 'sign_in.factor_verified'
  await deps.audit.record(transaction, {
    ...common(deps, visit, accountId),
    event,
    outcome,
    actor: { type: 'person', id: outcome === 'success' ? accountId : null },
    reason: factor,
  })
}

/** Somebody was made to wait. */
export async function recordThrottled(
  deps: SignInDependencies,
  visit: Visit,
  { factor, accountId }: Pick<Attempt, 'factor' | 'accountId'>,
  scope: string,
  transaction: Transaction,
): Promise<void> {
  await deps.audit.record(transaction, {
    ...common(deps, visit, accountId),
    event: 'sign_in.throttled',
    outcome: 'failure',
    actor: { type: 'person', id: null },
    reason: `${factor} ${scope}`,
  })
}

/** The person saw, or agreed to, what the service gets: names of claims, never values. */
export async function recordConsent(
  deps: SignInDependencies,
  visit: Visit,
  { accountId, refused }: { accountId: string; refused: readonly string[] },
  transaction: Transaction,
): Promise<void> {
  await deps.audit.record(transaction, {
    ...common(deps, visit, accountId),
    event: 'consent.given',
    outcome: 'success',
    actor: { type: 'person', id: accountId },
    detail: { claims: visit.request.release.claims.join(' '), refused: refused.join(' ') },
  })
}
