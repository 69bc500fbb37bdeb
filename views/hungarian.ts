/**
 * The Hungarian definite article for what follows: `a Tárhely`, `az Adóügyek`, `az 5`, `az OTP`, `a 10`.
 * Goes by sound: letters and numbers that are spoken with a vowel first take `az`.
 */
export function article(following: string): 'a' | 'az' {
  const word = /[\p{L}\p{N}][\p{L}\p{N}]*/u.exec(following)?.[0] ?? ''
  if (/^\d/.test(word)) return spokenNumberHasVowel(word) ? 'az' : 'a'
  if (/^[aáeéiíoóöőuúüű]/iu.test(word)) return 'az'
  // Letter words such as "SMS" are spelled out: es-em-es. Those with a vowel inside (NAV, KAÜ) are read as words.
  if (/^\p{Lu}+$/u.test(word) && !/[AÁEÉIÍOÓÖŐUÚÜŰ]/u.test(word)) return /^[FLMNRSXY]/.test(word) ? 'az' : 'a'
  return /^y(?![aáeéiíoóöőuúüű])/iu.test(word) ? 'az' : 'a'
}

/** The article with what follows it: `az Adóügyek`. */
export function withArticle(following: string): string {
  return `${article(following)} ${following}`
}

/** The same at the head of a sentence: `Az Adóügyek`. */
export function withCapitalArticle(following: string): string {
  return article(following) === 'az' ? `Az ${following}` : `A ${following}`
}

/** A day as a last one: `2026. december 20.` becomes `2026. december 20-ig`. */
export function untilDay(day: string): string {
  return `${day.replace(/\.$/, '')}-ig`
}

/** The day on which something happened: `2025. január 16.` becomes `2025. január 16-án`. */
export function onDay(day: string): string {
  const number = Number(/(\d+)\.$/.exec(day)?.[1])
  const ending = number === 1 ? 'jén' : BACK_VOWELS.has(number) ? 'án' : 'én'
  return `${day.replace(/\.$/, '')}-${ending}`
}

/** Days of a month that are spoken with a back vowel last. */
const BACK_VOWELS = new Set([2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30])

/** 5 (öt) and its multiples by ten, and 1 (egy), 1000 (ezer), 1000000 (egymillió) begin with a vowel. */
function spokenNumberHasVowel(word: string): boolean {
  const digits = /^\d+/.exec(word)?.[0] ?? ''
  return digits.startsWith('5') || (digits.startsWith('1') && digits.length % 3 === 1)
}
