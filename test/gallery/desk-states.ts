/** The states of the office desk's pages. */
import { maskEmail } from '../../views/format.ts'
import type { FormError, Language } from '../../views/frame.ts'
import type { CustomerAct } from '../../views/desk-pages.ts'
import type { DeskFrame } from '../../views/partials/desk-page.ts'
import { actPage, customerPage, type ShownCustomer } from '../../views/pages/registrar/customer.ts'
import { dapPage, dapTicketPage } from '../../views/pages/registrar/dap.ts'
import { comparePage, nameTemporaryPage } from '../../views/pages/registrar/finalise.ts'
import { qrSvg } from '../../src/system/qr.ts'
import { deskHomePage } from '../../views/pages/registrar/home.ts'
import { deskLogPage } from '../../views/pages/registrar/log.ts'
import { officePage } from '../../views/pages/registrar/office.ts'
import { outcomePage } from '../../views/pages/registrar/outcome.ts'
import { receiptPage } from '../../views/pages/registrar/receipt.ts'
import { registerPage } from '../../views/pages/registrar/register.ts'
import { requestPage, requestsPage, type ShownRequest } from '../../views/pages/registrar/requests.ts'
import { foundPage, identitySearchPage, notFoundPage, searchPage } from '../../views/pages/registrar/search.ts'
import { deskTexts } from '../../views/texts/registrar.ts'
import { anInstant, aStep, hostile } from './frames.ts'
import type { State } from './state.ts'

const officeNames = { hu: 'Szegedi kormányablak', en: 'Szeged government window' }

function aDesk(language: Language, changes: Partial<DeskFrame> = {}): DeskFrame {
  const desk = { clerk: 'ugyintezo1', role: 'clerk', office: officeNames[language], waiting: 2 } as const
  return { ...aStep(language, { service: null, cancelPossible: false }), desk, ...changes }
}

/** A form that came back with these faults. */
function faulty(language: Language, fields: readonly (keyof ReturnType<typeof deskTexts>['faults'])[]): DeskFrame {
  const words = deskTexts(language).faults
  const errors = fields.map((field): FormError => ({ code: 'E-DESK-07', text: words[field], field }))
  const [error = null, ...moreErrors] = errors
  return aDesk(language, { error, moreErrors, values: { username: 'kovacs85', case_id: 'SZ' } })
}

function page(step: string, name: string, render: State['render']): State {
  return { name: `desk-${name}`, step: `desk/${step}`, render, faulty: false, interaction: false }
}

function form(step: string, name: string, render: State['render'], isFaulty = false): State {
  return { ...page(step, name, render), faulty: isFaulty, interaction: true }
}

const DAY = 86_400

const customer: ShownCustomer = {
  visitId: '5b1f2c1e-6f0e-4a52-9f0a-0d5d6c7e8f90',
  caseId: 'SZ-2026/117',
  name: 'Kovács Anna',
  birthName: 'Szegedi Anna',
  mother: 'Fehér Erzsébet',
  place: 'Szeged',
  birthdate: '1984-03-17',
  state: 'ACTIVE',
  maskedEmail: maskEmail('kovacs.anna@posta.hu'),
  passwordExpiresAt: anInstant + 300 * DAY,
  daysPastExpiry: null,
  windowEndsAt: null,
  passwordClosed: false,
  factors: ['totp', 'email-code'],
  recoveryAt: null,
}

const inactive: ShownCustomer = {
  ...customer,
  state: 'INACTIVE',
  passwordExpiresAt: anInstant - 75 * DAY,
  daysPastExpiry: 75,
  factors: [],
  passwordClosed: true,
}

const typed = {
  family_name: 'Kovács',
  given_name: 'Anna',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna',
  hu_mother_birth_family_name: 'Fehér',
  hu_mother_birth_given_name: 'Erzsébet',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
}

const request: ShownRequest = {
  id: '0c9a53e6-31a5-4f1b-9dd7-6f4c0a9b1c2d',
  kind: 'correct_email',
  caseId: 'SZ-2026/117',
  reason: 'Az ügyfél elvesztette a régi postafiókját',
  requestedBy: 'ugyintezo1',
  requestedAt: anInstant,
  expiresAt: anInstant + DAY,
  name: 'Kovács Anna',
  birthdate: '1984-03-17',
  username: null,
  oldEmail: maskEmail('kovacs.anna@posta.hu'),
  newEmail: 'anna.kovacs@masik.hu',
  own: false,
}

const offices = (l: Language) => [
  { id: 'szeged-1', name: officeNames[l], type: 'government_window' as const },
  { id: 'wien', name: l === 'hu' ? 'Bécsi nagykövetség' : 'Embassy in Vienna', type: 'embassy' as const },
]

const found = {
  visitId: customer.visitId,
  name: 'Kovács Anna',
  birthdate: '1984-03-17',
  place: 'Szeged',
  state: 'ACTIVE' as const,
}

const ticket = 'https://kapu.example.hu/dap/eszkozok?token=q3y7AZ8hQm2LkTtq3y7AZ8hQm2LkTtq3y7AZ8hQm2Lk'

const noOffice = { clerk: 'ugyintezo1', role: 'clerk', office: null, waiting: 0 } as const
const supervisor = (l: Language) =>
  ({ clerk: 'vezeto1', role: 'supervisor', office: officeNames[l], waiting: 0 }) as const
const allActs: readonly CustomerAct[] = ['reactivate', 'username', 'email', 'factors', 'password', 'close', 'dap']

const act = (name: Exclude<CustomerAct, 'dap'>, needsSecond = false) =>
  form(`customer/${name}`, `act-${name}`, (l) =>
    actPage(aDesk(l), { customer: name === 'reactivate' ? inactive : customer, act: name, needsSecond }),
  )

export const deskStates: readonly State[] = [
  form('office', 'office', (l) => officePage(aDesk(l, { desk: noOffice }), { offices: offices(l) })),
  page('office', 'office-none', (l) => officePage(aDesk(l, { desk: noOffice }), { offices: [] })),
  page('home', 'home', (l) => deskHomePage(aDesk(l), { canFinalise: true })),
  page('home', 'home-supervisor', (l) => deskHomePage(aDesk(l, { desk: supervisor(l) }), { canFinalise: false })),
  form('search', 'search', (l) => searchPage(aDesk(l))),
  form('search', 'search-faulty', (l) => searchPage(faulty(l, ['case_id', 'reason'])), true),
  form('search/identity', 'search-identity', (l) => identitySearchPage(aDesk(l))),
  page('search/found', 'search-found', (l) => foundPage(aDesk(l), { customers: [found] })),
  page('search/found', 'search-found-several', (l) =>
    foundPage(aDesk(l), { customers: [found, { ...found, name: `Szabó Béla ${hostile}`, state: 'INACTIVE' }] }),
  ),
  page('search/nothing', 'search-nothing', (l) => notFoundPage(aDesk(l), { own: false })),
  page('search/nothing', 'search-own', (l) => notFoundPage(aDesk(l), { own: true })),
  form('register', 'register', (l) => registerPage(aDesk(l))),
  form(
    'register',
    'register-faulty',
    (l) =>
      registerPage(
        faulty(l, ['document_number', 'address_card', 'email_read_back', 'notice_signed', 'case_id', 'reason']),
      ),
    true,
  ),
  form('finalise', 'finalise', (l) => nameTemporaryPage(aDesk(l))),
  form(
    'finalise',
    'finalise-nothing',
    (l) => nameTemporaryPage(aDesk(l, { error: { code: 'E-DESK-07', text: deskTexts(l).name.nothing, field: null } })),
    true,
  ),
  form('finalise/compare', 'compare-same', (l) => comparePage(aDesk(l), { typed, shown: typed, differences: [] })),
  form('finalise/compare', 'compare-differs', (l) =>
    comparePage(aDesk(l), {
      typed,
      shown: { ...typed, given_name: 'Anna Mária', birthdate: '1984-03-18' },
      differences: ['given_name', 'birthdate'],
    }),
  ),
  page('customer', 'customer', (l) => customerPage(aDesk(l), { customer, acts: allActs.slice(1), receiptReady: true })),
  page('customer', 'customer-inactive', (l) =>
    customerPage(aDesk(l), { customer: inactive, acts: ['reactivate', 'username', 'close'], receiptReady: false }),
  ),
  page('customer', 'customer-hostile', (l) =>
    customerPage(aDesk(l), {
      customer: { ...customer, name: hostile, caseId: hostile, place: hostile, maskedEmail: hostile },
      acts: [],
      receiptReady: false,
    }),
  ),
  act('reactivate'),
  act('username'),
  act('email', true),
  act('factors', true),
  act('password', true),
  act('close'),
  form(
    'customer/close',
    'act-close-faulty',
    (l) => actPage(faulty(l, ['request_signed', 'identity_checked']), { customer, act: 'close', needsSecond: false }),
    true,
  ),
  form('customer/dap', 'dap', (l) => dapPage(aDesk(l), { visitId: customer.visitId })),
  form(
    'customer/dap',
    'dap-unticked',
    (l) => dapPage(faulty(l, ['identity_checked']), { visitId: customer.visitId }),
    true,
  ),
  page('customer/dap_ticket', 'dap-ticket', (l) =>
    dapTicketPage(aDesk(l), { visitId: customer.visitId, uri: ticket, qr: qrSvg(ticket), expiresAt: anInstant }),
  ),
  page('outcome/done', 'done', (l) =>
    outcomePage(aDesk(l), { how: 'done', text: deskTexts(l).acts.reactivate.done, visitId: customer.visitId }),
  ),
  page('outcome/waits', 'waits', (l) =>
    outcomePage(aDesk(l), { how: 'waits', text: deskTexts(l).waits, visitId: customer.visitId }),
  ),
  page('outcome/refused', 'refused', (l) =>
    outcomePage(aDesk(l), { how: 'refused', text: deskTexts(l).refusals.person_has_account, visitId: null }),
  ),
  page('requests', 'requests', (l) => requestsPage(aDesk(l), { requests: [request] })),
  page('requests', 'requests-none', (l) => requestsPage(aDesk(l), { requests: [] })),
  form('requests/one', 'request', (l) => requestPage(aDesk(l), { request })),
  form('requests/one', 'request-own', (l) =>
    requestPage(aDesk(l), {
      request: { ...request, own: true, kind: 'register', username: 'kovacs85', oldEmail: null },
    }),
  ),
  page('log', 'log', (l) =>
    deskLogPage(aDesk(l), {
      whose: 'own',
      entries: [
        {
          at: anInstant,
          event: 'account.username_told',
          failed: false,
          by: null,
          caseId: 'SZ-2026/117',
          reason: 'Az ügyfél kérte',
        },
        { at: anInstant - 60, event: 'desk.searched', failed: true, by: null, caseId: hostile, reason: null },
      ],
    }),
  ),
  page('log', 'log-empty', (l) => deskLogPage(aDesk(l), { whose: 'own', entries: [] })),
  page('log/office', 'log-office', (l) =>
    deskLogPage(aDesk(l, { desk: supervisor(l) }), {
      whose: 'office',
      entries: [{ at: anInstant, event: 'desk.alarm', failed: false, by: 'ugyintezo1', caseId: null, reason: 'hour' }],
    }),
  ),
  page('receipt', 'receipt', (l) =>
    receiptPage(aDesk(l), {
      visitId: customer.visitId,
      name: 'Kovács Anna',
      username: 'kovacs85',
      maskedEmail: customer.maskedEmail,
      office: officeNames[l],
      caseId: 'SZ-2026/117',
      at: anInstant,
      activateUrl: 'https://kapu.example.hu/aktivalas',
    }),
  ),
]
