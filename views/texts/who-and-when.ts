/** Whose page it is and for how long, in both languages. Times are as `formatTime` writes them. */
import type { Language } from '../frame.ts'

interface WhoAndWhen {
  /** The button of whoever is not the person that the page names. */
  readonly notMe: string
  /** Beside the tick of a shared computer; `idle` as `formatSpan` writes it. */
  sharedHint(idle: string): string
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
    sharedHint: (idle) =>
      `Ekkor csak ebbe a szolgáltatásba lép be, a többi újra kéri a jelszavát. Ha ${idle} nem használja, kijelentkeztetjük, és ezen a gépen semmit nem jegyzünk meg.`,
    until: (time) => `Ez az oldal ${time}-ig használható.`,
    endsSoon: (time) =>
      `Ez az oldal már csak ${time}-ig használható. Ha ez kevés, kérjen több időt, különben újra kell kezdenie a belépést.`,
    endsSoonForGood: (time) =>
      `Ez az oldal már csak ${time}-ig használható, és több időt már nem tudunk adni. Amit addig nem küld el, azt a szolgáltatásnál újra kell kezdenie.`,
    moreTime: 'Több időt kérek',
  },
  en: {
    notMe: 'This is not me',
    sharedHint: (idle) =>
      `You then sign in to this service only, and others ask for your password again. We sign you out after ${idle} without use, and remember nothing on this computer.`,
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
