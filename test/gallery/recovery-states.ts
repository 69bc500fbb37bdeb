/** The states of the waiting period after which a lost way is removed, and of the second address that it needs. */
import type { FormError, Language, StepFrame } from '../../views/frame.ts'
import { myHomePage } from '../../views/pages/my-account/home.ts'
import { myAddressPage } from '../../views/pages/my-account/address.ts'
import { myNoticeAddressPage } from '../../views/pages/my-account/notice-address.ts'
import { lostAppPage } from '../../views/pages/registration/lost-app.ts'
import {
  recoverAskedPage,
  recoverCancelOutcomePage,
  recoverCancelPage,
  recoverCodePage,
  recoverPage,
} from '../../views/pages/registration/recover.ts'
import type { MyFrame } from '../../views/partials/my-page.ts'
import { formError } from '../../views/texts/errors.ts'
import { myFault } from '../../views/texts/my-account/faults.ts'
import { aFrame, anInstant, aStep } from './frames.ts'
import { aHome, aPerson } from './my-account-states.ts'
import type { State } from './state.ts'

const outside = { service: null, cancelPossible: false } as const
const DAY = 86_400
const offered = { waiting: DAY, noticeAge: 7 * DAY, mailHold: 3 * DAY } as const
const asked = { ...offered, ways: ['totp', 'passkey', 'dap'] } as const
const sent = { sessionNumber: '482', maskedAddress: 'k•••@p•••.hu' } as const
const address = 'anna.kovacs@posta.example'
const second = 'egy-nagyon-hosszu-masodik-cim.kovacsne.szegedi.anna@levelezes.pelda-szolgaltato.example'

function page(step: string, name: string, render: State['render'], kind: Partial<State> = {}): State {
  return { step, name, render, faulty: false, interaction: false, ...kind }
}

function form(step: string, name: string, draw: (frame: StepFrame) => string): State {
  return page(step, name, (l) => draw(aStep(l, outside)), { interaction: true })
}

function faulty(step: string, name: string, draw: (frame: StepFrame) => string, errors: Faults): State {
  const render = (l: Language) => {
    const [error = null, ...moreErrors] = errors(l)
    return draw(aStep(l, { ...outside, error, moreErrors, values: { username: 'kovacs85', lost: 'passkey' } }))
  }
  return page(step, name, render, { interaction: true, faulty: true })
}

type Faults = (language: Language) => readonly FormError[]

const start = (frame: StepFrame) => recoverPage(frame, asked)
const code = (frame: StepFrame) => recoverCodePage(frame, sent)

function refused(language: Language): MyFrame {
  return aPerson(language, {
    error: myFault(language, 'E-MY-11', 'email'),
    values: { email: address, email_again: address },
  })
}

export const recoveryStates: readonly State[] = [
  form('remove_app', 'lost-app-with-waiting', (frame) => lostAppPage(frame, offered)),
  form('recover', 'recover', start),
  faulty('recover', 'recover-wrong', start, (l) => [formError(l, 'E-LOGIN-01')]),
  faulty('recover', 'recover-empty', start, (l) => [
    formError(l, 'E-USERNAME-01', { field: 'username' }),
    formError(l, 'E-PASSWORD-01', { field: 'password' }),
    formError(l, 'E-RECOVER-01', { field: 'lost' }),
  ]),
  faulty('recover', 'recover-wait', start, (l) => [formError(l, 'E-WAIT-02', { until: anInstant })]),
  form('recover/code', 'recover-code', code),
  faulty('recover/code', 'recover-code-wrong', code, (l) => [formError(l, 'E-CODE-01', { field: 'code' })]),
  faulty('recover/code', 'recover-code-spent', code, (l) => [formError(l, 'E-RECOVER-02', { field: 'code' })]),
  page('recover/asked', 'recover-asked', (l) => recoverAskedPage(aFrame(l, { service: null }), offered)),
  form('recover/cancel', 'recover-cancel', recoverCancelPage),
  page('recover/cancelled', 'recover-cancelled', (l) => recoverCancelOutcomePage(aFrame(l, { service: null }), true)),
  page('recover/dead', 'recover-dead', (l) => recoverCancelOutcomePage(aFrame(l, { service: null }), false), {
    faulty: true,
  }),
  page(
    'my_data/home',
    'my-home-recovery',
    (l) => myHomePage(aPerson(l), { ...aHome, lastSignIn: null, recovery: { way: 'totp', effectiveAt: anInstant } }),
    { several: true },
  ),
  page('my_data/home', 'my-home-recovery-cancelled', (l) =>
    myHomePage(aPerson(l), { ...aHome, lastSignIn: null, done: 'recovery' }),
  ),
  page('my_data/address', 'my-address-no-second', (l) =>
    myAddressPage(aPerson(l), { address, waiting: null, done: null, notice: { inUse: null, waiting: null } }),
  ),
  page('my_data/address', 'my-address-second', (l) =>
    myAddressPage(aPerson(l), {
      ...{ address, waiting: null, done: 'notice_sent' },
      notice: {
        inUse: { address: 'anna@level.example', countsFrom: anInstant },
        waiting: { address: second, until: anInstant },
      },
    }),
  ),
  page(
    'my_data/address/notice',
    'my-notice-address',
    (l) => myNoticeAddressPage(aPerson(l), { address: null, canChange: true }),
    { interaction: true },
  ),
  page(
    'my_data/address/notice',
    'my-notice-address-faulty',
    (l) => myNoticeAddressPage(refused(l), { address: null, canChange: true }),
    { interaction: true, faulty: true },
  ),
  page(
    'my_data/address/notice',
    'my-notice-address-present',
    (l) => myNoticeAddressPage(aPerson(l), { address: second, canChange: true }),
    { interaction: true },
  ),
  page(
    'my_data/address/notice',
    'my-notice-address-to-remove',
    (l) => myNoticeAddressPage(aPerson(l), { address: second, canChange: false }),
    { interaction: true },
  ),
]
