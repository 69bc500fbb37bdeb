/** The states of the pages of the code card. */
import { codeCardEnrolPage, codeCardPage } from '../../views/factors/code-card.ts'
import { aFaultyStep, anInstant, aStep } from './frames.ts'
import type { State } from './state.ts'

const codes = Array.from({ length: 10 }, (_, at) => String(at).repeat(6))
const page = (name: string, step: string, render: State['render'], faulty = false): State => {
  return { name, step, render, faulty, interaction: true }
}
const wrong = { field: 'code' }

export const codeCardStates: readonly State[] = [
  page('code-card', 'authenticate/code-card', (l) => codeCardPage(aStep(l, { otherPossible: true }), { number: 3 })),
  page(
    'code-card-wrong',
    'authenticate/code-card',
    (l) => codeCardPage(aFaultyStep(l, 'E-CODE-01', wrong), { number: 3 }),
    true,
  ),
  page(
    'code-card-throttled',
    'authenticate/code-card',
    (l) => codeCardPage(aFaultyStep(l, 'E-WAIT-01', { until: anInstant }), { number: 3 }),
    true,
  ),
  page('code-card-enrol', 'enrol/code-card', (l) => codeCardEnrolPage(aStep(l), { codes })),
  page(
    'code-card-enrol-wrong',
    'enrol/code-card',
    (l) => codeCardEnrolPage(aFaultyStep(l, 'E-CODE-01', wrong), { codes }),
    true,
  ),
]
