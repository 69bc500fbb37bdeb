import * as z from 'zod'
import type { EpochSeconds } from '../assurance/event.ts'
import type { Language } from '../../views/frame.ts'
import type { MailContent } from '../../views/mails/letter.ts'
import { mailProps, type MailProps, type TemplateName } from './props.ts'
import { templates } from './templates.ts'

/**
 * A mail as its sender knows it: to whom, which template, in which language, with what. After `expiresAt` (epoch
 * seconds; a code's own end where it is not given) it is of no use to anybody and is no longer sent.
 */
export type Mail<Name extends TemplateName = TemplateName> = {
  [N in Name]: {
    readonly to: string
    readonly language: Language
    readonly expiresAt?: EpochSeconds | undefined
    readonly template: N
    readonly props: MailProps[N]
  }
}[Name]

const envelope = { to: z.string(), language: z.enum(['hu', 'en']), expiresAt: z.int().optional() }

const mailSchema: z.ZodType<Mail> = z.discriminatedUnion('template', [
  of('sign-in-code'),
  of('enrolment-code'),
  of('activation-code'),
  of('account-ready'),
  of('temporary-ready'),
  of('temporary-reminder'),
  of('account-deleted'),
  of('reset-code'),
  of('password-changed'),
  of('password-warning'),
  of('password-expired'),
  of('account-inactive'),
  of('inactive-code-request'),
  of('password-closed'),
  of('suspension'),
  of('username-changed'),
  of('confirm-address'),
  of('factor-enrolled'),
  of('app-removed'),
  of('way-removed'),
  of('wallet-code'),
  of('new-device'),
  of('periodic-statement'),
  of('address-changed'),
  of('device-moved'),
  of('recovery-started'),
  of('recovery-cancelled'),
  of('recovery-done'),
  of('recovery-code'),
  of('confirm-notice-address'),
  of('notice-address-changed'),
  of('office-act'),
])

function of<Name extends TemplateName>(template: Name) {
  return z.object({ ...envelope, template: z.literal(template), props: mailProps[template] })
}

/** What lies sealed in the job: the mail, and when it was asked for. */
export const queuedMailSchema = z.object({ mail: mailSchema, queuedAt: z.int() })

export type QueuedMail = z.infer<typeof queuedMailSchema>

const DAY = 86_400

/** The end of all tries: the mail's own, else a day. */
export function deadlineOf({ mail, queuedAt }: QueuedMail): EpochSeconds {
  const own = mail.expiresAt ?? ('expiresAt' in mail.props ? mail.props.expiresAt : undefined)
  return own ?? queuedAt + DAY
}

/** Rendered when it is sent, not when it is queued. */
export function renderMail({ mail, queuedAt }: QueuedMail): MailContent {
  return render(mail, queuedAt)
}

function render<Name extends TemplateName>(mail: Mail<Name>, queuedAt: EpochSeconds): MailContent {
  return templates[mail.template](mail.language, queuedAt, mail.props)
}
