/**
 * Bar B19: `acr` and `amr` tell the truth. Every selection of methods × every `acr` asked, wished or essential × every
 * instant at which something begins or ends, against a table of its own.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { nextStep } from '../../../src/assurance/next-step.ts'
import type { Policy } from '../../../src/assurance/policy.ts'
import type { Step } from '../../../src/assurance/step.ts'
import { loadConfig } from '../../../src/config.ts'
import { account, events, facts, progress } from '../../assurance/builders.ts'
import { development } from '../../config/builders.ts'
import {
  type Acr,
  type Asked,
  expected,
  HIGH,
  LEVELS,
  LOW,
  METHODS,
  midnight,
  selections,
  SUBSTANTIAL,
  WAYS,
} from './table.ts'

const { policy } = loadConfig(development())

const DATES: ReadonlyArray<[string, number]> = [
  ...Object.entries(midnight).flatMap(([name, at]): [string, number][] => [
    [`a second before ${name}`, at - 1],
    [`at ${name}`, at],
  ]),
  ['between the two days of January 2025', Date.parse('2025-01-15T12:00:00+01:00') / 1000],
  ['in November 2026', Date.parse('2026-11-20T12:00:00+01:00') / 1000],
]

const wishes: readonly (readonly Acr[])[] = [
  ...LEVELS.map((acr) => [acr]),
  ...LEVELS.flatMap((one) => LEVELS.filter((other) => other !== one).map((other) => [one, other])),
]
const ASKED: ReadonlyArray<[string, Asked]> = [
  ['nothing', { acrValues: [], essential: false }],
  ...wishes.flatMap((acrValues): [string, Asked][] => [
    [`the wish ${shortly(acrValues)}`, { acrValues, essential: false }],
    [`the condition ${shortly(acrValues)}`, { acrValues, essential: true }],
  ]),
]
const SELECTIONS = selections(Object.keys(METHODS)).filter((used) => used.length > 0)

describe.each(DATES)('%s', (_date, at) => {
  test.each(ASKED)('who asks for %s gets the truth, for each of 511 selections of methods', (_wish, asked) => {
    expect(SELECTIONS).toHaveLength(511)
    const lies = SELECTIONS.filter((used) => outcome(decide(used, asked, at)) !== told(expected(used, asked, at)))
    expect(lies.map((used) => [used, outcome(decide(used, asked, at)), told(expected(used, asked, at))])).toEqual([])
  })

  test('and nothing else from a session that rests on the same', () => {
    const lies = SELECTIONS.flatMap((used) =>
      ASKED.filter(([, asked]) => {
        const answer = expected(used, asked, at)
        const step = decideBySession(used, asked, at)
        return answer === null ? step.kind === 'finish' : outcome(step) !== told(answer)
      }).map(([wish]) => [used, wish]),
    )
    expect(lies).toEqual([])
  })

  test('who proved nothing gets nothing', () => {
    for (const [, asked] of ASKED) {
      expect(expected([], asked, at)).toBeNull()
      expect(decide([], asked, at).kind).not.toBe('finish')
    }
  })

  test.each([
    ['refuses mailed codes', ['email-code', 'identification-mail']],
    ['refuses what only pretends', ['eid']],
    ['refuses the app', ['totp']],
  ])('a client that %s never gets them, and what it gets is as true', (_words, refused) => {
    const lies = SELECTIONS.flatMap((used) =>
      ASKED.filter(([, asked]) => {
        const step = decide(used, { ...asked, refused }, at)
        const isRefused = step.kind === 'finish' && step.factors.some((factor) => refused.includes(factor))
        return isRefused || outcome(step) !== told(expected(used, { ...asked, refused }, at))
      }).map(([wish]) => [used, wish]),
    )
    expect(lies).toEqual([])
  })

  test('a client that asks for phishing resistance gets a passkey, or nothing', () => {
    const lies = SELECTIONS.flatMap((used) =>
      ASKED.filter(([, asked]) => {
        const strict = { ...asked, phishingResistant: true }
        const step = decide(used, strict, at)
        const isWeak = step.kind === 'finish' && !step.factors.includes('passkey')
        return isWeak || outcome(step) !== told(expected(used, strict, at))
      }).map(([wish]) => [used, wish]),
    )
    expect(lies).toEqual([])
  })
})

describe('the table of this bar', () => {
  test('finds the lie of a policy that forgot a date', () => {
    const [low, ...above] = policy.levels
    if (low === undefined) throw new Error('there are levels')
    const undated = { ...low, combinations: low.combinations.map(({ factors }) => ({ factors })) }
    const [asked, at]: [Asked, number] = [{ acrValues: [LOW], essential: false }, midnight.plainEnds]
    const lies = SELECTIONS.filter(
      (used) =>
        outcome(decide(used, asked, at, { ...policy, levels: [undated, ...above] })) !==
        told(expected(used, asked, at)),
    )
    expect(lies).toContainEqual(['password'])
  })

  test('has every method and every combination of the policy as it ships, and no other', () => {
    const written: Written = parse(readFileSync(new URL('../../../config/policy.yaml', import.meta.url), 'utf8'))
    expect(Object.keys(METHODS).toSorted()).toEqual(Object.keys(written.methods).toSorted())
    expect(WAYS.map(({ acr, methods }) => [acr, methods])).toEqual(
      written.levels.flatMap(({ acr, combinations }) => combinations.map(({ factors }) => [acr, factors])),
    )
  })

  // Cells that can be checked by hand, so that the table above is not only compared with itself
  const at = midnight.plainEnds
  const wish = (...acrValues: Acr[]): Asked => ({ acrValues, essential: false })
  const condition = (...acrValues: Acr[]): Asked => ({ acrValues, essential: true })
  test.each<[string, readonly string[], Asked, number, string]>([
    ['a password was low', ['password'], wish(LOW), at - 1, `${LOW} password`],
    ['and is nothing since', ['password'], wish(LOW), at, 'unmet'],
    ['it was never substantial', ['password'], wish(), at - 1, 'unmet'],
    ['a wish for high gives way', ['password', 'totp'], wish(HIGH), at, `${SUBSTANTIAL} password totp`],
    ['a condition does not', ['password', 'totp'], condition(HIGH), at, 'unmet'],
    ['the first condition that is met', ['password', 'totp'], condition(HIGH, LOW), at, `${LOW} password totp`],
    ['what is asked is what is told', ['dap'], wish(LOW), at, `${LOW} dap`],
    ['the card was high', ['eid'], wish(HIGH), at - 1, `${HIGH} eid`],
    ['and is nothing since', ['eid'], wish(HIGH), at, 'unmet'],
    ['a mailed code did not count', ['password', 'email-code'], wish(), midnight.emailBegins - 1, 'unmet'],
    ['until it did', ['password', 'email-code'], wish(), midnight.emailBegins, `${SUBSTANTIAL} password email-code`],
    ['the address of registration is no level', ['password', 'identification-mail'], condition(LOW), at, 'unmet'],
  ])('%s', (_words, used, asked, when, answer) => {
    expect(told(expected(used, asked, when))).toBe(answer)
    expect(outcome(decide(used, asked, when))).toBe(answer)
  })
})

interface Written {
  readonly methods: Readonly<Record<string, unknown>>
  readonly levels: ReadonlyArray<{ readonly acr: string; readonly combinations: ReadonlyArray<{ factors: string[] }> }>
}

/** Somebody who holds exactly these, and has just proved them all. */
function decide(used: readonly string[], asked: Asked, at: number, by: Policy = policy): Step {
  const proved = events('a', used, { now: at })
  const about = { account: account('a', { held: used }), progress: progress('a', [], { events: proved }) }
  return nextStep(facts({ ...about, wishes: wishesOf(asked) }), by, at)
}

function decideBySession(used: readonly string[], asked: Asked, at: number): Step {
  const session = { accountId: 'a', events: events('a', used, { now: at }), endsAt: at + 3_600, usedAt: at }
  return nextStep(facts({ account: account('a', { held: used }), session, wishes: wishesOf(asked) }), policy, at)
}

function wishesOf({ acrValues, essential, refused = [], phishingResistant = false }: Asked) {
  return { acrValues, acrEssential: essential, refusedFactors: refused, phishingResistant }
}

function outcome(step: Step): string {
  if (step.kind === 'finish') return [step.acr, ...step.factors].join(' ')
  return step.kind === 'refuse' && step.error === 'unmet_authentication_requirements' ? 'unmet' : step.kind
}

function told(answer: ReturnType<typeof expected>): string {
  return answer === null ? 'unmet' : [answer.acr, ...answer.methods].join(' ')
}

function shortly(acrs: readonly string[]): string {
  return acrs.map((acr) => acr.slice(acr.lastIndexOf('/') + 1)).join(', then ')
}
