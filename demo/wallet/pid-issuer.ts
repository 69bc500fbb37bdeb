/**
 * A test PID issuer: signs personal identification data for the demonstration's persons, bound to a phone's key. Its
 * authority exists in one data directory alone. The phone issues nothing by itself: what it presents was signed here.
 */
import { createHash, randomBytes } from 'node:crypto'
import { SignJWT, type JWK } from 'jose'
import { certify, type Holder } from '../signing/certificate.ts'
import { keptHolder, tenYearsFromNow } from '../signing/kept-holder.ts'

/** The EU’s person identification data. */
const PID_TYPE = 'urn:eudi:pid:1'

const HOST = 'pid.kapu.example'
const DAY = 24 * 60 * 60
const LIVES = 90 * DAY

export interface PidIssuer {
  readonly authority: Holder
  readonly issuer: Holder
}

/** What of a person a credential tells, in the words of the EU PID rule book. */
export interface PidPerson {
  readonly family_name: string
  readonly given_name: string
  /** A day: `1984-03-17`. */
  readonly birthdate: string
  readonly place_of_birth: { readonly locality: string; readonly country: string }
}

export interface PidOptions {
  readonly person: PidPerson
  /** The phone's public key: the credential is worth nothing without its private half. */
  readonly deviceJwk: JWK
  /** Epoch seconds. */
  readonly now: number
  /** Epoch seconds; ninety days from `now` where it is left out. */
  readonly expiresAt?: number
  /** Epoch seconds; `now` where it is left out. */
  readonly notBefore?: number
  readonly type?: string
}

/** The issuer of a data directory (`development-pid-issuer.pem`, its key beside it) and its authority. */
export function pidIssuer(directory: string): PidIssuer {
  const authority = keptHolder(directory, 'development-pid-authority', newAuthority)
  return { authority, issuer: keptHolder(directory, 'development-pid-issuer', () => newIssuer(authority)) }
}

/** An issuer that is kept nowhere: nobody's trust list has it. */
export function newPidIssuer(): PidIssuer {
  const authority = newAuthority()
  return { authority, issuer: newIssuer(authority) }
}

function newAuthority(): Holder {
  const to = tenYearsFromNow()
  return certify({ commonName: 'Kapu test PID authority' }, { issuer: null, authority: true, to })
}

function newIssuer(authority: Holder): Holder {
  const subject = { commonName: 'Kapu test PID issuer', dnsName: HOST }
  return certify(subject, { issuer: authority, to: tenYearsFromNow() })
}

/**
 * An SD-JWT VC (`<jwt>~<disclosure>~…~`) that tells everything about the person; whoever presents it leaves out what
 * is not asked for. RFC 9901 §4; the nationality is Hungarian for all.
 */
export async function issuePid({ issuer }: Pick<PidIssuer, 'issuer'>, options: PidOptions): Promise<string> {
  const { person, now, expiresAt = now + LIVES, notBefore = now, type = PID_TYPE } = options
  const { family_name, given_name, birthdate, place_of_birth } = person
  const told = { family_name, given_name, birthdate, place_of_birth, nationalities: ['HU'] }
  const disclosures = Object.entries(told).map(disclosureOf)
  const { kty = '', crv = '', x = '', y = '' } = options.deviceJwk
  const claims = {
    iss: `https://${HOST}`,
    vct: type,
    iat: now,
    nbf: notBefore,
    exp: expiresAt,
    cnf: { jwk: { kty, crv, x, y } },
    // Sorted, so that their order tells nothing (§4.2.4.1)
    _sd: disclosures.map(digestOf).toSorted(),
    _sd_alg: 'sha-256',
    issuing_country: 'HU',
    issuing_authority: 'Kapu test PID issuer (demonstration)',
  }
  const x5c = [issuer.certificate.raw.toString('base64')]
  const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'dc+sd-jwt', x5c }).sign(issuer.key)
  return [signed, ...disclosures, ''].join('~')
}

/** Salted with 128 bits, so that nobody finds a value by trying (§9.3). */
function disclosureOf([name, value]: readonly [string, unknown]): string {
  const salt = randomBytes(16).toString('base64url')
  return Buffer.from(JSON.stringify([salt, name, value])).toString('base64url')
}

function digestOf(disclosure: string): string {
  return createHash('sha256').update(disclosure, 'ascii').digest('base64url')
}
