/**
 * C19, Client Gate+ settings. To add or move a way is a sign-in of its own: My data asks for an authorization round in
 * which the engine demands the strongest proof besides that factor and then enrols it (domain §2.5), so there is one
 * place where factors are enrolled. To remove one takes a fresh proof.
 */
import Router from '@koa/router'
import type { Context } from 'koa'
import { lastWayPage, waysPage } from '../../../views/pages/my-account/ways.ts'
import { isWayId, wayWords, type WayId } from '../../../views/texts/factors.ts'
import { waysTexts } from '../../../views/texts/my-account/ways.ts'
import { myPages } from '../../../views/my-pages.ts'
import type { MyFrame } from '../../../views/partials/my-page.ts'
import { formError } from '../../../views/texts/errors.ts'
import type { EpochSeconds, FactorId } from '../../assurance/event.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { Factor, SettableFactor } from '../../factors/factor.ts'
import { plainFrame } from '../../http/frame.ts'
import { clientAddress } from '../../http/proxy.ts'
import type { Troubles } from '../../notices/notice.ts'
import type { OwnSession } from '../../own-client/own-client.ts'
import { FRESH, type MyAccountDependencies } from '../dependencies.ts'
import { myFrame, seeOther, show } from '../my-frame.ts'
import { lockAccount, mailResetAt } from './store.ts'

export interface WaysDependencies extends MyAccountDependencies {
  readonly factors: readonly Factor[]
  /** Methods that do not work as they should. */
  readonly notices: { current(): Troubles }
  /** Whether a sign-in of some level can rest on this factor now: methods begin and end by date. */
  counts(factor: FactorId, now: EpochSeconds): boolean
  /** Tells the person by mail that a way was taken away (M17). */
  notifyRemoved(transaction: Transaction, accountId: string, way: WayId): Promise<void>
}

/** Where somebody comes back to who has set one up. */
const SET_UP = `${myPages.factors}/kesz`

interface HeldWays {
  readonly way: WayId
  readonly factor: SettableFactor
  readonly counts: boolean
  readonly held: ReadonlyArray<{ readonly id: string; readonly name: string | null; readonly since: number }>
}

export function createWaysRouter(deps: WaysDependencies): Router {
  const router = new Router()
  router.get(myPages.factors, (ctx: Context) => list(deps, ctx))
  router.post(myPages.factors, (ctx: Context) => remove(deps, ctx))
  router.get(SET_UP, (ctx: Context) => list(deps, ctx))
  for (const factor of settable(deps))
    router.get(`${myPages.factors}/${factor.id}`, (ctx: Context) => enrol(deps, ctx, factor))
  return router
}

async function list(deps: WaysDependencies, ctx: Context): Promise<void> {
  const person = await deps.ownClient.requirePerson(ctx)
  if (person === null) return
  const frame = await myFrame(deps, ctx, person)
  const own = waysTexts(frame.language)
  const removed = ctx.query['removed']
  const done = ctx.path === SET_UP ? own.enrolled : isWayId(removed) ? wayWords(frame.language, removed).removed : null
  const ways = shown(deps, frame, await waysOf(deps, person.accountId))
  show(ctx, waysPage(frame, { ways, ...(await heldBack(deps, person)), done }))
}

/** Sends the person into a sign-in that sets this factor up, and comes back to the list. */
async function enrol(deps: WaysDependencies, ctx: Context, factor: SettableFactor): Promise<void> {
  if (!isAddable(deps, factor)) return seeOther(ctx, myPages.factors)
  const person = await deps.ownClient.requirePerson(ctx)
  if (person === null) return
  deps.ownClient.sendToEnrol(ctx, factor.id, SET_UP)
}

async function remove(deps: WaysDependencies, ctx: Context): Promise<void> {
  const person = await deps.ownClient.requirePerson(ctx, { maxAge: FRESH })
  if (person === null) return
  const form = await deps.ownClient.submitted(ctx)
  const ways = await waysOf(deps, person.accountId)
  const chosen = ways.find((one) => one.way === form['way'])
  const authenticator = chosen?.held.find((one) => one.id === form['id'])
  if (chosen === undefined || authenticator === undefined) return await gone(deps, ctx, person)
  const { id } = authenticator
  const lastAgreed = form['understood'] !== undefined
  if (chosen.counts && ways.flatMap(({ counts, held }) => (counts ? held : [])).length === 1 && !lastAgreed) {
    const isAsked = form['asked'] !== undefined
    const { language } = plainFrame(ctx)
    const error = isAsked ? formError(language, 'E-WAY-02', { field: 'understood' }) : null
    const frame = await myFrame(deps, ctx, person, { error })
    return show(ctx, lastWayPage(frame, { way: chosen.way, id }), isAsked ? 422 : 200)
  }
  const isRemoved = await inTransaction(deps.db, (transaction) =>
    take(deps, ctx, person, { chosen, id, lastAgreed }, transaction),
  )
  if (!isRemoved) return await gone(deps, ctx, person)
  seeOther(ctx, `${myPages.factors}?removed=${chosen.way}`)
}

/** Two tabs that remove the last two at once take turns: the second finds that its own is the last one now. */
async function take(
  deps: WaysDependencies,
  ctx: Context,
  person: OwnSession,
  { chosen, id, lastAgreed }: { chosen: HeldWays; id: string; lastAgreed: boolean },
  transaction: Transaction,
): Promise<boolean> {
  const { accountId } = person
  const counting = settable(deps)
    .map(({ id }) => id)
    .filter((id) => deps.counts(id, deps.clock.now()))
  const left = await lockAccount(transaction, accountId, counting)
  if (chosen.counts && left <= 1 && !lastAgreed) return false
  if ((await chosen.factor.remove?.(transaction, accountId, id)) !== true) return false
  await deps.audit.record(transaction, {
    event: 'factor.removed',
    at: deps.clock.now(),
    outcome: 'success',
    actor: { type: 'person', id: accountId },
    subjectAccountId: accountId,
    sessionUid: person.sessionUid,
    reason: chosen.way,
    address: clientAddress(ctx),
  })
  await deps.notifyRemoved(transaction, accountId, chosen.way)
  return true
}

/** It was removed in another tab, or never there: the list as it is now. */
async function gone(deps: WaysDependencies, ctx: Context, person: OwnSession): Promise<void> {
  const frame = await myFrame(deps, ctx, person, { error: formError(plainFrame(ctx).language, 'E-WAY-01') })
  const ways = shown(deps, frame, await waysOf(deps, person.accountId))
  show(ctx, waysPage(frame, { ways, ...(await heldBack(deps, person)), done: null }), 409)
}

/** What stands on the page: what can be set up, and what is held though it counts no more. */
async function waysOf(deps: WaysDependencies, accountId: string): Promise<HeldWays[]> {
  const ways = await Promise.all(
    settable(deps).map(async (factor) => {
      const authenticators = await factor.authenticators(accountId)
      return {
        way: factor.id,
        factor,
        counts: deps.counts(factor.id, deps.clock.now()),
        held: authenticators.map(({ id, createdAt, name = null }) => ({ id, name, since: createdAt })),
      }
    }),
  )
  return ways.filter(({ factor, counts, held }) => (factor.enrolment !== null && counts) || held.length > 0)
}

function settable({ factors }: WaysDependencies): readonly SettableFactor[] {
  return factors.filter(isSettable)
}

function isSettable(factor: Factor): factor is SettableFactor {
  return factor.enrolment !== null || factor.remove !== undefined
}

/** As they are shown: what fails goes last, with what is said of it. */
function shown(deps: WaysDependencies, { language }: MyFrame, ways: readonly HeldWays[]) {
  const troubles = deps.notices.current()
  return ways
    .map((one) => {
      const trouble = troubles.get(one.way)
      const text = trouble?.texts?.[language] ?? null
      const notice = trouble === undefined ? null : { text, closed: trouble.closed }
      return { ...one, notice, addable: isAddable(deps, one.factor) }
    })
    .toSorted((one, other) => Number(one.notice !== null) - Number(other.notice !== null))
}

/** What is closed, or counts no longer, is not set up; what is held of it can still be taken away. */
function isAddable({ notices, counts, clock }: WaysDependencies, { id, enrolment }: SettableFactor): boolean {
  return enrolment !== null && counts(id, clock.now()) && notices.current().get(id)?.closed !== true
}

async function heldBack(deps: WaysDependencies, { accountId }: OwnSession): Promise<{ heldUntil: number | null }> {
  const reset = await mailResetAt(deps.db, accountId)
  const until = reset === null ? 0 : reset + deps.mailHold
  return { heldUntil: until > deps.clock.now() ? until : null }
}
