import { generateKeyPairSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certify } from '../../demo/signing/certificate.ts'
import { createAnswerKey, openAnswer } from '../../src/system/presentations/answer-key.ts'
import { digestOf, discloseClaims, splitSdJwt } from '../../src/system/presentations/sd-jwt.ts'
import { trustedIssuer, trustListFault } from '../../src/system/presentations/trust-list.ts'
import { readVerifierKey } from '../../src/system/presentations/verifier-key.ts'
import { verifyPresentation } from '../../src/system/presentations/verify.ts'
import { disclosure } from '../wallets/wallet.ts'

const encode = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

describe('a disclosure', () => {
  test('has the digest of RFC 9901 §4.2.3: of the text as it is sent', () => {
    const ofObject = 'WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'
    expect(digestOf(ofObject)).toBe('uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY')
    expect(digestOf('WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0')).toBe('w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs')
    expect({ ...discloseClaims({ _sd: [digestOf(ofObject)] }, [ofObject]) }).toEqual({ family_name: 'Möbius' })
  })

  test('opens what it stands for, in objects, in arrays and in other disclosures; what is hidden stays out', () => {
    const locality = disclosure('locality', 'Szeged')
    const place = encode(['salt', 'place_of_birth', { country: 'HU', _sd: [digestOf(locality)] }])
    const nation = encode(['salt', 'HU'])
    const payload = {
      ...{ iss: 'x', _sd_alg: 'sha-256', _sd: [digestOf(place), 'a-decoy'] },
      nationalities: [{ '...': digestOf(nation) }, { '...': 'hidden' }, 'DE'],
    }
    const open = discloseClaims(payload, [place, nation, locality])
    expect(JSON.parse(JSON.stringify(open))).toEqual({
      iss: 'x',
      nationalities: ['HU', 'DE'],
      place_of_birth: { country: 'HU', locality: 'Szeged' },
    })
    expect({ ...discloseClaims(payload, []) }).toEqual({ iss: 'x', nationalities: ['DE'] })
  })

  const name = disclosure('family_name', 'Kovács')
  const ofArray = encode(['salt', 'HU'])
  const faults: readonly [what: string, payload: Record<string, unknown>, disclosures: string[]][] = [
    ['stands for nothing', { _sd: [] }, [name]],
    ['is given twice', { _sd: [digestOf(name)] }, [name, name]],
    ['stands in two places', { _sd: [digestOf(name)], a: { _sd: [digestOf(name)] } }, [name]],
    ['would hide a claim that is there', { family_name: 'Nagy', _sd: [digestOf(name)] }, [name]],
    ['is an array’s in an object', { _sd: [digestOf(ofArray)] }, [ofArray]],
    ['is an object’s in an array', { a: [{ '...': digestOf(name) }] }, [name]],
    ['is behind what is hidden', { _sd: [digestOf(encode(['s', 'a', { _sd: [digestOf(name)] }]))] }, [name]],
    ['names what is no claim', { _sd: [digestOf(encode(['s', '_sd', ['x']]))] }, [encode(['s', '_sd', ['x']])]],
    ['cannot be read', { _sd: [digestOf('x')] }, ['x']],
    ['has no salt', { _sd: [digestOf(encode([1, 'a', 'b']))] }, [encode([1, 'a', 'b'])]],
    ['is hashed otherwise', { _sd_alg: 'sha-512', _sd: [digestOf(name)] }, [name]],
    ['stands beside others', { a: [{ '...': digestOf(ofArray), b: 1 }] }, [ofArray]],
    ['stands in no list', { _sd: digestOf(name) }, [name]],
  ]
  test.each(faults)('that %s is refused', (_what, payload, disclosures) => {
    expect(discloseClaims(payload, disclosures)).toBeNull()
  })

  test('of a claim that names the prototype is a claim, and nesting without end is none', () => {
    const proto = encode(['s', '__proto__', { isAdmin: true }])
    const open = discloseClaims({ _sd: [digestOf(proto)] }, [proto])
    expect(Object.keys(open ?? {})).toEqual(['__proto__'])
    expect(open?.['isAdmin']).toBeUndefined()
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    expect(discloseClaims({ deep }, [])).toBeNull()
  })
})

test('an SD-JWT is split at its tildes, and hashed up to the last', () => {
  expect(splitSdJwt('a.b.c~d1~d2~kb')).toEqual({
    ...{ issuerSigned: 'a.b.c', disclosures: ['d1', 'd2'], keyBinding: 'kb', presented: 'a.b.c~d1~d2~' },
  })
  expect(splitSdJwt('a.b.c~')).toMatchObject({ disclosures: [], keyBinding: null, presented: 'a.b.c~' })
  for (const none of ['', 'a.b.c', '~', `a${'~d'.repeat(102)}`]) expect(splitSdJwt(none)).toBeNull()
})

test('whatever is sent is judged and never thrown at', async () => {
  const expected = {
    type: 't',
    trustList: [],
    nonce: 'n',
    audience: 'a',
    transactionData: 'd',
    matchNumber: null,
    now: 0,
  }
  const piece = fc.oneof(fc.string(), fc.json(), fc.constantFrom('~', '.', 'eyJhbGciOiJFUzI1NiJ9', encode({})))
  const { privateJwk } = await createAnswerKey()
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', '.', '~'), async (pieces, glue) => {
      expect((await verifyPresentation(pieces.join(glue), expected)).ok).toBe(false)
      expect(await openAnswer(pieces.join(glue), privateJwk)).toBeNull()
    }),
    { numRuns: 300 },
  )
  const object = fc.dictionary(fc.constantFrom('_sd', '...', '_sd_alg', 'a', '__proto__'), fc.anything())
  fc.assert(
    fc.property(fc.jsonValue(), object, fc.array(fc.string()), (value, payload, disclosures) => {
      discloseClaims({ value, _sd: disclosures.map(digestOf), ...payload }, disclosures)
    }),
  )
})

const NOW = 1_800_000_000
const at = (seconds: number) => new Date((NOW + seconds) * 1000)
const dates = { from: at(-100), to: at(100) }

describe('the trust list', () => {
  const root = certify({ commonName: 'Root' }, { issuer: null, authority: true, ...dates })
  const leaf = certify({ commonName: 'Issuer' }, { issuer: root, ...dates })
  const own = certify({ commonName: 'Own' }, { issuer: null, ...dates })
  const base64 = ({ certificate }: typeof root) => certificate.raw.toString('base64')
  const entry = ({ certificate }: typeof root, simulator = false) => ({ pem: certificate.toString(), simulator })
  const trusts = (x5c: unknown, list: Parameters<typeof trustedIssuer>[1], now = NOW) =>
    trustedIssuer(x5c, list, now)?.issuer ?? null

  test('vouches for who is on it, and for whom an authority on it has certified, at their time', () => {
    expect(trusts([base64(leaf)], [entry(own), entry(root)])).toEqual(entry(root))
    expect(trusts([base64(own)], [entry(root), entry(own, true)])).toEqual(entry(own, true))
    for (const now of [NOW - 101, NOW + 101]) {
      expect(trusts([base64(own)], [entry(own)], now)).toBeNull()
      expect(trusts([base64(leaf)], [entry(root)], now)).toBeNull()
    }
  })

  test('vouches for nobody else: certified by one that certifies nobody, by a namesake, or not at all', () => {
    const below = certify({ commonName: 'Below' }, { issuer: own, ...dates })
    expect(trusts([base64(below), base64(own)], [entry(own)])).toBeNull()
    const namesake = certify({ commonName: 'Root' }, { issuer: null, authority: true, ...dates })
    expect(trusts([base64(certify({ commonName: 'x' }, { issuer: namesake, ...dates }))], [entry(root)])).toBeNull()
    // An authority signs certificates, not credentials
    expect(trusts([base64(root)], [entry(root)])).toBeNull()
    for (const x5c of [undefined, [], 'x', [1], ['x'], [base64(leaf), 'x'], Array(6).fill(base64(leaf))])
      expect(trusts(x5c, [entry(root)])).toBeNull()
  })

  test('holds one good certificate an entry', () => {
    expect(trustListFault(entry(root).pem)).toBeNull()
    expect(trustListFault('x')).toBe('is no certificate in PEM')
    expect(trustListFault(entry(root).pem + entry(own).pem)).toBe('holds more than one certificate')
  })
})

describe('the key of the verifier', () => {
  const root = certify({ commonName: 'Access root' }, { issuer: null, authority: true, ...dates })
  const access = certify({ commonName: 'Kapu', dnsName: 'kapu.example' }, { issuer: root, ...dates })
  const pem = (key: typeof root.key) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const chain = access.certificate.toString() + root.certificate.toString()
  const read = (certificatePem = chain, privateKeyPem = pem(access.key), host = 'kapu.example', now = NOW) =>
    readVerifierKey({ privateKeyPem, certificatePem }, { host, now })

  test('is read with the certificates that speak for it, ours first', () => {
    const x5c = [access, root].map(({ certificate }) => certificate.raw.toString('base64'))
    expect(read()).toMatchObject({ key: { x5c } })
  })

  test('is refused with a word for each thing that does not fit', () => {
    const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { privateKey: p384 } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const noKey = { faults: ['the private key is no key on P-256 in PEM'] }
    expect(read(chain, 'x')).toEqual(noKey)
    expect(read(chain, pem(rsa))).toEqual(noKey)
    expect(read(chain, pem(p384))).toEqual(noKey)
    expect(read('x')).toEqual({ faults: ['the certificates cannot be read as PEM'] })
    expect(read('x', 'x')).toMatchObject({ faults: [expect.anything(), expect.anything()] })
    expect(read(chain, pem(root.key))).toEqual({ faults: ['the certificate is another key’s'] })
    expect(read(chain, pem(access.key), 'other.example')).toMatchObject({
      faults: ['the certificate does not name the host other.example (subjectAltName, dNSName)'],
    })
    expect(read(chain, pem(access.key), 'kapu.example', NOW + 101)).toEqual({
      faults: ['a certificate is not valid today'],
    })
    const stranger = certify({ commonName: 'Access root' }, { issuer: null, authority: true, ...dates })
    expect(read(access.certificate.toString() + stranger.certificate.toString())).toMatchObject({
      faults: [expect.stringContaining('no chain')],
    })
  })
})
