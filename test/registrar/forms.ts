/** What is typed into the forms of the desk. */
import type { NaturalIdentity } from '../../src/persons/person.ts'
import { CASE } from './desk.ts'

/** Somebody whose identity is like nobody else's. */
export function somebody(distinction: string, changes: Partial<NaturalIdentity> = {}): NaturalIdentity {
  return {
    family_name: 'Nagy',
    given_name: 'Piroska',
    birth_family_name: 'Kis',
    birth_given_name: 'Piroska',
    hu_mother_birth_family_name: 'Tóth',
    hu_mother_birth_given_name: `Mária ${distinction}`,
    birthdate: '1990-05-04',
    place_of_birth: { locality: 'Győr', country: 'HU' },
    gender: '',
    ...changes,
  }
}

export function identityFields(identity: NaturalIdentity): Record<string, string> {
  return {
    family_name: identity.family_name,
    given_name: identity.given_name,
    birth_family_name: identity.birth_family_name,
    birth_given_name: identity.birth_given_name,
    mother_family_name: identity.hu_mother_birth_family_name,
    mother_given_name: identity.hu_mother_birth_given_name,
    birthdate: identity.birthdate,
    place: identity.place_of_birth.locality,
    country: identity.place_of_birth.country,
  }
}

const documentFields = {
  citizenship: 'hungarian',
  document_type: 'identity_card',
  document_number: '123456AB',
  address_card: 'yes',
}

/** K3, filled in completely. */
export function registrationFields(identity: NaturalIdentity, username: string, email: string): Record<string, string> {
  return {
    ...identityFields(identity),
    ...documentFields,
    ...CASE,
    username,
    email,
    email_read_back: 'yes',
    notice_signed: 'yes',
  }
}

/** K4: what the visitor names, and what their document says. */
export function namingFields(identity: NaturalIdentity, username: string, email: string): Record<string, string> {
  return { ...identityFields(identity), ...documentFields, ...CASE, username, email }
}
