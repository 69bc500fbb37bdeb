import type { SettableWords } from '../factor-words.ts'

export const codeCardWords = {
  drawing: '<rect x="2.5" y="5" width="19" height="14" rx="2"/><path d="M6 9h5M6 12h5M6 15h5M14 9h4M14 12h4M14 15h4"/>',
  hu: {
    method: {
      name: 'Kódkártya',
      need: 'A kinyomtatott kódkártyája következő kódja kell hozzá.',
      level: 'Ügyfélkapu+',
    },
    way: {
      name: 'Kódkártya',
      about: 'Tíz kód egy papíron. Mindegyik egyszer használható.',
      add: 'Kódkártya készítése',
      move: 'Új kódkártya készítése',
      moveHint: 'A régi kártya az új elkészültéig használható.',
      remove: 'Kódkártya törlése',
      removed: 'A kódkártyát töröltük.',
    },
    mails: {
      first: ['Mostantól belépéskor a jelszó után a kódkártyája következő kódját is kérjük.'],
      added: 'Kódkártyát készítettek a fiókjához: ezután azzal is be lehet lépni.',
      moved: 'Új kódkártyát készítettek. A régi kártya kódjait már nem fogadjuk el.',
      removed: 'Az Ügyfélkapu+ beállításainál törölték a kódkártyáját.',
    },
    atDesk: 'kódkártya',
  },
  en: {
    method: { name: 'Code card', need: 'You need the next code of your printed code card.', level: 'Client Gate+' },
    way: {
      name: 'Code card',
      about: 'Ten codes on a sheet of paper. Each is used once.',
      add: 'Make a code card',
      move: 'Make a new code card',
      moveHint: 'The old card works until the new one is ready.',
      remove: 'Remove the code card',
      removed: 'The code card has been removed.',
    },
    mails: {
      first: ['From now on, signing in takes the next code of your code card after your password.'],
      added: 'A code card was made for your account: from now on it signs in, too.',
      moved: 'A new code card was made. Codes of the old one are no longer accepted.',
      removed: 'Your code card was removed in the Client Gate+ settings.',
    },
    atDesk: 'code card',
  },
} satisfies SettableWords

/** The words of its pages. */
export const codeCardTexts = {
  hu: {
    title: 'A kódkártya következő kódja',
    lead: 'Írja be a kódkártyájáról a következő, még nem használt kódot.',
    numbered: (number: number) => `${number}. kód`,
    enrolTitle: 'Kódkártya készítése',
    enrolLead: 'Írja le vagy nyomtassa ki ezt a tíz kódot, majd írja be az elsőt.',
  },
  en: {
    title: 'The next code of your code card',
    lead: 'Enter the next code of your code card that you have not used yet.',
    numbered: (number: number) => `Code number ${number}`,
    enrolTitle: 'Make a code card',
    enrolLead: 'Write down or print these ten codes, then enter the first one.',
  },
} as const
