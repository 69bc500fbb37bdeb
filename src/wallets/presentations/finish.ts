import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import type { HolderKey } from '../../system/presentations/credential.ts'
import { randomUuid } from '../../system/random.ts'
import { findKey, findOwner, insertKey, lockOwner } from '../keys/store.ts'
import { result } from './claims.ts'
import { COLLECT_WITHIN, type PresentationDependencies, sealContext } from './dependencies.ts'
import { type Outcome, refused } from './fault.ts'
import { statusAt } from './status.ts'
import { findById, type StoredRequest, useAnswer, useEnrolment } from './store.ts'

/** What the wallet proved: for whom, and with which key. */
export interface Finished {
  /** Whose key it is; of an enrolment, whose it will be. */
  readonly accountId: string
  /** The id of the bound key; of an enrolment, the one it will have. */
  readonly authenticatorId: string
  readonly thumbprint: string
  readonly publicJwk: HolderKey
  /** A demonstration's issuer vouches for the holder. */
  readonly simulated: boolean
  /** Uses the answer, and binds the key where that was asked; false where it was used, or no longer holds. */
  settle(transaction: Transaction): Promise<boolean>
}

const NAME_MAX = 40

/** Collects an answer: the sign-in that asked, and on the same device only the browser that the wallet sent back. */
export async function finish(
  deps: PresentationDependencies,
  requestId: string,
  given: {
    readonly signInId: string
    readonly responseCode: string | null
    readonly deviceName?: string
    readonly now: EpochSeconds
  },
): Promise<Outcome<Finished>> {
  const { db, sealing } = deps
  const { now } = given
  const request = await findById(db, requestId)
  if (request === null || request.signInId !== given.signInId) return refused('unknown_request')
  const status = statusAt(request, now)
  if (status === 'refused') return refused(request.fault ?? 'access_denied')
  if (status === 'expired') return refused('request_expired')
  if (status !== 'approved') return refused(status === 'pending' ? 'request_not_scanned' : 'not_answered')
  if (request.isUsed) return refused('already_used')
  if (!isFromHere(request, given.responseCode)) return refused('wrong_response_code')

  const { thumbprint, resultSealed } = request
  if (thumbprint === null || resultSealed === null) return refused('request_expired')
  const { publicJwk, simulated } = result.parse(
    JSON.parse(await sealing.open(sealContext('result', request.id), resultSealed)),
  )
  const proved = { thumbprint, publicJwk, simulated }
  const use = { id: request.id, now, until: now - COLLECT_WITHIN }
  const key = await findKey(db, thumbprint)

  if (request.purpose === 'authenticate') {
    if (key === null) return refused('device_not_bound')
    if (deps.isBarred(key.state)) return refused('account_closed')
    const { id: authenticatorId, accountId } = key
    const settle = (transaction: Transaction) => useAnswer(transaction, { ...use, accountId })
    return { ok: true, ...proved, accountId, authenticatorId, settle }
  }

  const { accountId } = request
  const owner = accountId === null ? null : await findOwner(db, accountId)
  if (accountId === null || owner === null || deps.isBarred(owner.state)) return refused('account_closed')
  if (key !== null) return refused('device_already_bound')
  const authenticatorId = randomUuid()
  const name = nameOf(given.deviceName)
  return {
    ...{ ok: true, ...proved, accountId, authenticatorId },
    async settle(transaction) {
      await lockOwner(transaction, accountId)
      if (!(await useEnrolment(transaction, { ...use, accountId }))) return false
      return await insertKey(transaction, { id: authenticatorId, accountId, thumbprint, publicJwk, name, now })
    },
  }
}

/** Across devices there is no code, and none is taken; on the same device it is what the wallet's browser brings. */
function isFromHere({ codeHash }: Pick<StoredRequest, 'codeHash'>, responseCode: string | null): boolean {
  if (codeHash === null || responseCode === null) return codeHash === null && responseCode === null
  return sha256(responseCode).equals(codeHash)
}

/** What its owner calls it; nothing that a list of names could not show. */
function nameOf(typed: string | undefined): string {
  const name = (typed ?? '').replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  return Array.from(name).slice(0, NAME_MAX).join('')
}
