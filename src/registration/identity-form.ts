import { Temporal } from 'temporal-polyfill'
import { isAged } from '../accounts/life/deadline.ts'
import type { Form } from '../http/form-body.ts'
import type { NaturalIdentity } from '../persons/person.ts'
import type { EpochSeconds } from '../system/clock.ts'
import { isCountry } from '../../views/texts/countries.ts'
import type { RegistrationFault } from '../../views/texts/registration.ts'

/** A fault and the field that it belongs to; null where it belongs to the whole form. */
export interface FieldFault {
  readonly field: string | null
  readonly fault: RegistrationFault
}

/** Who may register: counted in whole years, to the day, where the people live. */
export interface AgeRule {
  readonly minAge: number
  readonly timeZone: string
}

const NAMES = [
  ['family_name', 'family_name'],
  ['given_name', 'given_name'],
  ['birth_family_name', 'birth_family_name'],
  ['birth_given_name', 'birth_given_name'],
  ['mother_family_name', 'mother_family_name'],
  ['mother_given_name', 'mother_given_name'],
] as const satisfies readonly (readonly [field: string, missing: RegistrationFault])[]

const MAX_NAME = 100
const EARLIEST_YEAR = 1880

/** The fields of `views/pages/registration/identity-fields.ts`: the person they describe, or everything wrong with them. */
export function readIdentity(
  form: Form,
  rule: AgeRule,
  now: EpochSeconds,
): { readonly identity: NaturalIdentity | null; readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = NAMES.flatMap(([field, missing]) => nameFault(form, field, missing))
  const birthdate = readBirthdate(form['birthdate'] ?? '')
  const dateFault = birthdateFault(form['birthdate'] ?? '', birthdate, rule, now)
  if (dateFault !== null) faults.push({ field: 'birthdate', fault: dateFault })
  faults.push(...nameFault(form, 'place', 'place'))
  const country = form['country'] ?? ''
  if (!isCountry(country)) faults.push({ field: 'country', fault: 'country' })
  if (faults.length > 0 || birthdate === null) return { identity: null, faults }
  const name = (field: string): string => tidy(form[field])
  return {
    faults,
    identity: {
      family_name: name('family_name'),
      given_name: name('given_name'),
      birth_family_name: name('birth_family_name'),
      birth_given_name: name('birth_given_name'),
      hu_mother_birth_family_name: name('mother_family_name'),
      hu_mother_birth_given_name: name('mother_given_name'),
      birthdate: birthdate.toString(),
      place_of_birth: { locality: name('place'), country },
      gender: '',
    },
  }
}

function nameFault(form: Form, field: string, missing: RegistrationFault): FieldFault[] {
  const name = tidy(form[field])
  if (name === '') return [{ field, fault: missing }]
  const sound = name.length <= MAX_NAME && /^\p{L}[\p{L}\p{M} .'’–-]*$/u.test(name)
  return sound ? [] : [{ field, fault: 'name_characters' }]
}

function birthdateFault(
  typed: string,
  birthdate: Temporal.PlainDate | null,
  { minAge, timeZone }: AgeRule,
  now: EpochSeconds,
): RegistrationFault | null {
  if (typed.trim() === '') return 'birthdate'
  if (birthdate === null || birthdate.year < EARLIEST_YEAR) return 'birthdate_form'
  if (!isAged(birthdate.toString(), 0, timeZone, now)) return 'birthdate_future'
  return isAged(birthdate.toString(), minAge, timeZone, now) ? null : 'too_young'
}

/**
 * A date as people write it: the year first or last, anything between the numbers. Null where it is none that exists.
 * Never a date with two readings: the year has four digits, and where it stands tells the order of the others.
 */
function readBirthdate(typed: string): Temporal.PlainDate | null {
  const parts = /^\s*(\d{8}|\d+\D+\d+\D+\d+)\D*$/.exec(typed)?.[1]
  if (parts === undefined) return null
  const numbers = /^\d{8}$/.test(parts)
    ? [parts.slice(0, 4), parts.slice(4, 6), parts.slice(6)]
    : (parts.match(/\d+/g) ?? [])
  const [first = '', second = '', third = ''] = numbers
  const [year, month, day] = first.length === 4 ? [first, second, third] : [third, second, first]
  if (year.length !== 4 || month.length > 2 || day.length > 2) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return null
  }
}

/** As it is kept: composed, with single spaces. */
export function tidy(typed: string | undefined): string {
  return (typed ?? '').normalize('NFC').trim().replace(/\s+/g, ' ')
}
