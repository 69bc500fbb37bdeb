/** The Hungarian texts. Formal, present tense, short; what happened, what it means, what to do now. */
import { withArticle, withCapitalArticle } from '../hungarian.ts'
import { methodTexts } from './factors.ts'

export const hu = {
  frame: {
    skip: 'Ugrás a tartalomra',
    product: 'Kapu',
    agent: 'Központi Azonosítási Ügynök',
    demoTitle: 'Bemutató rendszer.',
    demoText: 'Nem kormányzati szolgáltatás, ne adjon meg valódi adatot.',
    languages: 'Nyelv',
    serviceLabel: 'Ide jelentkezik be',
    serviceNeutralLabel: 'Szolgáltatás',
    serviceAddress: 'A szolgáltatás címe',
    help: 'Súgó',
    accessibility: 'Akadálymentesség',
    privacy: 'Adatkezelés',
    incident: 'Esetazonosító',
    incidentHint: 'Ha segítséget kér, ezt a számot mondja be.',
  },
  errors: {
    titlePrefix: 'Hiba: ',
    summaryTitle: 'Nem sikerült továbblépni',
    inField: 'Hiba: ',
    codeLabel: 'Hibakód',
    back: (service: string) => `Vissza ide: ${service}`,
    home: 'Vissza a kezdőlapra',
    whatNow: 'Mit tehet most?',
  },
  buttons: {
    continue: 'Tovább',
    cancel: 'Mégsem',
    resend: 'Új kódot kérek',
    other: 'Másik belépési módot választok',
    skip: 'Most nem',
    finish: 'Befejezés',
    show: 'Mutat',
    hide: 'Elrejt',
    copy: 'Másolás',
    copied: 'Kimásolva',
    print: 'Nyomtatás',
  },
  fields: {
    username: 'Felhasználónév',
    usernameHint:
      'Ez nem az Ön neve, hanem az, amelyet a regisztrációkor választott. A regisztrációs nyugtán megtalálja.',
    password: 'Jelszó',
    code: 'Hatjegyű kód',
  },
  identify: {
    title: 'Bejelentkezés',
    lead: 'Írja be ügyfélkapus felhasználónevét és jelszavát. A következő oldalon egy második lépéssel igazolja, hogy valóban Ön lép be.',
    forgotten: 'Elfelejtette jelszavát?',
    shared: 'Közös vagy nyilvános gépet használok',
    otherMethods: 'Vagy lépjen be így',
    discontinued: 'Megszűnt belépési módok',
    discontinuedLead: 'Ezekkel a belépési módokkal már nem lehet belépni. Ezt teheti helyettük:',
  },
  methods: methodTexts('hu'),
  chooseFactor: {
    title: 'Válasszon azonosítási módot',
    lead: 'A jelszava rendben van. Második lépésként igazolja magát az egyik móddal.',
    firstLead: 'Igazolja magát az alábbi módok egyikével.',
    enrolTitle: 'Ügyfélkapu+ igénylése',
    enrolLead:
      'Ehhez a jelszó egyedül nem elég. Válasszon egy második lépést: néhány perc a beállítása, utána folytatódik a bejelentkezés.',
    enrolLeadSince: (day: string) =>
      `Csak jelszóval ${day} óta nem lehet belépni. Válasszon egy második lépést: néhány perc a beállítása, utána folytatódik a bejelentkezés.`,
    offerTitle: 'Állítson be még egy belépési módot',
    offerLead: 'Így akkor is be tud lépni, ha a mostani módja nem érhető el. Ezt később is megteheti.',
  },
  totp: {
    title: 'Hitelesítő kód megadása',
    lead: 'Nyissa meg a hitelesítő alkalmazást, és írja be a hozzánk tartozó, éppen látható kódot.',
    codeHint: 'A kód 30 másodpercenként változik. A szóközök nem számítanak.',
    lost: 'Elvesztette vagy lecserélte a telefonját?',
    lostText:
      'Törlőkódjával eltávolíthatja a régi alkalmazást a fiókjából, és beállíthat egy újat. Ha nincs meg a törlőkódja, egy másik belépési módja segít, vagy személyesen egy kormányablak.',
    removeLink: 'Alkalmazás törlése törlőkóddal',
    lostLink: 'Segítség elveszett telefonhoz',
  },
  totpEnrol: {
    title: 'Hitelesítő alkalmazás beállítása',
    lead: 'Három lépés, körülbelül két perc. A beállítás után folytatódik a bejelentkezés.',
    stepInstall: 'Nyisson meg egy hitelesítő alkalmazást',
    stepInstallText:
      'Bármelyik megfelel, amely időalapú kódot ad, például a Google vagy a Microsoft Hitelesítő. Számítógépen futó hitelesítőt is használhat.',
    stepScan: 'Olvassa be ezt a képet',
    stepScanText: 'Az alkalmazásban válassza az új fiók hozzáadását, és irányítsa a telefont a képre.',
    qrLabel: 'QR-kód a hitelesítő alkalmazásnak. Ugyanezt a lenti kulccsal is beállíthatja.',
    cannotScan: 'Nem tudja beolvasni?',
    openApp: 'Megnyitás az ezen az eszközön lévő alkalmazásban',
    keyText: 'Vagy írja be az alkalmazásba ezt a kulcsot. Fajtája: időalapú, hat számjegy.',
    keyLabel: 'Kulcs',
    stepCode: 'Írja be az alkalmazás kódját',
  },
  deletionCode: {
    title: 'Törlőkód mentése',
    lead: 'Ezzel a kóddal távolíthatja el az alkalmazást a fiókjából, ha a telefonja elvész. Most írja fel vagy nyomtassa ki: többé nem tudjuk megmutatni.',
    codeLabel: 'Az Ön törlőkódja',
    advice:
      'Ne a telefonján tartsa, és senkinek ne adja meg. Aki a jelszavát és a törlőkódját is ismeri, átveheti a belépését.',
    saved: 'A törlőkód mentéséről gondoskodtam',
  },
  emailCode: {
    title: 'E-mailben kapott kód',
    enrolTitle: 'Ügyfélkapu+ igénylése e-mailes kóddal',
    identificationTitle: 'Erősítse meg e-mail-címét',
    lead: 'Kódot küldtünk erre a címre:',
    identificationLead: 'Új belépési mód beállítása előtt ellenőrizzük, hogy Öné az e-mail-cím. Kódot küldtünk ide:',
    enrolLead: 'Ezentúl erre a címre kapja a belépési kódját. Megerősítő kódot küldtünk ide:',
    sessionNumber: 'Munkamenet-azonosító',
    sessionNumberHint: 'Csak azt a levelet használja, amelyben ugyanez a szám áll.',
    validity: 'A kód 10 percig, egyszer használható. Senkinek ne mondja meg, nekünk sem.',
    notArrived: 'Nem érkezett meg a levél?',
    notArrivedText:
      'Várjon egy percet, és nézze meg a levélszemét mappát is. Ha tele van a postafiókja, töröljön belőle. Új kód kérésekor a korábbi érvényét veszti.',
  },
  password: {
    title: 'Adja meg újra a jelszavát',
    lead: 'A folytatáshoz megerősítést kérünk, hogy valóban Ön használja ezt az eszközt.',
    as: 'Felhasználónév',
  },
  consent: {
    title: 'Átadott adatok',
    informationLead: (service: string) => `${withCapitalArticle(service)} a következő adatokat kapja meg Önről:`,
    consentLead: (service: string) => `${withCapitalArticle(service)} a következő adatokat kéri Öntől:`,
    basis:
      'Az adatátadás alapja jogszabály: a szolgáltatás ezek nélkül nem tudja ellátni a feladatát. Külön hozzájárulás nem kell hozzá.',
    consentBasis: 'Az adatokat csak az Ön hozzájárulásával adjuk át. Hozzájárulását később visszavonhatja.',
    optionalTitle: 'Ön dönti el, hogy ezeket is átadja-e',
    optionalHint: 'A szolgáltatás ezek nélkül is működik.',
    nothing: 'Ez a szolgáltatás nem kap személyes adatot, csak egy azonosítót, amely másutt nem használható.',
    identifier: 'A szolgáltatás kap egy csak nála használt azonosítót is, hogy legközelebb felismerje Önt.',
    accountLabel: 'Az Ön fiókja',
    approveInformation: 'Tovább',
    approveConsent: 'Hozzájárulok',
    nothingElse: 'Jelszavát és kódjait soha senkinek nem adjuk át.',
  },
  switchAccount: {
    title: 'Már be van jelentkezve',
    lead: 'Ebben a böngészőben most más van bejelentkezve, mint aki belép.',
    signedIn: 'Most bejelentkezve',
    arriving: 'Most lép be',
    arrivingNamed: 'A szolgáltatás őt kéri',
    effect: (services: number) =>
      services === 0
        ? 'Ha átvált, a jelenleg bejelentkezett személyt kijelentkeztetjük ebben a böngészőben.'
        : `Ha átvált, a jelenleg bejelentkezett személyt kijelentkeztetjük ebben a böngészőben, és ${services} szolgáltatásból is.`,
    stayImpossible:
      'A szolgáltatás kifejezetten a most belépő személyt kéri, ezért a jelenlegi fiókkal nem lehet folytatni.',
    stay: (name: string) => `Maradok: ${name}`,
    stayHint: 'Ha marad, a most bejelentkezett személynek újra meg kell adnia a jelszavát.',
    switch: (name: string | null) => (name === null ? 'Kijelentkeztetem, és belépek másként' : `Átváltok: ${name}`),
  },
  confirmAccount: {
    title: 'Ezzel a fiókkal lép be?',
    lead: 'Ebben a böngészőben már be van jelentkezve.',
    continueAs: (name: string) => `Folytatom: ${name}`,
    switch: 'Nem én vagyok, másik fiókkal lépek be',
  },
  signOut: {
    title: 'Kijelentkezés',
    lead: 'Honnan szeretne kijelentkezni?',
    signedInAs: 'Bejelentkezve',
    anotherPerson:
      'A szolgáltatás másvalakinek a kijelentkeztetését kéri. Az ő belépése itt már véget ért; most más van bejelentkezve.',
    everywhere: 'Kijelentkezés mindenhonnan ebben a böngészőben',
    everywhereHint: (services: number) =>
      services > 1
        ? `Mind ${withArticle(String(services))} szolgáltatásból kilép, amelybe itt belépett.`
        : 'Minden szolgáltatásból kilép, amelybe itt belépett.',
    here: (service: string) => `Kijelentkezés csak innen: ${service}`,
    hereHint: 'A többi szolgáltatás nyitva marad: aki ezt a böngészőt használja, jelszó nélkül beléphet az Ön nevében.',
    cancel: 'Bejelentkezve maradok',
    sharedHint: 'Közös vagy nyilvános gépen mindig mindenhonnan jelentkezzen ki.',
  },
  handOver: {
    title: 'Visszatérés a szolgáltatáshoz',
    lead: 'Ha nem történik semmi, nyomja meg a gombot.',
    continue: 'Tovább a szolgáltatáshoz',
  },
  signedOut: {
    title: 'Kijelentkezett',
    everywhere: 'Ebben a böngészőben kijelentkezett: új belépés nélkül innen egyik szolgáltatásba sem lehet belépni.',
    here: 'Csak ebből a szolgáltatásból jelentkezett ki. A többi szolgáltatásban bejelentkezve maradt.',
    shared: 'Ha közös gépet használ, most zárja be a böngészőt.',
    services: 'A szolgáltatások, amelyekbe belépett',
    states: {
      confirmed: 'Kijelentkeztette.',
      waiting: 'Értesítjük; még nem erősítette meg.',
      untold: 'Nem fogad értesítést: ha még nyitva van, zárja be.',
    },
    waitingHint: 'Amelyik még nem erősítette meg, azt egy napig újra meg újra értesítjük.',
    byItself: 'Ez az oldal néhányszor magától frissül.',
    again: 'Megnézem most',
  },
  home: {
    title: 'Ügyfélkapu',
    lead: 'Egy belépés a közszolgáltatásokhoz. Egyszer igazolja, hogy ki Ön, és minden csatlakozott szolgáltatás felismeri.',
    startTitle: 'A belépés a szolgáltatásnál kezdődik',
    startText:
      'Nyissa meg azt a szolgáltatást, amelyet használni szeretne, és ott válassza a bejelentkezést. Onnan ide érkezik, majd visszavisszük.',
    stepsTitle: 'Így lép be',
    steps: [
      { name: 'Felhasználónév és jelszó', text: 'Azzal kezdi, amit a regisztrációkor választott.' },
      { name: 'Második lépés', text: 'Kód egy alkalmazásból vagy e-mailben: ez az Ügyfélkapu+.' },
      { name: 'Vissza a szolgáltatáshoz', text: 'Előbb megmutatjuk, milyen adatait kapja meg.' },
    ],
    safetyTitle: 'Mielőtt beírja a jelszavát',
    safety: [
      'Nézze meg, melyik szolgáltatásba lép be: a nevét és a címét minden oldalon kiírjuk.',
      'Jelszavát és kódjait senki nem kérheti telefonon vagy e-mailben, mi sem.',
    ],
    demoTitle: 'Ez bemutató rendszer',
    demoText:
      'A Kapu azt mutatja be, hogyan működhet egy ország bejelentkezési rendszere. Nem a valódi Ügyfélkapu és nem a valódi KAÜ; minden személy és adat kitalált.',
  },
}

/** What a catalogue must hold: a missing key in another language does not compile. */
export type Texts = typeof hu
