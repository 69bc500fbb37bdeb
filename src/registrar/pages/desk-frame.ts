import type { Context } from 'koa'
import type { FormError } from '../../../views/frame.ts'
import type { DeskFrame } from '../../../views/partials/desk-page.ts'
import { formError } from '../../../views/texts/errors.ts'
import { plainFrame } from '../../http/frame.ts'
import type { DeskDependencies } from '../desk.ts'
import type { Visitor } from '../guard.ts'
import { countWaiting } from '../requests/store.ts'

/** A fault of a form in the clerk's words. */
export interface DeskFault {
  readonly field: string | null
  readonly text: string
}

/** The frame of a page of the desk; after a fault, with what was typed. */
export async function deskFrame(
  { db, clock }: Pick<DeskDependencies, 'db' | 'clock'>,
  { ctx, person, clerk, office, form }: Visitor,
  faults: readonly DeskFault[] = [],
): Promise<DeskFrame> {
  const frame = plainFrame(ctx)
  const [error = null, ...moreErrors] = faults.map(({ field, text }): FormError => {
    const { code } = formError(frame.language, 'E-DESK-07')
    return { code, text, field }
  })
  return {
    ...frame,
    action: ctx.path,
    csrf: person.csrf,
    error,
    moreErrors,
    values: form,
    cancelPossible: false,
    desk: {
      clerk: clerk.username,
      role: clerk.role,
      office: office === null ? null : office.names[frame.language],
      waiting:
        office === null ? 0 : await countWaiting(db, { officeId: office.id, except: clerk.accountId }, clock.now()),
    },
  }
}

export function show(ctx: Context, page: string, status = 200): void {
  ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}

/** After something was done: the page is opened anew, so that a reload does not do it again. */
export function seeOther(ctx: Context, to: string): void {
  ctx.redirect(to)
  ctx.status = 303
}
