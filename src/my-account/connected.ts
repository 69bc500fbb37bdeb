import type { Context } from 'koa'
import { myServicesPage } from '../../views/pages/my-account/connected.ts'
import { inTransaction } from '../database/transaction.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { acting } from './acting.ts'
import type { MyAccountDependencies } from './dependencies.ts'
import { myFrame, seeOther, show } from './my-frame.ts'
import { connectedServicesOf } from './store.ts'

const PAGE = '/fiok/szolgaltatasok'

/** C27. */
export function services(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const frame = await myFrame(deps, ctx, person)
    const connected = await connectedServicesOf(deps.db, person.accountId, deps.clock.now())
    const { withdrawn } = ctx.query
    const left = typeof withdrawn === 'string' ? await deps.serviceNames(withdrawn) : null
    show(
      ctx,
      myServicesPage(frame, {
        services: connected.map(({ names, ...service }) => ({ ...service, name: names[frame.language] })),
        withdrawn: left === null ? null : left[frame.language],
      }),
    )
  }
}

/** The service is asked for consent again, or shows again what it gets; its tokens are good no more. */
export function withdraw(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const { service: clientId = '' } = await deps.ownClient.submitted(ctx)
    const { accountId } = person
    const done = await inTransaction(deps.db, (transaction) =>
      deps.withdraw(transaction, acting(ctx, person), { accountId, clientId }),
    )
    if (!done) throw new HttpProblem(404, 'E-NOTFOUND-01', 'the service has nothing of this account')
    seeOther(ctx, `${PAGE}?withdrawn=${encodeURIComponent(clientId)}`)
  }
}
