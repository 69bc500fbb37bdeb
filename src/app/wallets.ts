/** Wires the wallets: what the verifier needs of accounts, and the verifier as the factor sees it. */
import { accountIdentity } from '../accounts/account.ts'
import { isBarred } from '../assurance/account-limits.ts'
import type { AccountState } from '../assurance/policy.ts'
import type { Audit } from '../audit/record.ts'
import type { Config } from '../config.ts'
import type { DapDeps } from '../factors/dap/ceremony.ts'
import type { WalletFault, Wallets } from '../factors/dap/wallets.ts'
import { openIdentity } from '../persons/person.ts'
import { isSpeakingAt } from '../system/presentations/trust-list.ts'
import type { Sealing } from '../system/sealing.ts'
import { listKeys, removeKey } from '../wallets/keys/store.ts'
import type { WalletFault as VerifierFault } from '../wallets/presentations/fault.ts'
import { createPresentations, type Presentations } from '../wallets/presentations/presentations.ts'
import { STATUS_PATH } from '../wallets/presentations/request-object.ts'
import type { Surroundings } from './core.ts'

/** How wallets name us to their holders. */
const NAME = { hu: 'Kapu – Központi Azonosítási Ügynök', en: 'Kapu – Central Authentication Agent' }

/** Null where this installation has no certificate to speak with wallets by. */
export function createVerifier(
  { issuer, wallet }: Pick<Config, 'issuer' | 'wallet'>,
  { db, clock }: Pick<Surroundings, 'db' | 'clock'>,
  { sealing, audit }: { readonly sealing: Sealing; readonly audit: Audit },
): Presentations | null {
  const { signing, trustList, openAt, request: requestLifetime } = wallet
  if (signing === null) return null
  return createPresentations({
    ...{ db, clock, audit, sealing, issuer, name: NAME, signing, trustList, openAt, requestLifetime },
    isBarred: (state) => isState(state) && isBarred(state),
    async isSamePerson(transaction, accountId, given) {
      const known = await accountIdentity(transaction, { sealing, openIdentity, now: clock.now() }, accountId)
      // What a temporary registration says of somebody was checked by nobody
      if (known?.state !== 'ACTIVE') return false
      const { family_name, given_name, birthdate } = known.identity
      return (
        isSameName(family_name, given.family_name) &&
        isSameName(given_name, given.given_name) &&
        birthdate === given.birthdate
      )
    },
  })
}

/** The verifier, and what is bound, as the factor sees them. */
export function walletsOf(
  presentations: Presentations | null,
  { wallet }: Pick<Config, 'wallet'>,
  { db }: Pick<Surroundings, 'db'>,
): DapDeps['dap'] {
  if (presentations === null) return null
  const { signing, trustList } = wallet
  const wallets: Wallets = {
    async start(transaction, { serviceNames: service, returnUrl: returnUri, ...asked }) {
      const { statusToken, ...started } = await presentations.start(transaction, { ...asked, service, returnUri })
      return { ...started, statusPath: `${STATUS_PATH}/${statusToken}` }
    },
    async status(requestId, now) {
      const found = await presentations.status(requestId, now)
      if (found === null) return { status: 'expired', fault: null, sameDevice: false }
      const { status, fault, mode } = found
      return { status, fault: fault === null ? null : TOLD[fault], sameDevice: mode === 'link' }
    },
    async finish(requestId, { name: deviceName, ...by }) {
      const finished = await presentations.finish(requestId, { ...by, deviceName })
      return finished.ok ? finished : { ok: false, fault: TOLD[finished.fault] }
    },
    cancel: (requestId) => presentations.cancel(requestId),
    isWorking: (now) => signing !== null && isSpeakingAt(signing, trustList, now),
    devices: async (accountId, within) =>
      (await listKeys(within ?? db, accountId)).map(({ id, name, createdAt }) => ({ id, name, createdAt })),
    removeDevice: removeKey,
  }
  return { wallets, simulated: trustList.some(({ simulator }) => simulator) }
}

/** The verifier's reasons, as people are told of them: what is wrong with a credential is nothing they can mend. */
const TOLD: Readonly<Record<VerifierFault, WalletFault>> = {
  access_denied: 'refused',
  request_expired: 'expired',
  unknown_request: 'expired',
  already_used: 'expired',
  request_not_scanned: 'not_answered',
  not_answered: 'not_answered',
  request_already_scanned: 'not_answered',
  already_answered: 'not_answered',
  wrong_match_number: 'wrong_number',
  device_not_bound: 'unknown_device',
  // Suspended, or gone: a stranger learns no more than of any other device
  account_closed: 'unknown_device',
  device_already_bound: 'device_taken',
  too_many_devices: 'too_many_devices',
  identity_differs: 'another_person',
  wrong_response_code: 'other_tab',
  answer_too_large: 'not_accepted',
  answer_unreadable: 'not_accepted',
  wrong_state: 'not_accepted',
  presentation_missing: 'not_accepted',
  wrong_credential_type: 'not_accepted',
  issuer_not_trusted: 'not_accepted',
  issuer_signature_wrong: 'not_accepted',
  credential_not_yet_valid: 'not_accepted',
  credential_expired: 'not_accepted',
  disclosure_wrong: 'not_accepted',
  key_binding_missing: 'not_accepted',
  key_binding_wrong: 'not_accepted',
  key_binding_stale: 'not_accepted',
  wrong_nonce: 'not_accepted',
  wrong_audience: 'not_accepted',
  wrong_sd_hash: 'not_accepted',
  wrong_transaction_data: 'not_accepted',
  claims_missing: 'not_accepted',
}

const STATES: readonly AccountState[] = [
  'TEMP_PENDING',
  'TEMP_ACTIVE',
  'REG_PENDING',
  'ACTIVE',
  'PW_EXPIRED',
  'INACTIVE',
  'REACT_PENDING',
  'SUSPENDED',
]

function isState(state: string): state is AccountState {
  return STATES.some((known) => known === state)
}

/** Registers write in capitals, cards do not. */
function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleUpperCase('hu')
  return plain(one) === plain(other)
}
