/** The states of the pages that ask something. */
import { renderSVG } from 'uqr'
import { maskEmail, maskName } from '../../views/format.ts'
import type { Language } from '../../views/frame.ts'
import { emailCodePage } from '../../views/factors/email-code.ts'
import { passwordPage } from '../../views/factors/password.ts'
import { deletionCodePage, totpEnrolPage, totpPage } from '../../views/factors/totp.ts'
import { chooseFactorPage } from '../../views/pages/choose-factor.ts'
import { confirmAccountPage } from '../../views/pages/confirm-account.ts'
import { consentPage } from '../../views/pages/consent.ts'
import { handOverPage } from '../../views/pages/hand-over.ts'
import { identifyPage } from '../../views/pages/identify.ts'
import { signOutPage } from '../../views/pages/sign-out.ts'
import { switchAccountPage } from '../../views/pages/switch-account.ts'
import { claimLabel, claimValue } from '../../views/texts/claims.ts'
import { endedIn2025 } from './method-states.ts'
import { aFaultyStep, aFrame, anInstant, aStep, hostile, longService } from './frames.ts'
import type { State } from './state.ts'

type Draw = (language: Language) => string

function state(step: string, name: string, render: Draw, faulty = false): State {
  return { name, step, render, faulty, interaction: true }
}

function fault(step: string, name: string, render: Draw): State {
  return state(step, name, render, true)
}

const nobody = { username: '', factors: [], sharedIdle: 600, ended: endedIn2025, guide: '/interaction/q3y7AZ/guide' }
const named = { values: { username: 'kovacs85' } }

const identify = [
  state('identify', 'identify', (l) => identifyPage(aStep(l), nobody)),
  state('identify', 'identify-named', (l) => identifyPage(aStep(l), { ...nobody, username: 'kovacs85' })),
  state('identify', 'identify-other-methods', (l) =>
    identifyPage(aStep(l), { ...nobody, factors: ['dap', 'passkey'] }),
  ),
  state('identify', 'identify-no-service', (l) =>
    identifyPage(aStep(l, { service: null, cancelPossible: false }), nobody),
  ),
  state('identify', 'identify-long-service', (l) => identifyPage(aStep(l, { service: longService[l] }), nobody)),
  state('identify', 'identify-hostile', (l) =>
    identifyPage(
      aStep(l, {
        service: { name: hostile, origin: hostile },
        action: hostile,
        csrf: hostile,
        incidentId: hostile,
        values: { username: hostile },
      }),
      nobody,
    ),
  ),
  state('identify', 'identify-shared', (l) =>
    identifyPage(aStep(l, { values: { username: 'kovacs85', shared: 'yes' } }), nobody),
  ),
  state('identify', 'identify-until', (l) =>
    identifyPage(aStep(l, { expiry: { at: anInstant, secondsLeft: 1500, morePossible: true } }), nobody),
  ),
  state('identify', 'identify-expires-soon', (l) =>
    identifyPage(aStep(l, { expiry: { at: anInstant, secondsLeft: 130, morePossible: true } }), nobody),
  ),
  state('identify', 'identify-expires-for-good', (l) =>
    identifyPage(aStep(l, { expiry: { at: anInstant, secondsLeft: 130, morePossible: false } }), nobody),
  ),
  fault('identify', 'identify-wrong', (l) => identifyPage(aFaultyStep(l, 'E-LOGIN-01', {}, named), nobody)),
  fault('identify', 'identify-empty-name', (l) =>
    identifyPage(aFaultyStep(l, 'E-USERNAME-01', { field: 'username' }), nobody),
  ),
  fault('identify', 'identify-empty-password', (l) =>
    identifyPage(aFaultyStep(l, 'E-PASSWORD-01', { field: 'password' }, named), nobody),
  ),
  fault('identify', 'identify-throttled', (l) =>
    identifyPage(aFaultyStep(l, 'E-WAIT-01', { until: anInstant }, named), nobody),
  ),
  fault('identify', 'identify-expired-password', (l) =>
    identifyPage(aFaultyStep(l, 'E-PW-EXP', { until: anInstant }, named), nobody),
  ),
]

const secondStep = { enrol: false, optional: false, afterPassword: true }

const choices = [
  state('authenticate', 'choose', (l) =>
    chooseFactorPage(aStep(l), { ...secondStep, factors: ['totp', 'email-code'] }),
  ),
  state('authenticate', 'choose-first', (l) =>
    chooseFactorPage(aStep(l), { ...secondStep, factors: ['password', 'passkey'], afterPassword: false }),
  ),
  state('authenticate', 'choose-all', (l) =>
    chooseFactorPage(aStep(l, { service: longService[l] }), {
      ...secondStep,
      factors: ['passkey', 'dap', 'totp', 'email-code', 'identification-mail', 'password'],
      afterPassword: false,
    }),
  ),
  fault('authenticate', 'choose-after-lock', (l) =>
    chooseFactorPage(aFaultyStep(l, 'E-WAIT-02', { until: anInstant }), {
      ...secondStep,
      factors: ['totp', 'email-code'],
    }),
  ),
  state('enrol', 'choose-enrol', (l) =>
    chooseFactorPage(aStep(l), { ...secondStep, factors: ['totp', 'email-code'], enrol: true }),
  ),
  state('enrol', 'choose-enrol-offered', (l) =>
    chooseFactorPage(aStep(l), { ...secondStep, factors: ['passkey', 'totp'], enrol: true, optional: true }),
  ),
]

const secretText = 'KAPUDEMOKAPUDEMOKAPUDEMOKAPUDEMO'
const otpauthUri = `otpauth://totp/Kapu:kovacs85?secret=${secretText}&issuer=Kapu`
const enrolment = { secretText, otpauthUri, qr: renderSVG(otpauthUri) }

/** Somebody else may sit there. */
const another = { asked: maskName('Kovács Anna'), notMePossible: true }

const totp = [
  state('authenticate/totp', 'totp-step-up', (l) => totpPage(aStep(l, another))),
  state('authenticate/totp', 'totp', (l) => totpPage(aStep(l))),
  state('authenticate/totp', 'totp-other-possible', (l) => totpPage(aStep(l, { otherPossible: true }))),
  fault('authenticate/totp', 'totp-wrong', (l) => totpPage(aFaultyStep(l, 'E-CODE-01', { field: 'code' }))),
  fault('authenticate/totp', 'totp-used', (l) => totpPage(aFaultyStep(l, 'E-CODE-04', { field: 'code' }))),
  fault('authenticate/totp', 'totp-throttled', (l) => totpPage(aFaultyStep(l, 'E-WAIT-01', { until: anInstant }))),
  state('enrol/totp', 'totp-enrol', (l) => totpEnrolPage(aStep(l), enrolment)),
  fault('enrol/totp', 'totp-enrol-wrong', (l) =>
    totpEnrolPage(aFaultyStep(l, 'E-CODE-01', { field: 'code' }), enrolment),
  ),
  state('enrol/totp', 'deletion-code', (l) => deletionCodePage(aStep(l), { code: '8147203395561028' })),
  fault('enrol/totp', 'deletion-code-not-saved', (l) =>
    deletionCodePage(aFaultyStep(l, 'E-SAVE-01', { field: 'saved' }), { code: '8147203395561028' }),
  ),
]

const mailed = {
  maskedAddress: maskEmail('kovacs.anna@posta.hu'),
  sessionNumber: '407',
  purpose: 'authenticate',
  factor: 'email-code',
} as const

const emailCode = [
  state('authenticate/email-code', 'email-code-step-up', (l) =>
    emailCodePage(aStep(l, { ...another, otherPossible: true }), mailed),
  ),
  state('authenticate/email-code', 'email-code', (l) => emailCodePage(aStep(l, { otherPossible: true }), mailed)),
  fault('authenticate/email-code', 'email-code-wrong', (l) =>
    emailCodePage(aFaultyStep(l, 'E-CODE-01', { field: 'code' }), mailed),
  ),
  fault('authenticate/email-code', 'email-code-expired', (l) =>
    emailCodePage(aFaultyStep(l, 'E-CODE-02', { field: 'code' }), mailed),
  ),
  fault('authenticate/email-code', 'email-code-resend-too-soon', (l) =>
    emailCodePage(aFaultyStep(l, 'E-WAIT-02', { until: anInstant }), mailed),
  ),
  state('enrol/email-code', 'email-code-enrol', (l) => emailCodePage(aStep(l), { ...mailed, purpose: 'enrol' })),
  state('authenticate/identification-mail', 'identification-mail', (l) =>
    emailCodePage(aStep(l), { ...mailed, factor: 'identification-mail' }),
  ),
]

const password = [
  state('authenticate/password', 'password', (l) => passwordPage(aStep(l), { username: 'kovacs85' })),
  state('authenticate/password', 'password-nameless', (l) => passwordPage(aStep(l, another), { username: null })),
  fault('authenticate/password', 'password-wrong', (l) =>
    passwordPage(aFaultyStep(l, 'E-LOGIN-01', { field: 'password' }), { username: 'kovacs85' }),
  ),
]

function claims(language: Language, values: Readonly<Record<string, unknown>>, optional: readonly string[] = []) {
  return Object.entries(values).map(([name, value]) => ({
    name,
    label: claimLabel(language, name),
    value: claimValue(language, name, value),
    optional: optional.includes(name),
  }))
}

const identity = {
  name: 'Kovács Anna',
  birth_family_name: 'Kovács',
  birth_given_name: 'Anna',
  birthdate: '1985-03-14',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
  hu_mother_birth_family_name: 'Tóth',
  hu_mother_birth_given_name: 'Mária',
}

const consent = [
  state('consent', 'consent-information', (l) =>
    consentPage(aStep(l, { notMePossible: true }), {
      purpose: 'information',
      claims: claims(l, identity),
      accountName: 'Kovács Anna',
    }),
  ),
  state('consent', 'consent-optional', (l) =>
    consentPage(aStep(l, { notMePossible: true }), {
      purpose: 'consent',
      claims: claims(l, { name: 'Kovács Anna', email: 'kovacs.anna@posta.hu', hu_age_over_18: true }, [
        'email',
        'hu_age_over_18',
      ]),
      accountName: 'Kovács Anna',
    }),
  ),
  state('consent', 'consent-nothing', (l) =>
    consentPage(aStep(l, { notMePossible: true }), { purpose: 'information', claims: [], accountName: 'Kovács Anna' }),
  ),
  state('consent', 'consent-long-and-hostile', (l) =>
    consentPage(aStep(l, { service: longService[l], notMePossible: true }), {
      purpose: 'consent',
      claims: claims(
        l,
        {
          name: `Wolfeschlegelsteinhausenbergerdorff-Szentgyörgyi Mária Magdolna Erzsébet ${hostile}`,
          unknown_claim: hostile,
        },
        ['unknown_claim'],
      ),
      accountName: 'Wolfeschlegelsteinhausenbergerdorff-Szentgyörgyi Mária Magdolna Erzsébet',
    }),
  ),
]

const arriving = { text: maskName('Szabó Béla'), proved: true }
const signedIn = maskName('Kovács Anna')

const accounts = [
  state('switch_account', 'switch-account', (l) =>
    switchAccountPage(aStep(l), { signedIn, arriving, services: 3, stayPossible: true }),
  ),
  state('switch_account', 'switch-account-no-stay', (l) =>
    switchAccountPage(aStep(l), { signedIn, arriving, services: 1, stayPossible: false }),
  ),
  state('switch_account', 'switch-account-named', (l) =>
    switchAccountPage(aStep(l), {
      signedIn,
      arriving: { text: 'szabo.bela', proved: false },
      services: 0,
      stayPossible: true,
    }),
  ),
  state('switch_account', 'switch-account-long-hint', (l) =>
    switchAccountPage(aStep(l), {
      signedIn,
      arriving: { text: 'a-name-that-nobody-has-and-that-goes-on-and-on-and-on'.repeat(9), proved: false },
      services: 0,
      stayPossible: true,
    }),
  ),
  state('switch_account', 'switch-account-right-to-left', (l) =>
    switchAccountPage(aStep(l), {
      signedIn,
      arriving: { text: '\u202Eדוד 1985', proved: false },
      services: 0,
      stayPossible: true,
    }),
  ),
  state('switch_account', 'switch-account-unknown', (l) =>
    switchAccountPage(aStep(l), { signedIn, arriving: null, services: 1, stayPossible: true }),
  ),
  state('confirm_account', 'confirm-account', (l) => confirmAccountPage(aStep(l), { signedIn, services: 2 })),
  state('sign_out', 'sign-out', (l) => signOutPage(aStep(l), { signedIn, services: 3, hidden: { xsrf: 'aGlkZGVu' } })),
  state('sign_out', 'sign-out-another-person', (l) =>
    signOutPage(aStep(l), { signedIn, services: 3, anotherPerson: true, hidden: { xsrf: 'aGlkZGVu' } }),
  ),
  state('sign_out', 'sign-out-no-service', (l) =>
    signOutPage(aStep(l, { service: null }), { signedIn: null, services: 1 }),
  ),
]

/** Where scripts run the page leaves at once; in the gallery it stands still. */
function standing(page: string): string {
  return page.replace(' data-send', '')
}

const handOver = [
  state('hand_over', 'hand-over', (l) =>
    standing(
      handOverPage(aFrame(l), {
        action: 'https://tarhely.example.hu/vissza',
        fields: [
          { name: 'code', value: 'c29tZSBjb2Rl' },
          { name: 'state', value: hostile },
        ],
      }),
    ),
  ),
]

export const formStates: readonly State[] = [
  ...identify,
  ...choices,
  ...totp,
  ...emailCode,
  ...password,
  ...consent,
  ...accounts,
  ...handOver,
]
