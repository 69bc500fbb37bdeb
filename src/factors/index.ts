/** The list of factors. One line adds or removes one; nothing else in `src` names a factor's folder. */
import type { DapDeps } from './dap/ceremony.ts'
import { createDapFactor } from './dap/dap.ts'
import type { EidDeps } from './eid/authentication.ts'
import { createEidFactor, holdCard } from './eid/eid.ts'
import { issueChip } from './eid/simulated-card.ts'
import type { EmailCodeDeps } from './email-code/ceremony.ts'
import { createEmailCodeFactor, holdEmailCode } from './email-code/email-code.ts'
import { createIdentificationMailFactor } from './email-code/identification-mail.ts'
import type { Factor } from './factor.ts'
import { closePassword, createPasswordFactor, setPassword, type PasswordDeps } from './password/password.ts'
import { createPasskeyFactor } from './passkey/passkey.ts'
import type { PasskeyDeps } from './passkey/relying-party.ts'
import type { EnrolmentDeps } from './totp/enrolment.ts'
import { createTotpFactor, holdApp } from './totp/totp.ts'

/** What the factors are handed, all together. */
export type FactorDeps = PasswordDeps &
  EnrolmentDeps &
  EmailCodeDeps &
  PasskeyDeps &
  DapDeps &
  EidDeps & {
    /** Whether factors that only pretend exist at all: not in production, whatever the policy says. */
    readonly simulators: boolean
  }

/** Every factor there is, in no particular order: the policy says which are asked, and when. */
export function createFactors(deps: FactorDeps): readonly Factor[] {
  return [
    createPasswordFactor(deps),
    createTotpFactor(deps),
    createEmailCodeFactor(deps),
    createIdentificationMailFactor(deps),
    createPasskeyFactor(deps),
    createDapFactor(deps),
    deps.simulators ? createEidFactor(deps) : null,
  ].filter((factor) => factor !== null)
}

/** Gives an account what it holds without a ceremony: demonstration data. */
export const seedFactors = { setPassword, holdApp, holdEmailCode, issueChip }

/** The card that an account is registered with. */
export const registrationCard = { holdCard }

/** The password as the account's life changes it. */
export const accountPassword = { setPassword, closePassword }
