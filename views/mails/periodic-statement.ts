import { formatInstant, formatMonth } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface PeriodicStatementProps {
  /** `2026-11`: the month, or the last of several. */
  readonly month: string
  /** The first of several months. */
  readonly from?: string | undefined
  readonly detailed: boolean
  /** In the language of the mail, oldest first; may be empty: that nothing happened is told, too. */
  readonly entries: readonly { readonly at: number; readonly text: string }[]
}

/** @public Read by the check of both languages. */
export const periodicStatementTexts = {
  hu: {
    subject: (month: string) => `Időszaki értesítés, ${month}`,
    detailed: 'részletes',
    simple: 'egyszerű',
    some: 'A fiókjával ebben az időszakban ez történt:',
    none: 'A fiókjával ebben az időszakban nem történt semmi.',
    settings:
      'A „Tevékenységi napló” oldalon mindent megnézhet, és ott módosíthatja vagy mondhatja le ezt az értesítést.',
  },
  en: {
    subject: (month: string) => `Periodic statement, ${month}`,
    detailed: 'detailed',
    simple: 'simple',
    some: 'This happened with your account in this time:',
    none: 'Nothing happened with your account in this time.',
    settings: 'The page “Activity log” has everything; change or stop this statement there.',
  },
} satisfies Record<Language, unknown>

/** M21: what happened with the account in a month. */
export function periodicStatementMail(language: Language, _at: number, props: PeriodicStatementProps): MailContent {
  const texts = periodicStatementTexts[language]
  const labels = factLabels[language]
  const months = [...(props.from === undefined ? [] : [props.from]), props.month]
  const month = months.map((one) => formatMonth(language, one)).join(' – ')
  return writeLetter(language, {
    subject: texts.subject(month),
    facts: [
      { label: labels.month, value: month },
      { label: labels.detail, value: props.detailed ? texts.detailed : texts.simple },
    ],
    paragraphs: [texts.settings, props.entries.length === 0 ? texts.none : texts.some],
    list: props.entries.map(({ at, text }) => ({ label: formatInstant(language, at), value: text })),
    ifNotYou: notYou[language].acted,
  })
}
