/** What the journeys of an account's beginning have in common. */
import type { Kapu } from '../support/kapu.ts'
import { messagesAt } from '../support/robot.ts'
import type { Mail } from '../support/robot/codes.ts'

export const NEW_PASSWORD = {
  new_password: 'kavics dongo trombita 17',
  new_password_again: 'kavics dongo trombita 17',
  validity: '1y',
} satisfies Record<string, string>

/** The state of an account by its user name; null where there is none. */
export async function stateOf(kapu: Kapu, username: string): Promise<string | null> {
  const row = await kapu.db.selectFrom('accounts').select('state').where('username', '=', username).executeTakeFirst()
  return row?.state ?? null
}

/** The mails to `NAME@…`, newest first, when there are as many as awaited. */
export async function mailsFor(kapu: Kapu, name: string, count: number): Promise<readonly Mail[]> {
  const mailApi = kapu.mailApi ?? ''
  for (let tries = 0; tries < 150; tries += 1) {
    const own = (await messagesAt(mailApi)).filter(({ to }) => to.includes(`${name}@`))
    if (own.length >= count) return own
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name} got fewer than ${count} mails`)
}

/** The newest mail to `NAME@…` with this beginning of a subject, when it is there. */
export async function mailAbout(kapu: Kapu, name: string, subject: string): Promise<Mail> {
  for (let count = 1; count < 20; count += 1) {
    const found = (await mailsFor(kapu, name, count)).find((mail) => mail.subject.startsWith(subject))
    if (found !== undefined) return found
  }
  throw new Error(`${name} got no mail about ${subject}`)
}

/** The code in a mail, as it is written there. */
export function codeIn(mail: Mail | undefined): string {
  const code = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/.exec(mail?.text ?? '')?.[0]
  if (code === undefined) throw new Error(`no code in ${mail?.subject ?? 'no mail'}`)
  return code
}
