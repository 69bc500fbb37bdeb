/** How one signs in, what has ended, and what lives for how long. */
import type { HelpTopic } from './help-topic.ts'

export const signingInTopics = {
  'signing-in': {
    path: '/segitseg/belepes',
    text: {
      hu: {
        title: 'Hogyan lépek be?',
        summary:
          'A szolgáltatásnál kezdje, írja be felhasználónevét és jelszavát, majd igazolja magát egy második lépéssel.',
        sections: [
          {
            id: 'steps',
            title: 'A belépés menete',
            paragraphs: [
              'A belépés mindig a szolgáltatásnál kezdődik. Onnan jut hozzánk, és a végén oda tér vissza.',
              'A Felhasználónév mezőbe ne a saját nevét írja, hanem azt, amelyet a regisztrációkor választott. A jelszó az, amelyet az aktiváláskor adott meg; a levélben kapott aktiváló kód nem jelszó.',
            ],
          },
          {
            id: 'second-step',
            title: 'A második lépés: Ügyfélkapu+',
            paragraphs: ['A jelszó után egy kóddal is igazolja magát. Választhat, mivel:'],
            list: [
              'hitelesítő alkalmazás a telefonján',
              'hitelesítő program a számítógépén vagy a böngészőjében: a QR-kód helyett a kiírt kulcsot adja meg neki',
              ({ mailCodeMinutes }) =>
                `e-mailben kapott kód: ${mailCodeMinutes} percig érvényes, telefon sem kell hozzá (2025. január 14. óta)`,
            ],
          },
          {
            id: 'dap-app',
            title: 'Jelszó nélkül: DÁP mobilalkalmazás',
            paragraphs: [
              'A Digitális Állampolgár alkalmazással QR-kódot olvas be, és a telefonján hagyja jóvá a belépést.',
            ],
          },
          {
            id: 'all-methods',
            title: 'Melyik szolgáltatás melyiket fogadja el?',
            paragraphs: [
              'Minden csatlakozott szolgáltatás elfogad minden állami belépési módot, amely eléri a szolgáltatás által kért biztonsági szintet.',
            ],
          },
        ],
      },
      en: {
        title: 'How do I sign in?',
        summary: 'Start at the service, enter your user name and password, then prove who you are by a second step.',
        sections: [
          {
            id: 'steps',
            title: 'How it goes',
            paragraphs: [
              'Signing in always starts at the service. It brings you to us, and in the end you return to it.',
              'In the field for the user name, do not write your own name but the user name you chose when you registered. The password is the one you set when you activated it; the activation code from the message is not a password.',
            ],
          },
          {
            id: 'second-step',
            title: 'The second step: Client Gate+',
            paragraphs: ['After the password you also prove yourself by a code. Choose where it comes from:'],
            list: [
              'an authenticator app on your phone',
              'an authenticator program on your computer or in your browser: give it the key shown instead of the QR code',
              ({ mailCodeMinutes }) =>
                `a code by e-mail: it lives for ${mailCodeMinutes} minutes and needs no phone (since 14 January 2025)`,
            ],
          },
          {
            id: 'dap-app',
            title: 'Without a password: the DÁP app',
            paragraphs: [
              'With the Digital Citizenship app (DÁP) you read a QR code and approve the sign-in on your phone.',
            ],
          },
          {
            id: 'all-methods',
            title: 'Which service accepts what?',
            paragraphs: [
              'Every connected service accepts every method of the state that reaches the level of safety the service asks for.',
            ],
          },
        ],
      },
    },
  },
  'password-life': {
    path: '/segitseg/jelszo-ervenyessege',
    text: {
      hu: {
        title: 'Meddig érvényes a jelszavam?',
        summary: ({ passwordYears }) => `Legfeljebb ${passwordYears} évig; rövidebb időt is választhat.`,
        sections: [
          {
            id: 'before',
            title: 'A lejárat előtt',
            paragraphs: [
              ({ warningDays }) =>
                `Az azonosítási e-mail-címére levelet küldünk ${warningDays.join(', ')} nappal a lejárat előtt. Új jelszót a „Saját adatok” oldalon adhat meg.`,
            ],
          },
          {
            id: 'after',
            title: 'A lejárat után',
            paragraphs: [
              ({ graceDays }) =>
                `${graceDays} napig az „Elfelejtett jelszó” oldalon kérhet kódot, és azzal új jelszót adhat meg.`,
            ],
          },
          {
            id: 'inactive',
            title: 'Ha az is letelt',
            paragraphs: [
              'A regisztráció inaktív lesz, de semmit nem törlünk. Bármelyik regisztrációs szervnél személyesen kérheti az aktiválását. Utána a rendszer magától elküldi az új kódot az azonosítási e-mail-címére.',
            ],
          },
        ],
      },
      en: {
        title: 'How long is my password valid?',
        summary: ({ passwordYears }) =>
          `For ${passwordYears} ${passwordYears === 1 ? 'year' : 'years'} at most; you can choose a shorter time.`,
        sections: [
          {
            id: 'before',
            title: 'Before it expires',
            paragraphs: [
              ({ warningDays }) =>
                `We write to your identification e-mail address ${warningDays.join(', ')} days before. Set a new password on the page “My data”.`,
            ],
          },
          {
            id: 'after',
            title: 'After it has expired',
            paragraphs: [
              ({ graceDays }) =>
                `For ${graceDays} days you can ask for a code on the “Forgotten password” page and set a new password with it.`,
            ],
          },
          {
            id: 'inactive',
            title: 'If that time is over, too',
            paragraphs: [
              'The registration becomes inactive, but nothing is deleted. Any registration body can activate it, in person. The system then sends the new code to your identification e-mail address by itself.',
            ],
          },
        ],
      },
    },
  },
  dap: {
    path: '/segitseg/dap',
    text: {
      hu: {
        title: 'Hogyan regisztrálok a DÁP mobilalkalmazásba?',
        summary:
          'Kormányablakban, előre foglalt időpontban, vagy otthon, ha 2021. június 23. után kiadott eSzemélyije van.',
        sections: [
          {
            id: 'needed',
            title: 'Mi kell hozzá?',
            list: [
              ({ minAge }) => `betöltött ${minAge}. életév`,
              'személyazonosító okmány',
              'okostelefon, telefonszám és e-mail-cím',
            ],
          },
          {
            id: 'window',
            title: 'Kormányablakban',
            paragraphs: [
              'Foglaljon időpontot. Az ügyintéző ellenőrzi a személyazonosságát, és kinyomtat egy QR-kódot, amelyet az alkalmazással olvas be.',
            ],
          },
          {
            id: 'at-home',
            title: 'Otthon',
            paragraphs: [
              '2021. június 23. után kiadott eSzemélyi igazolvánnyal és a PIN-kódjával az alkalmazásban regisztrálhat.',
            ],
          },
          {
            id: 'any-time',
            title: 'Meddig lehet?',
            paragraphs: [
              'Bármikor, nincs határideje. Ügyfélkapu+ igényléséhez nem kell hivatalba mennie: az otthon, néhány kattintással is elintézhető.',
            ],
          },
        ],
      },
      en: {
        title: 'How do I register for the DÁP app?',
        summary: 'At a government window by appointment, or at home if your eID card was issued after 23 June 2021.',
        sections: [
          {
            id: 'needed',
            title: 'What do I need?',
            list: [
              ({ minAge }) => `to be ${minAge} or older`,
              'an identity document',
              'a smartphone, a phone number and an e-mail address',
            ],
          },
          {
            id: 'window',
            title: 'At a government window',
            paragraphs: [
              'Make an appointment. The clerk checks your identity and prints a QR code, which you read with the app.',
            ],
          },
          {
            id: 'at-home',
            title: 'At home',
            paragraphs: [
              'With an eID card (eSzemélyi) issued after 23 June 2021 and its PIN you can register in the app.',
            ],
          },
          {
            id: 'any-time',
            title: 'Until when?',
            paragraphs: [
              'At any time, there is no deadline. Client Gate+ needs no visit to an office: you can set it up at home in a few clicks.',
            ],
          },
        ],
      },
    },
  },
  discontinued: {
    path: '/segitseg/megszunt-modok',
    text: {
      hu: {
        title: 'Mi szűnt meg 2025. január 16-án?',
        summary: 'Négy belépési mód. Az Ügyfélkapu-fiókok megmaradtak, és más nem változott.',
        sections: [
          {
            id: 'plain-gate',
            title: 'Ügyfélkapu csak jelszóval',
            paragraphs: [
              'Egyedül a jelszó már nem elég. Felhasználóneve és jelszava megmarad: lépjen be velük, és ha még nincs Ügyfélkapu+ beállítva, a belépés közben beállíthatja. Ezt később, bármikor is megteheti.',
            ],
          },
          {
            id: 'eid-card',
            title: 'eSzemélyi igazolvány',
            paragraphs: [
              'Belépni nem lehet vele, regisztrálni igen. Lépjen be helyette Ügyfélkapu+ használatával vagy DÁP mobilalkalmazással.',
            ],
          },
          {
            id: 'telephone',
            title: 'Telefonos azonosítás',
            paragraphs: [
              'Helyette Ügyfélkapu+ használatával léphet be. Kódját e-mailben is kérheti, okostelefon nem kell hozzá.',
            ],
          },
          {
            id: 'portrait',
            title: 'Arcképes azonosítás',
            paragraphs: [
              'Helyette Ügyfélkapu+ vagy DÁP mobilalkalmazás használatával léphet be, vagy személyesen intézheti az ügyét.',
            ],
          },
        ],
      },
      en: {
        title: 'What ended on 16 January 2025?',
        summary: 'Four ways to sign in. Client Gate accounts remain, and nothing else changed.',
        sections: [
          {
            id: 'plain-gate',
            title: 'Client Gate with a password alone',
            paragraphs: [
              'The password alone is no longer enough. Your user name and password stay: sign in with them, and if Client Gate+ is not set up yet you can do so on the way. You can also do so later, at any time.',
            ],
          },
          {
            id: 'eid-card',
            title: 'eID card (eSzemélyi)',
            paragraphs: [
              'It no longer signs you in, but you can still register with it. Sign in with Client Gate+ or the DÁP app instead.',
            ],
          },
          {
            id: 'telephone',
            title: 'Telephone identification',
            paragraphs: ['Sign in with Client Gate+ instead. You can have the code by e-mail and need no smartphone.'],
          },
          {
            id: 'portrait',
            title: 'Portrait identification',
            paragraphs: ['Sign in with Client Gate+ or the DÁP app instead, or see to your matter in person.'],
          },
        ],
      },
    },
  },
} satisfies Readonly<Record<string, HelpTopic>>
