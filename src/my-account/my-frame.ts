import type { Context } from 'koa'
import type { FormError } from '../../views/frame.ts'
import type { MyFrame } from '../../views/partials/my-page.ts'
import { plainFrame } from '../http/frame.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import type { MyAccountDependencies } from './dependencies.ts'

/** The frame of a page of My data, with what was wrong and what was typed where a form comes back. */
export async function myFrame(
  { nameOf }: Pick<MyAccountDependencies, 'nameOf'>,
  ctx: Context,
  person: OwnSession,
  form: { readonly error?: FormError | null; readonly values?: Readonly<Record<string, string>> } = {},
): Promise<MyFrame> {
  return {
    ...plainFrame(ctx),
    person: await nameOf(person.accountId),
    action: ctx.path,
    csrf: person.csrf,
    error: form.error ?? null,
    values: form.values ?? {},
    cancelPossible: false,
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
