/** B37: every page of the desk × everybody who may come: the exact list of who gets through. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { findRegistrar, updateRegistrar } from '../../src/offices/store.ts'
import { deskRoutes } from '../../src/registrar/routes.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { aClerk, anOffice, countOf, openCustomer, sitDown } from './desk.ts'

const actors = ['anonymous', 'citizen', 'clerk', 'supervisor', 'elsewhere', 'inactive'] as const
type ActorName = (typeof actors)[number]

const both: readonly ActorName[] = ['clerk', 'supervisor']
const anywhere: readonly ActorName[] = [...both, 'elsewhere']

/** Who gets through. A clerk of another office reaches the desk there, and nothing that belongs to this one. */
const allowed: Readonly<Record<string, readonly ActorName[]>> = {
  'GET /ugyintezo': anywhere,
  'GET /ugyintezo/hivatal': anywhere,
  'POST /ugyintezo/hivatal': both,
  'GET /ugyintezo/kereses': anywhere,
  'POST /ugyintezo/kereses': anywhere,
  'GET /ugyintezo/kereses/adatok': anywhere,
  'POST /ugyintezo/kereses/adatok': anywhere,
  'GET /ugyintezo/regisztracio': anywhere,
  'POST /ugyintezo/regisztracio': anywhere,
  'GET /ugyintezo/veglegesites': anywhere,
  'POST /ugyintezo/veglegesites': anywhere,
  // The visit in the table is one of an ordinary customer, who has nothing to be finalised
  'GET /ugyintezo/ugyfel/:visit/osszevetes': [],
  'POST /ugyintezo/ugyfel/:visit/osszevetes': [],
  'GET /ugyintezo/ugyfel/:visit': ['clerk'],
  'GET /ugyintezo/ugyfel/:visit/nyugta': ['clerk'],
  'GET /ugyintezo/ugyfel/:visit/dap': ['clerk'],
  'POST /ugyintezo/ugyfel/:visit/dap': ['clerk'],
  ...Object.fromEntries(
    ['ujraaktivalas', 'felhasznalonev', 'email', 'masodik-faktor', 'jelszo', 'megszuntetes'].flatMap((end) => [
      [`GET /ugyintezo/ugyfel/:visit/${end}`, ['clerk']],
      [`POST /ugyintezo/ugyfel/:visit/${end}`, ['clerk']],
    ]),
  ),
  'GET /ugyintezo/kerelmek': anywhere,
  'GET /ugyintezo/kerelmek/:request': both,
  'POST /ugyintezo/kerelmek/:request': both,
  'GET /ugyintezo/naplo': anywhere,
  'GET /ugyintezo/hivatali-naplo': ['supervisor'],
}

let kapu: Kapu
let customer: TestAccount
let visit: string
const browsers = new Map<ActorName, { robot: Robot; csrf: string }>()

beforeAll(async () => {
  kapu = await startKapu()
  await anOffice(kapu, 'here')
  await anOffice(kapu, 'there')
  customer = await kapu.account()
  const people: [ActorName, TestAccount, string][] = [
    ['clerk', await aClerk(kapu, ['here']), 'here'],
    ['supervisor', await aClerk(kapu, ['here'], { role: 'supervisor' }), 'here'],
    ['elsewhere', await aClerk(kapu, ['there']), 'there'],
    ['inactive', await aClerk(kapu, ['here']), 'here'],
  ]
  for (const [name, person, office] of people) {
    const robot = await sitDown(kapu, person, office)
    browsers.set(name, { robot, csrf: robot.forms[0]?.values['csrf'] ?? '' })
    if (name !== 'inactive') continue
    const registrar = await findRegistrar(kapu.db, person.id)
    if (registrar === null) throw new Error('no registrar')
    await inTransaction(kapu.db, (t) => updateRegistrar(t, { ...registrar, active: false }))
  }
  const citizen = createRobot({ language: 'en' })
  await citizen.open(`${kapu.issuer}/ugyintezo`)
  await signIn(citizen, await kapu.account(), { until: 'error' })
  browsers.set('citizen', { robot: citizen, csrf: '' })
  browsers.set('anonymous', { robot: createRobot(), csrf: '' })
  const { robot } = browserOf('clerk')
  await openCustomer(kapu, robot, customer.username)
  visit = robot.url.pathname.split('/').at(-1) ?? ''
})
afterAll(() => kapu.close())

function browserOf(name: ActorName) {
  const browser = browsers.get(name)
  if (browser === undefined) throw new Error(`no browser of ${name}`)
  return browser
}

/** The answer to exactly this request, with the browser's cookies. */
async function ask(name: ActorName, method: string, path: string, fields: Record<string, string> = {}) {
  const { robot, csrf } = browserOf(name)
  const body = method === 'POST' ? { body: new URLSearchParams({ csrf, ...fields }) } : {}
  const answer = await fetch(`${kapu.issuer}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      cookie: robot.cookies.header(new URL(kapu.issuer)),
    },
    ...body,
  })
  await answer.body?.cancel()
  return { status: answer.status, location: answer.headers.get('location') ?? '' }
}

/** A request of another clerk that waits at the office. */
async function aRequest(): Promise<string> {
  await kapu.db.deleteFrom('desk_acts').execute()
  const colleague = await sitDown(kapu, await aClerk(kapu, ['here']), 'here')
  await openCustomer(kapu, colleague, (await kapu.account()).username)
  await colleague.clickLink('Remove second factor')
  await colleague.submit({ identity_checked: 'yes' }, { action: 'continue' })
  const row = await kapu.db.selectFrom('desk_acts').select('id').executeTakeFirstOrThrow()
  return row.id
}

test('the table names every page of the desk, and no other', () => {
  const pages = deskRoutes.map(({ method, path }) => `${method} ${path}`)
  expect(Object.keys(allowed).toSorted()).toEqual(pages.toSorted())
})

describe.each(deskRoutes.map(({ method, path }) => ({ method, path })))('$method $path', ({ method, path }) => {
  test.each(actors)('%s', async (actor) => {
    const [accounts, codes] = [await countOf(kapu, 'accounts'), await countOf(kapu, 'one_time_codes')]
    const request = path.includes(':request') ? await aRequest() : ''
    const before = request === '' ? accounts : await countOf(kapu, 'accounts')
    const address = path.replace(':visit', visit).replace(':request', request)
    const { status, location } = await ask(actor, method, address, path.endsWith('hivatal') ? { office: 'here' } : {})
    const isThrough = (allowed[`${method} ${path}`] ?? []).includes(actor)
    if (actor === 'anonymous') {
      if (method === 'GET') expect([status, location]).toEqual([303, expect.stringContaining('/auth?')])
      else expect(status).toBe(401)
    } else if (actor === 'citizen' || actor === 'inactive') expect(status).toBe(403)
    else if (isThrough) expect([200, 303, 409, 422]).toContain(status)
    else expect([403, 404]).toContain(status)
    // A form without a tick does nothing, whoever sends it; what is refused does nothing at all
    expect([await countOf(kapu, 'accounts'), await countOf(kapu, 'one_time_codes')]).toEqual([before, codes])
    if (actor !== 'anonymous') expect(location).not.toContain('/auth')
  })
})
