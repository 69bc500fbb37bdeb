/**
 * Registration bodies and the clerks who sit there. Owns who may act at which office; leaves what they do to
 * `registrar`, and who adds them to the administrators' commands.
 */

/** The kinds of body entitled to register people (seed 001; domain §1). */
export const officeTypes = [
  'document_office',
  'government_window',
  'tax_authority',
  'embassy',
  'customer_centre',
] as const

export type OfficeType = (typeof officeTypes)[number]

/** Only where documents are issued can a temporary registration be finalised (domain RD3); not at an embassy. */
export function canFinalise(type: OfficeType): boolean {
  return type === 'document_office' || type === 'government_window'
}

export interface Office {
  /** Chosen by the administrator, for ever: lower-case letters, digits, hyphens. */
  readonly id: string
  readonly type: OfficeType
  readonly names: Readonly<Record<'hu' | 'en', string>>
  /** False once it was closed: nobody acts there any more. */
  readonly active: boolean
}

export const registrarRoles = ['clerk', 'supervisor'] as const

/** A supervisor may do what a clerk may, and sees what was done at the office. */
export type RegistrarRole = (typeof registrarRoles)[number]

/** A person who sits at the desk: an account of theirs with a role and offices. */
export interface Registrar {
  readonly accountId: string
  readonly username: string
  readonly role: RegistrarRole
  readonly active: boolean
  /** Ids, closed offices among them. */
  readonly offices: readonly string[]
}
