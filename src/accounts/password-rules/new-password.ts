import type { PasswordContext } from './context.ts'
import { judgePassword, type PasswordFault } from './judge.ts'

/** How long the person wants the password to work: at most two years (domain §2.6). */
export type PasswordValidity = { readonly years: 1 | 2 } | { readonly days: number }

/** What is wrong with one field of the form, as the pages' texts know it. */
export interface NewPasswordFault {
  readonly field: 'new_password' | 'new_password_again' | 'validity' | 'validity_days'
  readonly code:
    | 'E-NEWPW-01'
    | 'E-NEWPW-02'
    | 'E-NEWPW-03'
    | 'E-NEWPW-04'
    | 'E-NEWPW-05'
    | 'E-NEWPW-06'
    | 'E-NEWPW-07'
    | 'E-NEWPW-08'
    | 'E-NEWPW-09'
}

export type NewPassword =
  | { readonly ok: true; readonly password: string; readonly validity: PasswordValidity }
  | { readonly ok: false; readonly faults: readonly [NewPasswordFault, ...NewPasswordFault[]] }

const FAULTS: Readonly<Record<PasswordFault, NewPasswordFault['code']>> = {
  too_short: 'E-NEWPW-02',
  too_long: 'E-NEWPW-03',
  is_context: 'E-NEWPW-04',
  common: 'E-NEWPW-05',
  pattern: 'E-NEWPW-06',
}

/** The choices of the form by their value; `days` is the person's own number. */
const VALIDITIES: Readonly<Record<string, PasswordValidity>> = {
  '2y': { years: 2 },
  '1y': { years: 1 },
  '6m': { days: 182 },
  '90d': { days: 90 },
}

/** Two years. Where they hold a 29 February, they are a day longer than this. */
const MAX_DAYS = 730

/**
 * Reads the fields of `views/partials/new-password.ts`, and judges the password with what is known of the person.
 * Where the form does not ask for the validity it is two years. Nothing is trimmed from a password.
 */
export function readNewPassword(form: Readonly<Record<string, string>>, context: PasswordContext = {}): NewPassword {
  const password = form['new_password'] ?? ''
  const again = form['new_password_again'] ?? ''
  const code = password === '' ? 'E-NEWPW-01' : faultOf(password, context)
  const validity = readValidity(form)
  const [first, ...others]: NewPasswordFault[] = [
    ...(code === null ? [] : [{ field: 'new_password', code } as const]),
    // Compared as they are stored: the same password from another keyboard is the same
    ...(code === null && again.normalize('NFKC') !== password.normalize('NFKC')
      ? [{ field: 'new_password_again', code: 'E-NEWPW-07' } as const]
      : []),
    ...('code' in validity ? [validity] : []),
  ]
  if (first !== undefined || 'code' in validity) return { ok: false, faults: [first ?? chooseAgain, ...others] }
  return { ok: true, password, validity }
}

const chooseAgain: NewPasswordFault = { field: 'validity', code: 'E-NEWPW-08' }

function faultOf(password: string, context: PasswordContext): NewPasswordFault['code'] | null {
  const fault = judgePassword(password, context)
  return fault === null ? null : FAULTS[fault]
}

function readValidity(form: Readonly<Record<string, string>>): PasswordValidity | NewPasswordFault {
  const chosen = form['validity'] ?? '2y'
  if (chosen !== 'days') return Object.hasOwn(VALIDITIES, chosen) ? (VALIDITIES[chosen] ?? chooseAgain) : chooseAgain
  const typed = (form['validity_days'] ?? '').trim()
  const days = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  return days >= 1 && days <= MAX_DAYS ? { days } : { field: 'validity_days', code: 'E-NEWPW-09' }
}
