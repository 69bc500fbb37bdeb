import { formatDeadline } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface AccountReadyProps {
  readonly how: 'activated' | 'finalised' | 'signature'
  readonly passwordExpiresAt: number | null
}

/** @public Read by the check of both languages. */
export const accountReadyTexts = {
  hu: {
    subject: 'Ügyfélkapuja elkészült',
    how: {
      activated: 'Regisztrációját aktiválta, az Ügyfélkapu mostantól használható.',
      finalised:
        'Ideiglenes regisztrációját a hivatalban véglegesítették. Felhasználóneve, jelszava és e-mail-címe nem változott.',
      signature: 'Elektronikus aláírással regisztrált: az Ügyfélkapu azonnal használható.',
    },
    gate: 'Egyetlen belépéssel, bármelyik számítógépről elérheti a közigazgatás online szolgáltatásait.',
    signIn:
      'Belépéskor azt a felhasználónevet írja be, amelyet a regisztrációkor választott, ne a saját nevét. Jelszava az, amelyet Ön adott meg; a levélben kapott kód nem jelszó.',
    forgotten:
      'Ha elfelejti a jelszavát, az „Elfelejtett jelszó” oldalon kérhet kódot, amellyel újat ad meg. Jegyezze fel és őrizze meg a felhasználónevét: azt csak személyesen, egy regisztrációs szervnél tudhatja meg.',
    notYouTitle: 'Nem Ön regisztrált?',
    notYou:
      'Valaki az Ön e-mail-címét adta meg. Ha az ide küldött kódot nem Ön használta fel, más is olvassa a leveleit: változtassa meg a postafiókja jelszavát. A címet egy regisztrációs szerv javíthatja ki.',
    more: 'Regisztrációjával a kormányzati portál fórumán is megszólalhat. Ha kérdése van, a „Súgó” és az „Ügyfélszolgálat” oldal segít.',
  },
  en: {
    subject: 'Your Client Gate is ready',
    how: {
      activated: 'You activated your registration. You can use Client Gate (Ügyfélkapu) from now on.',
      finalised:
        'Your temporary registration was finalised at an office. Your user name, password and e-mail address stay as they were.',
      signature: 'You registered with an electronic signature: you can use Client Gate (Ügyfélkapu) at once.',
    },
    gate: 'Signing in once, on any computer, opens the online services of public administration to you.',
    signIn:
      'When you sign in, enter the user name you chose when you registered, not your own name. Your password is the one you set; a code from a message is not a password.',
    forgotten:
      'If you forget your password, ask for a code on the “Forgotten password” page and set a new one. Write your user name down and keep it: it is told only in person, at a registration body.',
    notYouTitle: 'Was it not you who registered?',
    notYou:
      'Somebody gave your e-mail address. If it was not you who used the code sent here, somebody else reads your mail: change the password of your mailbox. A registration body can correct the address.',
    more: 'Your registration also lets you speak in the forum of the government portal. If you have questions, the pages “Help” and “Customer service” have answers.',
  },
} satisfies Record<Language, unknown>

/** M2: the letter of welcome, once an account can be used. */
export function accountReadyMail(language: Language, _at: number, props: AccountReadyProps): MailContent {
  const texts = accountReadyTexts[language]
  const { passwordExpiresAt } = props
  const label = factLabels[language].passwordValid
  return writeLetter(language, {
    subject: texts.subject,
    facts: passwordExpiresAt === null ? [] : [{ label, value: formatDeadline(language, passwordExpiresAt) }],
    paragraphs: [texts.how[props.how], texts.gate, texts.signIn, texts.forgotten, texts.more],
    ifNotYou: props.how === 'finalised' ? notYou[language].office : { title: texts.notYouTitle, text: texts.notYou },
  })
}
