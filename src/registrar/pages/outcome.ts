import { outcomePage } from '../../../views/pages/registrar/outcome.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import type { DeskDependencies } from '../desk.ts'
import type { Visitor } from '../guard.ts'
import type { DeskRefusal } from '../perform.ts'
import { deskFrame, show } from './desk-frame.ts'

/** Nothing was done: why, and the way back. */
export async function showRefusal(
  deps: DeskDependencies,
  visitor: Visitor,
  refusal: DeskRefusal,
  visitId: string | null,
): Promise<void> {
  const frame = await deskFrame(deps, visitor)
  const text = deskTexts(frame.language).refusals[refusal]
  show(visitor.ctx, outcomePage(frame, { how: 'refused', text, visitId }), refusal === 'no_right' ? 403 : 409)
}

/** Recorded, and left to a second clerk. */
export async function showWaiting(
  deps: DeskDependencies,
  visitor: Visitor,
  { text, visitId }: { readonly text?: string; readonly visitId: string | null },
): Promise<void> {
  const frame = await deskFrame(deps, visitor)
  const words = deskTexts(frame.language)
  show(visitor.ctx, outcomePage(frame, { how: 'waits', text: text ?? words.waits, visitId }))
}
