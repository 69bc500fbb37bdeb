/** The shape of a help page. */
import type { Language } from '../frame.ts'

/** What the pages say in numbers. */
export interface HelpLimits {
  /** Days that a one-time code lives. */
  readonly codeDays: number
  /** How often in a day another one can be asked for. */
  readonly codesPerDay: number
  /** Days after a first code's end in which another one can be asked for. */
  readonly windowDays: number
  /** Days that a temporary registration lives. */
  readonly temporaryDays: number
  /** Days after a password's end in which it can be renewed online. */
  readonly graceDays: number
  /** The longest life of a password. */
  readonly passwordYears: number
  /** Days before a password's end on which its owner is told. */
  readonly warningDays: readonly number[]
  /** Hours after a reset in which mailed codes count for nothing above the lowest level. */
  readonly holdHours: number
  /** Failures in a row after which unknown devices are not asked for a password. */
  readonly closedAfter: number
  /** Minutes that a code of the second step lives. */
  readonly mailCodeMinutes: number
  /** A sign-in ends after so many minutes without use, and after so many hours in any case. */
  readonly idleMinutes: number
  readonly longestHours: number
  /** The same where others use the computer, too. */
  readonly sharedMinutes: number
  /** Years of age from which one may register, and from which all services are open. */
  readonly minAge: number
  readonly fullAge: number
}

/** A paragraph or an item; a function where it tells a figure. */
export type HelpLine = string | ((limits: HelpLimits) => string)

export interface HelpSection {
  readonly id: string
  readonly title: string
  readonly paragraphs?: readonly HelpLine[]
  readonly list?: readonly HelpLine[]
  /** Labels and values, one a line. */
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  /** The page of ours where one does what was described. */
  readonly link?: { readonly label: string; readonly path: string }
}

export interface HelpText {
  readonly title: string
  /** The short answer: the page's lead, and its line in the index. */
  readonly summary: HelpLine
  readonly sections: readonly HelpSection[]
}

export interface HelpTopic {
  readonly path: string
  readonly text: Readonly<Record<Language, HelpText>>
}

/** The words of a line. */
export function helpLine(line: HelpLine, limits: HelpLimits): string {
  return typeof line === 'string' ? line : line(limits)
}
