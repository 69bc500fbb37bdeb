import { drawings } from '../../partials/drawings.ts'
import type { FixedWords } from '../factor-words.ts'

export const identificationMailWords = {
  drawing: drawings.mail,
  hu: {
    method: {
      name: 'Kód az azonosítási e-mail-címre',
      need: 'Egyszer használható kódot küldünk arra a címre, amelyet a regisztrációkor adott meg.',
      level: 'Megerősítés',
    },
  },
  en: {
    method: {
      name: 'Code to your identification e-mail address',
      need: 'We send a one-time code to the address you gave when you registered.',
      level: 'Confirmation',
    },
  },
} satisfies FixedWords
