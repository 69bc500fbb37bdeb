import type { Context } from 'koa'
import { myLogPage } from '../../../views/pages/my-account/log.ts'
import { activityKinds, type ActivityKind } from '../../../views/texts/activity.ts'
import { myFault } from '../../../views/texts/my-account/faults.ts'
import { inTransaction } from '../../database/transaction.ts'
import { plainFrame } from '../../http/frame.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { OwnSession } from '../../own-client/own-client.ts'
import { acting } from '../acting.ts'
import type { MyAccountDependencies } from '../dependencies.ts'
import { myFrame, seeOther, show } from '../my-frame.ts'
import { entriesOf, selectionOf } from './entries.ts'
import { toCsv, toJson } from './export.ts'
import { saveStatementSettings, statementSettings, type StatementSettings } from './store.ts'

const PAGE = '/fiok/naplo'

/** Entries on one page, and in one file. */
const SHOWN = 25
const MOST_EXPORTED = 10_000

interface Filter {
  readonly kind: ActivityKind | null
  readonly from: string | null
  readonly to: string | null
}

/** C26. */
export function log(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const { language } = plainFrame(ctx)
    const typed = Object.fromEntries(new URLSearchParams(ctx.querystring))
    const { filter, faulty } = readFilter(typed)
    const selection = selectionOf(filter.kind, filter.from, filter.to)
    const before = /^\d{1,18}$/.test(typed['before'] ?? '') ? (typed['before'] ?? null) : null
    const found = await entriesOf(deps, person.accountId, { selection, language, before, limit: SHOWN + 1 })
    const entries = found.slice(0, SHOWN)
    const last = found.length > SHOWN ? entries.at(-1) : undefined
    const error = faulty === null ? null : myFault(language, 'E-MY-09', faulty)
    const statement = await statementSettings(deps.db, person.accountId)
    show(
      ctx,
      myLogPage(await myFrame(deps, ctx, person, { error }), {
        entries,
        kind: filter.kind,
        from: typed['from'] ?? '',
        to: typed['to'] ?? '',
        older: last === undefined ? null : addressOf(typed, last.id),
        statement: statement ?? { every: 'off', detailed: false, language },
        saved: typed['done'] === 'statement',
      }),
      faulty === null ? 200 : 422,
    )
  }
}

/** The same selection as one file; that it was taken is an entry itself. */
export function download(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { page: PAGE })
    if (person === null) return
    const form = await deps.ownClient.submitted(ctx)
    const { filter, faulty } = readFilter(form)
    // Its days are those of the page that it was on; another day would be left out unseen
    if (faulty !== null) throw new HttpProblem(422, 'E-INPUT-01', `no day in ${faulty}`)
    const { language } = plainFrame(ctx)
    const selection = selectionOf(filter.kind, filter.from, filter.to)
    const wanted = { selection, language, before: null, limit: MOST_EXPORTED }
    const entries = await entriesOf(deps, person.accountId, wanted)
    const format = form['action'] === 'csv' ? 'csv' : 'json'
    await record(deps, ctx, person, 'data.exported', format)
    ctx.status = 200
    ctx.type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
    ctx.set('Content-Disposition', `attachment; filename="kapu-naplo.${format}"`)
    ctx.body = format === 'csv' ? toCsv(entries) : toJson(entries)
  }
}

/** The periodic statement: how often, how detailed, in which language. */
export function setStatement(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    const settings = readSettings(await deps.ownClient.submitted(ctx))
    if (settings === null) throw new HttpProblem(422, 'E-INPUT-01', 'no such choice')
    await inTransaction(deps.db, (transaction) =>
      saveStatementSettings(transaction, person.accountId, settings, deps.clock.now()),
    )
    await record(deps, ctx, person, 'statement.settings_changed', settings.every)
    seeOther(ctx, `${PAGE}?done=statement`)
  }
}

async function record(
  { db, audit, clock }: MyAccountDependencies,
  ctx: Context,
  person: OwnSession,
  event: 'data.exported' | 'statement.settings_changed',
  reason: string,
): Promise<void> {
  const by = acting(ctx, person)
  const subjectAccountId = person.accountId
  await inTransaction(db, (transaction) =>
    audit.record(transaction, { ...by, event, reason, at: clock.now(), outcome: 'success', subjectAccountId }),
  )
}

function readFilter(typed: Readonly<Record<string, string>>): { filter: Filter; faulty: 'from' | 'to' | null } {
  const kind = activityKinds.find((one) => one === typed['kind']) ?? null
  const [from, to] = [typed['from']?.trim() ?? '', typed['to']?.trim() ?? '']
  const faulty = !isDayOrNothing(from) ? 'from' : !isDayOrNothing(to) ? 'to' : null
  const day = (text: string) => (text === '' || !isDayOrNothing(text) ? null : text)
  return { filter: { kind, from: day(from), to: day(to) }, faulty }
}

function isDayOrNothing(text: string): boolean {
  if (text === '') return true
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function readSettings(form: Readonly<Record<string, string>>): StatementSettings | null {
  const every = (['off', 'month', 'quarter'] as const).find((one) => one === form['statement'])
  const language = (['hu', 'en'] as const).find((one) => one === form['statement_language'])
  return every === undefined || language === undefined
    ? null
    : { every, language, detailed: form['detail'] === 'detailed' }
}

function addressOf(typed: Readonly<Record<string, string>>, before: string): string {
  const { kind = '', from = '', to = '' } = typed
  return `${PAGE}?${new URLSearchParams({ kind, from, to, before }).toString()}`
}
