/** The warning of My data that a way to sign in is taken for lost. */
import type { Language } from '../../frame.ts'

interface MyRecoveryTexts {
  readonly title: string
  readonly text: (way: string, effective: string) => string
  readonly notYou: string
  readonly cancel: string
  readonly done: string
}

const texts: Readonly<Record<Language, MyRecoveryTexts>> = {
  hu: {
    title: 'Egy belépési mód törlését kérték',
    text: (way, effective) => `Elveszettnek jelentették: ${way}. ${effective} után töröljük, ha senki nem mondja le.`,
    notYou:
      'Ha nem Ön kérte, mondja le most, és változtassa meg a fiókja és a postafiókja jelszavát: aki kérte, mindkettőt ismeri.',
    cancel: 'Lemondom a törlést',
    done: 'A törlést lemondta, a belépési módja megmaradt. Ha nem Ön kérte, változtassa meg a jelszavát.',
  },
  en: {
    title: 'Somebody asked to remove one of your ways to sign in',
    text: (way, effective) => `Reported as lost: ${way}. We remove it after ${effective} unless somebody cancels.`,
    notYou:
      'If it was not you, cancel it now, and change the passwords of your account and of your mailbox: whoever asked knows both.',
    cancel: 'Cancel the removal',
    done: 'You have cancelled the removal; your way to sign in stays. If it was not you who asked, change your password.',
  },
}

export function myRecoveryTexts(language: Language): MyRecoveryTexts {
  return texts[language]
}
