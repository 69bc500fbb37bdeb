import { formatDay, formatDeadline } from '../format.ts'
import type { Language } from '../frame.ts'
import { untilDay } from '../hungarian.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface TemporaryReadyProps {
  readonly finaliseBy: number
}

/** @public Read by the check of both languages. */
export const temporaryReadyTexts = {
  hu: {
    subject: (day: string) => `Ideiglenes Ügyfélkapu: véglegesítse ${untilDay(day)}`,
    heading: 'Ideiglenes Ügyfélkapuja használható',
    now: 'Ideiglenes regisztrációját aktiválta. Beléphet vele, de nem minden szolgáltatás fogadja el, mert a személyazonosságát még senki nem ellenőrizte.',
    finalise:
      'A véglegesítéshez menjen el személyesen egy okmányirodába vagy kormányablakba. Vigye magával személyazonosító okmányát és lakcímkártyáját, és mondja meg a felhasználónevét és az e-mail-címét.',
    after:
      'Ha a határidőig nem véglegesíti, a regisztrációt minden adatával töröljük. A határidőt nem lehet meghosszabbítani.',
  },
  en: {
    subject: (day: string) => `Temporary Client Gate: finalise by ${day}`,
    heading: 'Your temporary Client Gate can be used',
    now: 'You activated your temporary registration. You can sign in with it, but not every service accepts it, because nobody has checked your identity yet.',
    finalise:
      'To finalise it, visit a document office or a government window in person. Take your identity document and your address card, and tell them your user name and your e-mail address.',
    after:
      'If you do not finalise it in time, we delete the registration with all its data. The deadline cannot be extended.',
  },
} satisfies Record<Language, unknown>

/** M3: a temporary account was activated. */
export function temporaryReadyMail(language: Language, _at: number, props: TemporaryReadyProps): MailContent {
  const texts = temporaryReadyTexts[language]
  return writeLetter(language, {
    subject: texts.subject(formatDay(language, props.finaliseBy)),
    heading: texts.heading,
    facts: [{ label: factLabels[language].finaliseBy, value: formatDeadline(language, props.finaliseBy) }],
    paragraphs: [texts.now, texts.finalise, texts.after],
    ifNotYou: notYou[language].registered,
  })
}
