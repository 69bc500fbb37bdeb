import type { Step } from '../assurance/step.ts'
import type { SignInDependencies } from './dependencies.ts'
import { pathOf, type Visit } from './visit.ts'

/** Steps to which a tab may turn by itself: somebody is known, and nobody is asked to prove anything. */
const TURNED_TO: ReadonlySet<Step['kind']> = new Set(['confirm_account', 'consent', 'finish'])

/**
 * `GET …/state`: for the script of a page that is looked at again. Somebody may have signed in in another tab; then this
 * one goes on by itself. Where the step asks for a proof (a step-up, `prompt=login`) or for a choice between two people,
 * the page stays until it is submitted or loaded anew.
 */
export function stateGet(_deps: SignInDependencies, { ctx, request, decision: { step } }: Visit): void {
  ctx.body = { goes_on: TURNED_TO.has(step.kind), page: pathOf(request, step) }
}
