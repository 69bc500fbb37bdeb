import type { FactorId } from '../assurance/event.ts'

/** What somebody says they have; also the names of the boxes to tick. */
export const POSSESSIONS = ['account', 'dap', 'device', 'app', 'mailbox', 'card'] as const

export type Possession = (typeof POSSESSIONS)[number]

/** A method that leads through this sign-in. */
export interface Candidate {
  readonly factor: FactorId
  /** It is asked only after the user name and the password. */
  readonly afterPassword: boolean
}

/** What each method takes, the easiest of the safest first. A method that is not here is not recommended to anybody. */
const NEEDS: readonly (readonly [FactorId, Possession])[] = [
  ['dap', 'dap'],
  ['passkey', 'device'],
  ['eid', 'card'],
  ['totp', 'app'],
  ['email-code', 'mailbox'],
  ['identification-mail', 'mailbox'],
  ['password', 'account'],
]

/** The best of the candidates for who has these things; those in trouble only where no other fits. Null: none fits. */
export function recommend(
  candidates: readonly Candidate[],
  has: ReadonlySet<Possession>,
  troubled: (factor: FactorId) => boolean,
): Candidate | null {
  const fitting = NEEDS.flatMap(([factor, need]) =>
    candidates.filter((one) => one.factor === factor && has.has(need) && (!one.afterPassword || has.has('account'))),
  )
  return fitting.find(({ factor }) => !troubled(factor)) ?? fitting[0] ?? null
}
