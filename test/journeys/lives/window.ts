/**
 * A window at which somebody lives through a journey: the same story is told over HTTP, where a robot reads the page
 * contract, and in Chromium (`test/browser/page-window.ts`). Pages are in English.
 */
import { createRobot, type Person, type Robot, signIn, type SignedIn } from '../../support/robot.ts'

export interface Window {
  readonly url: URL
  open(address: string | URL): Promise<void>
  /** The first link whose path fits. */
  follow(path: RegExp): Promise<void>
  /** Fills in the page's form and presses a button of it, the first where none is named: `{ action: 'continue' }`. */
  submit(fields: Readonly<Record<string, string>>, press?: Readonly<Record<string, string>>): Promise<void>
  /** Answers the pages of a sign-in, until this step or to its end, which may be a page that says why not. */
  signIn(person: Person, until?: string): Promise<SignedIn>
  /** `data-step` of the page; null at a service. */
  step(): Promise<string | null>
  text(): Promise<string>
  /** Judges how the page looks, where it can be seen. */
  look(name: string): Promise<void>
}

export function robotWindow(robot: Robot = createRobot({ language: 'en' })): Window {
  return {
    get url() {
      return robot.url
    },
    async open(address) {
      await robot.open(address)
    },
    async follow(path) {
      await robot.clickLink(({ href }) => path.test(new URL(href, robot.url).pathname))
    },
    async submit(fields, press) {
      await robot.submit(fields, press)
    },
    signIn: (person, until = 'error') => signIn(robot, person, { until }),
    step: () => Promise.resolve(robot.step),
    text: () => Promise.resolve(robot.text),
    look: () => Promise.resolve(),
  }
}
