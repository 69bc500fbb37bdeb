/** Every page and endpoint with a request that is well-formed, for `bad-input.test.ts` to spoil. */
import { aClerk, anOffice, sitDown } from '../registrar/desk.ts'
import type { Kapu, TestClient } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { standingForm } from './raw-requests.ts'

export interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, string>>
  readonly cookie?: string
  /** A page whose forms are ours; otherwise an endpoint of the protocol or a document. */
  readonly own: boolean
  /** Programs call it: they are answered in JSON. */
  readonly api: boolean
  /** A page of our own clients: whoever is nobody there is sent to sign in. */
  readonly signedIn?: true
  /** What the request, unspoilt, is answered with. */
  readonly status: number
}

const BOGUS = 'bogus-bogus-bogus-bogus-bogus-bogus-bogus-0'

/** The pages' own requests lack what would let them through (a password, a code), so that nothing ever changes. */
export async function everyRoute(kapu: Kapu, client: TestClient): Promise<Route[]> {
  const service = await serviceOf(kapu, client)
  const at = async (until: string, holds: readonly ('password' | 'totp' | 'email-code')[] = ['password', 'totp']) => {
    const { robot } = await service.ask()
    await signIn(robot, await kapu.account({ holds }), { until })
    if (robot.step !== until) throw new Error(`not at ${until} but at ${robot.step ?? robot.url.href}`)
    return robot
  }
  const identify = await at('identify')
  const totp = await at('authenticate/totp')
  const consent = await at('consent')
  return [
    ...page('identify', identify, { username: '', password: '' }, 422),
    ...page('guide', await guideOf(service), {}, 303),
    ...page('authenticate/totp', totp, { action: 'other' }, 303),
    ...page(
      'authenticate/email-code',
      await at('authenticate/email-code', ['password', 'email-code']),
      { action: 'other' },
      303,
    ),
    ...page('authenticate', await at('authenticate', ['password', 'totp', 'email-code']), {}, 303),
    ...page('enrol', await at('authenticate/identification-mail', ['password']), { action: 'other' }, 303),
    ...page('consent', consent, {}, 303),
    ...elsewhere(identify, [
      '',
      '/leave',
      '/consent',
      '/switch-account',
      '/confirm-account',
      '/authenticate',
      '/enrol',
    ]),
    ...elsewhere(identify, ['/authenticate/nonsense', '/authenticate/totp', '/enrol/totp', '/enrol/nonsense']),
    ...elsewhere(totp, ['/identify', '/authenticate/email-code', '/authenticate/password', '/enrol/email-code']),
    ...(await signOut(kapu, client)),
    ...(await registration(kapu)),
    ...(await myData(kapu)),
    ...(await desk(kapu)),
    ...protocol(client),
    ...documents,
  ]
}

/** The page that leads an unsure person. */
async function guideOf(service: Service): Promise<Robot> {
  const { robot } = await service.ask()
  return await robot.clickLink(({ href }) => href.endsWith('/guide'))
}

/** Forms that belong to no sign-in: each is sent back with everything that is wrong with it. Anybody may see them. */
async function registration(kapu: Kapu): Promise<Route[]> {
  const at = (path: string) => createRobot().open(`${kapu.issuer}${path}`)
  const pages = [
    ...page('registration', await at('/regisztracio/ideiglenes'), {}, 422),
    ...page('registration by card', await at('/regisztracio/eszemelyi'), {}, 422),
    ...page('activation', await at('/aktivalas'), {}, 422),
    ...page('forgotten password', await at('/elfelejtett-jelszo'), {}, 422),
    ...page('lost app', await at('/torlokod'), {}, 422),
    ...page('lost factor', await at('/torlokod/varakozas'), {}, 422),
    ...page('link to cancel a recovery', await at(`/torlokod/lemondas/${BOGUS}`), {}, 410),
    ...page('link to confirm a second address', await at(`/cim/ertesites/${BOGUS}`), {}, 410),
    ...page('link to confirm an address', await at(`/cim/megerosites/${BOGUS}`), {}, 410),
    ...page('link to undo a change of address', await at(`/cim/visszavonas/${BOGUS}`), {}, 410),
  ]
  return pages.filter(({ method }) => method === 'POST')
}

/** My data of somebody who is signed in, each form without what would let it through. */
async function myData(kapu: Kapu): Promise<Route[]> {
  const robot = createRobot({ language: 'en' })
  await robot.open(`${kapu.issuer}/fiok`)
  await signIn(robot, await kapu.account())
  const signedIn = placesOf(robot)
  return [
    ...['', '/regisztracios-adatok', '/regisztracios-adatok/modositas', '/jelszo', '/munkamenetek'].map((end) =>
      signedIn.get(`/fiok${end}`, 200),
    ),
    ...['/szolgaltatasok', '/naplo', '/ugyfelkapu-plusz', '/ugyfelkapu-plusz/kesz', '/megszuntetes'].map((end) =>
      signedIn.get(`/fiok${end}`, 200),
    ),
    { ...signedIn.get('/fiok/callback', 400), own: false },
    signedIn.post('/fiok/regisztracios-adatok/modositas', { email: 'x', email_again: 'y' }, 422),
    signedIn.get('/fiok/regisztracios-adatok/ertesites', 200),
    signedIn.post('/fiok/regisztracios-adatok/ertesites', { email: 'x', email_again: 'y' }, 422),
    signedIn.post('/fiok/visszaallitas', { action: 'cancel' }, 303),
    signedIn.post('/fiok/jelszo', { password: '', new_password: '' }, 422),
    signedIn.post('/fiok/munkamenetek', { action: 'end', session: BOGUS }, 404),
    signedIn.post('/fiok/szolgaltatasok', { action: 'withdraw', service: BOGUS }, 404),
    signedIn.post('/fiok/naplo/letoltes', { action: 'json', kind: 'all', from: '2026-02-30', to: '' }, 422),
    signedIn.post('/fiok/ugyfelkapu-plusz', { action: 'remove', way: 'totp', id: BOGUS }, 409),
    signedIn.post('/fiok/megszuntetes', { confirmation: 'no' }, 422),
  ]
}

/** The office desk of a clerk who has chosen an office. */
async function desk(kapu: Kapu): Promise<Route[]> {
  await anOffice(kapu, 'bars')
  const clerk = placesOf(await sitDown(kapu, await aClerk(kapu, ['bars']), 'bars'))
  return [
    ...['', '/hivatal', '/kereses', '/kereses/adatok', '/regisztracio', '/veglegesites', '/kerelmek', '/naplo'].map(
      (end) => clerk.get(`/ugyintezo${end}`, 200),
    ),
    clerk.get('/ugyintezo/hivatali-naplo', 403),
    clerk.get(`/ugyintezo/ugyfel/${BOGUS}`, 404),
    clerk.get(`/ugyintezo/kerelmek/${BOGUS}`, 404),
    clerk.post('/ugyintezo/hivatal', { office: BOGUS }, 403),
    ...['/kereses', '/kereses/adatok', '/regisztracio', '/veglegesites'].map((end) =>
      clerk.post(`/ugyintezo${end}`, {}, 422),
    ),
    clerk.post(`/ugyintezo/ugyfel/${BOGUS}/email`, {}, 404),
    clerk.post(`/ugyintezo/kerelmek/${BOGUS}`, { action: 'approve' }, 404),
  ]
}

/** Places of our own pages as this browser asks for them, with the token of the form that it stands before. */
function placesOf(robot: Robot) {
  const { values, headers } = standingForm(robot)
  const common = { cookie: headers['cookie'] ?? '', own: true, api: false, signedIn: true } as const
  const csrf = values['csrf'] ?? ''
  return {
    get: (path: string, status: number): Route => ({ ...common, name: `GET ${path}`, method: 'GET', path, status }),
    post: (path: string, fields: Readonly<Record<string, string>>, status: number): Route => ({
      ...common,
      ...{ name: `POST ${path}`, method: 'POST', path, status },
      fields: { csrf, ...fields },
    }),
  }
}

function page(name: string, robot: Robot, fields: Readonly<Record<string, string>>, status: number): Route[] {
  const { path, values, headers } = standingForm(robot)
  const common = { path, cookie: headers['cookie'] ?? '', own: true, api: false }
  return [
    { ...common, name: `GET ${name}`, method: 'GET', status: 200 },
    { ...common, name: `POST ${name}`, method: 'POST', fields: { ...values, ...fields }, status },
  ]
}

/** Steps that are not asked for: a guessed address, a stale tab. They lead home. */
function elsewhere(robot: Robot, places: readonly string[]): Route[] {
  const { values, headers } = standingForm(robot)
  const home = robot.url.pathname.split('/').slice(0, 3).join('/')
  const step = robot.step ?? ''
  return places.flatMap((place) => {
    const common = { path: `${home}${place}`, cookie: headers['cookie'] ?? '', own: true, api: false, status: 303 }
    const name = `${place === '' ? 'home' : place.slice(1)} while ${step} is asked`
    const get: Route = { ...common, name: `GET ${name}`, method: 'GET' }
    if (place === '' || place === '/leave') return [get]
    return [get, { ...common, name: `POST ${name}`, method: 'POST', fields: { csrf: values['csrf'] ?? '' } }]
  })
}

async function signOut(kapu: Kapu, client: TestClient): Promise<Route[]> {
  const service = await serviceOf(kapu, client)
  const robot = createRobot({ language: 'en' })
  await signIn((await service.ask({ robot })).robot, await kapu.account())
  await robot.open(`${kapu.issuer}/session/end`)
  const { path, values, headers } = standingForm(robot)
  return [
    {
      name: 'POST session/end/confirm',
      method: 'POST',
      path,
      cookie: headers['cookie'] ?? '',
      fields: { ...values, action: 'cancel' },
      own: true,
      api: false,
      status: 303,
    },
    { name: 'GET session/end', method: 'GET', path: '/session/end', own: false, api: false, status: 200 },
    {
      name: 'GET session/end with hint and address',
      method: 'GET',
      path: '/session/end',
      query: { id_token_hint: BOGUS, post_logout_redirect_uri: 'https://stranger.example/' },
      own: false,
      api: false,
      status: 400,
    },
    {
      name: 'POST session/end',
      method: 'POST',
      path: '/session/end',
      fields: { id_token_hint: BOGUS },
      own: false,
      api: false,
      status: 404,
    },
  ]
}

function protocol({ clientId, redirectUri }: TestClient): Route[] {
  const request = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }
  const authenticated = { client_id: clientId, client_secret: BOGUS }
  const page = { own: false, api: false } as const
  const endpoint = { method: 'POST', own: false, api: true } as const
  return [
    { ...page, name: 'GET auth', method: 'GET', path: '/auth', query: request, status: 303 },
    {
      ...page,
      name: 'GET auth of an unknown service',
      method: 'GET',
      path: '/auth',
      query: { ...request, client_id: 'nobody' },
      status: 400,
    },
    {
      ...page,
      name: 'GET auth to an unknown address',
      method: 'GET',
      path: '/auth',
      query: { ...request, redirect_uri: 'https://stranger.example/' },
      status: 400,
    },
    {
      ...page,
      name: 'POST auth',
      method: 'POST',
      path: '/auth',
      fields: { ...request, client_id: 'nobody' },
      status: 404,
    },
    { ...page, name: 'GET auth/:uid', method: 'GET', path: `/auth/${BOGUS}`, status: 400 },
    {
      ...endpoint,
      name: 'POST token',
      path: '/token',
      fields: { ...authenticated, grant_type: 'authorization_code', code: BOGUS, redirect_uri: redirectUri },
      status: 401,
    },
    { ...endpoint, name: 'POST request', path: '/request', fields: { ...request, ...authenticated }, status: 401 },
    {
      ...endpoint,
      name: 'POST token/introspection',
      path: '/token/introspection',
      fields: { ...authenticated, token: BOGUS },
      status: 401,
    },
    {
      ...endpoint,
      name: 'POST token/revocation',
      path: '/token/revocation',
      fields: { ...authenticated, token: BOGUS },
      status: 401,
    },
    ...wallets,
    { ...endpoint, name: 'GET me', method: 'GET', path: '/me', status: 401 },
    { ...endpoint, name: 'POST me', path: '/me', fields: { access_token: BOGUS }, status: 401 },
    { ...endpoint, name: 'GET jwks', method: 'GET', path: '/jwks', status: 200 },
    { ...endpoint, name: 'GET discovery', method: 'GET', path: '/.well-known/openid-configuration', status: 200 },
    { ...endpoint, name: 'GET health/live', method: 'GET', path: '/health/live', status: 200 },
    { ...endpoint, name: 'GET health/ready', method: 'GET', path: '/health/ready', status: 200 },
  ]
}

/** What wallets call, and the page that waits for one. */
const wallets: readonly Route[] = [
  { path: '/dap/eszkozok', fields: { token: BOGUS, code: '00000000', proof: BOGUS }, status: 400 },
  { path: `/dap/keres/${BOGUS}`, fields: { wallet_nonce: BOGUS }, status: 404 },
  { path: `/dap/valasz/${BOGUS}`, fields: { response: BOGUS }, status: 404 },
].map(({ path, fields, status }) => {
  return { name: `POST ${path}`, method: 'POST', path, fields, own: false, api: true, status }
})

const documents: readonly Route[] = [
  ...['/', '/segitseg', '/accessibility', '/privacy', '/assets/kapu.css'].map((path) => ({ path, status: 200 })),
  { path: '/help', status: 301 },
  ...['/assets/../package.json', '/assets/%2e%2e%2fpackage.json'].map((path) => ({ path, status: 403 })),
  ...['/assets/', '/nowhere', '/.env', `/dap/allapot/${BOGUS}`].map((path) => ({ path, status: 404 })),
].map(({ path, status }) => ({ name: `GET ${path}`, method: 'GET', path, own: false, api: false, status }))
