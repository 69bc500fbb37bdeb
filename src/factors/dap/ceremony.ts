import * as z from 'zod'
import { dapApprovedPage, dapEndedPage, dapPage } from '../../../views/factors/dap.ts'
import type { ErrorCode } from '../../../views/texts/errors.ts'
import { qrSvg } from '../../system/qr.ts'
import type { Ceremony, Verdict } from '../factor.ts'
import type { WalletFault, WalletPurpose, WalletRequest, Wallets } from './wallets.ts'

export interface DapDeps {
  /** Absent where this installation has no wallets: then there is no such factor. */
  readonly dap: {
    readonly wallets: Wallets
    /** The trust list names a simulator's issuer: everybody is told so. */
    readonly simulated: boolean
  } | null
}

type Dap = NonNullable<DapDeps['dap']>

const state = z.strictObject({
  requestId: z.string(),
  statusPath: z.string(),
  qrText: z.string(),
  deepLink: z.string(),
  matchNumber: z.string(),
  expiresAt: z.int(),
  /** Who this sign-in was about when it began; null where it was to be told. */
  accountId: z.uuid().nullable(),
}) satisfies z.ZodType<WalletRequest>

const TEXTS: Readonly<Record<WalletFault, ErrorCode>> = {
  refused: 'E-DAP-01',
  expired: 'E-DAP-01',
  not_answered: 'E-DAP-02',
  wrong_number: 'E-DAP-03',
  unknown_device: 'E-DAP-04',
  device_taken: 'E-DAP-05',
  too_many_devices: 'E-DAP-06',
  another_person: 'E-DAP-07',
  not_accepted: 'E-DAP-08',
  other_tab: 'E-DAP-09',
}

/**
 * The same for both purposes: a request is shown as a QR code and a link, the app answers it elsewhere, and whoever
 * started it takes the answer. The answer may be another person's than this sign-in was about: the engine asks who
 * goes on.
 */
export function createDapCeremony({ wallets, simulated }: Dap, purpose: WalletPurpose): Ceremony {
  return {
    sends: false,
    keepsState: true,
    returns: true,
    async begin({ signInId, accountId, serviceNames, returnUrl, now }, transaction) {
      // To sign in, whoever's app answers says who it is: the engine asks who goes on where that is another person
      const whose = purpose === 'enrol' ? accountId : null
      const asked = { signInId, purpose, accountId: whose, serviceNames, returnUrl, now }
      return { ...(await wallets.start(transaction, asked)), accountId }
    },
    async page({ now }, begun) {
      const request = state.parse(begun)
      const { status, fault, sameDevice } = await wallets.status(request.requestId, now)
      const shared = { purpose, simulated }
      if (status === 'approved') return (frame) => dapApprovedPage(frame, { ...shared, elsewhere: sameDevice })
      if (status === 'refused' || status === 'expired') {
        const code = TEXTS[fault ?? status]
        return (frame) => dapEndedPage(frame, { ...shared, code })
      }
      const { qrText, deepLink, matchNumber, expiresAt, statusPath } = request
      const shown = { ...shared, qr: qrSvg(qrText), qrText, deepLink, matchNumber, expiresAt, statusPath, status }
      return (frame) => dapPage(frame, shown)
    },
    async callOff(begun) {
      const request = state.safeParse(begun)
      if (request.success) await wallets.cancel(request.data.requestId)
    },
    async finish({ signInId, accountId, now }, begun, reply) {
      const request = state.safeParse(begun)
      // What was begun for one is not finished for another
      if (!request.success || request.data.accountId !== accountId) return said('not_answered')
      const finished = await wallets.finish(request.data.requestId, {
        signInId,
        responseCode: reply['response_code'] ?? null,
        name: reply['device_name'] ?? '',
        now,
      })
      if (!finished.ok) return said(finished.fault)
      const { authenticatorId, settle } = finished
      return { verified: true, accountId: finished.accountId, authenticatorId, settle }
    },
  }
}

/** Nothing is guessed here: what the app answered was judged when it did, and a request is answered once. */
function said(fault: WalletFault): Verdict {
  return { verified: false, text: TEXTS[fault], field: null, stateSpent: false, unjudged: true }
}
