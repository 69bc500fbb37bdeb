/** The states of My data, of the links about an address, and of signing in to our own pages. */
import type { FormError, Language } from '../../views/frame.ts'
import { addressLinkOutcomePage, addressLinkPage } from '../../views/pages/address-link.ts'
import { myAddressPage, myNewAddressPage } from '../../views/pages/my-account/address.ts'
import { closedPage, myClosePage } from '../../views/pages/my-account/close.ts'
import { myServicesPage } from '../../views/pages/my-account/connected.ts'
import { myHomePage } from '../../views/pages/my-account/home.ts'
import { myLogPage } from '../../views/pages/my-account/log.ts'
import { myPasswordPage } from '../../views/pages/my-account/password.ts'
import { mySessionsPage } from '../../views/pages/my-account/sessions.ts'
import { ownSignInPage } from '../../views/pages/own-sign-in.ts'
import type { MyFrame } from '../../views/partials/my-page.ts'
import { formError } from '../../views/texts/errors.ts'
import { activityWords } from '../../views/texts/activity.ts'
import { myFault } from '../../views/texts/my-account/faults.ts'
import { aFrame, anInstant, aStep, hostile, longService, mailbox } from './frames.ts'
import type { State } from './state.ts'

/** The frame of somebody's own page. */
export function aPerson(language: Language, changes: Partial<MyFrame> = {}): MyFrame {
  return {
    ...aStep(language, { service: null, cancelPossible: false, action: '/fiok/oldal' }),
    person: 'Kovács Anna',
    ...changes,
  }
}

function page(step: string, name: string, render: State['render'], kind: Partial<State> = {}): State {
  return { step, name, render, faulty: false, interaction: false, ...kind }
}

const identity = {
  family_name: 'Kovács',
  given_name: 'Anna',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna',
  hu_mother_birth_family_name: 'Fehér',
  hu_mother_birth_given_name: 'Erzsébet',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
  gender: 'female',
}
const DAY = 86_400
const pages = ['address', 'password', 'factors', 'sessions', 'services', 'log', 'close'] as const
/** What the first page tells of an ordinary account. */
export const aHome = {
  identity,
  username: 'kovacs85',
  state: 'final',
  temporaryUntil: null,
  passwordUntil: anInstant + 200 * DAY,
  mailHoldUntil: null,
  done: null,
  recovery: null,
  pages,
} as const
const signedIn = (l: Language) => ({ at: anInstant - DAY, service: mailbox[l].name })
const statement = (language: Language) => ({ every: 'off', detailed: false, language }) as const
const nothing = { kind: null, from: '', to: '', older: null, saved: false } as const

function entries(l: Language) {
  const entry = { office: null, service: null, address: '203.0.x.x', by: 'person' } as const
  const at = (event: string, succeeded = true) => activityWords(l, event, succeeded)
  return [
    { ...entry, at: anInstant, text: at('sign_in.finished'), service: mailbox[l].name },
    {
      ...entry,
      at: anInstant - 60,
      text: at('sign_in.factor_failed', false),
      service: longService[l].name,
      address: '2001:db8:…',
    },
    { ...entry, at: anInstant - DAY, text: at('account.username_told'), by: 'office', office: 'Szegedi kormányablak' },
    { ...entry, at: anInstant - 9 * DAY, text: at('account.password_changed'), by: 'system', address: null },
  ] as const
}

function sessionsOf(l: Language) {
  const session = { startedAt: anInstant - 3_600, usedAt: anInstant, endsAt: anInstant + 1_800, shared: false }
  return [
    { ...session, ref: 'a', here: true, services: [mailbox[l].name] },
    { ...session, ref: 'b', here: false, services: [mailbox[l].name, longService[l].name] },
    { ...session, ref: 'c', here: false, shared: true, startedAt: anInstant - 7_200, services: [] },
  ]
}

function servicesOf(l: Language) {
  const service = { since: anInstant - 40 * DAY, refused: [], away: false } as const
  return [
    {
      ...service,
      clientId: 'mailbox',
      name: mailbox[l].name,
      publicBody: true,
      received: ['name', 'birthdate', 'email'],
    },
    {
      ...service,
      clientId: 'shop',
      name: longService[l].name,
      publicBody: false,
      received: ['name'],
      refused: ['email'],
      away: true,
    },
    { ...service, clientId: 'portal', name: hostile, publicBody: true, received: [] },
  ]
}

const several = { several: true } as const
const form = { interaction: true } as const
const refused = { interaction: true, faulty: true } as const

function faultyFrame(l: Language, ...errors: readonly FormError[]): MyFrame {
  const [error = null, ...moreErrors] = errors
  return aPerson(l, { error, moreErrors, values: { email: 'anna', email_again: 'anna@level.example' } })
}

export const myAccountStates: readonly State[] = [
  page('my_data/home', 'my-home', (l) => myHomePage(aPerson(l), { ...aHome, lastSignIn: signedIn(l) })),
  page('my_data/home', 'my-home-temporary', (l) =>
    myHomePage(aPerson(l), {
      ...aHome,
      state: 'temporary',
      temporaryUntil: anInstant + 20 * DAY,
      passwordUntil: null,
      lastSignIn: null,
      pages: ['factors', 'sessions', 'services', 'log', 'close'],
    }),
  ),
  page('my_data/home', 'my-home-after-reset', (l) =>
    myHomePage(aPerson(l), {
      ...aHome,
      mailHoldUntil: anInstant + 2 * DAY,
      done: 'password',
      lastSignIn: signedIn(l),
    }),
  ),
  page('my_data/home', 'my-home-hostile', (l) =>
    myHomePage(aPerson(l, { person: hostile }), {
      ...aHome,
      identity: { ...identity, family_name: hostile },
      lastSignIn: { at: anInstant, service: hostile },
    }),
  ),
  page('my_data/address', 'my-address', (l) =>
    myAddressPage(aPerson(l), { address: 'anna.kovacs@posta.example', waiting: null, done: null, notice: null }),
  ),
  page('my_data/address', 'my-address-waiting', (l) =>
    myAddressPage(aPerson(l), {
      address: 'anna.kovacs@posta.example',
      waiting: {
        address: 'egy-nagyon-hosszu-uj-cim.kovacsne.szegedi.anna@levelezes.pelda-szolgaltato.example',
        until: anInstant,
      },
      done: 'sent',
      notice: null,
    }),
  ),
  page('my_data/address/change', 'my-address-change', (l) => myNewAddressPage(aPerson(l)), form),
  page(
    'my_data/address/change',
    'my-address-change-faulty',
    (l) => myNewAddressPage(faultyFrame(l, myFault(l, 'E-MY-01', 'email'))),
    refused,
  ),
  page(
    'my_data/address/change',
    'my-address-change-held',
    (l) => myNewAddressPage(faultyFrame(l, myFault(l, 'E-MY-04'))),
    refused,
  ),
  page('my_data/password', 'my-password', (l) => myPasswordPage(aPerson(l), { username: 'kovacs85' }), form),
  page(
    'my_data/password',
    'my-password-faulty',
    (l) =>
      myPasswordPage(
        faultyFrame(
          l,
          myFault(l, 'E-MY-06', 'password'),
          formError(l, 'E-NEWPW-02', { field: 'new_password' }),
          formError(l, 'E-NEWPW-09', { field: 'validity_days' }),
        ),
        { username: 'kovacs85' },
      ),
    refused,
  ),
  page(
    'my_data/sessions',
    'my-sessions',
    (l) => mySessionsPage(aPerson(l), { sessions: sessionsOf(l), done: null }),
    several,
  ),
  page(
    'my_data/sessions',
    'my-sessions-ended',
    (l) => mySessionsPage(aPerson(l), { sessions: sessionsOf(l).slice(0, 1), done: 'others' }),
    several,
  ),
  page(
    'my_data/services',
    'my-services',
    (l) => myServicesPage(aPerson(l), { services: servicesOf(l), withdrawn: null }),
    several,
  ),
  page('my_data/services', 'my-services-none', (l) =>
    myServicesPage(aPerson(l), { services: [], withdrawn: mailbox[l].name }),
  ),
  page(
    'my_data/log',
    'my-log',
    (l) =>
      myLogPage(aPerson(l), {
        ...nothing,
        entries: entries(l),
        statement: statement(l),
        older: '/fiok/naplo?before=4',
      }),
    several,
  ),
  page(
    'my_data/log',
    'my-log-filtered',
    (l) => myLogPage(aPerson(l), { ...nothing, kind: 'office', entries: [], statement: statement(l), saved: true }),
    several,
  ),
  page(
    'my_data/log',
    'my-log-faulty',
    (l) =>
      myLogPage(faultyFrame(l, myFault(l, 'E-MY-09', 'from')), {
        ...nothing,
        from: '2026-02-30',
        entries: entries(l),
        statement: statement(l),
      }),
    { faulty: true, ...several },
  ),
  page('my_data/close', 'my-close', (l) => myClosePage(aPerson(l), { state: 'final' }), form),
  page('my_data/close', 'my-close-temporary', (l) => myClosePage(aPerson(l), { state: 'temporary' }), form),
  page(
    'my_data/close',
    'my-close-faulty',
    (l) => myClosePage(faultyFrame(l, myFault(l, 'E-MY-07', 'confirmation')), { state: 'final' }),
    refused,
  ),
  page('my_data/closed', 'my-closed', (l) => closedPage(aFrame(l, { service: null }))),
  ...(['confirm', 'undo', 'notice'] as const).flatMap((link) => [
    page(
      `address_link/${link}`,
      `address-link-${link}`,
      (l) => addressLinkPage(aStep(l, { service: null, cancelPossible: false }), link),
      form,
    ),
    page(`address_link/${link}/done`, `address-link-${link}-done`, (l) =>
      addressLinkOutcomePage(aFrame(l, { service: null }), link, true),
    ),
    page(
      `address_link/${link}/dead`,
      `address-link-${link}-dead`,
      (l) => addressLinkOutcomePage(aFrame(l, { service: null }), link, false),
      { faulty: true },
    ),
  ]),
  ...(['signed_out', 'stale', 'level', 'cancelled', 'level_refused', 'failed'] as const).map((reason) =>
    page(`own_sign_in/${reason}`, `own-sign-in-${reason.replace('_', '-')}`, (l) =>
      ownSignInPage(aFrame(l), { reason, href: '/fiok' }),
    ),
  ),
]
