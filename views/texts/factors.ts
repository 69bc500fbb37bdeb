/** The words of all factors. One line adds or removes one; a factor that is not here, or lacks a text, does not compile. */
import type { Language } from '../frame.ts'
import type { FixedWords, MailWords, MethodWords, SettableWords, WayWords } from './factor-words.ts'
import { dapWords } from './factors/dap.ts'
import { eidWords } from './factors/eid.ts'
import { emailCodeWords } from './factors/email-code.ts'
import { identificationMailWords } from './factors/identification-mail.ts'
import { passkeyWords } from './factors/passkey.ts'
import { passwordWords } from './factors/password.ts'
import { totpWords } from './factors/totp.ts'

const fixed = {
  password: passwordWords,
  'identification-mail': identificationMailWords,
} satisfies Readonly<Record<string, FixedWords>>

const settable = {
  totp: totpWords,
  'email-code': emailCodeWords,
  passkey: passkeyWords,
  dap: dapWords,
  eid: eidWords,
} satisfies Readonly<Record<string, SettableWords>>

/** A factor that the person neither sets up nor removes. */
export type FixedFactorId = keyof typeof fixed

/** A way to prove oneself that the person can set up, or remove. */
export type WayId = keyof typeof settable

export const factorWords: Readonly<Record<FixedFactorId | WayId, FixedWords>> = { ...fixed, ...settable }

/** Every way there are words for. */
export const wayIds = Object.keys(settable).filter(isWayId)

export function isNamedFactor(id: string): id is FixedFactorId | WayId {
  return Object.hasOwn(factorWords, id)
}

export function isWayId(id: unknown): id is WayId {
  return typeof id === 'string' && Object.hasOwn(settable, id)
}

/** By factor: its words where methods are offered. */
export function methodTexts(language: Language): Readonly<Record<string, MethodWords>> {
  return Object.fromEntries(Object.entries(factorWords).map(([id, words]) => [id, words[language].method]))
}

/** Its words in the Client Gate+ settings. */
export function wayWords(language: Language, way: WayId): WayWords {
  return settable[way][language].way
}

/** Whether one more can be added beside what there is. */
export function isSeveral(way: WayId): boolean {
  const words: SettableWords = settable[way]
  return words.several === true
}

/** Its words in the mails that tell of a change. */
export function mailWords(language: Language, way: WayId): MailWords {
  return settable[way][language].mails
}

/** By factor: what a clerk reads. */
export function atDesk(language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settable).map(([id, words]) => [id, words[language].atDesk]))
}
