import Router from '@koa/router'
import type { Context } from 'koa'
import { customerActs } from '../../views/desk-pages.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { registrarRoles, type RegistrarRole } from '../offices/office.ts'
import type { DeskDependencies } from './desk.ts'
import { admit, type Demand, deskOf, type Visitor } from './guard.ts'
import { actGet, actPost, type PageAct } from './pages/acts.ts'
import { customerGet } from './pages/customer.ts'
import { dapGet, dapPost } from './pages/dap.ts'
import { compareGet, comparePost, nameGet, namePost } from './pages/finalise.ts'
import { homeGet } from './pages/home.ts'
import { logGet, officeLogGet } from './pages/log.ts'
import { officeGet, officePost } from './pages/office.ts'
import { receiptGet } from './pages/receipt.ts'
import { registerGet, registerPost } from './pages/register.ts'
import { requestGet, requestPost, requestsGet } from './pages/requests.ts'
import { identitySearchGet, identitySearchPost, searchGet, searchPost } from './pages/search.ts'
import { findVisit, type Visit } from './visits/visit.ts'
import type { VisitPurpose } from './visits/store.ts'

type Handler = (deps: DeskDependencies, visitor: Visitor) => Promise<void>

interface DeskRoute extends Demand {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handler: Handler
}

const HOME = '/ugyintezo'
const everybody: readonly RegistrarRole[] = registrarRoles
const supervisors: readonly RegistrarRole[] = ['supervisor']

/** Every page of the desk and who may do what there: the whole table. Signing in and out is the own client's. */
export const deskRoutes: readonly DeskRoute[] = [
  look('/', homeGet),
  { ...look('/hivatal', officeGet), office: 'none' },
  { ...look('/hivatal', officePost), method: 'POST', office: 'none' },
  form('/kereses', searchGet),
  act('/kereses', searchPost),
  form('/kereses/adatok', identitySearchGet),
  act('/kereses/adatok', identitySearchPost),
  form('/regisztracio', registerGet),
  act('/regisztracio', registerPost),
  form('/veglegesites', nameGet),
  act('/veglegesites', namePost),
  form('/ugyfel/:visit/osszevetes', onVisit('finalise', compareGet)),
  act('/ugyfel/:visit/osszevetes', onVisit('finalise', comparePost)),
  look('/ugyfel/:visit', onVisit(null, customerGet)),
  look('/ugyfel/:visit/nyugta', onVisit(null, receiptGet)),
  form('/ugyfel/:visit/dap', onVisit(null, dapGet)),
  act('/ugyfel/:visit/dap', onVisit(null, dapPost)),
  ...pageActs().flatMap(([name, end]) => [
    form(
      `/ugyfel/:visit/${end}`,
      onVisit(null, (deps, visitor, visit) => actGet(deps, visitor, visit, name)),
    ),
    act(
      `/ugyfel/:visit/${end}`,
      onVisit(null, (deps, visitor, visit) => actPost(deps, visitor, visit, name)),
    ),
  ]),
  look('/kerelmek', requestsGet),
  form('/kerelmek/:request', (deps, visitor) => requestGet(deps, visitor, parameter(visitor, 'request'))),
  act('/kerelmek/:request', (deps, visitor) => requestPost(deps, visitor, parameter(visitor, 'request'))),
  look('/naplo', logGet),
  { ...look('/hivatali-naplo', officeLogGet), roles: supervisors },
]

/** The desk, behind its guard. */
export function createDeskRouter(deps: DeskDependencies): Router {
  const router = new Router()
  for (const { method, path, handler, ...demand } of deskRoutes) {
    const answer = async (ctx: Context): Promise<void> => {
      const visitor = await admit(deps, ctx, demand)
      if (visitor !== null) await handler(deps, visitor)
    }
    if (method === 'GET') router.get(path, answer)
    else router.post(path, answer)
  }
  return router
}

function look(end: string, handler: Handler): DeskRoute {
  const path = end === '/' ? HOME : `${HOME}${end}`
  return { method: 'GET', path, roles: everybody, office: 'chosen', proof: 'session', counted: false, handler }
}

function form(end: string, handler: Handler): DeskRoute {
  return { ...look(end, handler), proof: 'form' }
}

function act(end: string, handler: Handler): DeskRoute {
  return { ...look(end, handler), method: 'POST', proof: 'act', counted: true }
}

/** Hands on the visit that the address names, if it is this clerk's, at this office, and not over. */
function onVisit(
  purpose: VisitPurpose | null,
  handler: (deps: DeskDependencies, visitor: Visitor, visit: Visit) => Promise<void>,
): Handler {
  return async (deps, visitor) => {
    const visit = await findVisit(deps, deskOf(visitor), parameter(visitor, 'visit'))
    if (visit === null || (purpose !== null && visit.purpose !== purpose))
      throw new HttpProblem(404, 'E-DESK-05', 'no such visit of this clerk at this office')
    await handler(deps, visitor, visit)
  }
}

function parameter({ ctx }: Visitor, name: string): string {
  const parameters: Readonly<Record<string, string | undefined>> = ctx['params']
  return parameters[name] ?? ''
}

function pageActs(): readonly (readonly [PageAct, string])[] {
  const { dap: _none, ...acts } = customerActs
  const names: readonly PageAct[] = ['reactivate', 'username', 'email', 'factors', 'password', 'close']
  return names.map((name) => [name, acts[name]])
}
