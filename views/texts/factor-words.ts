/** What there is to say about a factor, wherever it is spoken of. Each has one file in `factors/`, with both languages. */
import type { Language } from '../frame.ts'

/** On the pages of a sign-in where methods are offered. */
export interface MethodWords {
  readonly name: string
  /** One line on what one needs for it. */
  readonly need: string
  /** How strong it is, in words. */
  readonly level: string
}

/** In the Client Gate+ settings of My data. */
export interface WayWords {
  readonly name: string
  readonly about: string
  /** Null where it is not set up there. */
  readonly add: string | null
  /** Where one takes the place of another. */
  readonly move?: string
  readonly moveHint?: string
  readonly remove: string
  readonly removed: string
}

/** In the mails that tell of a change: what happened, as a sentence. */
export interface MailWords {
  /** Paragraphs of the mail for Client Gate+ switched on; absent where this factor alone is not that. */
  readonly first?: readonly string[]
  readonly added: string
  /** Absent where one more is always added. */
  readonly moved?: string
  /** Null where a mail of its own says it. */
  readonly removed: string | null
}

/** A factor that the person neither sets up nor removes. */
export type FixedWords = Drawn & Readonly<Record<Language, { readonly method: MethodWords }>>

/** A factor that the person can set up, or remove. */
export type SettableWords = Drawn & {
  /** One more can be added beside what there is. */
  readonly several?: true
} & Readonly<Record<Language, SettableTexts>>

export interface SettableTexts {
  readonly method: MethodWords
  readonly way: WayWords
  readonly mails: MailWords
  /** In a list at the office desk. */
  readonly atDesk: string
}

interface Drawn {
  /** Its icon: one of `partials/drawings.ts`, or paths of its own within 24 by 24. */
  readonly drawing: string
}
