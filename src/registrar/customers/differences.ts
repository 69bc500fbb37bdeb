import type { NaturalIdentity } from '../../persons/person.ts'

/** The names of the data in which two identities differ; case and spaces make no difference. */
export function differences(typed: NaturalIdentity, shown: NaturalIdentity): readonly (keyof NaturalIdentity)[] {
  const compared = [
    ...(['family_name', 'given_name', 'birth_family_name', 'birth_given_name'] as const),
    ...(['hu_mother_birth_family_name', 'hu_mother_birth_given_name', 'birthdate'] as const),
  ]
  const differing: (keyof NaturalIdentity)[] = compared.filter((name) => normal(typed[name]) !== normal(shown[name]))
  const [one, other] = [typed.place_of_birth, shown.place_of_birth]
  const isElsewhere = normal(one.locality) !== normal(other.locality) || one.country !== other.country
  return isElsewhere ? [...differing, 'place_of_birth'] : differing
}

function normal(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('hu')
}
