/**
 * The DÁP wallet: a phone's app with a key that its PIN opens, and an electronic identity card in it. Tells by itself
 * who it is. Owns how a request is shown and taken; speaking with wallets, their keys and whose they are is `wallets/`.
 */
import type { Factor } from '../factor.ts'
import { createDapCeremony, type DapDeps } from './ceremony.ts'

/** Null where this installation speaks with no wallets. */
export function createDapFactor({ dap }: DapDeps): Factor | null {
  if (dap === null) return null
  return {
    id: 'dap',
    // RFC 8176: the app's own key, opened by a PIN, two factors in one. A simulator's says that it is one.
    amr: dap.simulated ? ['swk', 'pin', 'mfa', 'sim'] : ['hwk', 'pin', 'mfa'],
    authenticators: (accountId, within) => dap.wallets.devices(accountId, within),
    authentication: createDapCeremony(dap, 'authenticate'),
    enrolment: createDapCeremony(dap, 'enrol'),
    // Who asks for the highest level without an app is told so, and not sent to look for a phone
    enrolledOnRequest: true,
    health: async (now) => (dap.wallets.isWorking(now) ? 'ok' : 'failing'),
    remove: (transaction, accountId, id) => dap.wallets.removeDevice(transaction, accountId, id),
  }
}
