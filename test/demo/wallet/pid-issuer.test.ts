import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { accessCertificate } from '../../../demo/wallet/access-certificate.ts'
import { newDeviceKey } from '../../../demo/wallet/device-key.ts'
import { issuePid, newPidIssuer, pidIssuer } from '../../../demo/wallet/pid-issuer.ts'
import { cutDown, toldBy } from '../../../demo/wallet/presentation.ts'

const directory = mkdtempSync(join(tmpdir(), 'kapu-pid-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const bela = {
  family_name: 'Őry',
  given_name: 'Béla',
  birthdate: '1951-11-02',
  place_of_birth: { locality: 'Győr', country: 'HU' },
}

test('the issuer and the access certificate of a data directory are made once, and read by their owner alone', () => {
  const make = () => [pidIssuer(directory).issuer, accessCertificate(directory).certificate]
  const made = make().map(({ certificate }) => certificate.raw.toString('hex'))
  expect(make().map(({ certificate }) => certificate.raw.toString('hex'))).toEqual(made)
  for (const name of ['development-pid-issuer', 'development-wallet-access']) {
    expect(new X509Certificate(readFileSync(join(directory, `${name}.pem`))).ca).toBe(false)
    expect(statSync(join(directory, `${name}-key.pem`)).mode & 0o777).toBe(0o600)
  }
})

test('each is vouched for by an authority of its own', () => {
  const [pid, access] = [pidIssuer(directory), accessCertificate(directory)]
  const isVouchedFor = (leaf: X509Certificate, by: X509Certificate) => leaf.checkIssued(by) && leaf.verify(by.publicKey)
  expect(isVouchedFor(pid.issuer.certificate, pid.authority.certificate)).toBe(true)
  expect(isVouchedFor(access.certificate.certificate, access.authority.certificate)).toBe(true)
  expect(isVouchedFor(pid.issuer.certificate, access.authority.certificate)).toBe(false)
  expect(pid.authority.certificate.ca).toBe(true)
})

test('the access certificate speaks for its host and no other', () => {
  const { certificate } = accessCertificate(directory).certificate
  const check = (host: string) => certificate.checkHost(host)
  expect([check('localhost'), check('kapu.example')]).toEqual(['localhost', undefined])
})

test('a credential tells a person to whoever is given the disclosures, and to nobody else', async () => {
  const { publicJwk } = await newDeviceKey()
  const credential = await issuePid(newPidIssuer(), { person: bela, deviceJwk: publicJwk, now: 1_800_000_000 })
  const [jwt = ''] = credential.split('~')
  expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: 'ES256', typ: 'dc+sd-jwt', x5c: [expect.any(String)] })
  const claims = decodeJwt(jwt)
  expect(claims).toMatchObject({
    vct: 'urn:eudi:pid:1',
    iat: 1_800_000_000,
    exp: 1_800_000_000 + 90 * 24 * 60 * 60,
    cnf: { jwk: publicJwk },
    _sd_alg: 'sha-256',
    issuing_country: 'HU',
  })
  expect(claims['_sd']).toHaveLength(5)
  for (const secret of ['Béla', 'Őry', '1951', 'Győr']) expect(JSON.stringify(claims)).not.toContain(secret)
  expect(toldBy(credential)).toEqual({ ...bela, nationalities: ['HU'] })
  expect(toldBy(cutDown(credential, ['birthdate']))).toEqual({ birthdate: '1951-11-02' })
  expect(cutDown(credential, [])).toBe(`${jwt}~`)
})
