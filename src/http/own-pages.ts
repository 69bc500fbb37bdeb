import Router from '@koa/router'
import type { Context } from 'koa'
import type { Frame } from '../../views/frame.ts'
import { homePage } from '../../views/pages/home.ts'
import { infoPage } from '../../views/pages/info.ts'
import { plainFrame } from './frame.ts'

/** The pages that need nothing but a language: home, help, accessibility, privacy. */
export function createOwnPages(): Router {
  const router = new Router()
  const page = (path: string, render: (frame: Frame) => string) =>
    router.get(path, (ctx: Context) => {
      ctx.type = 'html'
      ctx.body = render(plainFrame(ctx))
    })
  page('/', homePage)
  page('/help', (frame) => infoPage(frame, 'help'))
  page('/accessibility', (frame) => infoPage(frame, 'accessibility'))
  page('/privacy', (frame) => infoPage(frame, 'privacy'))
  return router
}
