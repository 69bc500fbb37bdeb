import type { Context, Next } from 'koa'
import { handOverPage } from '../../views/pages/hand-over.ts'
import { plainFrame } from '../http/frame.ts'

/** How oidc-provider's page for `response_mode=form_post` is known: it is fixed, in English, with a script of its own. */
const FIXED_PAGE = '<title>Submitting Callback</title>'

/**
 * Replaces the library's page that posts an answer on (`form_post`, sign-out without a session) by ours: in the
 * person's language, with a button that needs no script.
 */
export async function rewriteHandOver(ctx: Context, next: Next): Promise<void> {
  await next()
  const body: unknown = ctx.body
  if (typeof body !== 'string' || !body.includes(FIXED_PAGE)) return
  const action = unescapeHtml(/<form method="post" action="([^"]*)"/.exec(body)?.[1] ?? '')
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)].map(
    ([, name = '', value = '']) => ({ name, value: unescapeHtml(value) }),
  )
  const url = URL.parse(action, ctx.href)
  ctx.state['formActionOrigins'] = url === null ? [] : [url.origin]
  ctx.body = handOverPage(plainFrame(ctx), { action, fields })
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
