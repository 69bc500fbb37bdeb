/** `/cim/…`: the links in the mails about an address. Nobody is signed in here; the link is all that is known. */
import type { Context } from 'koa'
import { addressLinkOutcomePage, addressLinkPage } from '../../views/pages/address-link.ts'
import type { AddressLink } from '../../views/texts/address-link.ts'
import type { ActedBy } from '../accounts/life/account-life.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import { type FormTokens, requireFormToken } from '../http/csrf.ts'
import { readForm } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import { somebody } from './acting.ts'
import { show } from './my-frame.ts'

/** Does what a link is for, once; false for one that is good no more. */
type FollowLink = (transaction: Transaction, token: string, by: ActedBy) => Promise<boolean>

export interface AddressLinkDependencies {
  readonly db: Db
  readonly formTokens: FormTokens
  readonly links: Readonly<Record<AddressLink, FollowLink>>
}

/** The same page for every link: whether it is good is told to who presses the button. */
export function openLink({ formTokens }: AddressLinkDependencies, link: AddressLink) {
  return (ctx: Context): void => {
    const frame = {
      ...plainFrame(ctx),
      action: ctx.path,
      csrf: formTokens.issue(ctx.path),
      error: null,
      values: {},
      cancelPossible: false,
    }
    show(ctx, addressLinkPage(frame, link))
  }
}

export function followLink({ db, formTokens, links }: AddressLinkDependencies, link: AddressLink) {
  return async (ctx: Context): Promise<void> => {
    const form = await readForm(ctx)
    requireFormToken(formTokens, ctx.path, form['csrf'])
    const token = ctx.path.slice(ctx.path.lastIndexOf('/') + 1)
    const done = await inTransaction(db, (transaction) => links[link](transaction, token, somebody(ctx)))
    show(ctx, addressLinkOutcomePage(plainFrame(ctx), link, done), done ? 200 : 410)
  }
}
