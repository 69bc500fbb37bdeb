/**
 * `node demo/sign-form.ts urlap.json [--cms]`: signs a downloaded registration form for the demonstration. The
 * signer's certificate is made on the spot, for whoever the form names, by an authority that exists in the data
 * directory of this machine alone; the development profile trusts it, production never does.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { certify, type Holder } from './signing/certificate.ts'
import { keptHolder, tenYearsFromNow } from './signing/kept-holder.ts'
import { signCms, signJws } from './signing/sign.ts'

/** Where the demonstration keeps what belongs to this machine. */
export function dataDirectory(): string {
  return resolve(fileURLToPath(new URL('..', import.meta.url)), process.env['KAPU_DATA_DIR'] ?? 'data')
}

/** The authority of a data directory, made where there is none. */
export function demoAuthority(directory: string): Holder {
  return keptHolder(directory, 'development-authority', () =>
    certify({ commonName: 'Kapu demonstration authority' }, { issuer: null, authority: true, to: tenYearsFromNow() }),
  )
}

/** A certificate for whoever the form names. */
export function signerFor(form: Buffer, authority: Holder): Holder {
  const { identity }: { identity: Record<string, string> } = JSON.parse(form.toString('utf8'))
  const { family_name: familyName = '', given_name: givenName = '', birthdate = '' } = identity
  return certify({ commonName: `${familyName} ${givenName}`, familyName, givenName, birthdate }, { issuer: authority })
}

if (import.meta.main) {
  const [file, kind] = process.argv.slice(2)
  if (file === undefined) {
    process.stderr.write('usage: node demo/sign-form.ts <form.json> [--cms]\n')
    process.exitCode = 1
  } else {
    const form = readFileSync(file)
    const signer = signerFor(form, demoAuthority(dataDirectory()))
    const signed = kind === '--cms' ? `${file}.p7s` : `${file}.jws`
    writeFileSync(signed, kind === '--cms' ? signCms(form, signer) : signJws(form, signer))
    process.stdout.write(`${signed}\n`)
  }
}
