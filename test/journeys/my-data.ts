/** My data in stories: opening a page of it as a person would. */
import type { Kapu } from '../support/kapu.ts'
import { type Choices, createRobot, type Person, type Robot, signIn } from '../support/robot.ts'

export interface AtMyData {
  readonly robot: Robot
  /** The pages that were answered on the way. */
  readonly steps: readonly string[]
}

/** Opens a page of My data and signs in as far as it is asked for. */
export async function openMyData(
  kapu: Kapu,
  person: Person,
  {
    path = '/fiok',
    robot = createRobot({ language: 'en' }),
    choices = {},
  }: { path?: string; robot?: Robot; choices?: Choices } = {},
): Promise<AtMyData> {
  await robot.open(`${kapu.issuer}${path}`)
  const { steps } = await signIn(robot, person, choices)
  return { robot, steps }
}

/** Sends a form that is on no page of this robot: with its cookies, as its browser would. */
export function sendForm(robot: Robot, path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(new URL(path, robot.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: robot.cookies.header(robot.url), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ ...fields }),
  })
}
