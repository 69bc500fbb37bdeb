import { formatDeadline, formatInstant, formatSpan } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface AddressChangedProps {
  /** Opening it shows a page; only the button there undoes the change. Null where this mail cannot undo it. */
  readonly undoUrl: string | null
  readonly undoUntil: number | null
  readonly newAddressMasked: string
  /** Which of the two addresses this mail goes to. */
  readonly to: 'old' | 'new'
  readonly by: 'person' | 'office'
}

/** @public Read by the check of both languages. */
export const addressChangedTexts = {
  hu: {
    subject: 'Azonosítási e-mail-címe megváltozott',
    undoable: (span: string) => ` (${span} visszavonható)`,
    by: {
      person: 'A „Regisztrációs adatok” oldalon megváltoztatták a fiókjához tartozó azonosítási e-mail-címet.',
      office:
        'A hivatalban, személyazonosságának igazolása után megváltoztatták a fiókjához tartozó azonosítási e-mail-címet.',
    },
    to: {
      old: 'Ez az utolsó levél, amelyet erre a címre küldünk: a kódok és az értesítések ezután az új címre mennek.',
      new: 'A kódok és az értesítések ezután erre a címre mennek. A Tárhely értesítési címe nem változott.',
    },
    undo: (deadline: string) =>
      `A változást ${deadline} visszavonhatja. A hivatkozás megnyitása még nem változtat semmin: a megnyíló oldalon nyomja meg a gombot.`,
    link: 'A változás visszavonása',
    notYouTitle: 'Nem Ön volt?',
    notYou: {
      undo: 'Vonja vissza a változást a fenti hivatkozással, azután változtassa meg fiókja és postafiókja jelszavát. Új kódot addig ne kérjen: az új címre menne.',
      visit:
        'Valaki hozzáfér a fiókjához. Menjen el személyesen bármelyik regisztrációs szervhez, és kérje a cím kijavítását és a fiók felfüggesztését.',
    },
  },
  en: {
    subject: 'Your identification e-mail changed',
    undoable: (span: string) => ` (you can undo it for ${span})`,
    by: {
      person: 'The identification e-mail address of your account was changed on the page “Registration data”.',
      office: 'An office changed the identification e-mail address of your account after checking your identity.',
    },
    to: {
      old: 'This is the last message to this address: codes and notices go to the new one from now on.',
      new: 'Codes and notices go to this address from now on. The address for notices of your Mailbox did not change.',
    },
    undo: (deadline: string) =>
      `You can undo the change ${deadline}. Opening the link changes nothing yet: press the button on the page that opens.`,
    link: 'Undo the change',
    notYouTitle: 'Was it not you?',
    notYou: {
      undo: 'Undo the change by the link above, then change the passwords of your account and of your mailbox. Do not ask for a code before: it would go to the new address.',
      visit:
        'Somebody has access to your account. Visit any registration body in person and ask for the address to be corrected and the account to be suspended.',
    },
  },
} satisfies Record<Language, unknown>

/** M22: goes to the old and to the new address; the way to undo it only where `undoUrl` is given. */
export function addressChangedMail(language: Language, at: number, props: AddressChangedProps): MailContent {
  const texts = addressChangedTexts[language]
  const labels = factLabels[language]
  const { undoUrl, undoUntil } = props
  const undo = undoUrl === null || undoUntil === null ? null : { url: undoUrl, until: undoUntil }
  return writeLetter(language, {
    subject: texts.subject + (undo === null ? '' : texts.undoable(formatSpan(language, undo.until - at))),
    heading: texts.subject,
    facts: [
      { label: labels.happened, value: formatInstant(language, at) },
      { label: labels.newAddress, value: props.newAddressMasked },
    ],
    paragraphs: [
      texts.by[props.by],
      texts.to[props.to],
      ...(undo === null ? [] : [texts.undo(formatDeadline(language, undo.until))]),
    ],
    ...(undo === null ? {} : { link: { label: texts.link, url: undo.url } }),
    ifNotYou: { title: texts.notYouTitle, text: undo === null ? texts.notYou.visit : texts.notYou.undo },
  })
}
