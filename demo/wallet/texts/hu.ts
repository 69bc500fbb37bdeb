import type { WalletTexts } from './wallet-texts.ts'

/** The simulator in Hungarian. */
export const hu: WalletTexts = {
  name: 'DÁP-szimulátor',
  otherLanguage: 'English',
  demonstration:
    'Ez szimulátor: egy weboldal, amely telefonként viselkedik. Nem a valódi DÁP mobilalkalmazás, valódi adatot ne adjon meg.',
  scriptsNeeded: {
    title: 'Ehhez a laphoz JavaScript kell',
    text: 'A szimulátor a telefont helyettesíti: kulcsot őriz és aláír, ezt JavaScript nélkül a böngésző nem tudja. Kapcsolja be ezen a lapon, vagy jelentkezzen be más módon: a bejelentkezés többi oldala JavaScript nélkül is működik.',
  },
  working: 'Egy pillanat türelmet kérünk…',
  errorPrefix: 'Hiba: ',
  home: {
    title: 'DÁP-szimulátor',
    holder: 'A telefonban lévő igazolvány:',
    lead: 'Olvassa be a másik képernyőn látható QR-kódot, vagy másolja ide a szövegét.',
    scan: 'QR-kód beolvasása kamerával',
    stopScanning: 'Kamera leállítása',
    cameraFails: 'A kamera nem érhető el. Engedélyezze a böngészőben, vagy másolja be a QR-kód szövegét.',
    paste: 'A QR-kód szövege',
    pasteHint: 'Hosszú cím, amelyben a „request_uri” szó is szerepel.',
    go: 'Kérés megnyitása',
    enrol: 'A telefon regisztrálása jeggyel',
    device: 'Ez a telefon',
  },
  firstPin: {
    title: 'Adjon PIN-kódot a telefonnak',
    lead: 'Minden jóváhagyáskor ezt kérjük. Három hibás próbálkozás után a telefon zárolódik.',
    pin: 'Új PIN-kód',
    pinHint: 'Hat számjegy. Ne használjon olyat, amelyet máshol is.',
    again: 'Új PIN-kód még egyszer',
    set: 'PIN-kód beállítása',
    notSixDigits: 'A PIN-kód hat számjegyből áll.',
    notTheSame: 'A két PIN-kód nem egyezik. Írja be mindkettőt újra.',
  },
  person: {
    title: 'Igazolvány a telefonba',
    lead: 'Válassza ki, kinek a telefonja legyen ez. Az igazolványt egy tesztkiállító írja alá: a telefon magának semmit nem állít ki.',
    choose: 'A bemutató személyei',
    born: 'született:',
    get: 'Igazolvány kérése',
    failed: 'A tesztkiállító most nem adott igazolványt. Próbálja újra.',
  },
  asked: {
    title: 'Bejelentkezést kérnek Öntől',
    titleEnrol: 'Hozzáadja ezt a telefont a fiókjához?',
    service: 'Ide jelentkezik be',
    serviceEnrol: 'Itt kérték',
    verifier: 'Aki kéri',
    verifierHint: 'A kérés aláírását és tanúsítványát a telefon ellenőrizte.',
    at: 'A kérés ideje',
    until: 'Eddig hagyhatja jóvá',
    passedOn: 'Amit a telefon átad',
    nothing: 'Személyes adatot nem: csak azt igazolja, hogy a telefon az Öné.',
    claims: { family_name: 'családi név', given_name: 'utónév', birthdate: 'születési dátum' },
    warning:
      'Csak akkor hagyja jóvá, ha most Ön jelentkezik be. Ha valaki telefonon vagy üzenetben kérte erre, utasítsa el.',
    warningEnrol:
      'Csak akkor hagyja jóvá, ha most Ön regisztrálja a telefonját: utána be lehet vele jelentkezni az Ön nevében.',
    numbers: 'Melyik számot látja a másik képernyőn?',
    numbersHint: 'Ha egyiket sem látja ott, utasítsa el a kérést.',
    goOn: 'Tovább a PIN-kódhoz',
    refuse: 'Elutasítás',
  },
  approve: {
    title: 'Jóváhagyás PIN-kóddal',
    to: 'Ide jelentkezik be:',
    toEnrol: 'Hozzáadja a telefont a fiókjához, itt kérték:',
    number: 'A választott szám:',
    pin: 'A telefon PIN-kódja',
    approve: 'Jóváhagyás',
  },
  pin: {
    wrong: 'Nem ez a telefon PIN-kódja.',
    triesLeft: 'Hátralévő próbálkozások:',
    missing: 'Írja be a hat számjegyű PIN-kódot.',
  },
  locked: {
    title: 'A telefon zárolva van',
    text: 'Háromszor nem a jó PIN-kódot írta be. A telefon kulcsával már nem lehet bejelentkezni. Törölje a telefon tartalmát, kérjen bele új igazolványt, és regisztrálja újra. A régi telefont a Saját adatok között törölheti.',
  },
  enrol: {
    title: 'A telefon regisztrálása jeggyel',
    lead: 'A jegyet az ügyfélszolgálati ablaknál nyomtatják, a kódot az azonosítási e-mail-címére küldik. A kettő együtt köti ezt a telefont az Ön fiókjához.',
    address: 'A jegy QR-kódjának szövege',
    addressHint: 'Hosszú cím, amelyben a „dap/eszkozok” is szerepel.',
    code: 'Az e-mailben kapott kód',
    codeHint: 'Nyolc számjegy, szóközzel vagy anélkül.',
    pin: 'A telefon PIN-kódja',
    bind: 'Regisztrálás',
  },
  device: {
    title: 'Ez a telefon',
    pid: 'Igazolvány',
    claims: {
      family_name: 'Családi név',
      given_name: 'Utónév',
      birthdate: 'Születési dátum',
      place_of_birth: 'Születési hely',
      nationalities: 'Állampolgárság',
    },
    issuer: 'Kiállító',
    expires: 'Érvényes eddig',
    key: 'A telefon kulcsának ujjlenyomata',
    keyHint: 'Maga a kulcs nem olvasható ki a böngészőből sem.',
    another: 'Másik igazolvány kérése',
    reset: 'A telefon tartalmának törlése',
    resetLead:
      'Elvész a kulcs, az igazolvány és a PIN-kód: a telefont újra regisztrálni kell. Fiókjában a régi telefon megmarad, amíg a Saját adatok között nem törli.',
    resetNow: 'Mindent törlök a telefonról',
  },
  code: 'Hibakód',
  backHome: 'Vissza a telefon kezdőlapjára',
  goBack: 'Vissza a bejelentkezéshez',
  outcomes: {
    approved: { title: 'Jóváhagyta a kérést', text: 'A másik képernyőn folytathatja. Ezt a lapot bezárhatja.' },
    approved_here: { title: 'Jóváhagyta a kérést', text: 'Visszavisszük a bejelentkezéshez.' },
    refused: {
      title: 'Elutasította a kérést',
      text: 'Nem jelentkezett be senki. Ha a kérést nem Ön indította, valaki az Ön nevében próbálkozott: mást nem kell tennie.',
    },
    bound: {
      title: 'A telefont regisztrálta',
      text: 'Mostantól bejelentkezhet vele. Erről e-mailt is küldtünk.',
    },
    ticket_refused: {
      title: 'A telefont nem sikerült regisztrálni',
      text: 'A kód nem ehhez a jegyhez tartozik, a jegyet már felhasználták, lejárt, vagy újabbat adtak ki helyette. Ellenőrizze a kódot, vagy kérjen új jegyet.',
    },
    not_a_ticket: {
      title: 'Ez nem regisztrációs jegy',
      text: 'A szöveg nem egy jegy QR-kódjából való. Másolja be újra az egészet.',
    },
    not_a_request: {
      title: 'Ez nem bejelentkezési kérés',
      text: 'A QR-kód vagy a hivatkozás másra való, vagy hiányos. Olvassa be újra, vagy másolja be az egész szövegét.',
    },
    distrusted: {
      title: 'A telefon nem bízik ebben a kérésben',
      text: 'Nem igazolható, hogy a kérés attól jön, akinek mondja magát, ezért a telefon nem válaszolt rá. Ne folytassa; ha gyanús, jelentse.',
    },
    not_now: {
      title: 'A kérés nem mostani',
      text: 'Lejárt, vagy a telefon órája eltér annak az órájától, aki kéri. Állítsa be a telefon óráját, aztán kezdje újra a bejelentkezést.',
    },
    unreachable: {
      title: 'Nem érhető el, aki kéri',
      text: 'A telefon nem kapott választ. Várjon egy kicsit, aztán kezdje újra a bejelentkezést.',
    },
    scanned_before: {
      title: 'Ezt a kérést már megnyitották',
      text: 'Egy kérést egy telefon nyithat meg, egyszer. Ha nem Ön volt az, szakítsa meg a bejelentkezést; kérjen új QR-kódot.',
    },
    expired: {
      title: 'A kérés ideje lejárt',
      text: 'Nem történt bejelentkezés. Kérjen új QR-kódot a másik képernyőn.',
    },
    wrong_number: {
      title: 'Nem ez a szám volt a másik képernyőn',
      text: 'A kérés ezzel véget ért, senki nem jelentkezett be. Ha Ön jelentkezik be, kezdje újra, és nézze meg jól a számot.',
    },
    not_bound: {
      title: 'Ez a telefon nincs regisztrálva',
      text: 'Nem tartozik fiókhoz, vagy már törölték onnan. Regisztrálja a Saját adatok között vagy az ügyfélszolgálaton.',
    },
    pid_not_taken: {
      title: 'Az igazolványt nem fogadták el',
      text: 'Lejárt, vagy olyan kiállítótól való, akiben már nem bíznak. Kérjen másikat a telefonba, aztán kezdje újra.',
    },
    another_person: {
      title: 'Az igazolvány nem a fiók tulajdonosáé',
      text: 'A telefont csak az kapcsolhatja a fiókhoz, akié az igazolvány benne. A telefon nem került a fiókhoz.',
    },
    bound_before: {
      title: 'Ez a telefon már egy fiókhoz tartozik',
      text: 'Egy telefon egy fiókhoz tartozhat. Előbb ott kell törölni, ahová tartozik, a Saját adatok között.',
    },
    too_many: {
      title: 'A fiókhoz nem adható több telefon',
      text: 'Töröljön egyet a Saját adatok között, amelyet már nem használ, aztán kezdje újra.',
    },
    account_closed: {
      title: 'Ezzel a fiókkal most nem lehet bejelentkezni',
      text: 'A telefon rendben van, a fiók nincs használatban. Az ügyfélszolgálaton megmondják, mit tehet.',
    },
    turned_away: {
      title: 'A kérés nem folytatható',
      text: 'Aki kérte, nem fogadta el a választ. Kezdje újra a bejelentkezést.',
    },
  },
}
