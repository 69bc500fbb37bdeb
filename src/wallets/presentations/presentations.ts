/**
 * Presentations: we ask a wallet for a credential (OpenID4VP 1.0) and find whose key it holds. Owns the requests, from
 * the QR code to the answer that is used once, and the addresses that wallets call; whose account a key belongs to is
 * what was bound, never a name. What a proof is worth, and the pages around it, are others' matters.
 */
import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomDigits, randomId, randomUuid } from '../../system/random.ts'
import { answer } from './answer.ts'
import { type PresentationDependencies, sealContext, type Texts } from './dependencies.ts'
import type { Outcome, WalletFault } from './fault.ts'
import { finish, type Finished } from './finish.ts'
import type { Sent } from './judge.ts'
import { addressOf, clientIdOf, invitation, REQUEST_PATH } from './request-object.ts'
import { scan } from './scan.ts'
import { type Status, statusAt } from './status.ts'
import { createStatusWatch, type StatusWatch } from './status-watch.ts'
import { cancelRequest, findById, findByStatusHashes, insertRequest, type Mode, type Purpose } from './store.ts'

/** What is asked, by which sign-in, for which service. */
export interface Asking {
  readonly signInId: string
  readonly purpose: Purpose
  /** Whose device it must be, or will be; null before anybody is known. */
  readonly accountId: string | null
  readonly service: Texts
  /** Where a wallet on the same device sends the browser; `response_code` is added to it. */
  readonly returnUri: string
  readonly now: EpochSeconds
}

/** What the page shows. */
export interface Started {
  readonly requestId: string
  /** Whoever has it may ask how the request stands, and no more. */
  readonly statusToken: string
  readonly qrText: string
  readonly deepLink: string
  /** Two digits, to be found among three in the wallet. */
  readonly matchNumber: string
  readonly expiresAt: EpochSeconds
}

export interface Presentations {
  /** Whatever the sign-in asked for before is over. */
  start(transaction: Transaction, asking: Asking): Promise<Started>
  /** How it stands, why it was refused, and how the wallet came to it, once it did; null for an id that is none. */
  status(
    requestId: string,
    now: EpochSeconds,
  ): Promise<{ status: Status; fault: WalletFault | null; mode: Mode | null } | null>
  /** What the wallet proved, for the sign-in that asked. Nothing is used until `settle`. */
  finish(
    requestId: string,
    given: {
      readonly signInId: string
      readonly responseCode: string | null
      /** What a device that is enrolled is to be called. */
      readonly deviceName?: string
      readonly now: EpochSeconds
    },
  ): Promise<Outcome<Finished>>
  cancel(requestId: string): Promise<void>

  /** For the routes: what wallets and waiting pages call. */
  scan(given: { readonly token: string; readonly walletNonce: string | null }): ReturnType<typeof scan>
  answer(given: { readonly token: string; readonly sent: Sent }): ReturnType<typeof answer>
  statusOf(statusToken: string): Promise<Status | null>
  readonly watch: StatusWatch
  /** Ends everything that is still told to pages: before the server is closed. */
  stop(): void
}

export function createPresentations(deps: PresentationDependencies): Presentations {
  const { db, clock, issuer, openAt } = deps
  const clientId = clientIdOf(issuer)
  const watch = createStatusWatch({ db, clock })
  const invite = (token: string): string =>
    invitation(openAt, { clientId, requestUri: addressOf(issuer, REQUEST_PATH, token) })

  return {
    async start(transaction, { service, returnUri, now, ...asking }) {
      const [id, statusToken, qrToken, linkToken] = [randomUuid(), randomId(), randomId(), randomId()]
      const [matchNumber, ...others] = threeNumbers()
      const offer = { service, returnUri, matchNumber, matchNumbers: [matchNumber, ...others].toSorted() }
      const offerSealed = await deps.sealing.seal(sealContext('offer', id), JSON.stringify(offer))
      const expiresAt = now + deps.requestLifetime
      await insertRequest(transaction, {
        ...{ ...asking, id, offerSealed, startedAt: now, expiresAt, statusHash: sha256(statusToken) },
        ...{ qrHash: sha256(qrToken), linkHash: sha256(linkToken) },
      })
      const shown = { qrText: invite(qrToken), deepLink: invite(linkToken), matchNumber, expiresAt }
      return { requestId: id, statusToken, ...shown }
    },
    async status(requestId, now) {
      const request = await findById(db, requestId)
      if (request === null) return null
      return { status: statusAt(request, now), fault: request.fault, mode: request.mode }
    },
    finish: (requestId, given) => finish(deps, requestId, given),
    cancel: (requestId) => cancelRequest(db, requestId, clock.now()),
    scan: (given) => scan(deps, given),
    answer: (given) => answer(deps, given),
    async statusOf(statusToken) {
      const hash = sha256(statusToken)
      const request = (await findByStatusHashes(db, [hash])).get(hash.toString('hex'))
      return request === undefined ? null : statusAt(request, clock.now())
    },
    watch,
    stop: () => watch.stop(),
  }
}

/** Three different numbers of two digits; the first is the one to be found. 6.6 bits each. */
function threeNumbers(): readonly [string, string, string] {
  const first = randomDigits(2)
  const second = another([first])
  return [first, second, another([first, second])]
}

function another(taken: readonly string[]): string {
  const number = randomDigits(2)
  return taken.includes(number) ? another(taken) : number
}
