import type { Answered, Enrolled, Opening } from '../phone.ts'
import type { Outcome } from '../texts/wallet-texts.ts'
import { element, elementOf, fill, show } from './screen.ts'

/** How an act ended: which screen tells it, the code in small print, and where this browser goes on. */
export interface Ending {
  readonly outcome: Outcome
  readonly code?: string
  readonly redirectUri?: string
}

/** The verifier's codes that a person can do something about; all others are told in one way. */
const told: Readonly<Record<string, Outcome>> = {
  unknown_request: 'expired',
  request_expired: 'expired',
  request_already_scanned: 'scanned_before',
  already_answered: 'scanned_before',
  wrong_match_number: 'wrong_number',
  device_not_bound: 'not_bound',
  issuer_not_trusted: 'pid_not_taken',
  issuer_signature_wrong: 'pid_not_taken',
  credential_expired: 'pid_not_taken',
  identity_differs: 'another_person',
  device_already_bound: 'bound_before',
  too_many_devices: 'too_many',
  account_closed: 'account_closed',
}

/** How it ended where nothing could be asked. */
export function endingOfOpening(opening: Exclude<Opening, { kind: 'asked' }>): Ending {
  if (opening.kind === 'unreachable') return { outcome: 'unreachable' }
  if (opening.kind === 'turned_away') return turnedAway(opening.code)
  if (opening.fault === 'not_a_request') return { outcome: 'not_a_request' }
  if (opening.fault === 'not_valid_now') return { outcome: 'not_now', code: opening.fault }
  return { outcome: 'distrusted', code: opening.fault }
}

/** How it ended when the person had decided. */
export function endingOfAnswer(answered: Answered, isApproved: boolean): Ending {
  if (answered.kind === 'unreachable') return { outcome: 'unreachable' }
  if (answered.kind === 'turned_away') return turnedAway(answered.code)
  const { redirectUri } = answered
  const here = redirectUri === null ? {} : { redirectUri }
  if (!isApproved) return { outcome: 'refused', ...here }
  return { outcome: redirectUri === null ? 'approved' : 'approved_here', ...here }
}

/** How binding by a ticket ended. */
export function endingOfEnrolment(enrolled: Enrolled): Ending {
  return { outcome: enrolled === 'refused' ? 'ticket_refused' : enrolled }
}

/** Tells it. */
export function showEnding({ outcome, code, redirectUri }: Ending): void {
  const screen = show(`outcome/${outcome}`)
  element(screen, '[data-code]').hidden = code === undefined
  if (code !== undefined) fill(screen, 'code', code)
  element(screen, '[data-return]').hidden = redirectUri === undefined
  if (redirectUri !== undefined) elementOf(screen, '[data-slot="return"]', HTMLAnchorElement).href = redirectUri
}

function turnedAway(code: string): Ending {
  return { outcome: told[code] ?? 'turned_away', code }
}
