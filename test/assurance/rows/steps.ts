import type { FactorId } from '../../../src/assurance/event.ts'
import type { Step } from '../../../src/assurance/step.ts'
import { NOW } from '../builders.ts'

export const openings: Step = { kind: 'identify', factors: ['password', 'passkey', 'dap'] }
export const ask = (...factors: FactorId[]): Step => ({ kind: 'authenticate', factors })
export const enrol = (...factors: FactorId[]): Step => ({ kind: 'enrol', factors, optional: false })
export const offer = (...factors: FactorId[]): Step => ({ kind: 'enrol', factors, optional: true })
export const change = (stayPossible: boolean): Step => ({ kind: 'switch_account', stayPossible })
export const confirm: Step = { kind: 'confirm_account' }
export const consent: Step = { kind: 'consent' }
export const denied = (reason: string): Step => ({ kind: 'refuse', error: 'access_denied', reason })
export const unmet = (reason = 'level_out_of_reach'): Step => ({
  kind: 'refuse',
  error: 'unmet_authentication_requirements',
  reason,
})
export const anotherAccount: Step = { kind: 'refuse', error: 'login_required', reason: 'another_account' }
export const finish = (
  acr = 'substantial',
  factors: FactorId[] = ['password', 'totp'],
  ago = 0,
  accountId = 'a',
): Step => ({
  kind: 'finish',
  accountId,
  acr,
  factors,
  authTime: NOW - ago,
})
