import { expect, test } from 'vitest'
import type { Ceremony, SettableFactor } from '../../src/factors/factor.ts'
import { factorFacts } from '../../src/sign-in/decide.ts'

const ceremony: Ceremony = {
  sends: false,
  keepsState: false,
  begin: async () => null,
  page: async () => () => '',
  finish: async () => ({ verified: false, text: 'E-CODE-01', field: null, stateSpent: false }),
}

function factor(id: SettableFactor['id'], more: Partial<SettableFactor>): SettableFactor {
  return { id, amr: [id], authenticators: async () => [], authentication: ceremony, enrolment: null, ...more }
}

test('a sign-in leads to what can be enrolled, but to no enrolment that is on request only', () => {
  const factors = [
    factor('passkey', {}),
    factor('totp', { enrolment: ceremony }),
    factor('dap', { enrolment: ceremony, enrolledOnRequest: true }),
  ]
  expect(factorFacts(factors)).toEqual({ enrollable: ['totp'], onRequest: ['dap'] })
})
