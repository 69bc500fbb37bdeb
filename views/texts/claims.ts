/** What a claim is called and how its value is written on the page that says what a service will receive. */
import { formatDate } from '../format.ts'
import type { Language } from '../frame.ts'

/** In the order in which a page lists them. */
const labels: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  name: { hu: 'Viselt név', en: 'Current name' },
  family_name: { hu: 'Családi név', en: 'Family name' },
  given_name: { hu: 'Utónév', en: 'Given name' },
  birth_family_name: { hu: 'Születési családi név', en: 'Family name at birth' },
  birth_given_name: { hu: 'Születési utónév', en: 'Given name at birth' },
  birthdate: { hu: 'Születési idő', en: 'Date of birth' },
  place_of_birth: { hu: 'Születési hely', en: 'Place of birth' },
  gender: { hu: 'Nem', en: 'Sex' },
  hu_mother_birth_family_name: { hu: 'Anyja születési családi neve', en: 'Mother’s family name at birth' },
  hu_mother_birth_given_name: { hu: 'Anyja születési utóneve', en: 'Mother’s given name at birth' },
  email: { hu: 'E-mail-cím', en: 'E-mail address' },
  email_verified: { hu: 'Az e-mail-cím ellenőrzött', en: 'E-mail address confirmed' },
  hu_account_state: { hu: 'A regisztráció állapota', en: 'State of the registration' },
  hu_age_over_18: { hu: 'Betöltötte a 18. életévét', en: 'Aged 18 or over' },
}

const values: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  true: { hu: 'igen', en: 'yes' },
  false: { hu: 'nem', en: 'no' },
  male: { hu: 'férfi', en: 'male' },
  female: { hu: 'nő', en: 'female' },
  temporary: { hu: 'ideiglenes', en: 'temporary' },
  final: { hu: 'végleges', en: 'final' },
}
const translated = new Set(['email_verified', 'gender', 'hu_account_state', 'hu_age_over_18'])

/** The claim's name in words; an unknown claim is shown by its own name, so that nothing is passed on unseen. */
export function claimLabel(language: Language, claim: string): string {
  return labels[claim]?.[language] ?? claim
}

/** The claim's value as the person reads it. `place_of_birth` is an object (OpenID identity assurance §4.1). */
export function claimValue(language: Language, claim: string, value: unknown): string {
  if (claim === 'birthdate' && typeof value === 'string') return formatDate(language, value)
  if (translated.has(claim)) return values[String(value)]?.[language] ?? String(value)
  if (typeof value === 'object' && value !== null) {
    return Object.values(value)
      .filter((part) => typeof part === 'string')
      .map((part) => countryName(language, part))
      .join(', ')
  }
  return String(value)
}

/** `HU` in words; anything that is not the code of a country is left as it is. */
function countryName(language: Language, part: string): string {
  return /^[A-Z]{2}$/.test(part) ? (new Intl.DisplayNames(language, { type: 'region' }).of(part) ?? part) : part
}

/** The claims that have words, in the order in which a page lists them. */
export const knownClaims: readonly string[] = Object.keys(labels)

/** For sorting claims as people tell them: the name first, an unknown claim last. */
export function byReadingOrder(one: { readonly name: string }, other: { readonly name: string }): number {
  return positionOf(one.name) - positionOf(other.name)
}

function positionOf(claim: string): number {
  const position = knownClaims.indexOf(claim)
  return position === -1 ? knownClaims.length : position
}
