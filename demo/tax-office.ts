import { html } from 'ghtml'
import type { Arrival } from './relying-party.ts'
import { startService, type Service, type ServiceOptions } from './service.ts'
import { AT_LEAST_SUBSTANTIAL, type Language } from './texts.ts'
import type { Running } from './web.ts'

const texts = {
  hu: {
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
  scope: 'openid name birthdate email',
  secretBy: 'client_secret_post',
  acceptedAcrs: AT_LEAST_SUBSTANTIAL,
  content: draftReturn,
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
