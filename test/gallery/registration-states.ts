/** The states of the pages on which an account begins, or is opened again by a mailed code. */
import type { Language, StepFrame } from '../../views/frame.ts'
import { activatePage } from '../../views/pages/registration/activate.ts'
import { activatedPage } from '../../views/pages/registration/activated.ts'
import { cardNotHerePage, cardPage } from '../../views/pages/registration/card.ts'
import { askedPage, forgottenPage } from '../../views/pages/registration/forgotten.ts'
import { sentPage } from '../../views/pages/registration/sent.ts'
import { signaturePage } from '../../views/pages/registration/signature.ts'
import { uploadPage } from '../../views/pages/registration/upload.ts'
import { temporaryPage } from '../../views/pages/registration/temporary.ts'
import { waysPage } from '../../views/pages/registration/ways.ts'
import { formError } from '../../views/texts/errors.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { registrationFault, type RegistrationFault } from '../../views/texts/registration.ts'
import { signatureFault, type SignatureFault } from '../../views/texts/signature.ts'
import { aFrame, anInstant, aStep, hostile } from './frames.ts'
import type { State } from './state.ts'

type Draw = (language: Language) => string

const outside = { service: null, cancelPossible: false } as const

const form = (language: Language, changes: Partial<StepFrame> = {}): StepFrame =>
  aStep(language, { ...outside, ...changes })

function page(step: string, name: string, render: Draw): State {
  return { name, step, render, faulty: false, interaction: false }
}

function asks(step: string, name: string, render: Draw): State {
  return { name, step, render, faulty: false, interaction: true }
}

function faulty(
  step: string,
  name: string,
  draw: (frame: StepFrame) => string,
  faults: readonly (readonly [field: string | null, fault: RegistrationFault])[],
  values: Readonly<Record<string, string>> = typed,
): State {
  const render: Draw = (l) => {
    const [error = null, ...moreErrors] = faults.map(([field, fault]) => registrationFault(l, fault, field))
    return draw(form(l, { error, moreErrors, values }))
  }
  return { name, step, render, faulty: true, interaction: true }
}

function coded(
  step: string,
  name: string,
  draw: (frame: StepFrame) => string,
  faults: readonly (readonly [code: ErrorCode, field: string | null])[],
  values: Readonly<Record<string, string>> = { username: 'kovacs85' },
): State {
  const render: Draw = (l) => {
    const until = { until: anInstant }
    const [error = null, ...moreErrors] = faults.map(([code, field]) =>
      formError(l, code, { field, ...(code.startsWith('E-WAIT') ? until : {}) }),
    )
    return draw(form(l, { error, moreErrors, values }))
  }
  return { name, step, render, faulty: true, interaction: true }
}

const typed = {
  family_name: 'Kovács',
  given_name: 'Anna Mária',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna Mária',
  mother_family_name: 'Fehér',
  mother_given_name: 'Erzsébet',
  birthdate: '1984. 03. 17.',
  place: 'Szeged',
  country: 'HU',
  document_type: 'passport',
  document_number: 'BA1234567',
  email: 'anna@posta.example',
  email_again: 'anna@posta.example',
  username: 'annakovacs84',
  notice: 'yes',
  card_number: '123456 AB',
}

const everything: readonly (readonly [string, RegistrationFault])[] = [
  ['family_name', 'family_name'],
  ['given_name', 'given_name'],
  ['birth_family_name', 'name_characters'],
  ['mother_family_name', 'mother_family_name'],
  ['birthdate', 'birthdate_form'],
  ['place', 'place'],
  ['document_number', 'document_number'],
  ['email', 'email_form'],
  ['username', 'username_characters'],
  ['notice', 'notice'],
]

const signed = {
  username: 'annakovacs84',
  name: 'Kovács Anna Mária',
  expires: anInstant,
}

const signatureFaults = [
  ...(['missing', 'two', 'form_gone', 'unreadable', 'not_this_form', 'weak', 'not_trusted'] as const),
  ...(['certificate_time', 'certificate_use', 'certificate_names', 'wrong_signature'] as const),
] as const satisfies readonly SignatureFault[]

export const registrationStates: readonly State[] = [
  page('register', 'register', (l) => waysPage(aFrame(l, { service: null }), { card: true, signature: true })),
  page('register', 'register-in-production', (l) =>
    waysPage(aFrame(l, { service: null }), { card: false, signature: false }),
  ),
  asks('register/temporary', 'register-temporary', (l) => temporaryPage(form(l))),
  asks('register/temporary', 'register-temporary-hostile', (l) =>
    temporaryPage(form(l, { values: Object.fromEntries(Object.keys(typed).map((name) => [name, hostile])) })),
  ),
  faulty('register/temporary', 'register-temporary-faults', temporaryPage, everything, {}),
  faulty('register/temporary', 'register-temporary-taken', temporaryPage, [['username', 'username_taken']]),
  faulty('register/temporary', 'register-temporary-young', temporaryPage, [['birthdate', 'too_young']]),
  faulty('register/temporary', 'register-temporary-mails-differ', temporaryPage, [['email_again', 'email_again']]),
  coded('register/temporary', 'register-temporary-wait', temporaryPage, [['E-WAIT-01', null]], typed),
  asks('register/eid-card', 'register-card', (l) => cardPage(form(l))),
  page('register/eid-card', 'register-card-not-here', (l) => cardNotHerePage(aFrame(l, { service: null }))),
  faulty('register/eid-card', 'register-card-refused', cardPage, [['card_number', 'card_refused']]),
  faulty('register/eid-card', 'register-card-known', cardPage, [[null, 'person_has_account']]),
  faulty('register/eid-card', 'register-card-faults', cardPage, [
    ['card_number', 'card_number'],
    ['card_code', 'card_code'],
    ['email', 'email'],
    ['username', 'username'],
    ['notice', 'notice'],
  ]),
  page('register/sent', 'register-sent', (l) =>
    sentPage(aFrame(l, { service: null }), {
      username: 'annakovacs84',
      address: 'a•••@p•••.example',
      codeUntil: anInstant,
      finaliseBy: null,
    }),
  ),
  page('register/sent', 'register-sent-temporary', (l) =>
    sentPage(aFrame(l, { service: null }), {
      username: hostile,
      address: 'a•••@p•••.example',
      codeUntil: anInstant,
      finaliseBy: anInstant + 25 * 86_400,
    }),
  ),
  asks('register/signature', 'register-signature', (l) => signaturePage(form(l))),
  faulty('register/signature', 'register-signature-faults', signaturePage, everything.slice(0, 6)),
  asks('register/signed-form', 'register-signed-form', (l) => uploadPage(form(l), signed)),
  ...signatureFaults.map((fault): State => ({
    name: `register-signed-form-${fault.replaceAll('_', '-')}`,
    step: 'register/signed-form',
    faulty: true,
    interaction: true,
    render: (l) => uploadPage(form(l, { error: signatureFault(l, fault) }), signed),
  })),
  coded('register/signed-form', 'register-signed-form-password', (frame) => uploadPage(frame, signed), [
    ['E-NEWPW-02', 'new_password'],
    ['E-NEWPW-08', 'validity'],
  ]),
  asks('activate', 'activate', (l) => activatePage(form(l))),
  coded('activate', 'activate-refused', activatePage, [['E-ACT-01', null]]),
  coded('activate', 'activate-wait', activatePage, [['E-WAIT-01', null]]),
  coded(
    'activate',
    'activate-faults',
    activatePage,
    [
      ['E-USERNAME-01', 'username'],
      ['E-ACT-02', 'activation_code'],
      ['E-NEWPW-05', 'new_password'],
      ['E-NEWPW-09', 'validity_days'],
    ],
    { validity: 'days', validity_days: '900' },
  ),
  page('activated', 'activated', (l) => activatedPage(aFrame(l, { service: null }), { temporary: false })),
  page('activated', 'activated-temporarily', (l) => activatedPage(aFrame(l, { service: null }), { temporary: true })),
  asks('forgotten', 'forgotten', (l) => forgottenPage(form(l))),
  faulty('forgotten', 'forgotten-faults', forgottenPage, [['email', 'email_form']], {
    username: 'kovacs85',
    email: 'anna@',
  }),
  coded('forgotten', 'forgotten-wait', forgottenPage, [['E-WAIT-01', null]]),
  page('forgotten/asked', 'forgotten-asked', (l) => askedPage(aFrame(l, { service: null }))),
]
