import Router from '@koa/router'
import type { Context } from 'koa'
import type { Frame } from '../../views/frame.ts'
import { HELP, helpIndexPage, helpPage } from '../../views/pages/help.ts'
import { homePage } from '../../views/pages/home.ts'
import { infoPage } from '../../views/pages/info.ts'
import { helpTopicIds, helpTopics } from '../../views/texts/help.ts'
import type { HelpLimits } from '../../views/texts/help-topic.ts'
import { plainFrame } from './frame.ts'

/** The pages that need nothing but a language: home, help with the figures it tells, accessibility, privacy. */
export function createOwnPages(limits: HelpLimits): Router {
  const router = new Router()
  const page = (path: string, render: (frame: Frame) => string) =>
    router.get(path, (ctx: Context) => {
      ctx.type = 'html'
      ctx.body = render(plainFrame(ctx))
    })
  page('/', homePage)
  page(HELP, (frame) => helpIndexPage(frame, limits))
  for (const id of helpTopicIds) page(helpTopics[id].path, (frame) => helpPage(frame, { id, limits }))
  // The address that was known before; browsers keep the fragment.
  router.get('/help', (ctx: Context) => {
    ctx.status = 301
    ctx.redirect(`${HELP}${ctx.search}`)
  })
  page('/accessibility', (frame) => infoPage(frame, 'accessibility'))
  page('/privacy', (frame) => infoPage(frame, 'privacy'))
  return router
}
