/** A new password with each of its faults, and what is said where a password lets nobody in. */
import { errorPage } from '../../views/pages/error.ts'
import { activatePage } from '../../views/pages/registration/activate.ts'
import { passwordErrors, waysOn } from '../../views/texts/password.ts'
import { aFaultyStep, aFrame, anInstant, aStep, mailbox } from './frames.ts'
import type { State } from './state.ts'

const FIELDS = {
  'E-NEWPW-01': 'new_password',
  'E-NEWPW-02': 'new_password',
  'E-NEWPW-03': 'new_password',
  'E-NEWPW-04': 'new_password',
  'E-NEWPW-05': 'new_password',
  'E-NEWPW-06': 'new_password',
  'E-NEWPW-07': 'new_password_again',
  'E-NEWPW-08': 'validity',
  'E-NEWPW-09': 'validity_days',
} as const satisfies Readonly<Record<keyof typeof passwordErrors, string>>

const codes: readonly (keyof typeof FIELDS)[] = [
  ...(['E-NEWPW-01', 'E-NEWPW-02', 'E-NEWPW-03', 'E-NEWPW-04', 'E-NEWPW-05'] as const),
  ...(['E-NEWPW-06', 'E-NEWPW-07', 'E-NEWPW-08', 'E-NEWPW-09'] as const),
]

const newPassword = codes.map((code): State => {
  const typed = code === 'E-NEWPW-09' ? { validity: 'days', validity_days: '731' } : {}
  const values = { username: 'kovacs85', ...typed }
  return {
    name: `new-password-${code.toLowerCase()}`,
    step: 'activate',
    faulty: true,
    interaction: true,
    render: (l) => activatePage(aFaultyStep(l, code, { field: FIELDS[code] }, { service: null, values })),
  }
})

const methods = [{ factor: 'dap', href: '/interaction/q3y7AZ/authenticate/dap' }]

const stopped = (['E-PW-EXP', 'E-PW-INA', 'E-PW-DIS', 'E-PW-HOLD', 'E-ACC-01', 'E-ACC-02'] as const).map(
  (code): State => ({
    name: `stopped-${code.toLowerCase()}`,
    step: 'error',
    faulty: true,
    interaction: false,
    render: (l) =>
      errorPage(aFrame(l), {
        code,
        status: 403,
        back: { name: mailbox[l].name, href: mailbox[l].origin },
        ways: waysOn(l, code, methods),
        until: anInstant,
      }),
  }),
)

export const passwordStates: readonly State[] = [
  {
    name: 'new-password-own-days',
    step: 'activate',
    faulty: false,
    interaction: true,
    render: (l) =>
      activatePage(
        aStep(l, { service: null, values: { username: 'kovacs85', validity: 'days', validity_days: '45' } }),
      ),
  },
  ...newPassword,
  ...stopped,
]
