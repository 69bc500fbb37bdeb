/** The countries of the world as people look for them. Codes are ISO 3166-1 alpha-2. */
import type { Language } from '../frame.ts'

const CODES =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO ' +
  'CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID ' +
  'IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ' +
  'ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB ' +
  'SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN ' +
  'VU WS XK YE ZA ZM ZW'

const codes: ReadonlySet<string> = new Set(CODES.split(' '))

/** Whether this is the code of a country that one can be born in. */
export function isCountry(code: string): boolean {
  return codes.has(code)
}

/** Code and name, in the order of the language; made once, because sorting by a language's rules takes long. */
export function countryOptions(language: Language): readonly (readonly [string, string])[] {
  const known = made.get(language)
  if (known !== undefined) return known
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const { compare } = new Intl.Collator(language)
  const options = [...codes]
    .map((code) => [code, names.of(code) ?? code] as const)
    .toSorted(([, one], [, other]) => compare(one, other))
  made.set(language, options)
  return options
}

const made = new Map<Language, readonly (readonly [string, string])[]>()
