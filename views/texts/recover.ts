/** The words of the waiting period after which a lost way to sign in is removed, and its faults. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'

/** A way to sign in that can be lost. */
export type Losable = 'totp' | 'passkey' | 'dap'

interface Days {
  /** Since when the second address must be confirmed. */
  readonly notice: number
  /** After a new password by mail. */
  readonly hold: number
}

interface RecoverTexts {
  readonly door: string
  readonly doorText: (hours: number) => string
  readonly doorLink: string
  readonly title: string
  readonly lead: (hours: number) => string
  readonly conditions: string
  readonly conditionList: (days: Days) => readonly string[]
  readonly lost: string
  readonly lostHint: string
  readonly ways: Readonly<Record<Losable, string>>
  /** The same, within a sentence. */
  readonly names: Readonly<Record<Losable, string>>
  readonly whatNext: (hours: number) => string
  readonly submit: string
  readonly codeTitle: string
  readonly codeLead: string
  readonly start: string
  readonly again: string
  readonly askedTitle: string
  readonly askedLead: string
  readonly askedSteps: (hours: number) => readonly string[]
  readonly notArrived: string
  readonly reasons: (days: Days) => readonly string[]
  readonly remains: string
  readonly cancelTitle: string
  readonly cancelLead: string
  readonly cancelText: string
  readonly cancelButton: string
  readonly cancelledTitle: string
  readonly cancelled: string
  readonly ifYou: string
  readonly ifNotYou: string
  readonly newPassword: string
  readonly deadTitle: string
  readonly dead: string
}

const texts: Readonly<Record<Language, RecoverTexts>> = {
  hu: {
    door: 'Nincs meg a törlőkód, és más módon sem tud belépni?',
    doorText: (hours) =>
      `Ha korábban megadott egy második értesítési e-mail-címet, a jelszavával és az azonosítási e-mail-címére küldött kóddal is kérheti a törlést. ${hours} órát várunk vele, hogy lemondhassa, ha nem Ön kérte.`,
    doorLink: 'Törlés várakozási idővel',
    title: 'Elveszett belépési mód törlése várakozási idővel',
    lead: (hours) =>
      `Jelszava és egy e-mailben kapott kód után ${hours} óra telik el, amíg az elveszett belépési módot töröljük. Addig bármikor lemondhatja.`,
    conditions: 'Mikor lehetséges?',
    conditionList: ({ notice, hold }) => [
      `Van második értesítési e-mail-címe, amelyet legalább ${notice} napja megerősített.`,
      `Az elmúlt ${hold} napban nem kért új jelszót e-mailben.`,
      'A regisztrációja végleges, és a jelszava nem járt le.',
    ],
    lost: 'Mi veszett el?',
    lostHint: 'Csak ezt töröljük; belépőkulcsból mindet.',
    ways: {
      totp: 'Hitelesítő alkalmazás',
      passkey: 'Belépőkulcs',
      dap: 'DÁP-eszköz',
    },
    names: { totp: 'hitelesítő alkalmazás', passkey: 'belépőkulcs', dap: 'DÁP-eszköz' },
    whatNext: (hours) =>
      `Most kódot küldünk az azonosítási e-mail-címére. A ${hours} óra a kód beírásakor indul, és mindkét címére írunk róla.`,
    submit: 'Kód kérése',
    codeTitle: 'Írja be az e-mailben kapott kódot',
    codeLead: 'Hat számjegyű kódot küldtünk erre a címre:',
    start: 'Várakozási idő indítása',
    again: 'Nem jött meg, vagy lejárt? Kezdje elölről',
    askedTitle: 'Feljegyeztük a kérését',
    askedLead:
      'Ha a feltételek teljesülnek, elindult a várakozási idő, és levelet küldtünk az azonosítási és a második értesítési e-mail-címére is.',
    askedSteps: (hours) => [
      `${hours} óra múlva töröljük az elveszett belépési módot, és mindenhol kijelentkeztetjük. Erről is írunk.`,
      'Addig minden marad, ahogy volt. Ha megkerül, amit elveszített, lépjen be vele: a törlés magától elmarad.',
      'Utána jelentkezzen be a szolgáltatásnál, ahová készül: a jelszavával és egy e-mailben kapott kóddal új módot állíthat be.',
    ],
    notArrived: 'Nem kapott levelet?',
    reasons: ({ notice, hold }) => [
      `Nincs második értesítési címe, vagy ${notice} napnál később erősítette meg.`,
      `Az elmúlt ${hold} napban e-mailben kért új jelszót.`,
      'Már fut egy várakozási idő, vagy az utóbbi napokban többször elindították.',
      'A fiókjában nincs ilyen belépési mód, vagy a fiók állapota nem engedi.',
    ],
    remains: 'Ilyenkor a törlőkód, egy másik belépési mód, vagy személyesen bármelyik regisztrációs szerv segít.',
    cancelTitle: 'A belépés visszaállításának lemondása',
    cancelLead: 'Ha nem Ön kérte, hogy egy belépési módját töröljük, nyomja meg a gombot.',
    cancelText: 'A lemondás végleges: a belépési módjai megmaradnak. Bejelentkeznie nem kell hozzá.',
    cancelButton: 'Lemondom a visszaállítást',
    cancelledTitle: 'A visszaállítást lemondta',
    cancelled: 'Belépési módjai megmaradtak, ahogy voltak. Mindkét címére levelet küldtünk erről.',
    ifYou: 'Ha mégis Ön indította, kezdheti elölről.',
    ifNotYou:
      'Ha nem Ön indította: valaki ismeri a jelszavát, és olvassa az azonosítási e-mailjeit. Változtassa meg a fiókja és a postafiókja jelszavát még ma. Ha nem tud belépni, kérje egy regisztrációs szervnél a fiók felfüggesztését.',
    newPassword: 'Új jelszó kérése',
    deadTitle: 'Ez a hivatkozás már nem érvényes',
    dead: 'A visszaállítást már lemondták, vagy letelt a várakozási idő. Ha nem Ön indította, menjen el bármelyik regisztrációs szervhez, és kérje a fiók felfüggesztését.',
  },
  en: {
    door: 'No deletion code, and no other way to sign in?',
    doorText: (hours) =>
      `If you gave a second e-mail address for notices before, your password and a code sent to your identification address are enough to ask for the removal. We wait ${inHours(hours)}, so that you can cancel if it was not you who asked.`,
    doorLink: 'Remove after a waiting period',
    title: 'Remove a lost way to sign in after a waiting period',
    lead: (hours) =>
      `After your password and a code by e-mail, ${inHours(hours)} pass until we remove what you lost. You can cancel at any time before.`,
    conditions: 'When is this possible?',
    conditionList: ({ notice, hold }) => [
      `You have a second e-mail address for notices, confirmed at least ${inDays(notice)} ago.`,
      `You have not asked for a new password by e-mail in the last ${inDays(hold)}.`,
      'Your registration is final and your password has not expired.',
    ],
    lost: 'What have you lost?',
    lostHint: 'Only this is removed; of passkeys, all.',
    ways: { totp: 'Authenticator app', passkey: 'Passkey', dap: 'DÁP device' },
    names: { totp: 'authenticator app', passkey: 'passkey', dap: 'DÁP device' },
    whatNext: (hours) =>
      `We now send a code to your identification address. The ${inHours(hours)} begin when you enter it, and we write to both your addresses.`,
    submit: 'Send the code',
    codeTitle: 'Enter the code from the e-mail',
    codeLead: 'We have sent a six-digit code to:',
    start: 'Start the waiting period',
    again: 'It did not arrive, or has expired? Start again',
    askedTitle: 'Your request was noted',
    askedLead:
      'If the conditions are met, the waiting period has begun, and we have written to your identification address and to your second address for notices.',
    askedSteps: (hours) => [
      `In ${inHours(hours)} we remove what you lost and sign you out everywhere. We write to you then, too.`,
      'Until then everything stays as it was. If you find what you lost, sign in with it: then nothing is removed.',
      'Afterwards sign in at the service you want to use: with your password and a code by e-mail you can set up a new way.',
    ],
    notArrived: 'No message came?',
    reasons: ({ notice, hold }) => [
      `You have no second address for notices, or confirmed it less than ${inDays(notice)} ago.`,
      `You asked for a new password by e-mail in the last ${inDays(hold)}.`,
      'A waiting period is already running, or was started several times in the last days.',
      'Your account has no such way to sign in, or its state does not allow it.',
    ],
    remains: 'Then your deletion code, another way to sign in, or any registration body in person will help.',
    cancelTitle: 'Cancel the recovery of your sign-in',
    cancelLead: 'If you did not ask us to remove one of your ways to sign in, press the button.',
    cancelText: 'Cancelling is final: your ways to sign in stay. You do not need to sign in for it.',
    cancelButton: 'Cancel the recovery',
    cancelledTitle: 'The recovery is cancelled',
    cancelled: 'Your ways to sign in are as they were. We have written to both your addresses.',
    ifYou: 'If it was you after all, you can start again.',
    ifNotYou:
      'If it was not you: somebody knows your password and reads your identification e-mails. Change the passwords of your account and of your mailbox today. If you cannot sign in, ask a registration body to suspend your account.',
    newPassword: 'Ask for a new password',
    deadTitle: 'This link is good no more',
    dead: 'The recovery has been cancelled already, or the waiting period is over. If you did not start it, visit any registration body and ask for your account to be suspended.',
  },
}

function inHours(hours: number): string {
  return hours === 1 ? '1 hour' : `${hours} hours`
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

export function recoverTexts(language: Language): RecoverTexts {
  return texts[language]
}

export const recoverErrors = {
  'E-RECOVER-01': {
    hu: { message: 'Válassza ki, mi veszett el.', advice: 'Csak azt az egyet töröljük.' },
    en: { message: 'Choose what you have lost.', advice: 'Only that is removed.' },
  },
  'E-RECOVER-02': {
    hu: { message: 'Túl sok hibás próbálkozás történt.', advice: 'Kezdje elölről, és kérjen új kódot.' },
    en: { message: 'There were too many wrong attempts.', advice: 'Start again and ask for a new code.' },
  },
} satisfies ErrorEntries
