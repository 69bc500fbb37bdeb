/** The certification authorities whose signatures people may register with. */
import { join } from 'node:path'
import { isAuthority } from '../system/signatures/path.ts'
import type { Fault } from './faults.ts'
import { besideFile, readText } from './files.ts'

export interface Authorities {
  /** PEM certificates. */
  readonly trusted: readonly string[]
  /** A file that may come to exist: the authority of a development profile, made when a form is first signed there. */
  readonly developmentFile: string | null
}

/** Reads the files; `namedIn` is the file that names them, `generateIn` the data directory of the development profile. */
export function readAuthorities(
  files: readonly string[],
  { namedIn, generateIn }: { readonly namedIn: string; readonly generateIn: string | null },
  faults: Fault[],
): Authorities {
  const trusted = files.flatMap((file) => {
    const path = 'registration.trustedCa'
    const pem = readText(besideFile(namedIn, file), path, faults)
    if (pem === null || isAuthority(pem)) return pem ?? []
    const mend = 'name a PEM file with one certificate of an authority'
    faults.push({ path, message: `${file} is no certificate of an authority`, mend })
    return []
  })
  return { trusted, developmentFile: generateIn === null ? null : join(generateIn, 'development-authority.pem') }
}
