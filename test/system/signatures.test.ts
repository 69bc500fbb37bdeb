import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { certify, type CertificateOptions, type Holder, type Subject } from '../../demo/signing/certificate.ts'
import { signCms, signJws } from '../../demo/signing/sign.ts'
import { verifySignature } from '../../src/system/signatures/verify.ts'

const DAY = 86_400
const now = Math.floor(Date.now() / 1000)
const document = Buffer.from('{"nonce":"árvíztűrő"}\n')
const anna: Subject = {
  commonName: 'Kovács Anna',
  familyName: 'Kovács',
  givenName: 'Anna',
  birthdate: '1984-03-17',
}
const root = certify({ commonName: 'Root' }, { issuer: null, authority: true })
const stranger = certify({ commonName: 'Stranger' }, { issuer: null, authority: true })

const holder = (options: Partial<CertificateOptions> = {}, subject: Subject = anna): Holder =>
  certify(subject, { issuer: root, ...options })

function verify(signed: Buffer | string, { at = now, trusted = [root], of = document } = {}) {
  const authorities = trusted.map(({ certificate }) => certificate.toString())
  return verifySignature(Buffer.from(signed), of, { authorities, now: at })
}

const kinds = [
  ['JWS', signJws],
  ['CMS', signCms],
] as const

const refused = (refusal: string) => ({ ok: false, refusal })

test.each(kinds)('S1: %s of a trusted signer tells who signed', async (_kind, sign) => {
  const signer = { familyName: 'Kovács', givenName: 'Anna', birthdate: '1984-03-17' }
  expect(await verify(sign(document, holder()))).toEqual({ ok: true, signer })
})

test('CMS may come as PEM or base64', async () => {
  const base64 = signCms(document, holder()).toString('base64')
  expect(await verify(base64)).toMatchObject({ ok: true })
  expect(await verify(`-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`)).toMatchObject({ ok: true })
})

test('a JWS need not repeat the document', async () => {
  const [header, , signature] = signJws(document, holder()).split('.')
  expect(await verify(`${header}..${signature}`)).toMatchObject({ ok: true })
})

test.each(kinds)('%s of another document is refused', async (kind, sign) => {
  const verdict = await verify(sign(Buffer.from('{}'), holder()))
  expect(verdict).toEqual(refused(kind === 'JWS' ? 'not_this_form' : 'wrong_signature'))
})

test.each(kinds)('%s with a changed signature is refused', async (kind, sign) => {
  const signed = Buffer.from(sign(document, holder()))
  const at = signed.length - (kind === 'JWS' ? 10 : 4)
  signed[at] = (signed[at] ?? 0) === 65 ? 66 : 65
  expect(await verify(signed)).toMatchObject({ ok: false })
})

test.each(kinds)('%s by a key that is not the certificate’s is refused', async (_kind, sign) => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  expect(await verify(sign(document, { ...holder(), key }))).toEqual(refused('wrong_signature'))
})

test.each(kinds)('%s of an authority that nobody trusts is refused', async (_kind, sign) => {
  expect(await verify(sign(document, holder({ issuer: stranger }), [stranger]))).toEqual(refused('not_trusted'))
  expect(await verify(sign(document, holder({ issuer: null })))).toEqual(refused('not_trusted'))
})

test.each(kinds)('%s of an authority of the trusted one’s name is refused', async (_kind, sign) => {
  const namesake = certify({ commonName: 'Root' }, { issuer: null, authority: true })
  expect(await verify(sign(document, holder({ issuer: namesake }), [namesake]))).toEqual(refused('not_trusted'))
})

test.each(kinds)('%s may come with certificates between', async (_kind, sign) => {
  const between = certify({ commonName: 'Between' }, { issuer: root, authority: true })
  const signed = sign(document, holder({ issuer: between }), [between])
  expect(await verify(signed)).toMatchObject({ ok: true })
  expect(await verify(sign(document, holder({ issuer: between })))).toEqual(refused('not_trusted'))
})

test.each(kinds)('%s: somebody’s personal certificate issues no other', async (_kind, sign) => {
  const signer = holder()
  const made = holder({ issuer: signer })
  expect(await verify(sign(document, made, [signer]))).toEqual(refused('not_trusted'))
})

test.each(kinds)('%s of a certificate that is over, or not yet good, is refused', async (_kind, sign) => {
  const signed = sign(document, holder())
  expect(await verify(signed, { at: now + 366 * DAY })).toEqual(refused('certificate_time'))
  expect(await verify(signed, { at: now - 2 * DAY })).toEqual(refused('certificate_time'))
})

test.each(kinds)('%s of a certificate for something else is refused', async (_kind, sign) => {
  expect(await verify(sign(document, holder({ keyUsage: 0b0010_0000 })))).toEqual(refused('certificate_use'))
  expect(await verify(sign(document, root))).toEqual(refused('certificate_use'))
})

test.each(kinds)('%s of a certificate without a name or a date of birth is refused', async (_kind, sign) => {
  const { commonName, birthdate: _birthdate, ...named } = anna
  expect(await verify(sign(document, holder({}, { commonName })))).toEqual(refused('certificate_names'))
  expect(await verify(sign(document, holder({}, { commonName, ...named })))).toEqual(refused('certificate_names'))
})

test.each(['', 'a.b.c', 'hello', '{}', '\u0000', '0', Buffer.from([0x30, 0x80]).toString('latin1')])(
  'what is no signature is refused: %j',
  async (text) => {
    expect(await verify(text)).toMatchObject({ ok: false, refusal: 'unreadable' })
  },
)

test('a JWS without a signature, or with a shared secret, is refused', async () => {
  const x5c = [holder().certificate.raw.toString('base64')]
  for (const alg of ['none', 'HS256']) {
    const header = Buffer.from(JSON.stringify({ alg, x5c })).toString('base64url')
    expect(await verify(`${header}.${document.toString('base64url')}.AAAA`)).toMatchObject({ ok: false })
  }
})
