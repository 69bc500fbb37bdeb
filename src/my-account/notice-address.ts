import type { Context } from 'koa'
import { myNoticeAddressPage } from '../../views/pages/my-account/notice-address.ts'
import { type MyFault, myFault } from '../../views/texts/my-account/faults.ts'
import { isEmailAddress, normalEmail } from '../accounts/email.ts'
import type { NoticeAddressRefusal } from '../accounts/notice-address/notice-addresses.ts'
import { inTransaction } from '../database/transaction.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import { acting } from './acting.ts'
import { FRESH, type MyAccountDependencies } from './dependencies.ts'
import { myFrame, seeOther, show } from './my-frame.ts'

const BACK = '/fiok/regisztracios-adatok'

/** The second address, to be given, changed or removed after a fresh proof. */
export function noticeAddress(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await fresh(deps, ctx)
    if (person === null) return
    if (!(await isShown(deps, person))) return seeOther(ctx, BACK)
    await draw(deps, ctx, person)
  }
}

/** Asks the other mailbox, or removes what there is. */
export function changeNoticeAddress(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await fresh(deps, ctx)
    if (person === null) return
    const form = await deps.ownClient.submitted(ctx)
    if (form['action'] === 'remove') return await remove(deps, ctx, person)
    if (deps.recoveries.offered === null) return seeOther(ctx, BACK)
    const [email = '', again = ''] = [form['email']?.trim(), form['email_again']?.trim()]
    const refuse = (code: MyFault, field: string | null) =>
      draw(deps, ctx, person, { fault: { code, field }, values: { email, email_again: again } })
    if (!isEmailAddress(email)) return await refuse('E-MY-01', 'email')
    if (normalEmail(email) !== normalEmail(again)) return await refuse('E-MY-02', 'email_again')
    const { accountId } = person
    const provedOtherwise = person.amr.some((method) => method !== 'pwd' && method !== 'email')
    const asked = await inTransaction(deps.db, (transaction) =>
      deps.noticeAddresses.request(transaction, { accountId, email, provedOtherwise }, acting(ctx, person)),
    )
    if (!asked.ok) return await refuse(...REFUSALS[asked.refusal])
    seeOther(ctx, `${BACK}?done=notice_sent`)
  }
}

async function remove(deps: MyAccountDependencies, ctx: Context, person: OwnSession): Promise<void> {
  const done = await inTransaction(deps.db, (transaction) =>
    deps.noticeAddresses.remove(transaction, person.accountId, acting(ctx, person)),
  )
  seeOther(ctx, done ? `${BACK}?done=notice_removed` : BACK)
}

/** Where it serves for nothing, only who has one sees it, to remove it. */
async function isShown(deps: MyAccountDependencies, { accountId }: OwnSession): Promise<boolean> {
  return deps.recoveries.offered !== null || (await deps.noticeAddresses.of(deps.db, accountId)).inUse !== null
}

async function draw(
  deps: MyAccountDependencies,
  ctx: Context,
  person: OwnSession,
  faulty: {
    readonly fault?: { readonly code: MyFault; readonly field: string | null }
    readonly values?: Readonly<Record<string, string>>
  } = {},
): Promise<void> {
  const { inUse } = await deps.noticeAddresses.of(deps.db, person.accountId)
  const { fault, values = {} } = faulty
  const plain = await myFrame(deps, ctx, person, { values })
  const error = fault === undefined ? null : myFault(plain.language, fault.code, fault.field)
  const props = { address: inUse?.address ?? null, canChange: deps.recoveries.offered !== null }
  show(ctx, myNoticeAddressPage({ ...plain, error }, props), fault === undefined ? 200 : 422)
}

async function fresh(deps: MyAccountDependencies, ctx: Context): Promise<OwnSession | null> {
  return await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
}

const REFUSALS: Readonly<Record<NoticeAddressRefusal, readonly [MyFault, string | null]>> = {
  identification_address: ['E-MY-11', 'email'],
  same_address: ['E-MY-12', 'email'],
  mail_held: ['E-MY-04', null],
  not_in_this_state: ['E-MY-05', null],
}
