import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

/** @public Read by the check of both languages. */
export const passwordClosedTexts = {
  hu: {
    subject: 'Sok sikertelen belépési kísérlet: új jelszó szükséges',
    what: 'Fiókjába egymás után sokszor rossz jelszóval próbáltak belépni. Ezért a jelszót olyan eszközről, amelyről Ön korábban nem lépett be, most nem fogadjuk el.',
    known: 'Arról az eszközről, amelyről korábban már belépett, a jelszava továbbra is használható.',
    open: 'Más eszközről az „Elfelejtett jelszó” oldalon kért kóddal adjon meg új jelszót, vagy lépjen be DÁP mobilalkalmazással vagy belépőkulccsal. Személyesen egy regisztrációs szervnél is kérheti a jelszó engedélyezését.',
    notYouTitle: 'Nem Ön próbálkozott?',
    notYou: 'Valaki más próbálkozott, de nem jutott be. Adjon meg új jelszót, amelyet máshol nem használ.',
  },
  en: {
    subject: 'Many failed sign-ins: a new password is needed',
    what: 'Somebody tried many times in a row to sign in to your account with a wrong password. So for now we do not accept the password from devices that you have not signed in from before.',
    known: 'From a device that you have signed in from before, your password still works.',
    open: 'From another device, set a new password with a code from the “Forgotten password” page, or sign in with the DÁP app or a passkey. A registration body can also enable the password again, in person.',
    notYouTitle: 'Was it not you who tried?',
    notYou: 'Somebody else tried, and did not get in. Set a new password that you use nowhere else.',
  },
} satisfies Record<Language, unknown>

/** M12: the password counts for nothing on unknown devices. */
export function passwordClosedMail(language: Language, at: number): MailContent {
  const texts = passwordClosedTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.what, texts.known, texts.open],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
