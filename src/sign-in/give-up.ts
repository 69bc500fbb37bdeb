import { openUnderWay } from './ceremony-state.ts'
import { ceremonyOf, type SignInDependencies } from './dependencies.ts'
import type { Visit } from './visit.ts'

/** `action=cancel` of any page: what waits elsewhere for an answer is called off, and the service is told. */
export async function giveUp(deps: SignInDependencies, { ctx, request, row: { progress } }: Visit): Promise<void> {
  const underWay = await openUnderWay(deps.sealing, request.cid, progress.ceremony)
  if (underWay !== null) {
    const { factor, purpose, state } = underWay
    await ceremonyOf(deps.factors, factor, purpose)?.callOff?.(state)
  }
  await deps.requests.refuse(ctx, request, 'access_denied', 'cancelled')
}
