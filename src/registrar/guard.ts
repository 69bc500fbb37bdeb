/**
 * The one way to a page of the desk. Whoever gets through is a clerk now, at an office of theirs, with proof that is
 * strong and fresh enough for the page; every act is counted before it is looked at. Pages judge none of this again.
 */
import type { Context } from 'koa'
import { sessionRef } from '../audit/record.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Form } from '../http/form-body.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { type Office, type RegistrarRole } from '../offices/office.ts'
import { findRegistrar, openOfficesOf } from '../offices/store.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import type { AtDesk, Clerk, DeskDependencies } from './desk.ts'
import { DESK_CLIENT } from './desk.ts'
import { recordAtDesk } from './record.ts'
import {
  beginDeskSession,
  countAct,
  type DeskSessionRow,
  readClerkAccount,
  readDeskSession,
  touchDeskSession,
} from './store.ts'

/** What a page of the desk asks of whoever wants it; `routes.ts` is the table. */
export interface Demand {
  readonly roles: readonly RegistrarRole[]
  /** `none`: the page on which the office is chosen. */
  readonly office: 'chosen' | 'none'
  /** `session`: as the clerk came in; `form`: fresh enough to fill in a form; `act`: to submit it. */
  readonly proof: 'session' | 'form' | 'act'
  /** Acts and searches: alarm and daily limit. */
  readonly counted: boolean
}

/** A clerk at a page. */
export interface Visitor {
  readonly ctx: Context
  readonly person: OwnSession
  readonly clerk: Clerk
  /** Open ones. */
  readonly offices: readonly Office[]
  /** Null where none is chosen yet. */
  readonly office: Office | null
  /** The submitted form; empty of a page that is only looked at. */
  readonly form: Form
}

/** Null after the browser was sent elsewhere: to sign in, to prove anew, to choose an office. Throws what is refused. */
export async function admit(deps: DeskDependencies, ctx: Context, demand: Demand): Promise<Visitor | null> {
  const person = await provedPerson(deps, ctx, demand)
  if (person === null) return null
  const found = await standingOf(deps, person)
  if (!demand.roles.includes(found.clerk.role)) throw new HttpProblem(403, 'E-DESK-01', 'not with this role')
  const officeId = await officeOfSession(deps, ctx, person, found)
  if (officeId === undefined) return null
  const office = found.offices.find(({ id }) => id === officeId) ?? null
  if (office === null && demand.office === 'chosen') {
    if (ctx.method !== 'GET') throw new HttpProblem(403, 'E-DESK-03', 'no office chosen')
    ctx.redirect('/ugyintezo/hivatal')
    ctx.status = 303
    return null
  }
  const form = ctx.method === 'POST' ? await deps.ownClient.submitted(ctx) : {}
  const visitor = { ctx, person, ...found, office, form }
  if (demand.counted) await count(deps, visitor)
  return visitor
}

/** The visitor as whoever acts; only for pages that demand an office. */
export function deskOf({ ctx, person, clerk, office }: Visitor): AtDesk {
  if (office === null) throw new HttpProblem(403, 'E-DESK-03', 'no office chosen')
  return {
    clerk,
    office,
    sessionUid: person.sessionUid,
    address: ctx.ip,
    requestId: String(ctx.state['incidentId'] ?? ''),
  }
}

async function provedPerson(
  { ownClient, settings }: DeskDependencies,
  ctx: Context,
  { proof }: Demand,
): Promise<OwnSession | null> {
  const { acr, absolute, actProof } = settings
  // A form is opened with time left to fill it in
  const maxAge = { session: absolute, form: Math.floor((actProof * 2) / 3), act: actProof }[proof]
  return await ownClient.requirePerson(ctx, { acr, maxAge: Math.min(maxAge, absolute) })
}

async function standingOf(
  { db, settings }: DeskDependencies,
  { accountId, amr }: OwnSession,
): Promise<{ readonly clerk: Clerk; readonly offices: readonly Office[] }> {
  const registrar = await findRegistrar(db, accountId)
  const account = registrar?.active === true ? await readClerkAccount(db, accountId) : null
  if (registrar === null || account === null || account.state !== 'ACTIVE')
    throw new HttpProblem(403, 'E-DESK-01', 'no registrar')
  if (!settings.requiredFactors.every((factor) => amr.includes(factor)))
    throw new HttpProblem(403, 'E-DESK-02', 'signed in without a factor that the desk requires')
  const { personId, birthKey, username } = account
  const clerk = { accountId, personId, username, role: registrar.role, birthKey }
  return { clerk, offices: await openOfficesOf(db, accountId) }
}

/**
 * The id of the office that was chosen in this session, null where none was. When the clerk was away for the idle time,
 * or has sat there for the absolute time, they prove themselves anew and choose again; undefined after they were sent
 * to do so.
 */
async function officeOfSession(
  deps: DeskDependencies,
  ctx: Context,
  person: OwnSession,
  { clerk, offices }: { readonly clerk: Clerk; readonly offices: readonly Office[] },
): Promise<string | null | undefined> {
  const { db, clock, settings, ownClient } = deps
  const now = clock.now()
  const ref = sessionRef(person.sessionUid)
  const session = await readDeskSession(db, ref, person.accountId)
  if (session !== null) {
    const over = overSince(session, settings, now)
    if (over === null) {
      if (session.seenAt !== now) await touchDeskSession(db, ref, now)
      return session.officeId
    }
    if (person.authTime <= over) {
      // No factor of before counts: not the oldest, whose time is authTime, and not one that was proved after it
      const maxAge = now - over - 1
      if ((await ownClient.requirePerson(ctx, { acr: settings.acr, maxAge })) === null) return undefined
    }
  }
  await inTransaction(db, async (t) => {
    await beginDeskSession(t, { sessionRef: ref, accountId: person.accountId, at: now })
    await deps.audit.record(t, {
      event: 'desk.signed_in',
      at: now,
      outcome: 'success',
      actor: { type: 'registrar', id: clerk.accountId },
      subjectAccountId: clerk.accountId,
      clientId: DESK_CLIENT,
      sessionUid: person.sessionUid,
      acr: person.acr,
      amr: person.amr,
      address: ctx.ip,
      detail: { offices: offices.map(({ id }) => id).join(' ') },
    })
  })
  return null
}

/** Since when proof does not count for this time at the desk any more; null while the time goes on. */
function overSince(
  { startedAt, seenAt }: DeskSessionRow,
  { idle, absolute }: DeskDependencies['settings'],
  now: number,
): number | null {
  if (now - seenAt > idle) return seenAt
  return now - startedAt > absolute ? startedAt + absolute : null
}

async function count(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { db, clock, settings, logger } = deps
  const { accountId } = visitor.clerk
  const windows = { hour: HOUR, day: DAY, perDay: settings.mostPerDay }
  const { refused, inHour } = await countAct(db, { accountId, at: clock.now(), ...windows })
  const isAlarming = inHour === settings.alarmPerHour + 1
  if (!refused && !isAlarming) return
  logger.warn({ accountId, inHour, refused }, 'a clerk acts unusually often')
  await inTransaction(db, (t) =>
    recordAtDesk(deps, t, deskOf(visitor), {
      event: refused ? 'desk.throttled' : 'desk.alarm',
      reason: refused ? 'day' : 'hour',
      ...(refused ? { outcome: 'failure' as const } : {}),
    }),
  )
  if (refused) throw new HttpProblem(403, 'E-DESK-04', 'the daily limit of acts is reached')
}

const HOUR = 60 * 60
const DAY = 24 * HOUR
