import type { Language } from '../../frame.ts'

interface ServicesTexts {
  readonly lead: string
  readonly none: string
  readonly since: string
  readonly received: string
  readonly nothing: string
  readonly refused: string
  readonly away: string
  readonly withdraw: string
  readonly publicHint: string
  readonly privateHint: string
  readonly keeps: string
  readonly done: (service: string) => string
}

const texts: Readonly<Record<Language, ServicesTexts>> = {
  hu: {
    lead: 'Ezek a szolgáltatások kapták meg adatait a belépéskor.',
    none: 'Még egyetlen szolgáltatásnak sem adtunk át adatot Önről.',
    since: 'Mióta',
    received: 'Megkapott adatok',
    nothing: 'csak egy azonosítót, adatot nem',
    refused: 'Nem adta meg',
    away: 'Akkor is lekérheti, amikor Ön nincs bejelentkezve.',
    withdraw: 'Visszavonás',
    publicHint:
      'Ez hivatal, amely törvény alapján kapja az adatokat. A következő belépéskor újra megmutatjuk, mit adunk át.',
    privateHint: 'A visszavonás után a következő belépéskor újra a hozzájárulását kérjük.',
    keeps: 'Amit egy szolgáltatás már megkapott, azt a visszavonás nem törli nála. Ezt tőle kérheti.',
    done: (service) => `${service}: visszavonva. A korábban kapott engedélyével már nem kérhet adatot.`,
  },
  en: {
    lead: 'These services received your data when you signed in.',
    none: 'No service has received any of your data yet.',
    since: 'Since',
    received: 'Data received',
    nothing: 'an identifier only, no data',
    refused: 'Not given',
    away: 'It may ask for them also while you are not signed in.',
    withdraw: 'Withdraw',
    publicHint:
      'This is a public body that receives the data by law. At the next sign-in we show again what is passed on.',
    privateHint: 'After you withdraw, the next sign-in asks for your consent again.',
    keeps: 'What a service has already received is not deleted there. You can ask the service for that.',
    done: (service) => `${service}: withdrawn. It can no longer ask for data with the permission it had.`,
  },
}

export function myServicesTexts(language: Language): ServicesTexts {
  return texts[language]
}
