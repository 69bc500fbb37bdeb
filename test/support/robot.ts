/**
 * A robot that signs in as a person would: it reads what the page asks for (the page contract: `data-step`, field and
 * button names) and answers with what that person has. It knows nothing of how the pages came about.
 */
import { createRobot, describe, type Robot } from './robot/browser.ts'
import { freshAppCode, mailedCode, messagesAt } from './robot/codes.ts'

export { createRobot, messagesAt, type Robot }

/** What a person knows and holds. */
export interface Person {
  readonly username: string
  readonly password: string
  /** The authenticator app's base32 secret. */
  readonly totpSecret?: string
  /** The mail catcher's `…/api/messages`: the person's mailbox. */
  readonly mailApi?: string
}

/** How the person decides where a page leaves a choice. */
export interface Choices {
  /** The second factor to authenticate with; default: the app if there is one, else the mailed code. */
  readonly factor?: string
  /** The factor to enrol if asked; default the app. */
  readonly enrol?: string
  /** Default: no answer, signing in fails there. */
  readonly switchAccount?: 'switch' | 'stay' | 'cancel'
  /** Optional claims to share; default none. */
  readonly share?: readonly string[]
  /** Stop, without answering, at this step. */
  readonly until?: string
  /** Epoch seconds, for a provider with a clock of its own. */
  readonly now?: () => number
}

/** What happened on the way. */
export interface SignedIn {
  /** Each step that was answered, in order. */
  readonly steps: readonly string[]
  /** The person, with the app they enrolled on the way, if they did. */
  readonly person: Person
  readonly deletionCode: string | null
}

/** A page refused what the robot answered; `text` is what it said. */
export class RefusedError extends Error {
  readonly step: string
  readonly text: string

  constructor(robot: Robot) {
    super(`refused at ${robot.step ?? 'no step'}: ${robot.alert ?? ''} (${robot.url})`)
    this.step = robot.step ?? ''
    this.text = robot.alert ?? ''
  }
}

interface Walk {
  readonly robot: Robot
  readonly choices: Choices
  readonly steps: string[]
  person: Person
  deletionCode: string | null
}

const MOST_STEPS = 20

/** Kapu's own pages, where a sign-in ends as it does at a service. */
export const OWN_PAGE = /^(my_data|own_sign_in|desk)\b/

/**
 * Answers page after page until one is reached that is not a step of a sign-in: the service, or an error page. Starts
 * from wherever the robot stands.
 *
 * @throws {RefusedError} where a page comes back with a fault
 */
export async function signIn(robot: Robot, person: Person, choices: Choices = {}): Promise<SignedIn> {
  const walk: Walk = { robot, choices, steps: [], person, deletionCode: null }
  while (robot.step !== null && robot.step !== choices.until && !OWN_PAGE.test(robot.step)) {
    if (walk.steps.length === MOST_STEPS) throw new Error(`no end after ${walk.steps.join(', ')}: ${describe(robot)}`)
    walk.steps.push(robot.step)
    await answer(walk, robot.step)
    if (robot.step !== null && robot.alert !== null && !OWN_PAGE.test(robot.step)) throw new RefusedError(robot)
  }
  return { steps: walk.steps, person: walk.person, deletionCode: walk.deletionCode }
}

async function answer(walk: Walk, step: string): Promise<unknown> {
  const { robot, person, choices } = walk
  switch (step) {
    case 'identify':
      return robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    case 'authenticate':
      return robot.submit({}, { factor: choices.factor ?? (person.totpSecret === undefined ? 'email-code' : 'totp') })
    case 'authenticate/password':
      return robot.submit({ password: person.password }, { action: 'continue' })
    case 'enrol':
      return robot.submit({}, { factor: choices.enrol ?? 'totp' })
    case 'authenticate/totp':
      return answerWithAppCode(walk)
    case 'authenticate/email-code':
    case 'authenticate/identification-mail':
    case 'enrol/email-code':
      return robot.submit({ ...passwordIfAsked(walk), code: await codeInMail(robot, person) }, { action: 'continue' })
    case 'enrol/totp':
      return 'saved' in (robot.form?.fields ?? {}) ? keepDeletionCode(walk) : enrolApp(walk)
    case 'consent':
      return robot.submit(Object.fromEntries((choices.share ?? []).map((claim) => [`claim_${claim}`, 'yes'])), {
        action: 'approve',
      })
    case 'confirm_account':
      return robot.submit({}, { action: 'continue' })
    case 'switch_account':
      if (choices.switchAccount !== undefined) return robot.submit({}, { action: choices.switchAccount })
  }
  throw new Error(`the robot has no answer at ${describe(robot)}`)
}

async function answerWithAppCode({ robot, person, choices }: Walk): Promise<unknown> {
  const { username, totpSecret: secret } = person
  if (secret === undefined) throw new Error(`${username} has no app`)
  return robot.submit({ code: await freshAppCode({ username, secret }, choices.now) }, { action: 'continue' })
}

async function enrolApp(walk: Walk): Promise<unknown> {
  const secret = codeOn(walk.robot)
  walk.person = { ...walk.person, totpSecret: secret }
  const code = await freshAppCode({ username: walk.person.username, secret }, walk.choices.now)
  return walk.robot.submit({ ...passwordIfAsked(walk), code }, { action: 'continue' })
}

/** The page after the enrolment shows the deletion code once, and goes on when it is said to be saved. */
async function keepDeletionCode(walk: Walk): Promise<unknown> {
  const { robot } = walk
  walk.deletionCode = codeOn(robot)
  return robot.submit({ saved: 'yes' }, { action: 'continue' })
}

function passwordIfAsked({ robot, person }: Walk): Readonly<Record<string, string>> {
  return 'password' in (robot.form?.fields ?? {}) ? { password: person.password } : {}
}

/** The key or code that the page shows for copying: grouped for the eye, so without the spaces. */
function codeOn(robot: Robot): string {
  const code = classText(robot.html, 'code')
  if (code === null) throw new Error(`no key or code on ${describe(robot)}`)
  return code.replace(/\s/g, '')
}

function codeInMail(robot: Robot, person: Person): Promise<string> {
  if (person.mailApi === undefined) throw new Error(`${person.username} has no mailbox`)
  return mailedCode(person.mailApi, sessionNumberOf(robot))
}

function sessionNumberOf(robot: Robot): string {
  const number = classText(robot.html, 'session-number')
  if (number === null) throw new Error(`no session number on ${describe(robot)}`)
  return number
}

/** The text of the first element of a class; the element must hold text alone. */
function classText(html: string, name: string): string | null {
  return (
    new RegExp(`<\\w+\\b[^>]*\\bclass="(?:[^"]* )?${name}(?: [^"]*)?"[^>]*>([^<]*)<`).exec(html)?.[1]?.trim() ?? null
  )
}
