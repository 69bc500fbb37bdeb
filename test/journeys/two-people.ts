/** Anna is signed in at a browser, and Béla arrives: every way in which that happens. */
import type { Policy } from '../../src/assurance/policy.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type Person, type Robot, signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

/** Kapu and three services. */
export interface Stage {
  readonly kapu: Kapu
  readonly mailbox: Service
  readonly taxOffice: Service
  /** Always shows who is signed in before it goes on. */
  readonly careful: Service
}

/** A password is enough unless the request says otherwise: who meets whom is the question here. */
const passwordIsEnough = (policy: Policy): Policy => ({ ...threeLevels(policy), defaultAcr: LOW })

export const BOTH_FACTORS = { acr_values: SUBSTANTIAL }

export async function openStage(options: Parameters<typeof startKapu>[0] = {}): Promise<Stage> {
  const kapu = await startKapu({ policy: passwordIsEnough, ...options })
  return {
    kapu,
    mailbox: await serviceOf(kapu, await kapu.client()),
    taxOffice: await serviceOf(kapu, await kapu.client({ names: { hu: 'Adóhivatal', en: 'Tax Office' } })),
    careful: await serviceOf(kapu, await kapu.client({ rules: { always_show_account: true } })),
  }
}

const ANNA = { family_name: 'Kovács', given_name: 'Anna' }
const BELA = { family_name: 'Szabó', given_name: 'Béla' }

export interface TwoPeople {
  readonly anna: TestAccount
  readonly bela: TestAccount
}

export async function twoPeople({ kapu }: Stage): Promise<TwoPeople> {
  const [anna, bela] = await Promise.all([kapu.account({ identity: ANNA }), kapu.account({ identity: BELA })])
  return { anna, bela }
}

/** Anna signed in to the Mailbox a minute ago, with both factors. */
export async function annaIsIn(stage: Stage, people?: TwoPeople) {
  const { anna, bela } = people ?? (await twoPeople(stage))
  const first = await enter(stage.mailbox, anna, { params: BOTH_FACTORS })
  later(60)
  const [uid = ''] = await livingSessions(stage.kapu, anna.id)
  return { ...stage, anna, bela, first, uid, robot: first.robot }
}
export type Scene = Awaited<ReturnType<typeof annaIsIn>>

/** Submits the first page, whoever it was shown to. */
export async function identifyAs(robot: Robot, person: Person): Promise<void> {
  await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
}

/** Signs this browser out in a tab of its own. */
export async function signOutEverywhere(robot: Robot, { kapu }: Pick<Stage, 'kapu'>): Promise<void> {
  const tab = await robot.newTab().open(`${kapu.issuer}/session/end`)
  await tab.submit({}, { action: 'everywhere' })
}

/** What names a person to the tax office: they were there before, in another browser. */
export async function namesOf({ taxOffice }: Stage, person: TestAccount): Promise<{ idToken: string; sub: string }> {
  const { tokens, claims } = await enter(taxOffice, person)
  later(60)
  return { idToken: tokens.id_token ?? '', sub: claims.sub }
}

export const requestedSub = (sub: string) => ({ claims: JSON.stringify({ id_token: { sub: { value: sub } } }) })

export interface Way {
  readonly name: string
  /** Leads to the question; the robot of the answer stands there. */
  arrive(scene: Scene): Promise<Asked>
  /** Béla has proved who he is; otherwise he is only named. */
  readonly proved: boolean
  /** Whether Anna may stay. */
  readonly stay: boolean
  /** What the page says of who arrives. */
  readonly shown: (scene: Scene) => string | null
}

/** Asks for a sign-in which Anna's session is not enough for, and which Béla then finishes. */
function finishedByBela(name: string, params: Record<string, string>): Way {
  return {
    name,
    proved: true,
    stay: true,
    shown: () => 'Szabó Béla',
    async arrive({ taxOffice, bela, robot }) {
      const asked = await taxOffice.ask({ robot, params })
      await signIn(robot, bela, { until: 'switch_account' })
      return asked
    },
  }
}

/** The tab was open before Anna signed in; Béla goes on in it from the page `until`. */
function inAFreshTab(name: string, until: string, params: Record<string, string> = {}): Way {
  return {
    name,
    proved: true,
    stay: true,
    shown: () => 'Szabó Béla',
    async arrive(scene) {
      const { kapu, mailbox, taxOffice, anna, bela } = scene
      await signOutEverywhere(scene.robot, scene)
      const tab = scene.robot.newTab()
      const asked = await taxOffice.ask({ robot: tab, params })
      await signIn(tab, bela, { until })
      later(60)
      await enter(mailbox, anna, { robot: scene.robot, params: BOTH_FACTORS })
      Object.assign(scene, { uid: (await livingSessions(kapu, anna.id))[0] })
      if (until === 'identify') await identifyAs(tab, bela)
      await signIn(tab, bela, { until: 'switch_account' })
      return asked
    },
  }
}

export const ways: readonly Way[] = [
  finishedByBela('prompt=login is finished by another', { prompt: 'login' }),
  finishedByBela('max_age is met by another', { max_age: '30' }),
  inAFreshTab('another was at the first page when somebody signed in in another tab', 'identify'),
  inAFreshTab(
    'another was at the second factor when somebody signed in in another tab',
    'authenticate/totp',
    BOTH_FACTORS,
  ),
  inAFreshTab('another was asked for consent when somebody signed in in another tab', 'consent'),
  {
    name: 'login_hint names another',
    proved: false,
    stay: true,
    shown: ({ bela }) => bela.username,
    arrive: ({ taxOffice, bela, robot }) => taxOffice.ask({ robot, params: { login_hint: bela.username } }),
  },
  {
    name: 'id_token_hint names another',
    proved: false,
    stay: false,
    shown: () => null,
    arrive: async (scene) =>
      scene.taxOffice.ask({
        robot: scene.robot,
        params: { id_token_hint: (await namesOf(scene, scene.bela)).idToken },
      }),
  },
  {
    name: 'a requested sub names another',
    proved: false,
    stay: false,
    shown: () => null,
    arrive: async (scene) =>
      scene.taxOffice.ask({ robot: scene.robot, params: requestedSub((await namesOf(scene, scene.bela)).sub) }),
  },
]

/** The way whose name begins so. */
export function wayOf(name: string): Way {
  const way = ways.find((one) => one.name.startsWith(name))
  if (way === undefined) throw new Error(`no way ${name}`)
  return way
}
