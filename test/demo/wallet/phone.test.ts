import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certify } from '../../../demo/signing/certificate.ts'
import { type Access, newAccessCertificate } from '../../../demo/wallet/access-certificate.ts'
import { newDeviceKey } from '../../../demo/wallet/device-key.ts'
import { createPhone, type Opening, type Phone } from '../../../demo/wallet/phone.ts'
import { issuePid, newPidIssuer } from '../../../demo/wallet/pid-issuer.ts'
import { createScriptedPhone, type PhoneFault, phoneFaults, postByFetch } from '../../support/scripted-phone.ts'
import { type Asking, type HonestVerifier, startHonestVerifier } from './honest-verifier.ts'

const anna = {
  family_name: 'Kovács',
  given_name: 'Anna Mária',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
}
const DAY_MS = 86_400_000

const issuer = newPidIssuer()
const access = newAccess()
const stranger = newAccess()
const bound = new Set<string>()
let verifier: HonestVerifier

beforeAll(async () => {
  const { place_of_birth: _, ...person } = anna
  verifier = await startHonestVerifier({ access, trusted: [issuer.authority.certificate], bound, person })
})

afterAll(() => verifier.close())

function newAccess(): Access {
  const authority = certify({ commonName: 'Access' }, { issuer: null, authority: true })
  return { authority, certificate: newAccessCertificate(authority, 'localhost') }
}

const pemOf = ({ authority }: Access): string => authority.certificate.toString()
const seconds = (): number => Math.floor(Date.now() / 1000)

/** A phone as a person has it, with a PID; bound to nobody's account. */
async function aPhone(authorities = [pemOf(access)], now = seconds): Promise<Phone> {
  const key = await newDeviceKey()
  const credential = await issuePid(issuer, { person: anna, deviceJwk: key.publicJwk, now: seconds() })
  return createPhone({ key, credential, authorities, post: postByFetch, now })
}

async function aScriptedPhone(): ReturnType<typeof createScriptedPhone> {
  const phone = await createScriptedPhone({ issuer, person: anna, authorities: [pemOf(access)] })
  bound.add(phone.thumbprint)
  return phone
}

async function openedWith(asking: Partial<Asking>, phone?: Phone): Promise<Opening> {
  const { link } = await verifier.ask({ purpose: 'authenticate', ...asking })
  return (phone ?? (await aPhone())).open(link)
}

const distrust = (fault: string): Opening => ({ kind: 'distrusted', fault }) as Opening

describe('the phone', () => {
  test('its key cannot be read, even in the phone', async () => {
    const { privateKey } = await newDeviceKey()
    expect(privateKey).toMatchObject({ extractable: false, usages: ['sign'] })
    await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow(/extractable/)
  })

  test('shows who asks for what, and when', async () => {
    const opening = await openedWith({})
    if (opening.kind !== 'asked') throw new Error(JSON.stringify(opening))
    expect(opening.request).toMatchObject({
      host: 'localhost',
      purpose: 'authenticate',
      service: { hu: 'Tárhely', en: 'Mailbox' },
      matchNumbers: ['07', '42', '88'],
      claims: [],
    })
    expect(Math.abs(opening.request.at - seconds())).toBeLessThan(5)
  })

  test.each([
    ['a text', 'hello'],
    ['an address of something else', 'https://kapu.example/'],
    [
      'a request to be fetched by GET',
      'openid4vp://?client_id=a&request_uri=https%3A%2F%2Fa.example&request_uri_method=get',
    ],
    ['no address to fetch', 'openid4vp://?client_id=a&request_uri=b&request_uri_method=post'],
  ])('takes %s for no request', async (_what, link) => {
    expect(await (await aPhone()).open(link)).toEqual(distrust('not_a_request'))
  })

  test('believes a verifier that it was given itself, and not another one of its name', async () => {
    const [given, another] = [access, newAccess()].map(({ certificate }) => certificate.certificate.toString())
    expect(await openedWith({}, await aPhone([given ?? '']))).toMatchObject({ kind: 'asked' })
    expect(await openedWith({}, await aPhone([another ?? '']))).toEqual(distrust('certificate_not_trusted'))
  })

  test('believes an authority between, and nobody between who is none', async () => {
    const between = (authority: boolean) => certify({ commonName: 'Between' }, { issuer: access.authority, authority })
    for (const isAuthority of [true, false]) {
      const middle = between(isAuthority)
      const leaf = newAccessCertificate(middle, 'localhost')
      const x5c = [leaf, middle].map(({ certificate }) => certificate.raw.toString('base64'))
      const opening = await openedWith({ header: { x5c }, signer: leaf.key })
      expect(opening).toMatchObject(isAuthority ? { kind: 'asked' } : distrust('certificate_not_trusted'))
    }
  })

  const leafOf = (name: string, from: number, to: number): Pick<Asking, 'header' | 'signer'> => {
    const dates = { from: new Date(Date.now() + from * DAY_MS), to: new Date(Date.now() + to * DAY_MS) }
    const leaf = certify({ commonName: 'Kapu', dnsName: name }, { issuer: access.authority, ...dates })
    return { header: { x5c: [leaf.certificate.raw.toString('base64')] }, signer: leaf.key }
  }
  const rows: [what: string, fault: string, asking: Partial<Asking>][] = [
    ['of another type', 'not_a_request', { header: { typ: 'JWT' } }],
    ['without a certificate', 'certificate_unreadable', { header: { x5c: [] } }],
    ['with something else for a certificate', 'certificate_unreadable', { header: { x5c: ['AAAA'] } }],
    [
      'of a stranger',
      'certificate_not_trusted',
      { header: { x5c: [raw(stranger)] }, signer: stranger.certificate.key },
    ],
    ['whose certificate is over', 'certificate_not_valid_now', leafOf('localhost', -3, -1)],
    ['whose certificate is of tomorrow', 'certificate_not_valid_now', leafOf('localhost', 1, 3)],
    ['whose certificate speaks for another host', 'name_differs', leafOf('elsewhere.example', -1, 1)],
    ['that somebody else signed', 'signature_wrong', { signer: stranger.certificate.key }],
    ['of another client than the link says', 'client_differs', { claims: changed({ client_id: 'x509_san_dns:else' }) }],
    ['for another kind of wallet', 'audience_differs', { claims: changed({ aud: 'https://else.example' }) }],
    [
      'that wants its answer elsewhere',
      'host_differs',
      { claims: changed({ response_uri: 'https://else.example/a' }) },
    ],
    ['that repeats another nonce', 'wallet_nonce_differs', { claims: changed({ wallet_nonce: 'another' }) }],
    ['that is over', 'not_valid_now', { claims: changed({ exp: seconds() - 1 }) }],
    ['of the future', 'not_valid_now', { claims: changed({ iat: seconds() + 120 }) }],
    ['with a nonce that can be guessed', 'not_understood', { claims: changed({ nonce: 'short' }) }],
    ['that wants its answer unencrypted', 'not_understood', { claims: changed({ response_mode: 'direct_post' }) }],
    ['without a word of what it is for', 'not_understood', { claims: changed({ transaction_data: [] }) }],
    ['for another credential', 'not_understood', { claims: changed({ dcql_query: { credentials: [] } }) }],
  ]
  test.each(rows)('does not believe a request %s: %s', async (_what, fault, asking) => {
    expect(await openedWith(asking)).toEqual(distrust(fault))
    // What was wrong is the reason, and nothing else
    expect(await openedWith({})).toMatchObject({ kind: 'asked' })
  })

  test('says what the verifier said, and that nobody answered', async () => {
    const phone = await aPhone()
    const query = (origin: string) =>
      `openid4vp://?client_id=a&request_uri_method=post&request_uri=${encodeURIComponent(`${origin}/dap/keres/none`)}`
    expect(await phone.open(query(verifier.origin))).toEqual({ kind: 'turned_away', code: 'unknown_request' })
    expect(await phone.open(query('http://localhost:1'))).toEqual({ kind: 'unreachable' })
  })
})

describe('an honest answer', () => {
  test('is taken, with the number of the other device or without one', async () => {
    for (const sameDevice of [false, true]) {
      const phone = await aScriptedPhone()
      const { link, number } = await verifier.ask({ purpose: 'authenticate', sameDevice })
      const answer = await phone.answer(await phone.scan(link), { number })
      expect(answer).toEqual({
        status: 200,
        body: sameDevice ? { redirect_uri: `${verifier.origin}/return?response_code=1` } : {},
      })
    }
  })

  test('tells nothing of the person to sign in, and what is asked to enrol', async () => {
    for (const [purpose, told] of [
      ['authenticate', []],
      ['enrol', ['family_name', 'given_name', 'birthdate']],
    ] as const) {
      const opening = await openedWith({ purpose })
      if (opening.kind !== 'asked') throw new Error(JSON.stringify(opening))
      expect(opening.request.claims).toEqual(told)
      // Taken to enrol, where the names are compared; not to sign in: the key belongs to nobody
      expect(await opening.answer.approve('42')).toEqual(
        purpose === 'enrol'
          ? { kind: 'delivered', redirectUri: null }
          : { kind: 'turned_away', code: 'device_not_bound' },
      )
    }
  })

  test.each([
    ['the verifier itself', undefined, 'itself'],
    ['another host', 'https://elsewhere.example/', null],
    ['something that is no page', 'javascript:alert(1)', null],
  ])('leads back to who asked alone: %s', async (_where, returnTo, leadsTo) => {
    const asking = { purpose: 'enrol', sameDevice: true } as const
    const opening = await openedWith(returnTo === undefined ? asking : { ...asking, returnTo })
    if (opening.kind !== 'asked') throw new Error(JSON.stringify(opening))
    const redirectUri = leadsTo === null ? null : `${verifier.origin}/return?response_code=1`
    expect(await opening.answer.approve(null)).toEqual({ kind: 'delivered', redirectUri })
  })

  test('may be no', async () => {
    const opening = await openedWith({})
    if (opening.kind !== 'asked') throw new Error(JSON.stringify(opening))
    expect(await opening.answer.refuse()).toEqual({ kind: 'delivered', redirectUri: null })
  })
})

describe('the scripted phone', () => {
  const ofEnrolment: readonly PhoneFault[] = ['other_person', 'claims_withheld']

  test.each(Object.entries(phoneFaults))('with %s is told %s, and does right afterwards', async (fault, code) => {
    const phone = await aScriptedPhone()
    const purpose = ofEnrolment.some((one) => one === fault) ? 'enrol' : 'authenticate'
    const honestly = async () => {
      const { link, number } = await verifier.ask({ purpose })
      return phone.answer(await phone.scan(link), { number })
    }
    expect(await honestly()).toEqual({ status: 200, body: {} })
    const { link, number } = await verifier.ask({ purpose })
    const answer = await phone.answer(await phone.scan(link), { number, fault: fault as PhoneFault })
    expect(answer).toEqual({ status: code === 'answer_too_large' ? 413 : 400, body: { error: code } })
    expect(await honestly()).toEqual({ status: 200, body: {} })
  })
})

function raw({ certificate }: Access): string {
  return certificate.certificate.raw.toString('base64')
}

function changed(change: object): NonNullable<Asking['claims']> {
  return (claims) => ({ ...claims, ...change })
}
