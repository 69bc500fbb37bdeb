/** The list of factors. One line adds or removes one; nothing else in `src` names a factor's folder. */
import type { EmailCodeDeps } from './email-code/ceremony.ts'
import { createEmailCodeFactor } from './email-code/email-code.ts'
import { createIdentificationMailFactor } from './email-code/identification-mail.ts'
import type { Factor } from './factor.ts'
import { createPasswordFactor, type PasswordDeps } from './password/password.ts'
import type { EnrolmentDeps } from './totp/enrolment.ts'
import { createTotpFactor } from './totp/totp.ts'

/** What the factors are handed, all together. */
export type FactorDeps = PasswordDeps & EnrolmentDeps & EmailCodeDeps

export function createFactors(deps: FactorDeps): readonly Factor[] {
  return [
    createPasswordFactor(deps),
    createTotpFactor(deps),
    createEmailCodeFactor(deps),
    createIdentificationMailFactor(deps),
  ]
}
