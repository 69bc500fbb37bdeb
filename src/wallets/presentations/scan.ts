import { createAnswerKey } from '../../system/presentations/answer-key.ts'
import { signRequestObject } from '../../system/presentations/verifier-key.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId } from '../../system/random.ts'
import { offer } from './claims.ts'
import { type PresentationDependencies, sealContext } from './dependencies.ts'
import { type Outcome, refused } from './fault.ts'
import { addressOf, clientIdOf, requestClaims, RESPONSE_PATH, transactionDataOf } from './request-object.ts'
import { statusAt } from './status.ts'
import { findByScanHash, takeScan } from './store.ts'

/**
 * A wallet asks for the request object (OpenID4VP 1.0 §5.10): it takes the request's one scan, and by which address it
 * came decides whether there is a second screen. Until then the request has no answer address, no nonce and no key.
 */
export async function scan(
  deps: PresentationDependencies,
  { token, walletNonce }: { readonly token: string; readonly walletNonce: string | null },
): Promise<Outcome<{ readonly requestObject: string }>> {
  const { db, sealing, issuer } = deps
  const now = deps.clock.now()
  const found = await findByScanHash(db, sha256(token))
  if (found === null) return refused('unknown_request')
  const { request, mode } = found
  const status = statusAt(request, now)
  if (status !== 'pending') return refused(status === 'expired' ? 'request_expired' : 'request_already_scanned')

  const { id, purpose, startedAt, expiresAt } = request
  const told = offer.parse(JSON.parse(await sealing.open(sealContext('offer', id), request.offerSealed)))
  const { privateJwk, publicJwk } = await createAnswerKey()
  const [responseToken, nonce, state] = [randomId(), randomId(), randomId()]
  const transactionData = transactionDataOf({
    ...{ purpose, service: told.service, at: startedAt },
    matchNumbers: mode === 'qr' ? told.matchNumbers : null,
  })
  const claims = requestClaims({
    ...{
      clientId: clientIdOf(issuer),
      name: deps.name,
      purpose,
      nonce,
      state,
      walletNonce,
      publicJwk,
      transactionData,
    },
    ...{ responseUri: addressOf(issuer, RESPONSE_PATH, responseToken), issuedAt: now, expiresAt },
  })
  const requestObject = await signRequestObject(claims, deps.signing)

  // Everything is ready before the scan is taken: what fails until here costs nobody their request
  const secrets = JSON.stringify({ privateJwk, nonce, state, transactionData })
  const askedSealed = await sealing.seal(sealContext('asked', id), secrets)
  const responseHash = sha256(responseToken)
  const isFirst = await takeScan(db, { id, mode, responseHash, askedSealed, now })
  return isFirst ? { ok: true, requestObject } : refused('request_already_scanned')
}
