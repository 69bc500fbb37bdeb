/**
 * The pages on which an account begins, and on which it is opened again by a mailed code: registration in four ways,
 * activation, forgotten password. Owns forms and what is said about them; leaves what becomes of an account to its
 * life (`accounts/life`), and the rules of names and passwords to `accounts`.
 */
import Router from '@koa/router'
import type { Context } from 'koa'
import { plainFrame } from '../http/frame.ts'
import { waysPage } from '../../views/pages/registration/ways.ts'
import { activatedGet, activateGet, activatePost } from './activate.ts'
import { cardGet, cardPost } from './card.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { askedGet, forgottenGet, forgottenPost } from './forgotten.ts'
import { appRemovedGet, lostAppGet, lostAppPost } from './lost-app.ts'
import { cancelGet, cancelPost } from './recovery/cancel.ts'
import { recoverAskedGet, recoverCodeGet, recoverCodePost } from './recovery/code.ts'
import { paths } from './recovery/paths.ts'
import { recoverGet, recoverPost } from './recovery/start.ts'
import { SENT_PATH, sentGet } from './receipt.ts'
import { FILL_IN_PATH, signatureGet, signaturePost, UPLOAD_PATH } from './signature/fill-in.ts'
import { downloadGet, giveBackGet, giveBackPost } from './signature/give-back.ts'
import { temporaryGet, temporaryPost } from './temporary.ts'
import { show } from './visitor.ts'

type Handler = (deps: RegistrationDependencies, ctx: Context) => void | Promise<void>

export function createRegistrationRouter(deps: RegistrationDependencies): Router {
  const router = new Router()
  const get = (path: string, handler: Handler) => router.get(path, (ctx: Context) => handler(deps, ctx))
  const post = (path: string, handler: Handler) => router.post(path, (ctx: Context) => handler(deps, ctx))

  get('/regisztracio', waysGet)
  get('/regisztracio/ideiglenes', temporaryGet)
  post('/regisztracio/ideiglenes', temporaryPost)
  get('/regisztracio/eszemelyi', cardGet)
  post('/regisztracio/eszemelyi', cardPost)
  get(FILL_IN_PATH, signatureGet)
  post(FILL_IN_PATH, signaturePost)
  get(UPLOAD_PATH, giveBackGet)
  post(UPLOAD_PATH, giveBackPost)
  get(`${UPLOAD_PATH}.json`, downloadGet)
  get(SENT_PATH, sentGet)
  get('/aktivalas', activateGet)
  post('/aktivalas', activatePost)
  get('/aktivalas/kesz', (_deps, ctx) => activatedGet(ctx, false))
  get('/aktivalas/kesz/ideiglenes', (_deps, ctx) => activatedGet(ctx, true))
  get('/elfelejtett-jelszo', forgottenGet)
  post('/elfelejtett-jelszo', forgottenPost)
  get('/elfelejtett-jelszo/elkuldve', (_deps, ctx) => askedGet(ctx))
  get('/torlokod', lostAppGet)
  post('/torlokod', lostAppPost)
  get('/torlokod/kesz', (_deps, ctx) => appRemovedGet(ctx))
  get(paths.start, recoverGet)
  post(paths.start, recoverPost)
  get(paths.code, recoverCodeGet)
  post(paths.code, recoverCodePost)
  get(paths.asked, recoverAskedGet)
  get(paths.cancel, cancelGet)
  post(paths.cancel, cancelPost)
  return router
}

/** C9. */
async function waysGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const authorities = await deps.trustedAuthorities()
  show(ctx, waysPage(plainFrame(ctx), { card: deps.idCards !== null, signature: authorities.length > 0 }))
}
