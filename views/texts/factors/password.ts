import { drawings } from '../../partials/drawings.ts'
import type { FixedWords } from '../factor-words.ts'

export const passwordWords = {
  drawing: drawings.lock,
  hu: {
    method: { name: 'Jelszó', need: 'A felhasználónevéhez tartozó jelszó kell hozzá.', level: 'Alap' },
  },
  en: {
    method: { name: 'Password', need: 'You need the password that belongs to your user name.', level: 'Basic' },
  },
} satisfies FixedWords
