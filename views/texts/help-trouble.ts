/** What to do when something is lost or does not come. */
import type { HelpTopic } from './help-topic.ts'

export const troubleTopics = {
  'mail-not-arrived': {
    path: '/segitseg/nem-jott-meg-a-level',
    text: {
      hu: {
        title: 'Nem kaptam meg a levelet a kóddal',
        summary: 'Nézze meg a levélszemetet és a postafiók telítettségét, majd kérjen új kódot.',
        sections: [
          {
            id: 'check',
            title: 'Mit nézzek meg?',
            list: [
              'Várjon néhány percet.',
              'Nézze meg a levélszemét mappát. Ha ott van a levél, jelölje meg, hogy nem kéretlen, vagy vegye enyhébbre a szűrő beállítását.',
              'Győződjön meg arról, hogy van hely a postafiókjában.',
              'Ellenőrizze a regisztrációs nyugtán vagy a levélben, melyik címet adta meg.',
            ],
          },
          {
            id: 'new-code',
            title: 'Kérjen új kódot',
            paragraphs: [
              'Magától nem küldünk másikat. Aktiváló kódot és jelszóhoz kódot az „Elfelejtett jelszó” oldalon kérhet, belépéshez kódot a belépés oldalán. A korábbi kód ezután nem használható.',
              ({ codesPerDay }) =>
                `Az „Elfelejtett jelszó” oldalon naponta legfeljebb ${codesPerDay} alkalommal kérhet.`,
            ],
            link: { label: 'Új kód kérése', path: '/elfelejtett-jelszo' },
          },
          {
            id: 'wrong-address',
            title: 'Rossz címet adtam meg',
            paragraphs: [
              'A regisztrációkor hibásan megadott címet csak személyesen lehet kijavítani, egy regisztrációs szervnél. Amíg be tud lépni, a címét a „Regisztrációs adatok” oldalon is módosíthatja.',
            ],
          },
        ],
      },
      en: {
        title: 'The message with the code did not arrive',
        summary: 'Look at your spam folder and whether your mailbox is full, then ask for a new code.',
        sections: [
          {
            id: 'check',
            title: 'What to look at',
            list: [
              'Wait a few minutes.',
              'Look in your spam folder. If the message is there, mark it as wanted, or make the filter less strict.',
              'Make sure there is room in your mailbox.',
              'See on your registration receipt which address you gave.',
            ],
          },
          {
            id: 'new-code',
            title: 'Ask for a new code',
            paragraphs: [
              'We do not send another one by ourselves. Ask for a code to activate or for your password on the “Forgotten password” page, for a code to sign in on the page of the sign-in. The earlier code no longer works then.',
              ({ codesPerDay }) => `The “Forgotten password” page gives at most ${codesPerDay} a day.`,
            ],
            link: { label: 'Ask for a new code', path: '/elfelejtett-jelszo' },
          },
          {
            id: 'wrong-address',
            title: 'I gave a wrong address',
            paragraphs: [
              'An address that was wrong when you registered can only be corrected in person, at a registration body. As long as you can sign in, you can also change it on the page “Registration data”.',
            ],
          },
        ],
      },
    },
  },
  'user-name': {
    path: '/elfelejtett-felhasznalonev',
    text: {
      hu: {
        title: 'Elfelejtett felhasználónév',
        summary: 'A regisztrációs nyugtán áll. Ha az nincs meg, csak személyesen tudhatja meg.',
        sections: [
          {
            id: 'receipt',
            title: 'Nézze meg a nyugtán',
            paragraphs: [
              'A felhasználónév nem az Ön neve, hanem az, amelyet a regisztrációkor választott. A hivatalban kapott regisztrációs nyugtán megtalálja.',
            ],
          },
          {
            id: 'in-person',
            title: 'Nincs nyugtája?',
            paragraphs: [
              'Ha elveszett, vagy interneten regisztrált, menjen el bármelyik regisztrációs szervhez. Személyazonossága igazolása után megmondják a felhasználónevét, és új nyugtát kap.',
              'Biztonsági okból telefonon, levélben és ezen az oldalon nem mondjuk meg, és a leveleinkben sem szerepel. Ha új felhasználónevet szeretne, azt is személyesen kérheti.',
            ],
          },
          {
            id: 'keep',
            title: 'Őrizze meg',
            paragraphs: ['Jegyezze fel olyan helyre, ahol megtalálja, de ne a jelszava mellé.'],
          },
        ],
      },
      en: {
        title: 'Forgotten user name',
        summary: 'Your registration receipt shows it. Without the receipt you can be told only in person.',
        sections: [
          {
            id: 'receipt',
            title: 'Look at your receipt',
            paragraphs: [
              'The user name is not your own name but the one you chose when you registered. The receipt you were given at the office shows it.',
            ],
          },
          {
            id: 'in-person',
            title: 'No receipt?',
            paragraphs: [
              'If you lost it, or registered online, visit any registration body. Once you have proved who you are they tell you your user name and give you a new receipt.',
              'For your safety we tell it neither by telephone, nor in messages, nor on this page. If you would like another user name, ask for it in person, too.',
            ],
          },
          {
            id: 'keep',
            title: 'Keep it',
            paragraphs: ['Write it down where you will find it, but not beside your password.'],
          },
        ],
      },
    },
  },
  'forgotten-password': {
    path: '/segitseg/elfelejtett-jelszo',
    text: {
      hu: {
        title: 'Elfelejtettem a jelszavamat',
        summary: 'Felhasználónevével és azonosítási e-mail-címével kérhet kódot, amellyel új jelszót ad meg.',
        sections: [
          {
            id: 'how',
            title: 'Hogyan kérek újat?',
            paragraphs: [
              ({ codeDays }) =>
                `Az „Elfelejtett jelszó” oldalon adja meg felhasználónevét és azonosítási e-mail-címét. Ha a kettő összetartozik, levélben kódot küldünk, amely ${codeDays} napig él, és egyszer használható.`,
              'A kódot az aktiválás oldalán kell beírnia, ott ad meg új jelszót. A kód maga nem jelszó: az Ügyfélkapu nem használható vele.',
            ],
            link: { label: 'Elfelejtett jelszó', path: '/elfelejtett-jelszo' },
          },
          {
            id: 'nothing-came',
            title: 'Nem jött levél',
            paragraphs: [
              'Az oldal mindenkinek ugyanazt válaszolja, hogy mások ne tudhassák meg, kinek van fiókja. Ha nem jön levél, lehet, hogy a felhasználónevet vagy a címet írta el.',
            ],
          },
          {
            id: 'meanwhile',
            title: 'Mi lesz addig a régi jelszóval?',
            paragraphs: [
              'Amíg a kódot fel nem használja, a régi jelszó érvényes. Így más nem zárhatja ki Önt azzal, hogy a nevében kódot kér. Az új jelszó megadásakor mindenhonnan kijelentkeztetjük.',
            ],
          },
          {
            id: 'afterwards',
            title: 'Utána',
            paragraphs: [
              'Az Ügyfélkapu+ beállításai megmaradnak.',
              ({ holdHours }) =>
                `Az új jelszó megadása után ${holdHours} óráig az e-mailben kapott kódot nem fogadjuk el második lépésként: aki a postafiókját olvassa, ne juthasson be vele. Hitelesítő alkalmazással és DÁP mobilalkalmazással addig is beléphet.`,
            ],
          },
          {
            id: 'closed',
            title: 'Valaki sokszor próbálta kitalálni',
            paragraphs: [
              ({ closedAfter }) =>
                `${closedAfter} egymás utáni hibás jelszó után ismeretlen eszközről már nem fogadjuk el a jelszavát. Arról az eszközről, amelyről korábban belépett, továbbra is használhatja. Kérjen kódot, és adjon meg új jelszót.`,
            ],
          },
        ],
      },
      en: {
        title: 'I have forgotten my password',
        summary:
          'Ask for a code with your user name and your identification e-mail address, and set a new password with it.',
        sections: [
          {
            id: 'how',
            title: 'How do I get a new one?',
            paragraphs: [
              ({ codeDays }) =>
                `Enter your user name and your identification e-mail address on the “Forgotten password” page. If the two belong together we send you a code, which lives for ${codeDays} days and works once.`,
              'Enter the code on the page for activating, and set a new password there. The code itself is not a password: it does not open Client Gate.',
            ],
            link: { label: 'Forgotten password', path: '/elfelejtett-jelszo' },
          },
          {
            id: 'nothing-came',
            title: 'No message came',
            paragraphs: [
              'The page answers everybody alike, so that nobody can find out who has an account. If no message comes, you may have mistyped the user name or the address.',
            ],
          },
          {
            id: 'meanwhile',
            title: 'What about the old password meanwhile?',
            paragraphs: [
              'It works until the code is used. So nobody can lock you out by asking for a code in your name. When the new password is set we sign you out everywhere.',
            ],
          },
          {
            id: 'afterwards',
            title: 'Afterwards',
            paragraphs: [
              'Your Client Gate+ settings stay.',
              ({ holdHours }) =>
                `For ${holdHours} hours after the new password was set we do not accept codes by e-mail as a second step: who reads your mailbox must not get in that way. Meanwhile an authenticator app or the DÁP app signs you in.`,
            ],
          },
          {
            id: 'closed',
            title: 'Somebody tried to guess it many times',
            paragraphs: [
              ({ closedAfter }) =>
                `After ${closedAfter} wrong passwords in a row we no longer accept the password from unknown devices. On a device from which you have signed in before it still works. Ask for a code and set a new password.`,
            ],
          },
        ],
      },
    },
  },
  'lost-phone': {
    path: '/segitseg/elveszett-telefon',
    text: {
      hu: {
        title: 'Elvesztettem vagy lecseréltem a telefonomat',
        summary: 'A törlőkóddal eltávolíthatja a régi alkalmazást. Ha nincs meg, egy regisztrációs szervnél kérheti.',
        sections: [
          {
            id: 'deletion-code',
            title: 'Megvan a törlőkódja',
            paragraphs: [
              'A hitelesítő alkalmazás beállításakor kapott egy számsort. Felhasználónevével, jelszavával és ezzel a törlőkóddal eltávolíthatja az alkalmazást a fiókjából. A törlőkód egyszer használható.',
            ],
            link: { label: 'Hitelesítő alkalmazás törlése', path: '/torlokod' },
          },
          {
            id: 'no-deletion-code',
            title: 'Nincs meg a törlőkódja',
            paragraphs: [
              'Ha más belépési módja is van (e-mailben kapott kód, belépőkulcs, DÁP), lépjen be azzal, és az Ügyfélkapu+ beállításainál állítsa be az új telefonját.',
              'Ha az alkalmazás törlésének oldalán lehetőséget kap rá, várakozási idővel is kérheti a törlést. Ehhez előre meg kell adnia egy második értesítési e-mail-címet a „Regisztrációs adatok” oldalon; a kérésről mindkét címére írunk, és egy gombbal lemondható.',
              'Különben menjen el személyesen egy regisztrációs szervhez: személyazonossága igazolása után ott eltávolítják az alkalmazást.',
            ],
          },
          {
            id: 'both-phones',
            title: 'A régi telefonja még megvan',
            paragraphs: [
              'Lépjen be, és az Ügyfélkapu+ beállításainál válassza a „Beállítás másik eszközre” lehetőséget. Új törlőkódot is kap. Amíg be nem fejezi, a régi telefon kódjai érvényesek.',
            ],
          },
        ],
      },
      en: {
        title: 'I have lost or changed my phone',
        summary: 'The deletion code removes the old app. Without it, a registration body can do the same.',
        sections: [
          {
            id: 'deletion-code',
            title: 'You have your deletion code',
            paragraphs: [
              'When you set up the authenticator app you were given a row of digits. With your user name, your password and this deletion code you can remove the app from your account. The deletion code works once.',
            ],
            link: { label: 'Remove the authenticator app', path: '/torlokod' },
          },
          {
            id: 'no-deletion-code',
            title: 'You do not have it',
            paragraphs: [
              'If you have another way to sign in (codes by e-mail, a passkey, DÁP), use it, and set up the new phone in the Client Gate+ settings.',
              'Where the page that removes the app offers it, you can also ask for the removal after a waiting period. For that you must have given a second e-mail address for notices on the page “Registration data” before; we write to both addresses, and one button cancels it.',
              'Otherwise visit a registration body in person: once you have proved who you are they remove the app.',
            ],
          },
          {
            id: 'both-phones',
            title: 'You still have the old phone',
            paragraphs: [
              'Sign in and choose “Set up on another device” in the Client Gate+ settings. You are given a new deletion code, too. Until you finish, the codes of the old phone work.',
            ],
          },
        ],
      },
    },
  },
} satisfies Readonly<Record<string, HelpTopic>>
