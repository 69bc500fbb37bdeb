import { compact, folded } from './fold.ts'

/** What others may know of the person. Names in full, as the register has them; the birth date as `1985-03-14`. */
export interface PasswordContext {
  readonly username?: string
  readonly email?: string
  readonly names?: readonly string[]
  readonly birthdate?: string
}

/** This service, by the names people call it. */
const SERVICE = [
  ...['ugyfelkapuplusz', 'ugyfelkapu', 'ugyfel', 'kapu', 'kau', 'dap', 'magyarorszag', 'digitalisallampolgar'],
  ...['kormanyablak', 'kormany', 'tarhely', 'cegkapu', 'hivatal', 'clientgate', 'allampolgar', 'ekozig', 'govhu'],
]

/** Shorter pieces occur in any text. */
const MIN_PIECE = 3

/** The folded words that add nothing to a password, longest first. */
export function contextPieces({ username = '', email = '', names = [], birthdate = '' }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@')
  const words = [username, local, domain.split('.')[0] ?? '', ...names]
  const parts = words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})/u)])
  const pieces = [...parts.map((part) => compact(folded(part))), ...dateForms(birthdate), ...SERVICE]
  const known = pieces.filter((piece) => piece.length >= MIN_PIECE)
  return [...new Set(known)].toSorted((a, b) => b.length - a.length)
}

/** 19850314, 850314, 14031985, 140385, 0314, 1403, 1985, and the same without zeros. */
function dateForms(birthdate: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthdate) ?? []
  if (year === undefined || month === undefined || day === undefined) return []
  const short = year.slice(2)
  const pairs = [
    [month, day],
    [String(Number(month)), String(Number(day))],
  ]
  const forms = pairs.flatMap(([m, d]) => [`${m}${d}`, `${d}${m}`])
  return [
    year,
    ...forms,
    ...forms.flatMap((form) => [`${year}${form}`, `${short}${form}`, `${form}${year}`, `${form}${short}`]),
  ]
}
