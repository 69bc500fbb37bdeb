import type { EpochSeconds } from '../../assurance/event.ts'
import type { AuditEvent } from '../../audit/event.ts'
import type { Mail } from '../../mail/outbox.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import type { CodePurpose, LifeAccount } from './life-account.ts'

type Written = Pick<Mail, 'template' | 'props'>

/** A mail of an account's life; to whom and in which language is filled in where it is sent. */
export type LifeMail = { [M in Mail as M['template']]: Pick<M, 'template' | 'props'> }[Mail['template']] & Written

export type DeletionReason = Extract<LifeMail, { template: 'account-deleted' }>['props']['why']

/** What a code is sent for, as its mail says it. */
export type CodeMail =
  | { readonly template: 'activation-code'; readonly kind: 'registration' | 'temporary' | 'reactivation' }
  | { readonly template: 'reset-code' }

/** What is to be done beside writing the account, all of it in the same transaction, in this order. */
export type Effect =
  /** Makes a code and mails it; an older one of the account is superseded. `reissue`: somebody asked for it again. */
  | {
      readonly do: 'send_code'
      readonly purpose: CodePurpose
      readonly expiresAt: EpochSeconds
      readonly windowEndsAt: EpochSeconds | null
      readonly reissue: boolean
      readonly mail: CodeMail
    }
  | { readonly do: 'use_code' }
  | { readonly do: 'void_code' }
  | { readonly do: 'count_wrong_entry' }
  /** Whoever typed the mailed code reads the mailbox. */
  | { readonly do: 'confirm_address' }
  | { readonly do: 'set_address'; readonly email: string }
  | { readonly do: 'set_username'; readonly username: string }
  | { readonly do: 'set_password'; readonly hash: string }
  | { readonly do: 'close_password' }
  /** Sessions, sign-ins under way, grants and tokens. */
  | { readonly do: 'end_access'; readonly reason: 'password_changed' | 'suspended' | 'account_deleted' | 'finalised' }
  /** The account becomes the verified person's. */
  | { readonly do: 'join_person'; readonly identity: NaturalIdentity }
  | { readonly do: 'mail'; readonly mail: LifeMail }
  /** Given once for this `dueAt`; without a mail where a later one says it better. */
  | {
      readonly do: 'notice'
      readonly notice: string
      readonly dueAt: EpochSeconds
      readonly mail: LifeMail | null
    }
  /** Personal data and credentials are erased, a tombstone stays (RD10). */
  | { readonly do: 'delete'; readonly why: DeletionReason; readonly reserveUsername: boolean }
  | {
      readonly do: 'record'
      readonly event: AuditEvent['event']
      readonly outcome?: 'failure'
      readonly reason?: string
    }

/** Where the account stands afterwards (null: it is deleted), and what is to be done. */
export interface Next {
  readonly account: LifeAccount | null
  readonly effects: readonly Effect[]
}
