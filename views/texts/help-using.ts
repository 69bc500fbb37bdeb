/** What else people ask: whether they must, who else is at the computer, how to leave, whom to call. */
import type { HelpTopic } from './help-topic.ts'

export const usingTopics = {
  'not-compulsory': {
    path: '/segitseg/nem-kotelezo',
    text: {
      hu: {
        title: 'Kötelező az online ügyintézés?',
        summary: 'Nem. Minden ügyét személyesen is intézheti, és később bármikor regisztrálhat.',
        sections: [
          {
            id: 'in-person',
            title: 'Személyesen is lehet',
            paragraphs: [
              'Aki nem szeretne Ügyfélkapu+ vagy DÁP mobilalkalmazást használni, annak nem kell. A hivatalos ügyek mindegyike személyesen is elintézhető.',
            ],
          },
          {
            id: 'later',
            title: 'Később is csatlakozhat',
            paragraphs: ['Nem marad le semmiről: bármikor dönthet úgy, hogy regisztrál. Határidő nincs.'],
          },
        ],
      },
      en: {
        title: 'Do I have to do things online?',
        summary: 'No. You can see to every matter in person, and register later at any time.',
        sections: [
          {
            id: 'in-person',
            title: 'In person works, too',
            paragraphs: [
              'Nobody has to use Client Gate+ or the DÁP app. Every official matter can be seen to in person.',
            ],
          },
          {
            id: 'later',
            title: 'You can join later',
            paragraphs: ['You miss nothing: you can decide to register at any time. There is no deadline.'],
          },
        ],
      },
    },
  },
  'second-person': {
    path: '/segitseg/ketten-egy-gepnel',
    text: {
      hu: {
        title: 'Ketten használunk egy gépet',
        summary: 'Ha más van bejelentkezve, megkérdezzük, átvált-e. A böngészőben semmit nem kell törölnie.',
        sections: [
          {
            id: 'switch',
            title: 'Valaki más van bejelentkezve',
            paragraphs: [
              'Ha ebben a böngészőben már van bejelentkezett személy, és most más igazolja magát, egy oldal megmutatja a nevét. Ott eldöntheti, hogy vele folytatja, átvált, vagy abbahagyja. Átváltáskor az előző személyt ebben a böngészőben kijelentkeztetjük.',
            ],
          },
          {
            id: 'shared',
            title: 'Közös vagy nyilvános gép',
            paragraphs: [
              ({ sharedMinutes }) =>
                `Belépéskor jelölje be, hogy közös gépet használ. Ekkor csak abba az egy szolgáltatásba lép be, és ${sharedMinutes} perc után kijelentkeztetjük.`,
              'Ha végzett, jelentkezzen ki, és zárja be a böngészőt.',
            ],
          },
        ],
      },
      en: {
        title: 'Two of us use one computer',
        summary: 'If somebody else is signed in we ask whether to switch. There is nothing to delete in the browser.',
        sections: [
          {
            id: 'switch',
            title: 'Somebody else is signed in',
            paragraphs: [
              'If a person is signed in in this browser and another one proves who they are, a page shows the first one’s name. There you decide whether to go on as that person, to switch, or to stop. If you switch, the other person is signed out in this browser.',
            ],
          },
          {
            id: 'shared',
            title: 'A shared or public computer',
            paragraphs: [
              ({ sharedMinutes }) =>
                `Say so when you sign in. Then you are signed in to that one service only, and signed out after ${sharedMinutes} minutes.`,
              'When you are done, sign out and close the browser.',
            ],
          },
        ],
      },
    },
  },
  sessions: {
    path: '/segitseg/meddig-vagyok-bejelentkezve',
    text: {
      hu: {
        title: 'Meddig vagyok bejelentkezve?',
        summary: 'Egyszer lép be, és több szolgáltatás is felismeri. Hogy meddig, abban a szolgáltatások eltérnek.',
        sections: [
          {
            id: 'ours',
            title: 'Nálunk',
            paragraphs: [
              ({ idleMinutes, longestHours }) =>
                `Ha ${idleMinutes} percig egyetlen szolgáltatásba sem lép be, a következőnél újra igazolnia kell magát. ${longestHours} óra után mindenképpen.`,
            ],
          },
          {
            id: 'services',
            title: 'A szolgáltatásoknál',
            paragraphs: ['A szolgáltatás ennél szigorúbb lehet. Van, amelyik'],
            list: [
              'mindig újra kéri a jelszót, vagy rövidebb ideig fogadja el a belépését',
              'magasabb szintű igazolást kér, ha fontos dolgot intéz',
              'mindig megmutatja, ki van bejelentkezve, mielőtt továbbenged',
              'a saját oldalán más ideig tartja bejelentkezve, mint mi',
            ],
          },
          {
            id: 'sign-out',
            title: 'Kijelentkezés',
            paragraphs: [
              'Kijelentkezéskor választhat: csak abból a szolgáltatásból lép ki, vagy mindenhonnan. Megmutatjuk, melyik szolgáltatás erősítette meg.',
            ],
          },
        ],
      },
      en: {
        title: 'How long am I signed in?',
        summary: 'You sign in once and several services know you. For how long, the services differ.',
        sections: [
          {
            id: 'ours',
            title: 'With us',
            paragraphs: [
              ({ idleMinutes, longestHours }) =>
                `If you sign in to no service for ${idleMinutes} minutes, the next one needs a new proof. After ${longestHours} hours in any case.`,
            ],
          },
          {
            id: 'services',
            title: 'At the services',
            paragraphs: ['A service may be stricter. Some'],
            list: [
              'always ask for the password again, or accept your sign-in for a shorter time',
              'ask for a stronger proof when you do something important',
              'always show who is signed in before they let you go on',
              'keep you signed in on their own pages for another time than we do',
            ],
          },
          {
            id: 'sign-out',
            title: 'Signing out',
            paragraphs: [
              'When you sign out you choose: of that service only, or everywhere. We show which service has confirmed it.',
            ],
          },
        ],
      },
    },
  },
  addresses: {
    path: '/segitseg/ket-e-mail-cim',
    text: {
      hu: {
        title: 'Miért van két e-mail-címem?',
        summary:
          'Az egyikre az azonosítás levelei jönnek, a másikra a Tárhely értesítései. Külön lehet őket módosítani.',
        sections: [
          {
            id: 'identification',
            title: 'Azonosítási e-mail-cím',
            paragraphs: [
              'Erre küldjük az aktiváló kódot, az elfelejtett jelszóhoz kért kódot és a fiókjáról szóló értesítéseket. Belépés után a „Regisztrációs adatok” oldalon módosíthatja.',
            ],
            link: { label: 'Regisztrációs adatok', path: '/fiok/regisztracios-adatok' },
          },
          {
            id: 'mailbox',
            title: 'A Tárhely e-mail-címe',
            paragraphs: [
              'Erre jönnek az értesítések az iratok érkezéséről és küldéséről. A Tárhely „Beállítások” menüjében módosíthatja. Az egyik cím módosítása a másikat nem változtatja meg.',
            ],
          },
        ],
      },
      en: {
        title: 'Why do I have two e-mail addresses?',
        summary:
          'One gets the messages about identification, the other the notices of your Mailbox. Each is changed by itself.',
        sections: [
          {
            id: 'identification',
            title: 'Identification e-mail address',
            paragraphs: [
              'It gets the activation code, the code for a forgotten password and notices about your account. Change it on the page “Registration data” after signing in.',
            ],
            link: { label: 'Registration data', path: '/fiok/regisztracios-adatok' },
          },
          {
            id: 'mailbox',
            title: 'The address of your Mailbox',
            paragraphs: [
              'It gets the notices about documents that arrive and are sent. Change it in the “Settings” menu of the Mailbox. Changing one address leaves the other as it is.',
            ],
          },
        ],
      },
    },
  },
  closing: {
    path: '/segitseg/megszuntetes',
    text: {
      hu: {
        title: 'Hogyan szüntetem meg az Ügyfélkapumat?',
        summary: 'A „Saját adatok” oldalon vagy személyesen. Folyamatban lévő ügyeit ez nem érinti.',
        sections: [
          {
            id: 'how',
            title: 'Két módon',
            list: [
              'Interneten: lépjen be, és a „Saját adatok” oldalon válassza az Ügyfélkapu megszüntetését. Második lépéssel is igazolnia kell magát.',
              'Személyesen: bármelyik regisztrációs szervnél, személyazonossága igazolása után.',
            ],
          },
          {
            id: 'what-happens',
            title: 'Mi történik ekkor?',
            paragraphs: [
              'Mindenhonnan kijelentkeztetjük, személyes adatait és belépési adatait azonnal töröljük, és erről levelet küldünk. A folyamatban lévő ügyek a hivataloknál tovább folynak.',
              'Később újra regisztrálhat.',
            ],
          },
        ],
      },
      en: {
        title: 'How do I close my Client Gate?',
        summary: 'On the page “My data” or in person. Cases under way go on.',
        sections: [
          {
            id: 'how',
            title: 'There are two ways',
            list: [
              'Online: sign in and choose to close Client Gate on the page “My data”. You prove yourself by a second step, too.',
              'In person: at any registration body, once you have proved who you are.',
            ],
          },
          {
            id: 'what-happens',
            title: 'What happens then?',
            paragraphs: [
              'We sign you out everywhere, erase your personal data and everything you sign in with at once, and tell you so by e-mail. Cases at the authorities go on.',
              'You can register again later.',
            ],
          },
        ],
      },
    },
  },
  contact: {
    path: '/elerhetoseg',
    text: {
      hu: {
        title: 'Ügyfélszolgálat',
        summary:
          'Ez bemutató rendszer, saját ügyfélszolgálata nincs. Itt a valódi állami ügyfélszolgálatot találja meg.',
        sections: [
          {
            id: 'first',
            title: 'Mielőtt telefonálna',
            paragraphs: [
              'Ha a belépésnél akadt el, nézze meg előbb a súgó oldalait. A hibaoldalak alján álló esetazonosítót jegyezze fel. Emiatt nem kell kormányablakba mennie.',
            ],
          },
          {
            id: 'lines',
            title: 'A valódi állami ügyfélszolgálat',
            paragraphs: [
              'Ezek a valódi állami ügyfélszolgálat elérhetőségei, a nap 24 órájában. Ezt a bemutatót nem ismerik: vele kapcsolatban kérjük, ne hívja őket.',
            ],
            facts: [
              { label: 'Telefon', value: '1818' },
              { label: 'Korábbi, ingyenes szám', value: '189' },
              { label: 'Külföldről', value: '+36 1 371-9300' },
              { label: 'Honlap', value: 'ugyfelvonal.hu' },
              { label: 'Belépés', value: 'a KAÜ online ügyfélszolgálata' },
              { label: 'Tárhely', value: 'NISZ Zrt., Ügyfélszolgálati Központ, e-mailben' },
            ],
          },
          {
            id: 'never',
            title: 'Amit senki nem kérhet Öntől',
            paragraphs: [
              'Jelszavát, kódjait és törlőkódját az ügyfélszolgálat sem kérheti el. Ha mégis kérik, tegye le a telefont.',
            ],
          },
        ],
      },
      en: {
        title: 'Customer service',
        summary:
          'This is a demonstration system with no help desk of its own. Here is how to reach the real one of the state.',
        sections: [
          {
            id: 'first',
            title: 'Before you call',
            paragraphs: [
              'If you are stuck while signing in, look at the help pages first. Note the incident number at the foot of the page with the error. There is no need to visit a government window for this.',
            ],
          },
          {
            id: 'lines',
            title: 'The customer service of the state',
            paragraphs: [
              'These lines belong to the real customer service of the state, open 24 hours a day. They know nothing of this demonstration: please do not call them about it.',
            ],
            facts: [
              { label: 'Telephone', value: '1818' },
              { label: 'Earlier number, free of charge', value: '189' },
              { label: 'From abroad', value: '+36 1 371-9300' },
              { label: 'Website', value: 'ugyfelvonal.hu' },
              { label: 'Signing in', value: 'online customer service of the KAÜ' },
              { label: 'Mailbox', value: 'NISZ Ltd., Customer Service Centre, by e-mail' },
            ],
          },
          {
            id: 'never',
            title: 'What nobody may ask you for',
            paragraphs: [
              'Not even customer service may ask for your password, your codes or your deletion code. If somebody does, put down the phone.',
            ],
          },
        ],
      },
    },
  },
} satisfies Readonly<Record<string, HelpTopic>>
