import { html } from 'ghtml'
import type { Arrival } from './relying-party.ts'
import { startService, type Service, type ServiceOptions } from './service.ts'
import { AT_LEAST_SUBSTANTIAL, type Language } from './texts.ts'
import type { Running } from './web.ts'

const texts = {
  hu: {
    askHeading: 'Adóbevallása',
    ask: 'A belépéshez nem kértünk Öntől adatot: elég annyit tudnunk, hogy mindig ugyanaz a személy tér vissza.',
    askMore:
      'A bevallás kitöltéséhez viszont szükségünk van a nevére és a születési dátumára. Ezeket a nyilvántartásból kérjük el, és előbb megmutatjuk Önnek, mit kapunk.',
    askLink: 'Bevallás kitöltése a nyilvántartásból',
    heading: 'Adóbevallási tervezet',
    lead: 'Elkészítettük az Ön bevallásának tervezetét. Az összegek kitaláltak.',
    rows: [
      ['Munkabérből származó jövedelem', '6 240 000 Ft'],
      ['Levont adóelőleg', '936 000 Ft'],
      ['Visszajár', '48 000 Ft'],
    ],
    email: (address: string) => `Ha elkészül a végleges bevallás, ide írunk: ${address}`,
    noEmail: 'E-mail-címet nem kaptunk Öntől, ezért a végleges bevallásról levélben értesítjük.',
  },
  en: {
    askHeading: 'Your tax return',
    ask: 'We asked for no data to let you in: it is enough to know that you are the same person each time.',
    askMore:
      'To fill in your return we do need your name and date of birth. We ask the register for them, and you see first what we receive.',
    askLink: 'Fill in my return from the register',
    heading: 'Draft tax return',
    lead: 'We have drafted your return. The amounts are invented.',
    rows: [
      ['Income from employment', 'HUF 6,240,000'],
      ['Tax withheld', 'HUF 936,000'],
      ['To be refunded', 'HUF 48,000'],
    ],
    email: (address: string) => `When the final return is ready we write to ${address}`,
    noEmail: 'You shared no e-mail address, so we tell you about the final return by letter.',
  },
} as const

const taxOffice: Service = {
  id: 'tax',
  names: { hu: 'Adóügyek', en: 'Tax Office' },
  leads: {
    hu: 'Itt nézi meg és adja be adóbevallását.',
    en: 'Where you check and file your tax return.',
  },
  scope: 'openid',
  dataScope: 'openid name birthdate email',
  secretBy: 'client_secret_post',
  acceptedAcrs: AT_LEAST_SUBSTANTIAL,
  content: (person, language) =>
    person.claims['birthdate'] === undefined ? offer(language) : draftReturn(person, language),
}

/** Data minimisation: whoever only looks in has shared nothing yet. */
function offer(language: Language): string {
  const { askHeading, ask, askMore, askLink } = texts[language]
  return html`
    <h1>${askHeading}</h1>
    <p>${ask}</p>
    <p>${askMore}</p>
    <p><a class="button" href="/login?data=1">${askLink}</a></p>
  `
}

/** The e-mail address is an optional claim: the page must do without it. */
function draftReturn(person: Arrival, language: Language): string {
  const { heading, lead, rows, email, noEmail } = texts[language]
  const address = person.claims['email']
  return html`
    <h1>${heading}</h1>
    <p>${lead}</p>
    <dl>
      !${rows.map(
        ([what, amount]) =>
          html`<dt>${what}</dt>
            <dd>${amount}</dd>`,
      )}
    </dl>
    <p>${typeof address === 'string' ? email(address) : noEmail}</p>
  `
}

/** Starts the tax office. */
export function startTaxOffice(options: ServiceOptions): Promise<Running> {
  return startService(taxOffice, options)
}
