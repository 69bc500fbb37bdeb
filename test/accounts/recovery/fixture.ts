/** Recoveries on a real database, with the parts that `app.ts` gives them; mails are read from the queue. */
import type { RecoveryPolicy } from '../../../src/accounts/life/life-policy.ts'
import { createNoticeAddresses } from '../../../src/accounts/notice-address/notice-addresses.ts'
import { inTransaction } from '../../../src/database/transaction.ts'
import { seedFactors } from '../../../src/factors/index.ts'
import { createOutbox } from '../../../src/mail/outbox.ts'
import { createGate } from '../../../src/system/gate.ts'
import { maskEmail } from '../../../views/format.ts'
import { CITIZEN, lifeFixture } from '../life/fixture.ts'

export const HOUR = 3_600
export const DAY = 24 * HOUR
/** When the second address of {@link RecoveryFixture.person} begins to count, from the start of all clocks here. */
export const COUNTS = 7 * DAY

export async function recoveryFixture(recovery: Partial<RecoveryPolicy> = {}) {
  const life = await lifeFixture({
    policy: (policy) => ({ ...policy, recovery: { ...policy.recovery, waiting: DAY, ...recovery } }),
  })
  const { db, clock, core, sealing, audit, config } = life
  const { recoveries } = core
  const outbox = createOutbox({ sealing, clock })
  const noticeAddresses = createNoticeAddresses({
    ...{ clock, sealing, audit, maskEmail, issuer: config.issuer, mailHold: config.life.recovery.mailHold },
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    changed: (transaction, accountId) => recoveries.overtaken(transaction, accountId, 'address_changed'),
  })
  const run = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(db, work)

  /** The token in the last link of this kind that was mailed to an address. */
  async function tokenFor(address: string, template: 'confirm-notice-address' | 'recovery-started'): Promise<string> {
    const mail = (await life.mailsTo(address)).findLast((one) => one.template === template)
    const url =
      mail === undefined
        ? ''
        : 'url' in mail.props
          ? mail.props.url
          : 'cancelUrl' in mail.props
            ? mail.props.cancelUrl
            : ''
    return url.slice(url.lastIndexOf('/') + 1)
  }

  async function giveSecond(accountId: string, email: string): Promise<boolean> {
    const asked = { accountId, email, provedOtherwise: true }
    const { ok } = await run((t) => noticeAddresses.request(t, asked, CITIZEN))
    if (!ok) return false
    const token = await tokenFor(email, 'confirm-notice-address')
    return await run((t) => noticeAddresses.confirm(t, token, CITIZEN))
  }

  /** Somebody with an app, and with a second address unless `second` is false. */
  async function person({ second = true }: { second?: boolean } = {}) {
    const made = await life.active()
    const secret = 'KAPUDEMOKAPUDEMOKAPUDEMOKAPUDEMO'
    await run((t) => seedFactors.holdApp(t, sealing, { accountId: made.id, secret, createdAt: clock.now() }))
    const other = `masodik-${made.email}`
    if (second && !(await giveSecond(made.id, other))) throw new Error('no second address')
    return { ...made, other }
  }

  /** The same, a week later: everything is as it must be. */
  async function ready() {
    life.at(0)
    const made = await person()
    life.at(COUNTS)
    return made
  }

  const start = (accountId: string, factor = 'totp') => run((t) => recoveries.start(t, accountId, factor, CITIZEN))

  async function holdsApp(accountId: string): Promise<boolean> {
    const held = await db.selectFrom('totp_authenticators').select('id').where('account_id', '=', accountId).execute()
    return held.length === 1
  }

  /** The notices of recoveries that went to an address, in order. */
  const noticesTo = async (address: string) =>
    (await life.templates(address)).filter((template) => template.startsWith('recovery-'))

  /** A hundred at the same moment, as many of them in the database as there is room for. */
  async function hundred<T>(work: () => Promise<T>): Promise<T[]> {
    const turns = createGate({ running: 15, queue: 100, waitMs: 60_000 })
    return await Promise.all(Array.from({ length: 100 }, () => turns.run(work)))
  }

  return {
    ...life,
    ...{ recoveries, noticeAddresses, run, tokenFor, giveSecond, person, ready, start, holdsApp, noticesTo, hundred },
    cancelByLink: (token: string) => run((t) => recoveries.cancelByLink(t, token, CITIZEN)),
    due: () => recoveries.completeDue(200),
  }
}

export type RecoveryFixture = Awaited<ReturnType<typeof recoveryFixture>>
