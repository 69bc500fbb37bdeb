/** The codes that a person reads off their phone or out of their mailbox. */
import { generate } from 'otplib'

const lastSteps = new Map<string, number>()
const STEP_SECONDS = 30

/**
 * A code counts once for one account, which may share its key with others: the next step's is taken where this step's
 * was used; two ahead must be waited for.
 */
export async function freshAppCode(
  { username, secret }: { readonly username: string; readonly secret: string },
  now = (): number => Math.floor(Date.now() / 1000),
): Promise<string> {
  const app = `${username} ${secret}`
  const step = Math.max(Math.floor(now() / STEP_SECONDS), (lastSteps.get(app) ?? 0) + 1)
  lastSteps.set(app, step)
  while (step > Math.floor(now() / STEP_SECONDS) + 1) await new Promise((resolve) => setTimeout(resolve, 250))
  return generate({ secret, epoch: step * STEP_SECONDS })
}

/** For a provider that starts anew: there no code was used yet. */
export function forgetUsedAppCodes(): void {
  lastSteps.clear()
}

/** A mail as the mail catcher gives it. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly at: string
}

const MAIL_PATIENCE_MS = 15_000

/** Reads the code of the mail that carries the number on the page: an older mail would have another. */
export async function mailedCode(mailApi: string, sessionNumber: string): Promise<string> {
  const until = Date.now() + MAIL_PATIENCE_MS
  while (Date.now() < until) {
    const mails = await messagesAt(mailApi)
    const mail = mails.find((candidate) => !readMails.has(keyOf(candidate)) && mentions(candidate, sessionNumber))
    const code = mail === undefined ? undefined : CODE.exec(mail.text)?.[0]
    if (mail !== undefined && code !== undefined) {
      readMails.add(keyOf(mail))
      return code.replace(/\s/g, '')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with the number ${sessionNumber} came within ${MAIL_PATIENCE_MS / 1000} s`)
}

/** Three digits meet again every thousand mails: a mail is used once. */
const readMails = new Set<string>()

function keyOf(mail: Mail): string {
  return `${mail.at} ${mail.to} ${mail.text}`
}

function mentions(mail: Mail, number: string): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(mail.text.replace(CODE, ''))
}

/** Six digits, in threes or not. */
const CODE = /(?<!\d)\d{3}[ \u00a0\u202f]?\d{3}(?!\d)/

/** The mail catcher's messages, newest first. */
export async function messagesAt(mailApi: string): Promise<readonly Mail[]> {
  const answer = await fetch(mailApi)
  if (!answer.ok) throw new Error(`${mailApi} answered ${answer.status}`)
  const mails: unknown = await answer.json()
  if (!Array.isArray(mails)) throw new Error(`${mailApi} did not answer with a list`)
  return mails.map((mail: Record<string, unknown>) => ({
    to: String(mail['to']),
    subject: String(mail['subject']),
    text: String(mail['text']),
    html: String(mail['html']),
    at: String(mail['at']),
  }))
}
