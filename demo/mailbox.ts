import { html } from 'ghtml'
import { startService, type Service, type ServiceOptions } from './service.ts'
import { AT_LEAST_SUBSTANTIAL, type Language } from './texts.ts'
import type { Running } from './web.ts'

interface Letter {
  readonly sender: string
  readonly subject: string
  readonly text: string
}

const heading: Readonly<Record<Language, string>> = { hu: 'Levelei', en: 'Your letters' }

const letters: Readonly<Record<Language, readonly Letter[]>> = {
  hu: [
    {
      sender: 'Minta Járási Hivatal',
      subject: 'Lejár a személyazonosító igazolványa',
      text: 'Igazolványa 60 napon belül lejár. Új igazolványt bármelyik okmányirodában igényelhet, díjmentesen.',
    },
    {
      sender: 'Minta Önkormányzat',
      subject: 'Értesítés a parkolási engedélyről',
      text: 'Kérelmét jóváhagytuk. Az engedély egy évig érvényes, matricát nem kell kihelyeznie.',
    },
    {
      sender: 'Tárhely',
      subject: 'Az Ön tárhelye elkészült',
      text: 'Mostantól ide érkeznek hivatalos levelei. Értesítést külön e-mail-címre is kérhet.',
    },
  ],
  en: [
    {
      sender: 'Sample District Office',
      subject: 'Your identity card is about to expire',
      text: 'Your card expires within 60 days. You can apply for a new one at any document office, free of charge.',
    },
    {
      sender: 'Sample Town Council',
      subject: 'About your parking permit',
      text: 'Your application was approved. The permit is valid for a year; no sticker is needed.',
    },
    {
      sender: 'Citizens Mailbox',
      subject: 'Your mailbox is ready',
      text: 'Your official letters arrive here from now on. You can have notices sent to an e-mail address of your choice.',
    },
  ],
}

const mailbox: Service = {
  id: 'mailbox',
  names: { hu: 'Tárhely', en: 'Citizens Mailbox' },
  leads: {
    hu: 'Itt olvassa és küldi hivatalos leveleit.',
    en: 'Where you read and send your official letters.',
  },
  scope: 'openid name identity_4t',
  secretBy: 'client_secret_basic',
  acceptedAcrs: AT_LEAST_SUBSTANTIAL,
  content: (_person, language) => html`
    <h1>${heading[language]}</h1>
    !${letters[language].map(
      (letter) =>
        html`<details class="letter">
          <summary><strong>${letter.subject}</strong> <span class="small">${letter.sender}</span></summary>
          <p>${letter.text}</p>
        </details>`,
    )}
  `,
}

/** Starts the Citizens Mailbox (Tárhely). */
export function startMailbox(options: ServiceOptions): Promise<Running> {
  return startService(mailbox, options)
}
