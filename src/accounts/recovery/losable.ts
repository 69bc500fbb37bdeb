import type { FactorId } from '../../assurance/event.ts'

/** What a person carries about and can lose. A mailbox is no such thing, and a password has a way of its own. */
export const losableFactors = ['totp', 'passkey', 'dap'] as const

export type LosableFactor = (typeof losableFactors)[number]

export function isLosable(factor: FactorId): factor is LosableFactor {
  return losableFactors.some((one) => one === factor)
}
