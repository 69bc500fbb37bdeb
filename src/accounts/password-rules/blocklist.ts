/** The lists of common passwords, read when the first new password is judged: most processes never judge one. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { dictionary } from '@zxcvbn-ts/language-common'
import { folded } from './fold.ts'

interface Blocklist {
  /** Known by itself. */
  has(word: string): boolean
  /** So common that two of them are no better than one. */
  isEveryday(word: string): boolean
}

/** Our own list: `config/common-passwords.txt`. */
const OWN_LIST = new URL('../../../config/common-passwords.txt', import.meta.url)

/** The international list is sorted by how often a password was found; so many of its words count as everyday. */
const EVERYDAY = 1_000

let loaded: Blocklist | undefined

/** Some 50,000 words: takes a few hundredths of a second the first time and nothing after. Words are given folded. */
export function blocklist(): Blocklist {
  return (loaded ??= load())
}

function load(): Blocklist {
  const found: { readonly dictionary: typeof dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common')
  const international = found.dictionary['passwords-common'].map(folded)
  const own = readFileSync(OWN_LIST, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '')
    .map(folded)
  const all = new Set([...international, ...own])
  const everyday = new Set([...international.slice(0, EVERYDAY), ...own])
  return { has: (word) => all.has(word), isEveryday: (word) => everyday.has(word) }
}
