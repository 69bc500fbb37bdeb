import type { Context } from 'koa'
import type { ActedBy } from '../accounts/life/account-life.ts'
import { clientAddress } from '../http/proxy.ts'
import type { OwnSession } from '../own-client/own-client.ts'

/** Who acts at My data, for the audit. */
export function acting(ctx: Context, { accountId, sessionUid }: OwnSession): ActedBy {
  return { ...somebody(ctx), actor: { type: 'person', id: accountId }, clientId: 'my-data', sessionUid }
}

/** Whoever opened a link in a mailbox: no more is known of them. */
export function somebody(ctx: Context): ActedBy {
  return {
    actor: { type: 'person', id: null },
    address: clientAddress(ctx),
    requestId: String(ctx.state['incidentId'] ?? ''),
  }
}
