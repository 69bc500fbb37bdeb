/** The states in which methods have ended, fail, or were used last, and the pages of who is unsure. */
import { chooseFactorPage } from '../../views/pages/choose-factor.ts'
import { errorPage } from '../../views/pages/error.ts'
import { guideAnswerPage, guidePage } from '../../views/pages/guide.ts'
import { identifyPage } from '../../views/pages/identify.ts'
import type { Language } from '../../views/frame.ts'
import { chooseAnother, insteadOf } from '../../views/texts/ended-ways.ts'
import { aFaultyStep, aFrame, anInstant, aStep, hostile, mailbox } from './frames.ts'
import type { State } from './state.ts'

/** 2025-01-16 00:00 in Budapest. */
const CUT_OFF = 1_736_982_000

export const endedIn2025 = [
  { kind: 'combination', factors: ['password'], until: CUT_OFF },
  ...['eid', 'telephone', 'portrait'].map((factor) => ({
    kind: 'method' as const,
    factors: [factor],
    until: CUT_OFF,
  })),
] as const

const GUIDE = '/interaction/q3y7AZ/guide'
const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'
const HIGH = 'http://eidas.europa.eu/LoA/high'
const choice = { enrol: false, optional: false, afterPassword: true, guide: GUIDE } as const
const nobody = { username: '', sharedIdle: 600, ended: endedIn2025, guide: GUIDE }

const said = {
  hu: 'A levelek most késnek: van, hogy tíz percet is. Dolgozunk rajta.',
  en: 'Mails are late right now, sometimes by ten minutes. We are working on it.',
}

function state(step: string, name: string, render: (language: Language) => string, faulty = false): State {
  return { name, step, render, faulty, interaction: true }
}

const lastUsed = { totp: { acr: SUBSTANTIAL, lastUsed: true }, 'email-code': { acr: SUBSTANTIAL } }
const ofMail = (l: Language, closed: boolean) => ({
  totp: { acr: SUBSTANTIAL },
  'email-code': { acr: SUBSTANTIAL, notice: { text: said[l], closed } },
})

const choices = [
  state('authenticate', 'choose-used-last', (l) =>
    chooseFactorPage(aStep(l), { ...choice, factors: ['totp', 'email-code'], marks: lastUsed }),
  ),
  state('authenticate', 'choose-failing', (l) =>
    chooseFactorPage(aStep(l), {
      ...choice,
      factors: ['totp', 'email-code'],
      marks: { ...lastUsed, 'email-code': { acr: SUBSTANTIAL, notice: { text: null, closed: false } } },
    }),
  ),
  state('authenticate', 'choose-closed', (l) =>
    chooseFactorPage(aStep(l), { ...choice, factors: ['totp', 'email-code'], marks: ofMail(l, true) }),
  ),
  state(
    'authenticate',
    'choose-closed-pressed',
    (l) =>
      chooseFactorPage(aFaultyStep(l, 'E-LOGIN-05'), {
        ...choice,
        factors: ['totp', 'email-code'],
        marks: ofMail(l, true),
      }),
    true,
  ),
  state('authenticate', 'choose-only-one-failing', (l) =>
    chooseFactorPage(aStep(l), { ...choice, factors: ['email-code'], marks: ofMail(l, false) }),
  ),
  state('authenticate', 'choose-hostile-notice', (l) =>
    chooseFactorPage(aStep(l), {
      ...choice,
      factors: ['totp', 'email-code'],
      marks: { 'email-code': { notice: { text: `${hostile} ${'nagyonhosszúszó'.repeat(9)}`, closed: false } } },
    }),
  ),
  state('enrol', 'choose-enrol-since', (l) =>
    chooseFactorPage(aStep(l), {
      ...choice,
      enrol: true,
      factors: ['totp', 'email-code'],
      passwordEnded: CUT_OFF,
      marks: lastUsed,
    }),
  ),
]

const identify = [
  state('identify', 'identify-used-last-and-failing', (l) =>
    identifyPage(aStep(l), {
      ...nobody,
      factors: ['passkey', 'dap'],
      marks: {
        passkey: { acr: SUBSTANTIAL, lastUsed: true },
        dap: { acr: HIGH, notice: { text: null, closed: false } },
      },
    }),
  ),
  state('identify', 'identify-password-notice', (l) =>
    identifyPage(aStep(l), {
      ...nobody,
      factors: [],
      marks: { password: { notice: { text: said[l], closed: false } } },
    }),
  ),
  state('identify', 'identify-nothing-ended', (l) => identifyPage(aStep(l), { ...nobody, factors: [], ended: [] })),
]

const answer = { marks: {}, isBegun: false, action: '/interaction/q3y7AZ/identify', again: GUIDE } as const
const guide = [
  state('guide', 'guide', (l) =>
    guidePage(aStep(l), { possessions: ['account', 'dap', 'device', 'app', 'mailbox', 'card'] }),
  ),
  state('guide', 'guide-second-step', (l) =>
    guidePage(aStep(l), { possessions: ['dap', 'device', 'app', 'mailbox', 'card'] }),
  ),
  state('guide/answer', 'guide-method', (l) =>
    guideAnswerPage(aStep(l), {
      ...answer,
      best: { factor: 'passkey', afterPassword: false },
      marks: { passkey: { acr: SUBSTANTIAL } },
    }),
  ),
  state('guide/answer', 'guide-after-password', (l) =>
    guideAnswerPage(aStep(l), { ...answer, best: { factor: 'totp', afterPassword: true } }),
  ),
  state('guide/answer', 'guide-password', (l) =>
    guideAnswerPage(aStep(l), { ...answer, best: { factor: 'password', afterPassword: false } }),
  ),
  state('guide/answer', 'guide-nothing-fits', (l) => guideAnswerPage(aStep(l), { ...answer, best: null })),
  state('guide/answer', 'guide-nothing-fits-second-step', (l) =>
    guideAnswerPage(aStep(l), { ...answer, best: null, isBegun: true }),
  ),
]

const errors = (['E-LOGIN-02', 'E-LOGIN-03', 'E-LOGIN-04', 'E-LOGIN-05'] as const).map((code): State => ({
  name: `method-${code.toLowerCase()}`,
  step: 'error',
  render: (l) =>
    errorPage(aFrame(l), {
      code,
      status: 403,
      until: code === 'E-LOGIN-03' ? CUT_OFF : anInstant,
      back: { name: mailbox[l].name, href: mailbox[l].origin },
      ways: [
        ...(code === 'E-LOGIN-03' ? [{ text: insteadOf(l, 'eid'), href: null }] : []),
        { text: chooseAnother(l), href: '/interaction/q3y7AZ' },
      ],
    }),
  faulty: true,
  interaction: false,
}))

export const methodStates: readonly State[] = [...choices, ...identify, ...guide, ...errors]
