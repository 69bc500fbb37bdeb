import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface PasswordChangedProps {
  readonly how: 'reset' | 'changed' | 'reactivated'
  /** Until when codes by e-mail count for nothing above the lowest level; null where they were not put on hold. */
  readonly holdUntil: number | null
}

/** @public Read by the check of both languages. */
export const passwordChangedTexts = {
  hu: {
    subject: 'Jelszava megváltozott',
    how: {
      reset:
        'Levélben kapott kóddal új jelszót adtak meg a fiókjához. A régi jelszó már nem használható, és Önt mindenhonnan kijelentkeztettük.',
      changed: 'A „Saját adatok” oldalon új jelszót adtak meg a fiókjához. A régi jelszó már nem használható.',
      reactivated: 'Regisztrációja újra használható, az új jelszót levélben kapott kóddal adták meg.',
    },
    kept: 'Ügyfélkapu+ beállításai nem változtak.',
    hold: (until: string) =>
      `Biztonsága érdekében ${until}-ig az e-mailben küldött kódot nem fogadjuk el második lépésként. Addig hitelesítő alkalmazással, DÁP mobilalkalmazással vagy belépőkulccsal léphet be.`,
  },
  en: {
    subject: 'Your password was changed',
    how: {
      reset:
        'A new password was set for your account with a code sent by e-mail. The old password no longer works, and we signed you out everywhere.',
      changed: 'A new password was set for your account on the page “My data”. The old password no longer works.',
      reactivated: 'Your registration can be used again; the new password was set with a code sent by e-mail.',
    },
    kept: 'Your Client Gate+ settings did not change.',
    hold: (until: string) =>
      `For your safety we do not accept codes sent by e-mail as a second step until ${until}. Until then you can sign in with an authenticator app, the DÁP app or a passkey.`,
  },
} satisfies Record<Language, unknown>

/** M7: there is a new password. */
export function passwordChangedMail(language: Language, at: number, props: PasswordChangedProps): MailContent {
  const texts = passwordChangedTexts[language]
  const hold = props.holdUntil === null ? [] : [texts.hold(formatInstant(language, props.holdUntil))]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.how[props.how], texts.kept, ...hold],
    ifNotYou: notYou[language].acted,
  })
}
