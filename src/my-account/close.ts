import type { Context } from 'koa'
import { closedPage, myClosePage } from '../../views/pages/my-account/close.ts'
import { myCloseTexts } from '../../views/texts/my-account/close.ts'
import { type MyFault, myFault } from '../../views/texts/my-account/faults.ts'
import { inTransaction } from '../database/transaction.ts'
import { plainFrame } from '../http/frame.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import { acting } from './acting.ts'
import { FRESH, type MyAccountDependencies } from './dependencies.ts'
import { myFrame, show } from './my-frame.ts'

/** C28, after a fresh proof. */
export function close(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const closing = await whoMayClose(deps, ctx)
    if (closing !== null) show(ctx, myClosePage(await myFrame(deps, ctx, closing.person), closing))
  }
}

/** #35: the account is deleted, every session ends, and the services are told (edge k). */
export function closeAccount(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const closing = await whoMayClose(deps, ctx)
    if (closing === null) return
    const { person } = closing
    const form = await deps.ownClient.submitted(ctx)
    const { language } = plainFrame(ctx)
    const refuse = async (code: MyFault, field: string | null) =>
      show(ctx, myClosePage(await myFrame(deps, ctx, person, { error: myFault(language, code, field) }), closing), 422)
    if (!isTheWord(form['confirmation'] ?? '')) return await refuse('E-MY-07', 'confirmation')
    const event = { type: 'terminate', how: 'online' } as const
    const applied = await inTransaction(deps.db, (transaction) =>
      deps.life.apply(transaction, person.accountId, event, acting(ctx, person)),
    )
    if (!applied.ok) return await refuse('E-MY-05', null)
    show(ctx, closedPage(plainFrame(ctx)))
  }
}

/** Who closes, and what. */
interface Closing {
  readonly person: OwnSession
  readonly state: 'temporary' | 'final'
}

/**
 * A temporary registration at the level it has; everybody else at the ordinary one, which a code by e-mail does not
 * reach in the days after a reset by mail (RD8).
 */
async function whoMayClose(deps: MyAccountDependencies, ctx: Context): Promise<Closing | null> {
  const person = await deps.ownClient.requirePerson(ctx, { maxAge: FRESH })
  if (person === null) return null
  const isTemporary = (await deps.loadIdentity(person.accountId))?.state === 'TEMP_ACTIVE'
  if (isTemporary) return { person, state: 'temporary' }
  const proved = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
  return proved === null ? null : { person: proved, state: 'final' }
}

/** In either language, in whatever case: the language may have been changed on the way. */
function isTheWord(typed: string): boolean {
  const words = (['hu', 'en'] as const).map((language) => myCloseTexts(language).word)
  return words.includes(typed.trim().normalize('NFC').toUpperCase())
}
