/** The states of the pages of passkeys. */
import { passkeyEnrolPage, passkeyPage } from '../../views/factors/passkey.ts'
import { aFaultyStep, anInstant, aStep } from './frames.ts'
import type { State } from './state.ts'

const props = { options: '{"challenge":"AAAA"}' }
const page = (name: string, step: string, render: State['render'], faulty = false): State => {
  return { name, step, render, faulty, interaction: true }
}

export const passkeyStates: readonly State[] = [
  page('passkey', 'authenticate/passkey', (l) => passkeyPage(aStep(l, { otherPossible: true }), props)),
  page('passkey-wrong', 'authenticate/passkey', (l) => passkeyPage(aFaultyStep(l, 'E-PASSKEY-01'), props), true),
  page(
    'passkey-throttled',
    'authenticate/passkey',
    (l) => passkeyPage(aFaultyStep(l, 'E-WAIT-01', { until: anInstant }), props),
    true,
  ),
  page('passkey-enrol', 'enrol/passkey', (l) => passkeyEnrolPage(aStep(l), props)),
  page(
    'passkey-enrol-wrong',
    'enrol/passkey',
    (l) => passkeyEnrolPage(aFaultyStep(l, 'E-PASSKEY-01', {}, { values: { passkey_name: 'Telefonom' } }), props),
    true,
  ),
]
