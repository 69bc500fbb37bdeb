/**
 * One situation that people come into, as data: what leads there, what they see, what their service gets. The same rows
 * are walked over HTTP and printed as `docs/situations.md`.
 */
import { sql } from 'kysely'
import type { Kapu, TestAccount } from '../../support/kapu.ts'
import { createRobot, type Person, type Robot, signIn } from '../../support/robot.ts'
import type { Asked, AskOptions, Service } from '../../support/service.ts'
import { codeOn } from '../dead-ends.ts'

/** A browser, two people and two services; new for each situation. */
export interface Scene {
  readonly kapu: Kapu
  readonly robot: Robot
  readonly anna: TestAccount
  readonly bela: TestAccount
  readonly mailbox: Service
  readonly taxOffice: Service
  /** A request of a service in this browser; another tab than any before. */
  ask(service: Service, options?: AskOptions): Promise<Asked>
  /** Anna comes from the mailbox and signs in. */
  annaIsIn(): Promise<Asked>
}

export interface Situation {
  readonly name: string
  /** The step (`data-step`) or the error code; `no page` where the browser goes straight on. */
  readonly sees: string
  /** Of the person's last answer: `code for Anna`, an error of the protocol, or `nothing`. */
  readonly gets: string
  meet(scene: Scene): Promise<Asked>
  /** What the person does on the page they see; left out where they do nothing. */
  answer?(asked: Asked, scene: Scene): Promise<unknown>
}

export interface Chapter {
  readonly title: string
  readonly situations: readonly Situation[]
}

export async function sceneOf(kapu: Kapu, mailbox: Service, taxOffice: Service): Promise<Scene> {
  const [anna, bela] = await Promise.all([
    kapu.account({ identity: { family_name: 'Kovács', given_name: 'Anna' } }),
    kapu.account({ identity: { family_name: 'Szabó', given_name: 'Béla' } }),
  ])
  const robot = createRobot({ language: 'en' })
  const ask = (service: Service, { scope = 'openid', ...options }: AskOptions = {}) =>
    service.ask({ scope, robot: robot.newTab(), ...options })
  const annaIsIn = async () => {
    const asked = await ask(mailbox)
    await signIn(asked.robot, anna)
    return asked
  }
  return { kapu, robot, anna, bela, mailbox, taxOffice, ask, annaIsIn }
}

/** Answers every page as this person, to the end. */
export function goOnAs(person: (scene: Scene) => Person) {
  return ({ robot }: Asked, scene: Scene): Promise<unknown> => signIn(robot, person(scene))
}

/** Presses a button, and then answers every page as this person. */
export function press(action: string, person?: (scene: Scene) => Person) {
  return async ({ robot }: Asked, scene: Scene): Promise<void> => {
    await robot.submit({}, { action })
    if (person !== undefined) await signIn(robot, person(scene))
  }
}

export const anna = (scene: Scene): Person => scene.anna
export const bela = (scene: Scene): Person => scene.bela

/** User name and password, on whatever first page stands there. */
export function identify({ robot }: Asked, { username, password }: Person): Promise<Robot> {
  return robot.submit({ username, password }, { action: 'continue' })
}

export function seenBy({ robot }: Asked, { kapu }: Scene): string {
  if (robot.url.origin === kapu.serviceOrigin) return 'no page'
  return robot.step === 'error' ? (codeOn(robot) ?? '') : (robot.step ?? '')
}

export async function gotBy(asked: Asked, { kapu, anna, bela }: Scene): Promise<string> {
  const { robot } = asked
  if (robot.url.origin !== kapu.serviceOrigin) return 'nothing'
  if (asked.error !== null) return asked.error
  if (!robot.url.searchParams.has('code')) return robot.url.searchParams.has('state') ? 'its state' : 'nothing'
  const sub = (await asked.redeem()).claims()?.sub ?? ''
  const { rows } = await sql<{ id: string }>`
    select a.id from pairwise_subjects p join accounts a on a.person_id = p.person_id where p.sub = ${sub}`.execute(
    kapu.db,
  )
  const names = { [anna.id]: 'Anna', [bela.id]: 'Béla' }
  return `code for ${names[rows[0]?.id ?? ''] ?? 'somebody else'}`
}
