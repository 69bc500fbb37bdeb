import { recordSignedIn } from '../accounts/known-devices/store.ts'
import { levelReached } from '../assurance/level-reached.ts'
import { inTransaction } from '../database/transaction.ts'
import { renewDevices } from '../http/device-cookie.ts'
import { rememberMethod } from '../http/method-cookie.ts'
import type { SignInDependencies } from './dependencies.ts'
import type { Visit } from './visit.ts'

/** The person is through: remembers the device they proved themselves on, and sends them back to their service. */
export async function finish(deps: SignInDependencies, visit: Visit, accountId: string): Promise<void> {
  await rememberDevice(deps, visit, accountId)
  rememberMethodUsed(deps, visit, accountId)
  await deps.requests.finish(visit.ctx, visit.request, accountId)
}

/**
 * From now on this browser has limits of its own with this account (domain RD7), unless others use it, too. The person
 * is told of a device that was not known, but for their very first sign-in, and also where it will not be remembered.
 */
async function rememberDevice(
  deps: SignInDependencies,
  { ctx, request, row: { progress, account } }: Visit,
  accountId: string,
): Promise<void> {
  // Single sign-on proves nothing of who sits there
  if (account?.id !== accountId || !progress.events.some((event) => event.accountId === accountId)) return
  const { knownDevice, hasSignedIn } = account
  const idHash = progress.shared || request.session?.shared === true ? null : deviceOf(deps, ctx, knownDevice)
  const now = deps.clock.now()
  const signedIn = { accountId, idHash, now, expiresAt: now + deps.deviceCookie.lifetimeSeconds }
  if (knownDevice === null && hasSignedIn) {
    await inTransaction(deps.db, async (transaction) => {
      await recordSignedIn(transaction, signedIn)
      await deps.notifyNewDevice(transaction, accountId, request.service.names)
    })
  } else if (idHash !== null || !hasSignedIn) await recordSignedIn(deps.db, signedIn)
}

function deviceOf({ deviceCookie }: SignInDependencies, ctx: Visit['ctx'], knownDevice: string | null): Buffer | null {
  const made = renewDevices(ctx, deviceCookie, knownDevice === null)
  return knownDevice === null ? made : Buffer.from(knownDevice, 'hex')
}

/** The method that let them in is shown first in this browser from now on, unless others use it, too. */
function rememberMethodUsed(deps: SignInDependencies, { ctx, request, row: { progress } }: Visit, accountId: string) {
  if (progress.shared || request.session?.shared === true) return
  const { policy, clock, methodCookie } = deps
  const used = progress.events.findLast(
    (event) => event.accountId === accountId && levelReached(event.factor, policy, clock.now()) !== null,
  )
  if (used !== undefined) rememberMethod(ctx, methodCookie, used.factor)
}
