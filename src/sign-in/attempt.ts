import type { AuthenticationEvent } from '../assurance/event.ts'
import type { Policy } from '../assurance/policy.ts'
import type { Step } from '../assurance/step.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { CeremonyContext, Verdict } from '../factors/factor.ts'
import type { Reservation } from '../throttle/throttle.ts'
import { clientAddress } from '../http/proxy.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { openCeremony, sealCeremony } from './ceremony-state.ts'
import type { SignInDependencies } from './dependencies.ts'
import type { Attempt, Outcome } from './submitted.ts'
import { recordFactor, recordThrottled } from './record.ts'
import { lockSignIn, NO_PROGRESS, saveProgress, type Progress, type SignInKey, type SignInRow } from './store.ts'
import { ceremonyPath, decideFor, type Visit } from './visit.ts'

/**
 * The three moves of every proof (design §4): reserve the attempt under the sign-in's lock; judge it with no
 * connection held; record it under the lock again, if it is still what is waited for.
 */
export async function attempt(deps: SignInDependencies, visit: Visit, tried: Attempt): Promise<Outcome> {
  const reserved = await inTurn(deps, (transaction) => reserve(deps, visit, tried, transaction))
  if (reserved.kind !== 'reserved') return reserved
  const verdict = await judge(deps, visit, tried, reserved)
  return inTurn(deps, (transaction) => settle(deps, visit, tried, { ...reserved, verdict }, transaction))
}

/** Ahead of new submissions: what was begun is finished first, so that the hash has its work and the line moves. */
function inTurn<T>({ turns, db }: SignInDependencies, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return turns.run(() => inTransaction(db, work), { ahead: true })
}

interface Reserved {
  readonly kind: 'reserved'
  readonly reservation: Reservation
  readonly ceremony: string | null
}

async function reserve(
  deps: SignInDependencies,
  visit: Visit,
  tried: Attempt,
  transaction: Transaction,
): Promise<Reserved | Outcome> {
  const row = await lockSignIn(transaction, visit.key)
  if (!tried.isExpected(row)) return { kind: 'home' }
  const reservation = await deps.throttle.reserve(transaction, {
    kind: tried.factor === 'password' ? 'password' : 'code',
    account: tried.countedOn,
    address: clientAddress(visit.ctx),
    signInId: visit.request.cid,
    device: tried.knownDevice,
  })
  if (reservation.allowed) {
    return { kind: 'reserved', reservation: reservation.reservation, ceremony: row.progress.ceremony }
  }
  await recordThrottled(deps, visit, tried, reservation.scope, transaction)
  // Whoever made the last attempt may not have come back from it; no other is under way any more
  const isStuck = reservation.scope === 'account_closed' && reservation.until <= deps.clock.now()
  if (isStuck && tried.accountId !== null && tried.passwordOpen === true)
    await closePassword(deps, visit, tried.accountId, transaction)
  return { kind: 'throttled', refusal: reservation }
}

async function judge(deps: SignInDependencies, visit: Visit, tried: Attempt, reserved: Reserved): Promise<Verdict> {
  const state = await openCeremony(deps.sealing, visit.request.cid, tried, reserved.ceremony)
  try {
    const knownDevice = reserved.reservation.onKnownDevice
    return await tried.ceremony.finish({ ...ceremonyContext(deps, visit, tried), knownDevice }, state, tried.reply)
  } catch (error) {
    // Nobody looked at what was typed (no room for the hash, say): that is not the person's failure
    await inTurn(deps, (transaction) => deps.throttle.settle(transaction, reserved.reservation, 'unjudged'))
    throw error
  }
}

export function ceremonyContext(
  deps: SignInDependencies,
  { request, language }: Visit,
  about: Pick<Attempt, 'factor' | 'purpose' | 'accountId' | 'username'>,
): CeremonyContext {
  const { names } = request.service
  return {
    signInId: request.cid,
    accountId: about.accountId,
    username: about.username,
    serviceName: names[language],
    serviceNames: names,
    returnUrl: new URL(`${ceremonyPath(request, about)}/return`, deps.issuer).href,
    language,
    now: deps.clock.now(),
  }
}

async function settle(
  deps: SignInDependencies,
  visit: Visit,
  tried: Attempt,
  { reservation, verdict }: { reservation: Reservation; verdict: Verdict },
  transaction: Transaction,
): Promise<Outcome> {
  const { progress, ...rest } = await lockSignIn(transaction, keyFor(visit.key, tried))
  const stillExpected = tried.isExpected({ progress, ...rest })
  if (!stillExpected) {
    await deps.throttle.settle(transaction, reservation, 'unjudged')
    return { kind: 'home' }
  }
  if ('advance' in verdict) {
    await deps.throttle.settle(transaction, reservation, 'unjudged')
    const ceremony = await sealCeremony(deps.sealing, visit.request.cid, tried, verdict.advance)
    await saveProgress(transaction, visit.request.cid, { ...progress, ceremony })
    return { kind: 'next_page' }
  }
  const taken = verdict.verified && (verdict.settle === null || (await verdict.settle(transaction)))
  if (!verdict.verified || !taken) {
    if ('unjudged' in verdict) await deps.throttle.settle(transaction, reservation, 'unjudged')
    else {
      await recordFactor(deps, visit, tried, 'failure', transaction)
      if (reservation.isLast && tried.accountId !== null) await closePassword(deps, visit, tried.accountId, transaction)
    }
    const spent = verdict.verified ? false : verdict.stateSpent && !tried.ceremony.sends
    if (spent) await saveProgress(transaction, visit.request.cid, { ...progress, ceremony: null })
    const text = verdict.verified ? alreadyUsed(tried) : verdict.text
    return { kind: 'again', text, field: verdict.verified ? 'code' : verdict.field }
  }
  await deps.throttle.settle(transaction, reservation, 'success')
  await saveProgress(transaction, visit.request.cid, proved(deps, tried, progress, verdict.accountId))
  const before = rest.account?.held ?? []
  const replaced = before.includes(tried.factor)
  await recordFactor(deps, visit, { ...tried, accountId: verdict.accountId, replaced }, 'success', transaction)
  await deps.factorUsed(transaction, verdict.accountId, tried.factor)
  if (tried.purpose === 'enrol') {
    const serviceName = visit.request.service.names[visit.language]
    await deps.notifyEnrolled(transaction, verdict.accountId, { factor: tried.factor, before }, serviceName)
  }
  return { kind: 'home' }
}

/** RD7, #32: with that many failures in a row the password is closed for unknown devices. Done twice, it is done once. */
async function closePassword(
  deps: SignInDependencies,
  { ctx, request }: Visit,
  accountId: string,
  transaction: Transaction,
): Promise<void> {
  const at = { address: clientAddress(ctx), clientId: request.service.clientId, signInId: request.cid }
  await deps.closePassword(transaction, accountId, at)
}

/** The account that is about to be named counts for the decision, before progress names it. */
function keyFor(key: SignInKey, { accountId }: Attempt): SignInKey {
  return accountId === null ? key : { ...key, sessionAccountId: key.sessionAccountId ?? accountId }
}

function proved(deps: SignInDependencies, tried: Attempt, progress: Progress, accountId: string): Progress {
  const event: AuthenticationEvent = {
    factor: tried.factor,
    accountId,
    at: deps.clock.now(),
    enrolled: tried.purpose === 'enrol',
  }
  // Nothing of another person lies beside this one's: no proof, no answer, no ceremony
  const isAnother = progress.accountId !== null && progress.accountId !== accountId
  const own = isAnother ? { ...NO_PROGRESS, rounds: progress.rounds } : progress
  const events = own.events.filter((earlier) => earlier.accountId === accountId && earlier.factor !== tried.factor)
  return { ...own, accountId, events: [...events, event], ceremony: null, shared: tried.shared ?? own.shared }
}

function alreadyUsed({ factor }: Attempt): ErrorCode {
  return factor === 'password' ? 'E-LOGIN-01' : 'E-CODE-04'
}

/** Whether the decision for this row asks for this factor in this way. */
export function expects(
  deps: SignInDependencies,
  visit: Visit,
  { factor, purpose }: Pick<Attempt, 'factor' | 'purpose'>,
) {
  return (row: SignInRow): boolean => {
    return asksFor(decideFor(deps, visit.request, row).step, { factor, purpose }, deps.policy)
  }
}

/** Whether this step asks for this factor in this way; of the first page, by a method that tells by itself who it is. */
export function asksFor(
  step: Step,
  { factor, purpose }: Pick<Attempt, 'factor' | 'purpose'>,
  { selfIdentifying }: Pick<Policy, 'selfIdentifying'>,
): boolean {
  if (step.kind !== 'identify') return step.kind === purpose && step.factors.includes(factor)
  return purpose === 'authenticate' && selfIdentifying.includes(factor) && step.factors.includes(factor)
}
