/** The words of the DÁP app's pages. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'

type Purpose = 'authenticate' | 'enrol'

interface DapTexts {
  readonly title: Readonly<Record<Purpose, string>>
  readonly lead: Readonly<Record<Purpose, string>>
  readonly otherDevice: string
  readonly open: string
  readonly scan: string
  readonly qrLabel: string
  readonly choose: string
  readonly approve: Readonly<Record<Purpose, string>>
  readonly sameDevice: string
  readonly cannotScan: string
  readonly pasteText: string
  readonly pasteLabel: string
  readonly until: (time: string) => string
  readonly pending: string
  readonly scanned: string
  readonly check: string
  readonly approvedTitle: string
  readonly approvedLead: Readonly<Record<Purpose, string>>
  readonly elsewhere: string
  readonly name: string
  readonly nameHint: string
  readonly endedTitle: Readonly<Record<Purpose, string>>
  readonly again: string
  readonly simulator: string
}

const texts: Readonly<Record<Language, DapTexts>> = {
  hu: {
    title: { authenticate: 'Belépés DÁP mobilalkalmazással', enrol: 'DÁP-eszköz hozzáadása' },
    lead: {
      authenticate: 'A telefonján hagyja jóvá a belépést. Jelszó nem kell hozzá.',
      enrol:
        'Olvassa be a kódot azzal a telefonnal, amelyikkel be szeretne lépni. Az alkalmazásban a saját személyazonosító igazolványának kell lennie.',
    },
    otherDevice: 'Másik eszközzel',
    open: 'Nyissa meg a telefonján a DÁP mobilalkalmazást.',
    scan: 'Olvassa be ezt a kódot.',
    qrLabel: 'QR-kód a DÁP mobilalkalmazásnak',
    choose: 'Az alkalmazásban válassza ezt a számot:',
    approve: {
      authenticate: 'Ellenőrizze, hogy az alkalmazás ugyanezt a szolgáltatást írja-e, és hagyja jóvá.',
      enrol: 'Hagyja jóvá az alkalmazásban, hogy ezután belép vele.',
    },
    sameDevice: 'DÁP mobilalkalmazás megnyitása ezen a telefonon',
    cannotScan: 'Nem tudom beolvasni a kódot',
    pasteText: 'Másolja át ezt a címet az alkalmazásba:',
    pasteLabel: 'Cím',
    until: (time) => `A kód ${time}-ig használható.`,
    pending: 'Várjuk, hogy az alkalmazás beolvassa a kódot.',
    scanned: 'Az alkalmazás beolvasta a kódot. Most ott hagyja jóvá.',
    check: 'Jóváhagytam, tovább',
    approvedTitle: 'Az alkalmazás jóváhagyta',
    approvedLead: {
      authenticate: 'A telefonjára már nincs szükség. Folytassa a belépést.',
      enrol: 'Adjon nevet az eszköznek, hogy később megismerje, és fejezze be a hozzáadást.',
    },
    elsewhere: 'Az alkalmazás egy másik lapon folytatta. Lépjen arra a lapra; ezt a lapot bezárhatja.',
    name: 'Az eszköz neve',
    nameHint: 'Például: Telefonom. Üresen is hagyhatja.',
    endedTitle: { authenticate: 'A belépés nem történt meg', enrol: 'Az eszközt nem adtuk hozzá' },
    again: 'Új kód kérése',
    simulator: 'Ez nem a valódi DÁP: a jóváhagyást a DÁP-szimulátor adja, és a szolgáltatás is így kapja meg.',
  },
  en: {
    title: { authenticate: 'Sign in with the DÁP app', enrol: 'Add a DÁP device' },
    lead: {
      authenticate: 'You approve the sign-in on your phone. No password is needed.',
      enrol:
        'Scan the code with the phone that you want to sign in with. The identity card in the app must be your own.',
    },
    otherDevice: 'With another device',
    open: 'Open the DÁP app on your phone.',
    scan: 'Scan this code.',
    qrLabel: 'QR code for the DÁP app',
    choose: 'In the app, choose this number:',
    approve: {
      authenticate: 'Check that the app names this same service, and approve.',
      enrol: 'Approve in the app that you will sign in with it.',
    },
    sameDevice: 'Open the DÁP app on this phone',
    cannotScan: 'I cannot scan the code',
    pasteText: 'Copy this address into the app:',
    pasteLabel: 'Address',
    until: (time) => `The code can be used until ${time}.`,
    pending: 'Waiting for the app to scan the code.',
    scanned: 'The app has scanned the code. Now approve there.',
    check: 'I have approved, continue',
    approvedTitle: 'The app has approved',
    approvedLead: {
      authenticate: 'You no longer need your phone. Continue signing in.',
      enrol: 'Give the device a name, so that you know it later, and finish adding it.',
    },
    elsewhere: 'The app went on in another tab. Go to that tab; you can close this one.',
    name: 'Name of the device',
    nameHint: 'For example: My phone. You can leave it empty.',
    endedTitle: { authenticate: 'You are not signed in yet', enrol: 'The device was not added' },
    again: 'Get a new code',
    simulator: 'This is not the real DÁP: the approval comes from the DÁP simulator, and the service is told so.',
  },
}

export function dapTexts(language: Language): DapTexts {
  return texts[language]
}

export const dapErrors = {
  'E-DAP-01': {
    hu: {
      message: 'A kérés lejárt, vagy Ön elutasította.',
      advice: 'Kérjen új kódot, vagy válasszon másik belépési módot.',
    },
    en: {
      message: 'The request expired, or you refused it.',
      advice: 'Get a new code, or choose another way to sign in.',
    },
  },
  'E-DAP-02': {
    hu: {
      message: 'Az alkalmazás még nem válaszolt.',
      advice: 'Hagyja jóvá a telefonján, azután folytassa itt.',
    },
    en: { message: 'The app has not answered yet.', advice: 'Approve on your phone, then continue here.' },
  },
  'E-DAP-03': {
    hu: {
      message: 'Az alkalmazásban nem azt a számot választotta, amelyik itt állt.',
      advice: 'Kérjen új kódot. Ha nem Ön választott, valaki más próbálkozott az Ön nevében.',
    },
    en: {
      message: 'The number chosen in the app was not the one shown here.',
      advice: 'Get a new code. If it was not you who chose, somebody else tried in your name.',
    },
  },
  'E-DAP-04': {
    hu: {
      message: 'Ezt az eszközt nem ismerjük.',
      advice:
        'Lépjen be más módon, és a Saját adatok között adja hozzá az eszközt, vagy kérje egy regisztrációs szervnél.',
    },
    en: {
      message: 'We do not know this device.',
      advice: 'Sign in another way and add the device in My data, or ask for it at a registration body.',
    },
  },
  'E-DAP-05': {
    hu: { message: 'Ez az eszköz már egy fiókhoz tartozik.', advice: 'Előbb ott kell törölni, ahová tartozik.' },
    en: {
      message: 'This device belongs to an account already.',
      advice: 'It has to be removed from that account first.',
    },
  },
  'E-DAP-06': {
    hu: { message: 'Több eszközt nem adhat hozzá.', advice: 'Töröljön egyet, amelyet már nem használ.' },
    en: { message: 'You cannot add any more devices.', advice: 'Remove one that you no longer use.' },
  },
  'E-DAP-07': {
    hu: {
      message: 'Az alkalmazásban lévő igazolvány nem az Öné.',
      advice:
        'Csak a saját igazolványával adhat hozzá eszközt. Ha az adatai megváltoztak, forduljon egy regisztrációs szervhez.',
    },
    en: {
      message: 'The identity card in the app is not yours.',
      advice: 'You can add a device only with your own card. If your data have changed, visit a registration body.',
    },
  },
  'E-DAP-08': {
    hu: {
      message: 'Az alkalmazás válaszát nem tudtuk elfogadni.',
      advice: 'Frissítse az alkalmazást, és kérjen új kódot, vagy válasszon másik belépési módot.',
    },
    en: {
      message: 'We could not accept the app’s answer.',
      advice: 'Update the app and get a new code, or choose another way to sign in.',
    },
  },
  'E-DAP-09': {
    hu: {
      message: 'Az alkalmazás egy másik lapon folytatta.',
      advice: 'Lépjen arra a lapra, vagy kérjen új kódot.',
    },
    en: { message: 'The app went on in another tab.', advice: 'Go to that tab, or get a new code.' },
  },
} satisfies ErrorEntries
