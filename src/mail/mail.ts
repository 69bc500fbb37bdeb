import * as z from 'zod'
import type { EpochSeconds } from '../assurance/event.ts'
import { enrolmentCodeMail } from '../../views/mails/enrolment-code.ts'
import { factorEnrolledMail } from '../../views/mails/factor-enrolled.ts'
import type { MailContent } from '../../views/mails/letter.ts'
import { signInCodeMail } from '../../views/mails/sign-in-code.ts'

const common = { to: z.string(), language: z.enum(['hu', 'en']), expiresAt: z.int().optional() }
const codeProps = z.object({ code: z.string(), sessionNumber: z.string(), serviceName: z.string(), expiresAt: z.int() })
const factorProps = z.object({ serviceName: z.string(), factor: z.enum(['totp', 'email-code']) })

const mailSchema = z.discriminatedUnion('template', [
  z.object({ ...common, template: z.literal('sign-in-code'), props: codeProps }),
  z.object({ ...common, template: z.literal('enrolment-code'), props: codeProps }),
  z.object({ ...common, template: z.literal('factor-enrolled'), props: factorProps }),
])

/**
 * A mail as its sender knows it: to whom, which template, in which language, with what. After `expiresAt` (epoch
 * seconds; a code's own end where it is not given) it is of no use to anybody and is no longer sent.
 */
export type Mail = Readonly<z.infer<typeof mailSchema>>

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
  const { language } = mail
  if (mail.template === 'sign-in-code') return signInCodeMail(language, queuedAt, mail.props)
  if (mail.template === 'enrolment-code') return enrolmentCodeMail(language, queuedAt, mail.props)
  return factorEnrolledMail(language, queuedAt, mail.props)
}
