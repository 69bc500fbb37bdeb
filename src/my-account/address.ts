import type { Context } from 'koa'
import { type AddressDone, myAddressPage, myNewAddressPage } from '../../views/pages/my-account/address.ts'
import type { ShownNoticeAddress } from '../../views/pages/my-account/notice-address.ts'
import { type MyFault, myFault } from '../../views/texts/my-account/faults.ts'
import type { AddressRefusal } from '../accounts/address/address-changes.ts'
import { isEmailAddress, normalEmail } from '../accounts/email.ts'
import { inTransaction } from '../database/transaction.ts'
import { acting } from './acting.ts'
import { FRESH, type MyAccountDependencies } from './dependencies.ts'
import { myFrame, seeOther, show } from './my-frame.ts'

const PAGE = '/fiok/regisztracios-adatok'

/** C17: the address as it is, and what waits to be confirmed. */
export function address(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr })
    if (person === null) return
    const [known, waiting, notice] = await Promise.all([
      deps.loadIdentity(person.accountId),
      deps.addresses.waiting(deps.db, person.accountId),
      shownNotice(deps, person.accountId),
    ])
    const done = DONE.find((one) => one === ctx.query['done']) ?? null
    const props = { address: known?.email ?? '', waiting, notice, done }
    show(ctx, myAddressPage(await myFrame(deps, ctx, person), props))
  }
}

export function newAddress(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
    if (person === null) return
    show(ctx, myNewAddressPage(await myFrame(deps, ctx, person)))
  }
}

/** #40: nothing changes yet; the new mailbox is asked. */
export function changeAddress(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
    if (person === null) return
    const form = await deps.ownClient.submitted(ctx)
    const [email = '', again = ''] = [form['email']?.trim(), form['email_again']?.trim()]
    const refuse = async (code: MyFault, field: string | null) => {
      const values = { email, email_again: again }
      const { language } = await myFrame(deps, ctx, person)
      const frame = await myFrame(deps, ctx, person, { error: myFault(language, code, field), values })
      show(ctx, myNewAddressPage(frame), 422)
    }
    if (!isEmailAddress(email)) return await refuse('E-MY-01', 'email')
    if (normalEmail(email) !== normalEmail(again)) return await refuse('E-MY-02', 'email_again')
    const { accountId } = person
    // RD8: what was proved without a mailbox. The level alone says so already; this is the second lock
    const provedOtherwise = person.amr.some((method) => method !== 'pwd' && method !== 'email')
    const asked = await inTransaction(deps.db, (transaction) =>
      deps.addresses.request(transaction, { accountId, email, provedOtherwise }, acting(ctx, person)),
    )
    if (!asked.ok) return await refuse(...REFUSALS[asked.refusal])
    seeOther(ctx, `${PAGE}?done=sent`)
  }
}

const DONE: readonly AddressDone[] = ['sent', 'notice_sent', 'notice_removed']

/** Null where it serves for nothing and there is none. */
async function shownNotice(
  { recoveries: { offered }, noticeAddresses, db }: MyAccountDependencies,
  accountId: string,
): Promise<ShownNoticeAddress | null> {
  const { inUse, waiting } = await noticeAddresses.of(db, accountId)
  if (offered === null && inUse === null) return null
  const countsFrom = inUse === null ? 0 : inUse.since + (offered?.noticeAge ?? 0)
  return { inUse: inUse === null ? null : { address: inUse.address, countsFrom }, waiting }
}

const REFUSALS: Readonly<Record<AddressRefusal, readonly [MyFault, string | null]>> = {
  same_address: ['E-MY-03', 'email'],
  mail_held: ['E-MY-04', null],
  not_in_this_state: ['E-MY-05', null],
}
