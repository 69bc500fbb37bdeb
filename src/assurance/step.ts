import type { EpochSeconds, FactorId } from './event.ts'

/**
 * The one thing to do next. `factors` are alternatives, best first; those of `finish` are what counted, and
 * `authTime` is the oldest event among them.
 */
export type Step =
  | { readonly kind: 'identify'; readonly factors: readonly FactorId[] }
  | { readonly kind: 'authenticate'; readonly factors: readonly FactorId[] }
  | { readonly kind: 'enrol'; readonly factors: readonly FactorId[]; readonly optional: boolean }
  | { readonly kind: 'confirm_account' }
  | { readonly kind: 'switch_account'; readonly stayPossible: boolean }
  | { readonly kind: 'consent' }
  | {
      readonly kind: 'finish'
      readonly accountId: string
      readonly acr: string
      readonly factors: readonly FactorId[]
      readonly authTime: EpochSeconds
    }
  | {
      readonly kind: 'refuse'
      readonly error: 'login_required' | 'access_denied' | 'unmet_authentication_requirements'
      readonly reason: string
    }
