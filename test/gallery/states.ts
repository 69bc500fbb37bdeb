/**
 * Every page in every state it is designed for. `npm run pages` draws them, the tests hold each to the page contract.
 * All people, services and numbers are made up.
 */
import type { Language } from '../../views/frame.ts'
import { dapStates } from './dap-states.ts'
import { deskStates } from './desk-states.ts'
import { eidStates } from './eid-states.ts'
import { formStates } from './form-states.ts'
import { helpStates } from './help-states.ts'
import { methodStates } from './method-states.ts'
import { myAccountStates } from './my-account-states.ts'
import { outcomeStates } from './outcome-states.ts'
import { passkeyStates } from './passkey-states.ts'
import { passwordStates } from './password-states.ts'
import { recoveryStates } from './recovery-states.ts'
import { registrationStates } from './registration-states.ts'
import type { State } from './state.ts'
import { lostAppStates, waysStates } from './ways-states.ts'

export const languages: readonly Language[] = ['hu', 'en']

export const states: readonly State[] = [
  ...formStates,
  ...methodStates,
  ...deskStates,
  ...outcomeStates,
  ...helpStates,
  ...registrationStates,
  ...dapStates,
  ...passkeyStates,
  ...eidStates,
  ...passwordStates,
  ...lostAppStates,
  ...waysStates,
  ...recoveryStates,
  ...myAccountStates,
]
