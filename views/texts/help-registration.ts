/** What Client Gate is, and how one comes by it. */
import type { HelpTopic } from './help-topic.ts'

export const registrationTopics = {
  what: {
    path: '/segitseg/mi-ez',
    text: {
      hu: {
        title: 'Mi az Ügyfélkapu, és ki használhatja?',
        summary: 'Személyes bejárat az állam online szolgáltatásaihoz. Bármely természetes személy nyithat ilyet.',
        sections: [
          {
            id: 'what-it-is',
            title: 'Mire való?',
            paragraphs: [
              'Az Ügyfélkapun át egyetlen belépéssel, biztonságosan éri el a közigazgatás online szolgáltatásait. Ezek a szolgáltatások nem ismerik a jelszavát.',
              'A háttérben a Központi Azonosítási Ügynök (KAÜ) igazolja a szolgáltatásnak, hogy ki Ön, és csak azt az adatot adja át, amelyet a szolgáltatás megkaphat.',
            ],
          },
          {
            id: 'who-may',
            title: 'Ki nyithat Ügyfélkaput?',
            paragraphs: [
              'Bármely természetes személy kezdeményezheti, magyar és külföldi állampolgár is. Használatához regisztráció szükséges.',
              ({ minAge, fullAge }) =>
                `${minAge} éves kortól lehet önállóan regisztrálni. ${fullAge} éves korig nem minden szolgáltatás érhető el.`,
            ],
          },
          {
            id: 'kuny',
            title: 'Hol tartják nyilván?',
            paragraphs: [
              'A regisztrált ügyfelek adatait a Központi Ügyfél-regisztrációs Nyilvántartás (KÜNY) őrzi. Ebben a bemutatóban csak kitalált személyek szerepelnek.',
            ],
          },
          {
            id: 'mailbox',
            title: 'Ugyanaz, mint a Tárhely?',
            paragraphs: [
              'Nem. A Tárhely a hivatalos levelek helye, és külön szolgáltatás. Az Ügyfélkapu az a bejárat, amelyen át a Tárhelyre is beléphet.',
            ],
          },
        ],
      },
      en: {
        title: 'What is Client Gate, and who may use it?',
        summary: 'A personal entrance to the online services of the state. Any natural person may open one.',
        sections: [
          {
            id: 'what-it-is',
            title: 'What is it for?',
            paragraphs: [
              'Client Gate (Ügyfélkapu) takes you safely to the online services of public administration: you sign in once for all of them. None of those services knows your password.',
              'Behind it, the Central Authentication Agent (Központi Azonosítási Ügynök, KAÜ) confirms to a service who you are, and passes on only the data that the service may have.',
            ],
          },
          {
            id: 'who-may',
            title: 'Who may open one?',
            paragraphs: [
              'Any natural person, Hungarian or of another nationality. You need to register to use it.',
              ({ minAge, fullAge }) =>
                `You can register by yourself from the age of ${minAge}. Until ${fullAge}, not every service is open to you.`,
            ],
          },
          {
            id: 'kuny',
            title: 'Where are the data kept?',
            paragraphs: [
              'The Central Customer Registration Register (KÜNY) holds the data of those who registered. In this demonstration all people are made up.',
            ],
          },
          {
            id: 'mailbox',
            title: 'Is it the same as the Mailbox?',
            paragraphs: [
              'No. The Mailbox (Tárhely) is where official letters are, a service of its own. Client Gate is the entrance by which you reach it and other services.',
            ],
          },
        ],
      },
    },
  },
  free: {
    path: '/segitseg/dijmentes',
    text: {
      hu: {
        title: 'Mennyibe kerül?',
        summary: 'Semmibe: a regisztráció és a használat ingyenes, illeték sincs.',
        sections: [
          {
            id: 'no-fee',
            title: 'Nincs díj, nincs illeték',
            paragraphs: [
              'A regisztráció, a véglegesítés, az új jelszó és az Ügyfélkapu+ egyaránt ingyenes, interneten és a hivatalban is.',
            ],
          },
          {
            id: 'if-asked',
            title: 'Ha pénzt kérnek',
            paragraphs: [
              'Ha valaki a belépésért vagy egy „hitelesítő” alkalmazásért pénzt kér, ne fizessen, és ne adja meg neki az adatait. Több megbízható, ingyenes hitelesítő alkalmazás van.',
            ],
          },
        ],
      },
      en: {
        title: 'What does it cost?',
        summary: 'Nothing: registering and using it are free of charge, and there is no duty to pay.',
        sections: [
          {
            id: 'no-fee',
            title: 'No charge, no duty',
            paragraphs: [
              'Registering, finalising, a new password and Client Gate+ are free of charge, online and at the office.',
            ],
          },
          {
            id: 'if-asked',
            title: 'If you are asked for money',
            paragraphs: [
              'If anybody asks you to pay for signing in or for an “authenticator” app, do not pay and do not give them your data. There are several reliable authenticator apps that cost nothing.',
            ],
          },
        ],
      },
    },
  },
  documents: {
    path: '/segitseg/okmanyok',
    text: {
      hu: {
        title: 'Milyen okmányok kellenek?',
        summary: 'Egy személyazonosító okmány, a lakcímkártya, egy e-mail-cím és egy választott felhasználónév.',
        sections: [
          {
            id: 'hungarian',
            title: 'Magyar állampolgárként',
            paragraphs: ['Ezek közül egy érvényes okmány:'],
            list: ['személyazonosító igazolvány', 'útlevél', 'kártya formátumú vezetői engedély'],
          },
          {
            id: 'eea',
            title: 'Az EGT más államának polgáraként',
            paragraphs: ['Az államában kiadott személyazonosító igazolvány vagy útlevél.'],
          },
          { id: 'non-eea', title: 'Más állam polgáraként', paragraphs: ['Az útlevele.'] },
          {
            id: 'besides',
            title: 'Mindenkinek kell még',
            list: [
              'a lakcímkártyája',
              'egy létező e-mail-cím, amelyet rendszeresen olvas',
              'egy felhasználónév, amelyet Ön választ: ne a saját neve legyen',
            ],
          },
        ],
      },
      en: {
        title: 'Which documents do I need?',
        summary: 'One identity document, your address card, an e-mail address and a user name of your choice.',
        sections: [
          {
            id: 'hungarian',
            title: 'As a Hungarian citizen',
            paragraphs: ['One of these, valid:'],
            list: ['identity card', 'passport', 'driving licence in card format'],
          },
          {
            id: 'eea',
            title: 'As a citizen of another state of the EEA',
            paragraphs: ['The identity card or passport of your state.'],
          },
          { id: 'non-eea', title: 'As a citizen of any other state', paragraphs: ['Your passport.'] },
          {
            id: 'besides',
            title: 'Everybody also needs',
            list: [
              'their address card (lakcímkártya)',
              'an e-mail address that exists and that they read',
              'a user name of their choice: not their own name',
            ],
          },
        ],
      },
    },
  },
  registration: {
    path: '/segitseg/regisztracio-modjai',
    text: {
      hu: {
        title: 'Hogyan regisztrálhatok?',
        summary:
          'Személyesen, eSzemélyi igazolvánnyal, elektronikus aláírással, vagy először ideiglenesen, interneten.',
        sections: [
          {
            id: 'in-person',
            title: 'Személyesen',
            paragraphs: [
              'Bármelyik regisztrációs szervnél, lakóhelyétől függetlenül. Nyugtát kap, amelyen a felhasználóneve áll, és levélben egy aktiváló kódot.',
            ],
            list: [
              'okmányiroda és kormányablak',
              'az adóhatóság kiemelt ügyfélszolgálata',
              'ügyfélközpont',
              'magyar külképviselet',
            ],
          },
          {
            id: 'eid-card',
            title: 'eSzemélyi igazolvánnyal',
            paragraphs: [
              '2016. január 1. után kiadott eSzemélyivel otthonról is regisztrálhat: az igazolvány számát és a hozzá kapott regisztrációs kódot kell megadnia. Az aktiváló kód ugyanúgy levélben jön.',
            ],
            link: { label: 'Regisztráció eSzemélyivel', path: '/regisztracio/eszemelyi' },
          },
          {
            id: 'signature',
            title: 'Elektronikus aláírással',
            paragraphs: [
              'Ha van érvényes, legalább fokozott biztonságú elektronikus aláírása, nem kell személyesen megjelennie. Aláírja a regisztrációs adatlapot, jelszót választ, és azonnal beléphet.',
            ],
          },
          {
            id: 'online',
            title: 'Interneten, ideiglenesen',
            paragraphs: [
              ({ temporaryDays }) =>
                `Aláírás nélkül csak ideiglenes regisztrációt nyithat, amely ${temporaryDays} napig él. Ezalatt személyesen véglegesítheti.`,
            ],
            link: { label: 'Ideiglenes regisztráció', path: '/regisztracio/ideiglenes' },
          },
        ],
      },
      en: {
        title: 'How can I register?',
        summary: 'In person, with an eID card, with an electronic signature, or temporarily at first, online.',
        sections: [
          {
            id: 'in-person',
            title: 'In person',
            paragraphs: [
              'At any registration body, wherever you live. You are given a receipt that shows your user name, and an activation code comes by e-mail.',
            ],
            list: [
              'document office (okmányiroda) and government window (kormányablak)',
              'priority customer service of the tax authority',
              'customer centre (ügyfélközpont)',
              'Hungarian embassy or consulate',
            ],
          },
          {
            id: 'eid-card',
            title: 'With an eID card',
            paragraphs: [
              'With an eID card (eSzemélyi) issued after 1 January 2016 you can register from home, with the card’s number and the registration code that came with it. The activation code comes by e-mail all the same.',
            ],
            link: { label: 'Register with an eID card', path: '/regisztracio/eszemelyi' },
          },
          {
            id: 'signature',
            title: 'With an electronic signature',
            paragraphs: [
              'If you have a valid electronic signature, at least an advanced one, you need not appear in person. Sign the registration form, choose a password, and you can sign in at once.',
            ],
          },
          {
            id: 'online',
            title: 'Online, temporarily',
            paragraphs: [
              ({ temporaryDays }) =>
                `Without a signature you can only open a temporary registration, which lives for ${temporaryDays} days. Within them you can finalise it in person.`,
            ],
            link: { label: 'Register temporarily', path: '/regisztracio/ideiglenes' },
          },
        ],
      },
    },
  },
  activation: {
    path: '/segitseg/aktivalas',
    text: {
      hu: {
        title: 'Hogyan aktiválom a regisztrációmat?',
        summary: ({ codeDays }) =>
          `A levélben kapott aktiváló kóddal, ${codeDays} napon belül. Ekkor választ jelszót is.`,
        sections: [
          {
            id: 'how',
            title: 'Mit kell tennem?',
            paragraphs: [
              'Írja be a választott felhasználónevét és a levélben kapott kódot, majd adjon meg új jelszót. Utána már a felhasználónevével és a jelszavával lép be.',
              'A kód egyszer használható. Nem jelszó: belépni nem lehet vele, és a jelszó mezőbe sem kell beírnia.',
            ],
            link: { label: 'Regisztráció aktiválása', path: '/aktivalas' },
          },
          {
            id: 'how-long',
            title: 'Meddig érvényes a kód?',
            paragraphs: [
              ({ codeDays }) =>
                `A kiküldéstől számított ${codeDays} napig (${codeDays * 24} óráig). A pontos időt a levél megmondja.`,
            ],
          },
          {
            id: 'expired',
            title: 'Lejárt a kód. Mit tegyek?',
            paragraphs: [
              ({ windowDays }) =>
                `Az „Elfelejtett jelszó” oldalon kérhet újat, az első kód lejártától számított ${windowDays} napig. Ezt a napot is megírjuk a levélben. Az új kód ugyanannyi ideig él, a régit pedig nem lehet többé használni.`,
              'Ha ezalatt sem aktiválja a regisztrációt, az adatait töröljük. Később újra regisztrálhat.',
            ],
            link: { label: 'Új kód kérése', path: '/elfelejtett-jelszo' },
          },
        ],
      },
      en: {
        title: 'How do I activate my registration?',
        summary: ({ codeDays }) =>
          `With the activation code from the message, within ${codeDays} days. That is also when you choose a password.`,
        sections: [
          {
            id: 'how',
            title: 'What do I have to do?',
            paragraphs: [
              'Enter the user name you chose and the code from the message, then set a new password. From then on you sign in with your user name and your password.',
              'The code works once. It is not a password: it does not sign you in, and it does not belong in the password field.',
            ],
            link: { label: 'Activate a registration', path: '/aktivalas' },
          },
          {
            id: 'how-long',
            title: 'How long does the code live?',
            paragraphs: [
              ({ codeDays }) =>
                `For ${codeDays} days (${codeDays * 24} hours) after it was sent. The message says until when exactly.`,
            ],
          },
          {
            id: 'expired',
            title: 'The code has run out. What now?',
            paragraphs: [
              ({ windowDays }) =>
                `You can ask for another one on the “Forgotten password” page, for ${windowDays} days after the first code’s end. The message tells that day, too. The new code lives as long as the first, which no longer works.`,
              'If you have not activated the registration by then, its data are deleted. You can register again later.',
            ],
            link: { label: 'Ask for a new code', path: '/elfelejtett-jelszo' },
          },
        ],
      },
    },
  },
  temporary: {
    path: '/segitseg/ideiglenes-regisztracio',
    text: {
      hu: {
        title: 'Mit tud az ideiglenes regisztráció?',
        summary: ({ temporaryDays }) =>
          `Az űrlap elküldésétől számítva ${temporaryDays} napig él. Ezalatt személyesen lehet véglegesíteni.`,
        sections: [
          {
            id: 'what-it-can-do',
            title: 'Mire jó?',
            paragraphs: [
              'Beléphet vele, de csak oda, ahol nem kell igazolt személyazonosság: adatait még senki nem vetette össze az okmányaival. Ezért igazolt adatot nem adunk át róla.',
            ],
          },
          {
            id: 'finalise',
            title: 'Hogyan véglegesítem?',
            paragraphs: [
              'Menjen el egy okmányirodába vagy kormányablakba az okmányaival. Mondja meg a felhasználónevét és az e-mail-címét: az ügyintéző csak e kettővel találja meg a regisztrációját. Külképviseleten nem lehet véglegesíteni.',
              'Felhasználóneve, jelszava és e-mail-címe megmarad.',
            ],
          },
          {
            id: 'deadline',
            title: 'Mi történik a határidő után?',
            paragraphs: [
              ({ temporaryDays }) =>
                `A ${temporaryDays}. nap végén a regisztrációt minden adatával töröljük, a felhasználónév újra szabad. A határidőt sem az aktiválás, sem új kód kérése nem hosszabbítja meg. Előtte kétszer emlékeztetjük.`,
            ],
          },
        ],
      },
      en: {
        title: 'What can a temporary registration do?',
        summary: ({ temporaryDays }) =>
          `It lives for ${temporaryDays} days after the form was sent. Within them it can be finalised in person.`,
        sections: [
          {
            id: 'what-it-can-do',
            title: 'What is it good for?',
            paragraphs: [
              'It signs you in where nobody needs a proved identity: your data have not been compared with your documents yet. So we pass on no proved data about you.',
            ],
          },
          {
            id: 'finalise',
            title: 'How do I finalise it?',
            paragraphs: [
              'Visit a document office or a government window with your documents. Tell them your user name and your e-mail address: only the two together lead the clerk to your registration. Embassies and consulates cannot finalise.',
              'Your user name, password and e-mail address stay.',
            ],
          },
          {
            id: 'deadline',
            title: 'What happens after the deadline?',
            paragraphs: [
              ({ temporaryDays }) =>
                `At the end of day ${temporaryDays} the registration is deleted with all its data, and the user name is free again. Neither activating it nor asking for a new code puts the deadline off. We remind you twice before.`,
            ],
          },
        ],
      },
    },
  },
} satisfies Readonly<Record<string, HelpTopic>>
