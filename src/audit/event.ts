import type { EpochSeconds } from '../assurance/event.ts'

/** Everything that is recorded, as `<what it happened to>.<what happened>`. */
type AuditEventName =
  | 'sign_in.identified'
  | 'sign_in.factor_verified'
  | 'sign_in.factor_failed'
  | 'sign_in.throttled'
  | 'sign_in.refused'
  | 'sign_in.finished'
  | 'factor.enrolled'
  | 'factor.replaced'
  | 'factor.removed'
  | 'session.started'
  | 'session.ended'
  | 'account_switched'
  | 'account.opened'
  | 'account.activated'
  | 'account.finalised'
  | 'account.code_sent'
  | 'account.code_redeemed'
  | 'account.code_failed'
  | 'account.state_changed'
  | 'account.deleted'
  | 'account.suspended'
  | 'account.lifted'
  | 'account.username_told'
  | 'account.username_changed'
  | 'account.address_changed'
  | 'data.exported'
  | 'statement.settings_changed'
  | 'consent.withdrawn'
  | 'account.address_change_undone'
  | 'account.address_change_requested'
  | 'account.notice_address_requested'
  | 'account.notice_address_changed'
  | 'account.notice_address_removed'
  | 'recovery.started'
  | 'recovery.cancelled'
  | 'recovery.completed'
  | 'account.password_changed'
  | 'account.password_closed'
  | 'account.password_reenabled'
  | 'code.issued'
  | 'code.consumed'
  | 'code.reuse_detected'
  | 'token.issued'
  | 'grant.revoked'
  | 'consent.given'
  | 'logout_token.sent'
  | 'logout_token.failed'
  | 'logout_token.retried'
  | 'client.created'
  | 'client.updated'
  | 'client.deleted'
  | 'client.secret_rotated'
  | 'key.created'
  | 'key.state_changed'
  | 'mail.queued'
  | 'config.loaded'
  | 'office.created'
  | 'office.closed'
  | 'registrar.created'
  | 'registrar.changed'
  | 'registrar.removed'
  | 'desk.signed_in'
  | 'desk.searched'
  | 'desk.registered'
  | 'desk.act_requested'
  | 'desk.act_approved'
  | 'desk.act_refused'
  | 'desk.receipt_printed'
  | 'desk.alarm'
  | 'desk.throttled'
  | 'account.suspension_requested'
  | 'account.wallet_ticket_issued'
  | 'wallet.request_answered'
  | 'job.ran'
  | 'clock.moved'
  | 'notice.set'
  | 'notice.cleared'
  | 'registration.refused'
  | 'registration.throttled'
  | 'demo.seeded'

/** Who did it: a person by account id, an administrator or registrar by name, a client by client id; null if unknown. */
export interface Actor {
  readonly type: 'person' | 'administrator' | 'registrar' | 'system' | 'client'
  readonly id: string | null
}

/** One thing that happened: who, whose, what, when, where, how it ended and why. Never a secret, never a personal datum. */
export interface AuditEvent {
  readonly event: AuditEventName
  readonly at: EpochSeconds
  readonly actor: Actor
  readonly outcome: 'success' | 'failure'
  /** Whose account it concerns. */
  readonly subjectAccountId?: string
  readonly clientId?: string
  /** Only its hash is kept. */
  readonly sessionUid?: string
  /** The provider's `cid`. */
  readonly signInId?: string
  readonly requestId?: string
  readonly acr?: string
  readonly amr?: readonly string[]
  /** A short code: the factor that failed, the limit that was reached. */
  readonly reason?: string
  /** The full network address; kept sealed. */
  readonly address?: string
  /** Names of what changed or was given, never values; kept sealed. */
  readonly detail?: Readonly<Record<string, string>>
}
