/** Whose page it is and for how long, in both languages. Times are as `formatTime` writes them. */
import type { Language } from '../frame.ts'

interface WhoAndWhen {
  /** The button of whoever is not the person that the page names. */
  readonly notMe: string
  until(time: string): string
  /** The end is near, and may be put off by the button `moreTime`. */
  endsSoon(time: string): string
  /** The end is near, and stays. */
  endsSoonForGood(time: string): string
  readonly moreTime: string
}

const texts: Readonly<Record<Language, WhoAndWhen>> = {
  hu: {
    notMe: 'Ez nem én vagyok',
    until: (time) => `Ez az oldal ${time}-ig használható.`,
    endsSoon: (time) =>
      `Ez az oldal már csak ${time}-ig használható. Ha ez kevés, kérjen több időt, különben újra kell kezdenie a belépést.`,
    endsSoonForGood: (time) =>
      `Ez az oldal már csak ${time}-ig használható, és több időt már nem tudunk adni. Amit addig nem küld el, azt a szolgáltatásnál újra kell kezdenie.`,
    moreTime: 'Több időt kérek',
  },
  en: {
    notMe: 'This is not me',
    until: (time) => `You can use this page until ${time}.`,
    endsSoon: (time) =>
      `You can use this page only until ${time}. If that is too short, ask for more time, or you will have to sign in anew.`,
    endsSoonForGood: (time) =>
      `You can use this page only until ${time}, and we cannot give more time. What you have not sent by then must be begun again at the service.`,
    moreTime: 'I need more time',
  },
}

export function whoAndWhen(language: Language): WhoAndWhen {
  return texts[language]
}
