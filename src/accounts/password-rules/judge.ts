/**
 * What a new password must be (security §2.3): long, and not one that is tried first. No rule about kinds of
 * characters (NIST SP 800-63B-4 §3.1.1.2). Owns the rules and the lists; leaves hashing to the factor, and what the
 * person is told to the page.
 */
import { blocklist } from './blocklist.ts'
import { contextPieces, type PasswordContext } from './context.ts'
import { compact, folded, unmasked } from './fold.ts'
import { isPattern, outsideRuns } from './pattern.ts'

/** The first rule that a new password breaks. */
export type PasswordFault =
  | 'too_short'
  | 'too_long'
  /** Little more than the person's own data, or this service's name. */
  | 'is_context'
  /** Runs over the keyboard, sequences, a few characters again and again. */
  | 'pattern'
  /** On the lists, alone or with something simple around it. */
  | 'common'

const MIN_CODE_POINTS = 12
const MAX_CODE_POINTS = 128
const MAX_BYTES = 512

/** Characters besides what anybody knows of the person, from which on a password is its own. */
const OWN = 8

/** Digits and signs around a listed word, up to which it is still that word. */
const ADDED = 8

/** Judges a new password as it was typed: nothing is trimmed. Loads the lists the first time. */
export function judgePassword(password: string, context: PasswordContext = {}): PasswordFault | null {
  const normalized = password.normalize('NFKC')
  if (Array.from(normalized).length < MIN_CODE_POINTS) return 'too_short'
  // Both forms: the sign-in refuses to hash what was typed longer than this
  if ([password, normalized].some(isTooLong)) return 'too_long'
  const text = folded(password)
  if (isContext(text, context)) return 'is_context'
  if (isPattern(text)) return 'pattern'
  return isCommon(text) ? 'common' : null
}

function isTooLong(text: string): boolean {
  return Array.from(text).length > MAX_CODE_POINTS || Buffer.byteLength(text, 'utf8') > MAX_BYTES
}

function isContext(text: string, context: PasswordContext): boolean {
  const pieces = contextPieces(context)
  // Between the parts of a name, an address or a date: the pieces have none of these
  const forms = [text.replace(/[\s.,_/@-]/g, ''), ...unmasked(text)]
  return forms.some((form) => {
    const rest = pieces.reduce((left, piece) => left.replaceAll(piece, ' '), form)
    return rest !== form && outsideRuns(rest.replaceAll(' ', '')) < OWN
  })
}

function isCommon(text: string): boolean {
  const before = /^[^\p{L}]*/u.exec(text)?.[0].length ?? 0
  const after = /[^\p{L}]*$/u.exec(text)?.[0].length ?? 0
  for (let left = 0; left <= Math.min(before, ADDED); left += 1) {
    for (let right = 0; right <= Math.min(after, ADDED - left) && left + right < text.length; right += 1) {
      const core = text.slice(left, text.length - right)
      if ([compact(core), ...unmasked(core)].some(isListed)) return true
    }
  }
  return false
}

function isListed(word: string): boolean {
  const lists = blocklist()
  if (lists.has(word)) return true
  for (let at = 3; at <= word.length - 3; at += 1) {
    if (lists.isEveryday(word.slice(0, at)) && lists.isEveryday(word.slice(at))) return true
  }
  return isRepeated(word)
}

/** One listed word again and again. */
function isRepeated(word: string): boolean {
  for (let size = 3; size <= word.length / 2; size += 1) {
    const unit = word.slice(0, size)
    if (word === unit.repeat(word.length / size) && blocklist().has(unit)) return true
  }
  return false
}
