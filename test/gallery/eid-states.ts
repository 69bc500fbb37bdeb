/** The states of the page of the simulated eID card. */
import { eidPage } from '../../views/factors/eid.ts'
import { aFaultyStep, anInstant, aStep } from './frames.ts'
import type { State } from './state.ts'

const page = (name: string, render: State['render'], faulty = false): State => {
  return { name, step: 'authenticate/eid', render, faulty, interaction: true }
}

export const eidStates: readonly State[] = [
  page('eid', (l) => eidPage(aStep(l, { otherPossible: true }))),
  page('eid-refused', (l) => eidPage(aFaultyStep(l, 'E-EID-01')), true),
  page('eid-no-number', (l) => eidPage(aFaultyStep(l, 'E-EID-02', { field: 'card_number' })), true),
  page('eid-no-pin', (l) => eidPage(aFaultyStep(l, 'E-EID-03', { field: 'pin' })), true),
  page('eid-throttled', (l) => eidPage(aFaultyStep(l, 'E-WAIT-01', { until: anInstant })), true),
]
