import { inTransaction } from '../database/transaction.ts'
import type { Ceremony, Reply } from '../factors/factor.ts'
import { clientAddress } from '../http/proxy.ts'
import { errorPage } from '../../views/pages/error.ts'
import { formError } from '../../views/texts/errors.ts'
import type { FormError, StepFrame } from '../../views/frame.ts'
import { maskName } from '../../views/format.ts'
import { asksFor, attempt, ceremonyContext, expects } from './attempt.ts'
import type { Attempt } from './submitted.ts'
import { openCeremony, sealCeremony } from './ceremony-state.ts'
import { ceremonyOf, type CeremonyPurpose, type SignInDependencies } from './dependencies.ts'
import { notOffered, showNotOffered } from './not-offered.ts'
import { closedIn } from './offer.ts'
import { lockSignIn, saveProgress, type AccountRow, type Progress } from './store.ts'
import { disown } from './switch-account.ts'
import { showThrottled, waitCode } from './throttled.ts'
import { ceremonyPath, goHome, homeOf, seeOther, show, stepFrame, type Visit } from './visit.ts'
import type { Refusal } from '../throttle/throttle.ts'

/** Counted by the user name that it is typed with, also where only it is asked. */
const FIRST_FACTOR = 'password'

/** Which ceremony a page belongs to. */
interface Place {
  readonly factor: string
  readonly purpose: CeremonyPurpose
}

type Begun =
  | { readonly kind: 'begun'; readonly state: unknown }
  | { readonly kind: 'home' }
  | { readonly kind: 'throttled'; readonly refusal: Refusal }

/** `GET …/{authenticate,enrol}/:factor`: begins the ceremony once and shows it any number of times. */
export async function ceremonyGet(deps: SignInDependencies, visit: Visit, place: Place): Promise<void> {
  const ceremony = expected(deps, visit, place)
  if (ceremony === null) return notOffered(deps, visit, place)
  if (closedIn(deps, visit).has(place.factor) && !(await isUnderWay(deps, visit, place)))
    return showNotOffered(deps, visit, { code: 'E-LOGIN-05', status: 409 })
  const begun = await begin(deps, visit, { ...place, ceremony, again: false })
  if (begun.kind === 'home') return goHome(visit)
  if (begun.kind === 'throttled') return showWait(deps, visit, begun.refusal)
  await present(deps, visit, { ...place, ceremony, state: begun.state, error: null, status: 200 })
}

/** `POST` of the same page. */
export async function ceremonyPost(deps: SignInDependencies, visit: Visit, place: Place, reply: Reply): Promise<void> {
  const ceremony = expected(deps, visit, place)
  if (ceremony === null) return notOffered(deps, visit, place)
  if (reply['action'] === 'other') return seeOther(visit.ctx, `${homeOf(visit.request)}/${place.purpose}`)
  if (reply['action'] === 'switch' && isNamed(visit)) return disown(deps, visit)
  if (reply['action'] === 'resend') return resend(deps, visit, { ...place, ceremony })
  await submit(deps, visit, { ...place, ceremony }, reply)
}

/** `GET …/return`: the browser comes back from elsewhere; the answer is in the address, and is judged like any other. */
export async function ceremonyReturn(deps: SignInDependencies, visit: Visit, place: Place): Promise<void> {
  const ceremony = expected(deps, visit, place)
  if (ceremony === null) return notOffered(deps, visit, place)
  if (ceremony.returns !== true) return goHome(visit)
  await submit(deps, visit, { ...place, ceremony }, Object.fromEntries(new URLSearchParams(visit.ctx.querystring)))
}

async function submit(
  deps: SignInDependencies,
  visit: Visit,
  { ceremony, ...place }: Place & { readonly ceremony: Ceremony },
  reply: Reply,
): Promise<void> {
  const account = visit.row.account
  const tried: Attempt = {
    ...place,
    ceremony,
    accountId: account?.id ?? null,
    knownDevice: account?.knownDevice ?? null,
    // One count for one password, wherever it is asked
    countedOn: countedOn(deps, visit, place.factor),
    username: account?.username ?? null,
    reply,
    isExpected: expects(deps, visit, place),
  }
  const outcome = await attempt(deps, visit, tried)
  if (outcome.kind === 'home') return goHome(visit)
  // Not by way of home, which would ask again which method to set up
  if (outcome.kind === 'next_page') return seeOther(visit.ctx, ceremonyPath(visit.request, place))
  // Somebody may post to a page that was never shown: its ceremony begins now
  const begun = await begin(deps, visit, { ...place, ceremony, again: false })
  if (begun.kind !== 'begun') return goHome(visit)
  if (outcome.kind === 'again') {
    const error = formError(visit.language, outcome.text, { field: outcome.field })
    return present(deps, visit, { ...place, ceremony, state: begun.state, error, status: 422 })
  }
  const view = await pageOf(deps, visit, { ...place, ceremony }, begun.state)
  if (view instanceof URL) return goHome(visit)
  showThrottled(deps, visit, outcome.refusal, (error) => view(frameOf(deps, visit, place, error)))
}

/** Who has begun may finish, also where the method was closed meanwhile: their code may have arrived. */
async function isUnderWay({ sealing }: SignInDependencies, { request, row }: Visit, place: Place): Promise<boolean> {
  return (await openCeremony(sealing, request.cid, place, row.progress.ceremony)) !== null
}

/** Where a method tells who it is only when it has been proved, this sign-in's own count: not one for all people. */
function countedOn(deps: SignInDependencies, { row: { account }, request }: Visit, factor: string): string {
  if (account === null) return request.cid
  return factor === FIRST_FACTOR ? deps.usernameKey(account.username) : account.id
}

/** Null where the engine waits for something else: a stale tab, a guessed address. */
function expected(deps: SignInDependencies, visit: Visit, { factor, purpose }: Place): Ceremony | null {
  const isAsked = asksFor(visit.decision.step, { factor, purpose }, deps.policy)
  return isAsked ? ceremonyOf(deps.factors, factor, purpose) : null
}

async function resend(deps: SignInDependencies, visit: Visit, place: Place & { ceremony: Ceremony }): Promise<void> {
  const begun = await begin(deps, visit, { ...place, again: true })
  if (begun.kind === 'home') return goHome(visit)
  if (begun.kind === 'begun') return seeOther(visit.ctx, visit.ctx.path)
  const state = await openCeremony(deps.sealing, visit.request.cid, place, visit.row.progress.ceremony)
  // Asked again for what was never sent: there is no page of it to show
  if (state === null) return showWait(deps, visit, begun.refusal)
  const view = await pageOf(deps, visit, place, state)
  if (view instanceof URL) return goHome(visit)
  showThrottled(deps, visit, begun.refusal, (error) => view(frameOf(deps, visit, place, error)))
}

async function begin(
  deps: SignInDependencies,
  visit: Visit,
  { factor, purpose, ceremony, again }: Place & { ceremony: Ceremony; again: boolean },
): Promise<Begun> {
  const { cid } = visit.request
  const known = await openCeremony(deps.sealing, cid, { factor, purpose }, visit.row.progress.ceremony)
  if (known !== null && !again) return { kind: 'begun', state: known }
  // Nothing to begin and nothing of another method to put away
  if (!ceremony.keepsState && visit.row.progress.ceremony === null) return { kind: 'begun', state: null }
  return inTransaction(deps.db, async (transaction): Promise<Begun> => {
    const row = await lockSignIn(transaction, visit.key)
    if (!expects(deps, visit, { factor, purpose })(row)) return { kind: 'home' }
    // Somebody else may have begun it while we waited for the lock: a double click sends one mail
    const state = await openCeremony(deps.sealing, cid, { factor, purpose }, row.progress.ceremony)
    if (state !== null && row.progress.ceremony !== visit.row.progress.ceremony) return { kind: 'begun', state }
    if (ceremony.sends) {
      const mail = { account: row.account?.id ?? cid, kind: `${purpose} ${factor}`, address: clientAddress(visit.ctx) }
      const reserved = await deps.throttle.reserveMail(transaction, mail)
      if (!reserved.allowed) return { kind: 'throttled', refusal: reserved }
    }
    const { account } = row
    const about = { factor, purpose, accountId: account?.id ?? null, username: account?.username ?? null }
    const context = ceremonyContext(deps, visit, about)
    const begun = await ceremony.begin(context, transaction)
    const sealed = begun === null ? null : await sealCeremony(deps.sealing, cid, { factor, purpose }, begun)
    if (sealed !== row.progress.ceremony) await saveProgress(transaction, cid, { ...row.progress, ceremony: sealed })
    return { kind: 'begun', state: begun }
  })
}

async function present(
  deps: SignInDependencies,
  visit: Visit,
  {
    state,
    error,
    status,
    ...place
  }: Place & { ceremony: Ceremony; state: unknown; error: FormError | null; status: number },
): Promise<void> {
  const view = await pageOf(deps, visit, place, state)
  if (view instanceof URL) return seeOther(visit.ctx, view.href)
  show(visit, view(frameOf(deps, visit, place, error)), status)
}

/** Whether the page is about somebody other than who sits here, perhaps: the session's person, or one not yet proved. */
function isNamed({ request, row: { account, progress } }: Visit): boolean {
  if (account === null) return false
  return account.id === request.session?.accountId || !hasProved(progress, account)
}

function hasProved({ events }: Progress, { id }: AccountRow): boolean {
  return events.some(({ accountId }) => accountId === id)
}

/** The user name is shown to who has proved something here; before, it may be somebody else who sits there. */
async function pageOf(
  deps: SignInDependencies,
  visit: Visit,
  { ceremony, ...place }: Place & { readonly ceremony: Ceremony },
  state: unknown,
) {
  const { account, progress } = visit.row
  const isHere = account !== null && hasProved(progress, account)
  const username = isHere ? account.username : null
  const about = { ...place, accountId: account?.id ?? null, username }
  const view = await ceremony.page(ceremonyContext(deps, visit, about), state)
  if (view instanceof URL || isHere || account === null) return view
  const asked = maskName(await deps.nameOf(account.id))
  return (frame: StepFrame) => view({ ...frame, asked })
}

function frameOf(deps: SignInDependencies, visit: Visit, place: Place, error: FormError | null) {
  const { step } = visit.decision
  const otherPossible = 'factors' in step && step.kind !== 'finish' && step.factors.length > 1
  const action = ceremonyPath(visit.request, place)
  return stepFrame(deps, visit, { error, otherPossible, notMePossible: isNamed(visit), action })
}

function showWait(deps: SignInDependencies, visit: Visit, refusal: Refusal): void {
  const { request, language } = visit
  const back = { name: request.service.names[language], href: homeOf(request) }
  showThrottled(deps, visit, refusal, () =>
    errorPage(stepFrame(deps, visit), { code: waitCode(refusal), status: 429, back, until: refusal.until }),
  )
}
