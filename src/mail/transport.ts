import { createTransport } from 'nodemailer'
import type { MailContent } from '../../views/mails/letter.ts'

/** Milliseconds. */
const LIMITS = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 }

/** How a try ended. The mail server's words are kept out: they repeat the address. */
export type Delivery =
  | { readonly outcome: 'sent' }
  /** 5xx: it will not be taken however often it is tried. */
  | { readonly outcome: 'refused'; readonly responseCode: number }
  /** 4xx: greylisting, a full disk; later. */
  | { readonly outcome: 'deferred'; readonly responseCode: number }
  /** No server, no answer, no agreement on how to talk. */
  | { readonly outcome: 'unreachable'; readonly errorCode: string }

export interface MailTransport {
  /** The same `id` for every try of one mail, so that a receiver can tell a repetition. */
  send(mail: MailContent & { to: string; id: string }): Promise<Delivery>
}

/** `url`: smtp:// (STARTTLS where offered) or smtps://, with name and password; `from`: `Name <address>`. */
export function createSmtpTransport({ url, from }: { url: string; from: string }): MailTransport {
  const transporter = createTransport({ url, ...LIMITS, disableFileAccess: true, disableUrlAccess: true })
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    async send({ id, to, subject, text, html }) {
      const message = {
        from,
        // As an object: a comma in an address must not make two of it.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        // RFC 3834: no out-of-office answers to a code.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
      } as const
      try {
        await transporter.sendMail(message)
        return { outcome: 'sent' }
      } catch (error) {
        return judge(error)
      }
    },
  }
}

function judge(error: unknown): Delivery {
  const { code, responseCode } = detailsOf(error)
  // A refused name and password is our fault, not the mail's: 535, but worth trying again once mended.
  if (responseCode === null || code === 'EAUTH') return { outcome: 'unreachable', errorCode: code }
  return responseCode >= 500 ? { outcome: 'refused', responseCode } : { outcome: 'deferred', responseCode }
}

function detailsOf(error: unknown): { code: string; responseCode: number | null } {
  const isObject = typeof error === 'object' && error !== null
  const code = isObject && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  const answer: unknown = isObject && 'responseCode' in error ? error.responseCode : null
  return { code, responseCode: typeof answer === 'number' ? answer : null }
}
