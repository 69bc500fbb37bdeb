/**
 * An account as its life sees it: where it stands, and every instant that something depends on. No personal data.
 * The rules of `domain.md` §2.4 are in `rules/` and `timers.ts`; what they decide is written by `account-life.ts`.
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { AccountState } from '../../assurance/policy.ts'
import { isOver } from './deadline.ts'

/** A state of the account's own; a suspension lies over it and changes none of it (#37). */
export type Phase = Exclude<AccountState, 'SUSPENDED'>

export type CodePurpose = 'ACTIVATION' | 'RESET' | 'REACTIVATION'

/** The one code that is out. One that was used, replaced or is over is none. */
export interface LiveCode {
  readonly purpose: CodePurpose
  readonly expiresAt: EpochSeconds
  readonly wrongEntries: number
}

export interface LifeAccount {
  readonly phase: Phase
  readonly suspended: boolean
  /** Of a temporary account: the last second of its thirty days (RD2). */
  readonly temporaryUntil: EpochSeconds | null
  /**
   * The last second at which a new code can be asked for by mail: of a registration or reactivation RD1's sixty days,
   * of a password its expiry and sixty days more. Fixed when it begins, so that what a mail promised holds.
   */
  readonly windowEndsAt: EpochSeconds | null
  readonly passwordSetAt: EpochSeconds | null
  readonly passwordExpiresAt: EpochSeconds | null
  /** Closed by too many failures (RD7): a fact about the password, not a state. */
  readonly passwordClosed: boolean
  /** Since when a second clerk is needed for what could take the account over; null where it never was ACTIVE. */
  readonly firstActiveAt: EpochSeconds | null
  /** When the password was last reset by mail (RD8). */
  readonly mailResetAt: EpochSeconds | null
  readonly code: LiveCode | null
  /** When codes were asked for again, as far back as the limit on it looks. */
  readonly reissuedAt: readonly EpochSeconds[]
  /** Reminders and warnings that were given, as {@link noticeKey} writes them. */
  readonly noticesGiven: readonly string[]
}

/** What {@link stateAt} needs of an account's row, for those who only read. */
export interface LifeRow {
  readonly state: AccountState
  readonly suspendedFrom: Phase | null
  readonly temporaryUntil: EpochSeconds | null
  readonly windowEndsAt: EpochSeconds | null
  readonly passwordExpiresAt: EpochSeconds | null
  /** When the live code expires, if one is out. */
  readonly codeExpiresAt: EpochSeconds | null
}

/** The state as it is stored. */
export function stateOf({ suspended, phase }: Pick<LifeAccount, 'suspended' | 'phase'>): AccountState {
  return suspended ? 'SUSPENDED' : phase
}

/** A notice and the instant it was due: the same notice may be due again under another deadline. */
export function noticeKey(notice: string, dueAt: EpochSeconds): string {
  return `${notice}@${dueAt}`
}

/**
 * The state at this instant, whether or not the clock's own changes were written yet: a late job lengthens no life.
 * The same as catching up would find ({@link LifeRow} holds every instant that it looks at).
 */
export function stateAt(row: LifeRow, now: EpochSeconds): AccountState | 'DELETED' {
  const phase = phaseAt(row, row.state === 'SUSPENDED' ? (row.suspendedFrom ?? 'INACTIVE') : row.state, now)
  return row.state === 'SUSPENDED' && phase !== 'DELETED' ? 'SUSPENDED' : phase
}

function phaseAt(row: LifeRow, phase: Phase, now: EpochSeconds): Phase | 'DELETED' {
  switch (phase) {
    case 'TEMP_PENDING':
    case 'TEMP_ACTIVE':
      return isOver(row.temporaryUntil, now) ? 'DELETED' : phase
    case 'REG_PENDING':
      return isWindowOver(row, now) ? 'DELETED' : phase
    case 'REACT_PENDING':
      return isWindowOver(row, now) ? 'INACTIVE' : phase
    case 'ACTIVE':
      return isOver(row.passwordExpiresAt, now) ? phaseAt(row, 'PW_EXPIRED', now) : phase
    case 'PW_EXPIRED':
      return isWindowOver(row, now) ? 'INACTIVE' : phase
    case 'INACTIVE':
      return phase
  }
}

/** The window ends, but never before a code that was sent inside it (RD1, #17, #25, #26). */
function isWindowOver({ windowEndsAt, codeExpiresAt }: LifeRow, now: EpochSeconds): boolean {
  return isOver(lastChance({ windowEndsAt, codeExpiresAt }), now)
}

/** The last second of a window, or of the code that was sent inside it; null where there is no window. */
export function lastChance({
  windowEndsAt,
  codeExpiresAt,
}: Pick<LifeRow, 'windowEndsAt' | 'codeExpiresAt'>): EpochSeconds | null {
  return windowEndsAt === null ? null : Math.max(windowEndsAt, codeExpiresAt ?? windowEndsAt)
}
