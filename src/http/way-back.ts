import type { Context } from 'koa'
import type { Language } from '../../views/frame.ts'
import { errorPage } from '../../views/pages/error.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { plainFrame } from './frame.ts'

/** The service that somebody was on the way to, and where they can start again. */
export interface WayBack {
  readonly names: Readonly<Record<Language, string>>
  /** Null where the service registered no address to start at: then the home page is the way on. */
  readonly href: string | null
  /** In which the person was spoken to; what they chose since goes before it. */
  readonly language: string | null
}

/** The page of a sign-in that ended early: names the service and has one link that works. */
export function errorPageWithWayBack(
  ctx: Context,
  { code, status }: { readonly code: ErrorCode; readonly status: number },
  wayBack: WayBack | null,
): string {
  const frame = plainFrame(ctx, wayBack?.language ?? undefined)
  if (wayBack === null) return errorPage(frame, { code, status, back: null })
  const { href } = wayBack
  const name = wayBack.names[frame.language]
  const origin = URL.parse(href ?? '')?.origin ?? ''
  return errorPage(
    { ...frame, service: { name, origin: origin === 'null' ? '' : origin } },
    { code, status, back: href === null ? null : { name, href } },
  )
}
