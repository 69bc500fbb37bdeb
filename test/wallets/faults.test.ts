/** Each way in which an answer can be wrong has its own code; the honest twin of each is accepted. */
import { sql } from 'kysely'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certify } from '../../demo/signing/certificate.ts'
import type { Purpose } from '../../src/wallets/presentations/store.ts'
import { approve, foreignIssuer, NOW, pidIssuer, post, scan, startVerifier, type Verifier } from './verifier.ts'
import { ANNA, aWallet, disclosure, encrypted, present, type Spoil, type TestWallet } from './wallet.ts'

let verifier: Verifier
beforeAll(async () => {
  verifier = await startVerifier()
})
afterAll(() => verifier.close())

const stranger = await aWallet()
const otherKey = (await generateKeyPair('ES256')).privateKey
const foreign = foreignIssuer.certificate.raw.toString('base64')
const expiredIssuer = certify(
  { commonName: 'PID issuer' },
  { issuer: null, from: new Date((NOW - 900) * 1000), to: new Date((NOW - 1) * 1000) },
)
const IDENTITY = ['family_name', 'given_name', 'birthdate'] as const

interface Row {
  readonly what: string
  readonly code: string
  readonly status?: number
  readonly spoil?: Spoil
  readonly purpose?: Purpose
  readonly mode?: 'qr' | 'link'
  readonly person?: Partial<typeof ANNA>
  /** The request is as it was: an honest answer is still accepted. */
  readonly open?: true
}

const rows: readonly Row[] = [
  { what: 'no JWE', code: 'answer_unreadable', spoil: { fields: () => ({ response: 'x.y.z' }) }, open: true },
  { what: 'nothing at all', code: 'answer_unreadable', spoil: { fields: () => ({}) }, open: true },
  {
    what: 'not encrypted',
    code: 'answer_unreadable',
    spoil: { fields: () => ({ vp_token: '{"pid":["x"]}', state: 'x' }) },
    open: true,
  },
  {
    what: 'encrypted to another key',
    code: 'answer_unreadable',
    spoil: { encryptionKey: { ...stranger.publicJwk } },
    open: true,
  },
  { what: 'under another key’s id', code: 'answer_unreadable', spoil: { encryptionHeader: { kid: 'x' } }, open: true },
  {
    what: 'in another encryption',
    code: 'answer_unreadable',
    spoil: { encryptionHeader: { enc: 'A128GCM' } },
    open: true,
  },
  { what: 'the state of another', code: 'wrong_state', spoil: { answer: { state: 'x' } }, open: true },
  { what: 'no state', code: 'wrong_state', spoil: { answer: { state: undefined } }, open: true },
  {
    what: 'more than 64 KiB',
    code: 'answer_too_large',
    status: 413,
    spoil: { fields: () => ({ response: 'x'.repeat(64 * 1024) }) },
    open: true,
  },
  { what: 'no presentation', code: 'presentation_missing', spoil: { presentations: () => ({}) } },
  {
    what: 'a presentation of something else',
    code: 'presentation_missing',
    spoil: { presentations: (one) => ({ mdl: [one] }) },
  },
  { what: 'two presentations', code: 'presentation_missing', spoil: { presentations: (one) => ({ pid: [one, one] }) } },
  { what: 'no SD-JWT', code: 'presentation_missing', spoil: { presentations: () => ({ pid: ['x'] }) } },
  { what: 'another type', code: 'wrong_credential_type', spoil: { credential: { vct: 'urn:eudi:mdl:1' } } },
  { what: 'a JWT that is no credential', code: 'wrong_credential_type', spoil: { credentialHeader: { typ: 'JWT' } } },
  { what: 'no holder’s key', code: 'wrong_credential_type', spoil: { credential: { cnf: undefined } } },
  { what: 'no end', code: 'wrong_credential_type', spoil: { credential: { exp: undefined } } },
  { what: 'a foreign issuer', code: 'issuer_not_trusted', spoil: { x5c: [foreign], issuerKey: foreignIssuer.key } },
  { what: 'no issuer', code: 'issuer_not_trusted', spoil: { x5c: [] } },
  {
    what: 'an issuer whose certificate has expired',
    code: 'issuer_not_trusted',
    spoil: { x5c: [expiredIssuer.certificate.raw.toString('base64')], issuerKey: expiredIssuer.key },
  },
  {
    what: 'a changed credential',
    code: 'issuer_signature_wrong',
    spoil: { issuerSigned: (jwt) => changed(jwt, (claims) => ({ ...claims, exp: NOW + 9_999 })) },
  },
  { what: 'a credential by another key', code: 'issuer_signature_wrong', spoil: { issuerKey: otherKey } },
  {
    what: 'an unsigned credential',
    code: 'issuer_signature_wrong',
    spoil: { issuerSigned: (jwt) => jwt.replace(/[^.]*$/, '') },
  },
  { what: 'an expired credential', code: 'credential_expired', spoil: { credential: { exp: NOW } } },
  { what: 'a credential for later', code: 'credential_not_yet_valid', spoil: { credential: { nbf: NOW + 1 } } },
  { what: 'a credential of tomorrow', code: 'credential_not_yet_valid', spoil: { credential: { iat: NOW + 61 } } },
  {
    what: 'a disclosure that nobody signed',
    code: 'disclosure_wrong',
    spoil: { disclosures: (honest) => [...honest, disclosure('age', 42)] },
  },
  {
    what: 'a disclosure given twice',
    code: 'disclosure_wrong',
    purpose: 'enrol',
    spoil: { disclosures: ([one = '', ...others]) => [one, ...others, one] },
  },
  {
    what: 'a changed disclosure',
    code: 'disclosure_wrong',
    purpose: 'enrol',
    spoil: { disclosures: ([, ...others]) => [disclosure('family_name', 'Nagy'), ...others] },
  },
  { what: 'no key binding', code: 'key_binding_missing', spoil: { keyBinding: '' } },
  { what: 'a key binding by another key', code: 'key_binding_wrong', spoil: { bindingKey: otherKey } },
  { what: 'a key binding of another type', code: 'key_binding_wrong', spoil: { bindingHeader: { typ: 'JWT' } } },
  { what: 'a key binding that is none', code: 'key_binding_wrong', spoil: { keyBinding: 'x.y.z' } },
  { what: 'an old key binding', code: 'key_binding_stale', spoil: { binding: { iat: NOW - 61 } } },
  { what: 'a key binding of later', code: 'key_binding_stale', spoil: { binding: { iat: NOW + 61 } } },
  { what: 'another nonce', code: 'wrong_nonce', spoil: { binding: { nonce: 'x' } } },
  { what: 'another audience', code: 'wrong_audience', spoil: { binding: { aud: 'x509_san_dns:kapu.example.com' } } },
  { what: 'another hash', code: 'wrong_sd_hash', spoil: { binding: { sd_hash: 'x' } } },
  {
    what: 'other transaction data',
    code: 'wrong_transaction_data',
    spoil: { binding: { transaction_data_hashes: ['x'] } },
  },
  {
    what: 'no transaction data',
    code: 'wrong_transaction_data',
    spoil: { binding: { transaction_data_hashes: undefined } },
  },
  {
    what: 'another hash of transaction data',
    code: 'wrong_transaction_data',
    spoil: { binding: { transaction_data_hashes_alg: 'sha-1' } },
  },
  { what: 'another number', code: 'wrong_match_number', status: 403, spoil: { binding: { match_number: 'x' } } },
  { what: 'no number', code: 'wrong_match_number', status: 403, spoil: { binding: { match_number: undefined } } },
  {
    what: 'no name of the person',
    code: 'claims_missing',
    purpose: 'enrol',
    spoil: { disclosures: ([, ...others]) => others },
  },
  { what: 'another person', code: 'identity_differs', status: 403, purpose: 'enrol', person: { family_name: 'Nagy' } },
]

/** Somebody with a wallet that may do this, a request for it, and how the wallet answers. */
async function situation({ purpose = 'authenticate', mode = 'qr' }: Pick<Row, 'purpose' | 'mode'>) {
  const isEnrolment = purpose === 'enrol'
  const { accountId, wallet } = isEnrolment
    ? { accountId: await verifier.account(), wallet: await aWallet() }
    : await verifier.holder()
  const started = await verifier.start({ purpose, accountId: isEnrolment ? accountId : null })
  const asked = await scan(mode === 'qr' ? started.qrText : started.deepLink)
  const disclose = isEnrolment ? IDENTITY : []
  const answerWith = (spoil: Spoil = {}, person = {}) =>
    approve({ wallet, asked, started, mode, disclose, spoil, person })
  const standing = async () => {
    const stands = await verifier.presentations.status(started.requestId, verifier.clock.now())
    expect(stands?.mode).toBe(mode)
    return { status: stands?.status, fault: stands?.fault }
  }
  return { accountId, wallet, started, asked, answerWith, standing }
}

async function auditOf(signInId: string) {
  const { rows } = await sql<{ outcome: string; reason: string }>`
    select outcome, reason from audit_events where event = 'wallet.request_answered' and sign_in_id = ${signInId}
    order by id`.execute(verifier.db)
  return rows
}

describe('an answer with', () => {
  test.each(rows)('$what is $code', async (row) => {
    const { code, status = 400, spoil = {}, person = {}, open } = row
    const twin = await situation(row)
    expect(await twin.answerWith()).toEqual({ status: 200, body: {} })
    expect(await twin.standing()).toEqual({ status: 'approved', fault: null })

    const { started, answerWith, standing } = await situation(row)
    expect(await answerWith(spoil, person)).toEqual({ status, body: { error: code } })
    if (open) {
      expect(await standing()).toEqual({ status: 'scanned', fault: null })
      expect(await auditOf(started.signInId)).toEqual([])
      expect(await answerWith()).toEqual({ status: 200, body: {} })
    } else {
      expect(await standing()).toEqual({ status: 'refused', fault: code })
      expect(await auditOf(started.signInId)).toEqual([{ outcome: 'failure', reason: code }])
      expect(await answerWith()).toEqual({ status: 409, body: { error: 'already_answered' } })
      expect(await standing()).toEqual({ status: 'refused', fault: code })
    }
  })

  test('what is within the limits is accepted: no more than a minute apart, and disclosures nobody asked for', async () => {
    for (const iat of [NOW - 60, NOW + 60]) {
      const { answerWith } = await situation({})
      expect(await answerWith({ binding: { iat } })).toEqual({ status: 200, body: {} })
    }
    const { wallet, started, asked } = await situation({})
    expect(await approve({ wallet, asked, started, disclose: IDENTITY })).toMatchObject({ status: 200 })
  })
})

describe('an answer', () => {
  test('that was given to another request is refused, whatever of it is repeated', async () => {
    const first = await situation({})
    const spoken = await present({
      ...{ wallet: first.wallet, asked: first.asked, issuer: pidIssuer, now: NOW },
      number: first.started.matchNumber,
    })
    const second = await situation({})
    const number = { match_number: second.started.matchNumber }
    expect(await second.answerWith({ presentations: () => ({ pid: [spoken] }), binding: number })).toEqual({
      status: 400,
      body: { error: 'wrong_nonce' },
    })
  })

  test('to refuse ends the request, encrypted or in plain words; with the wrong state it does not', async () => {
    for (const isPlain of [true, false]) {
      const { started, asked, standing } = await situation({})
      const refusal = { error: 'access_denied', state: asked.state }
      expect(await post(asked.response_uri, { ...refusal, state: 'x' })).toEqual({
        status: 400,
        body: { error: 'wrong_state' },
      })
      const sent = isPlain ? refusal : { response: await encrypted(JSON.stringify(refusal), asked) }
      expect(await post(asked.response_uri, sent)).toEqual({ status: 200, body: {} })
      expect(await standing()).toEqual({ status: 'refused', fault: 'access_denied' })
      expect(await auditOf(started.signInId)).toEqual([{ outcome: 'failure', reason: 'access_denied' }])
    }
  })

  test('of a device that is bound to nobody, was taken away, or is another account’s is device_not_bound', async () => {
    const refused = { status: 403, body: { error: 'device_not_bound' } }
    const unknown = await verifier.start()
    expect(await approve({ wallet: stranger, asked: await scan(unknown.qrText), started: unknown })).toEqual(refused)

    const { accountId, wallet } = await verifier.holder()
    await sql`delete from wallet_keys where account_id = ${accountId}`.execute(verifier.db)
    const removed = await verifier.start()
    expect(await approve({ wallet, asked: await scan(removed.qrText), started: removed })).toEqual(refused)

    const somebody = await verifier.holder()
    const other = await verifier.start({ accountId: await verifier.account() })
    expect(await approve({ wallet: somebody.wallet, asked: await scan(other.qrText), started: other })).toEqual(refused)
    const own = await verifier.start({ accountId: somebody.accountId })
    expect(await approve({ wallet: somebody.wallet, asked: await scan(own.qrText), started: own })).toMatchObject({
      status: 200,
    })
  })

  test.each(['SUSPENDED', 'TEMP_PENDING', 'REG_PENDING', 'REACT_PENDING'] as const)(
    'for an account that is %s is account_closed',
    async (state) => {
      const { wallet } = await verifier.holder({ state })
      const started = await verifier.start()
      const answer = await approve({ wallet, asked: await scan(started.qrText), started })
      expect(answer).toEqual({ status: 403, body: { error: 'account_closed' } })
    },
  )

  test('of a device that is somebody’s cannot enrol it again, and a sixth device is one too many', async () => {
    const enrol = async (wallet: TestWallet, accountId: string) => {
      const started = await verifier.start({ purpose: 'enrol', accountId })
      return await approve({ wallet, asked: await scan(started.qrText), started, disclose: IDENTITY })
    }
    const { accountId, wallet } = await verifier.holder()
    expect(await enrol(wallet, accountId)).toEqual({ status: 403, body: { error: 'device_already_bound' } })
    for (let more = 1; more < 5; more++) {
      expect(await enrol(await aWallet(), accountId)).toMatchObject({ status: 200 })
      await sql`
        insert into wallet_keys (thumbprint, account_id, public_jwk, bound_at)
        values (${`${accountId}-${more}`}, ${accountId}, '{}', now())`.execute(verifier.db)
    }
    expect(await enrol(await aWallet(), accountId)).toEqual({ status: 403, body: { error: 'too_many_devices' } })
  })

  test('leaves nothing of the person: what is kept is the key, and the key of the answer is gone', async () => {
    const { wallet, started, answerWith } = await situation({ purpose: 'enrol' })
    await answerWith()
    const { requestId: id } = started
    const row = await verifier.db
      .selectFrom('wallet_requests')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.asked_sealed).toBeNull()
    const kept: unknown = JSON.parse(
      await verifier.sealing.open(`wallet-request-result:${id}`, row.result_sealed ?? ''),
    )
    expect(kept).toEqual({ publicJwk: wallet.publicJwk, simulated: false })
  })
})

/** The JWT with other claims, and the signature that it had. */
function changed(jwt: string, change: (claims: Record<string, unknown>) => object): string {
  const [header, payload = '', signature] = jwt.split('.')
  const claims = change(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
}
