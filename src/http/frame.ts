import type { Context } from 'koa'
import type { Frame } from '../../views/frame.ts'
import { languageLinks, languageOf } from './language.ts'

/** The frame of a page outside a sign-in: the language of the person, spoken before, or of the request; no service. */
export function plainFrame(ctx: Context, spoken?: string): Frame {
  const uiLocales = spoken ?? ctx.query['ui_locales']
  return {
    language: languageOf(ctx, typeof uiLocales === 'string' ? uiLocales : undefined),
    languageLinks: languageLinks(ctx),
    incidentId: String(ctx.state['incidentId'] ?? ''),
    service: null,
  }
}
