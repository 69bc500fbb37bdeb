import { type Transaction, inTransaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import type { Presented } from '../../system/presentations/verify.ts'
import { randomId } from '../../system/random.ts'
import { findKey, findOwner, MOST_KEYS } from '../keys/store.ts'
import { asked, identity, offer } from './claims.ts'
import { type PresentationDependencies, sealContext } from './dependencies.ts'
import { type Outcome, refused, type WalletFault } from './fault.ts'
import { judgeAnswer, readAnswer, type Sent } from './judge.ts'
import { statusAt } from './status.ts'
import { findByResponseHash, type StoredRequest, takeAnswer } from './store.ts'

/** Where the wallet sends its browser; null where the person stands before another one. */
type Answered = Outcome<{ readonly redirectUri: string | null }>

/**
 * A wallet answers (OpenID4VP 1.0 §8.2). What cannot be read leaves the request as it is. From then on the request
 * has its answer, good or not: a number can be guessed once, and of a hundred answers one counts.
 */
export async function answer(
  deps: PresentationDependencies,
  { token, sent }: { readonly token: string; readonly sent: Sent },
): Promise<Answered> {
  const now = deps.clock.now()
  const request = await findByResponseHash(deps.db, sha256(token))
  if (request === null) return refused('unknown_request')
  const { id, mode } = request
  if (request.outcome !== null) return refused('already_answered')
  if (statusAt(request, now) === 'expired') return refused('request_expired')
  if (request.askedSealed === null || mode === null) return refused('request_not_scanned')

  const secrets = asked.parse(JSON.parse(await deps.sealing.open(sealContext('asked', id), request.askedSealed)))
  const read = await readAnswer(sent, secrets)
  if (!read.ok) return read
  const told = offer.parse(JSON.parse(await deps.sealing.open(sealContext('offer', id), request.offerSealed)))
  const judged = await judgeAnswer(deps, read.answer, { asked: secrets, offer: told, mode, now })

  const responseCode = mode === 'link' ? randomId() : null
  const fault = await settle(deps, request, { judged, responseCode, now })
  // To refuse is an answer like any other: the wallet did nothing wrong, and its person goes back to us
  if (fault !== null && fault !== 'access_denied') return refused(fault)
  return { ok: true, redirectUri: responseCode === null ? null : returnTo(told.returnUri, responseCode) }
}

/** Ends the request by what was found, and records it, together or not at all; the fault that the wallet is told. */
async function settle(
  { db, audit, sealing, ...others }: PresentationDependencies,
  request: StoredRequest,
  {
    judged,
    responseCode,
    now,
  }: {
    readonly judged: Outcome<{ readonly presented: Presented }>
    readonly responseCode: string | null
    readonly now: EpochSeconds
  },
): Promise<WalletFault | null> {
  const { id } = request
  const resultSealed = judged.ok
    ? await sealing.seal(
        sealContext('result', id),
        JSON.stringify({ publicJwk: judged.presented.holderKey, simulated: judged.presented.simulated }),
      )
    : null
  return await inTransaction(db, async (transaction) => {
    const allowed = judged.ok ? await mayBeUsed(transaction, others, request, judged.presented) : judged
    const owner = allowed.ok ? allowed.accountId : request.accountId
    const fault = allowed.ok ? null : allowed.fault
    const isTaken = await takeAnswer(transaction, {
      ...{ id, fault, now },
      outcome: fault === null ? 'approved' : 'refused',
      thumbprint: fault === null && judged.ok ? judged.presented.thumbprint : null,
      resultSealed: fault === null ? resultSealed : null,
      codeHash: responseCode === null ? null : sha256(responseCode),
    })
    // Another answer, or the end, came first
    if (!isTaken) return 'already_answered'
    await audit.record(transaction, {
      event: 'wallet.request_answered',
      at: now,
      outcome: fault === null ? 'success' : 'failure',
      actor: { type: 'person', id: allowed.ok ? allowed.accountId : null },
      ...(owner === null ? {} : { subjectAccountId: owner }),
      signInId: request.signInId,
      reason: fault ?? request.purpose,
    })
    return fault
  })
}

/** Whether this key may do what was asked with it, and for whom. */
async function mayBeUsed(
  transaction: Transaction,
  deps: Pick<PresentationDependencies, 'isBarred' | 'isSamePerson'>,
  request: Pick<StoredRequest, 'purpose' | 'accountId'>,
  { thumbprint, claims }: Presented,
): Promise<Outcome<{ readonly accountId: string }>> {
  const key = await findKey(transaction, thumbprint)
  if (request.purpose === 'authenticate') {
    // Where it is known who signs in, it must be their key
    if (key === null || (request.accountId !== null && request.accountId !== key.accountId))
      return refused('device_not_bound')
    return deps.isBarred(key.state) ? refused('account_closed') : { ok: true, accountId: key.accountId }
  }
  const { accountId } = request
  const owner = accountId === null ? null : await findOwner(transaction, accountId)
  if (accountId === null || owner === null || deps.isBarred(owner.state)) return refused('account_closed')
  const about = identity.safeParse(claims)
  if (!about.success) return refused('claims_missing')
  if (!(await deps.isSamePerson(transaction, accountId, about.data))) return refused('identity_differs')
  if (key !== null) return refused('device_already_bound')
  return owner.keys >= MOST_KEYS ? refused('too_many_devices') : { ok: true, accountId }
}

/** The page that waits, in the browser that the wallet opens: which of them is the right one is judged there. */
function returnTo(returnUri: string, responseCode: string): string {
  const address = new URL(returnUri)
  address.searchParams.set('response_code', responseCode)
  return address.href
}
