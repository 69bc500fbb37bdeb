/**
 * T6: whether a name belongs to somebody cannot be learned from a sign-in, a request for a forgotten password, an
 * activation (500 names that do against 500 that do not), nor from the pages of a lost factor (100 against 100): one
 * after the other, in random order. Bodies are equal once what is random by nature is masked, status and headers are
 * equal, and the medians lie within five milliseconds.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { withWaiting } from '../support/policy-file.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { serviceOf } from '../support/service.ts'

const NAMES = 500
const WITHIN_MS = 5

/** What may differ: ids of incidents, tokens of forms, addresses of a sign-in, the seconds it has left. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/(<span class="code">)[\w-]{10,}(<\/span>)/g, '$1…$2'],
  [/(name="csrf" value=")[^"]+/g, '$1…'],
  [/\/interaction\/[\w-]+/g, '/interaction/…'],
  [/data-seconds-left="\d+"/g, 'data-seconds-left="…"'],
  [/\b\d{2}:\d{2}\b/g, '…'],
  [/(value=")(?:known|other)\d+(?:@posta\.example)?"/g, '$1…"'],
]

/** Headers that differ from answer to answer by their nature. */
const CHANGING: ReadonlySet<string> = new Set(['date', 'content-length'])

let kapu: Kapu
const known: string[] = []
const unknown = Array.from({ length: NAMES }, (_, at) => `other${at}`)

beforeAll(async () => {
  // Every attempt is one of a thousand from one address: what is counted must not answer for what is known
  const plenty = { max: 1_000_000, per: 'PT1S' }
  kapu = await startKapu({
    jobs: true,
    settings: {
      ...withWaiting(),
      limits: {
        address: [plenty],
        addressAccounts: plenty,
        accountAddress: { ...plenty, growth: 1, longest: 'PT1S' },
        forgotten: { account: plenty, address: plenty },
      },
    },
  })
  for (let at = 0; at < NAMES; at += 1) {
    const { username } = await kapu.account({ username: `known${at}`, holds: ['password'] })
    known.push(username)
  }
  // Half of the known ones have a code out
  for (const username of known.filter((_, at) => at % 2 === 0)) {
    const by = { actor: { type: 'person', id: null } } as const
    const email = `${username}@posta.example`
    await inTransaction(kapu.db, (transaction) => kapu.core.life.forgotten(transaction, { username, email }, by))
  }
}, 300_000)
afterAll(() => kapu.close())

test('T6: of a sign-in', { timeout: 300_000 }, async () => {
  const service = await serviceOf(kapu, await kapu.client())
  const { robot } = await service.ask()
  await nothingIsTold(robot, 422, (username) => ({
    username,
    password: 'not the password of anybody',
    action: 'continue',
  }))
})

test('T6: of a forgotten password', { timeout: 300_000 }, async () => {
  const robot = await createRobot().open(`${kapu.issuer}/elfelejtett-jelszo`)
  await nothingIsTold(robot, 303, (username) => ({ username, email: `${username}@posta.example`, action: 'continue' }))
})

test('T6 RD5: of a forgotten password with another address', { timeout: 300_000 }, async () => {
  const robot = await createRobot().open(`${kapu.issuer}/elfelejtett-jelszo`)
  await nothingIsTold(robot, 303, (username) => ({ username, email: 'known@posta.example', action: 'continue' }))
})

test('T6 #43: of an activation', { timeout: 300_000 }, async () => {
  const robot = await createRobot().open(`${kapu.issuer}/aktivalas`)
  const password = 'kavics dongo trombita 17'
  await nothingIsTold(robot, 422, (username) => ({
    username,
    activation_code: 'AAAA-BBBB-CCCC',
    new_password: password,
    new_password_again: password,
    validity: '1y',
    action: 'continue',
  }))
})

test.each([
  ['a deletion code', '/torlokod', { deletion_code: '1111-1111-1111-1111' }],
  ['a waiting period', '/torlokod/varakozas', { lost: 'totp' }],
] as const)('T6: of a lost factor, by %s', { timeout: 300_000 }, async (_how, page, fields) => {
  const robot = await createRobot().open(`${kapu.issuer}${page}`)
  const form = { ...fields, password: 'not the password of anybody', action: 'continue' }
  await nothingIsTold(robot, 422, (username) => ({ username, ...form }), 100)
})

interface Told {
  readonly ms: number
  readonly isKnown: boolean
  readonly answer: string
}

async function nothingIsTold(
  robot: Robot,
  status: number,
  fields: (username: string) => Record<string, string>,
  names = NAMES,
): Promise<void> {
  const asked = shuffled([
    ...known.slice(0, names).map((username) => ({ username, isKnown: true })),
    ...unknown.slice(0, names).map((username) => ({ username, isKnown: false })),
  ])
  for (const username of ['warmup1', 'warmup2', 'warmup3']) await post(robot, fields(username))
  const told: Told[] = []
  for (const { username, isKnown } of asked) {
    const begun = performance.now()
    const answer = await post(robot, fields(username))
    told.push({ ms: performance.now() - begun, isKnown, answer })
  }
  expect(told.find(({ answer }) => !answer.startsWith(String(status)))?.answer).toBeUndefined()
  const [one, ...others] = [...new Set(told.map(({ answer }) => answer))]
  expect(others.map((other) => firstDifference(one ?? '', other))).toEqual([])
  const [ofKnown, ofUnknown] = [true, false].map((kind) =>
    median(told.filter(({ isKnown }) => isKnown === kind).map(({ ms }) => ms)),
  )
  expect(Math.abs((ofKnown ?? 0) - (ofUnknown ?? 0))).toBeLessThan(WITHIN_MS)
}

/** Status, headers and body, masked. */
async function post(robot: Robot, fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ ...robot.form?.values, ...fields })
  const url = new URL(robot.form?.action ?? '', robot.url)
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: robot.cookies.header(url), 'accept-language': 'hu' },
  })
  const headers = [...answer.headers].filter(([name]) => !CHANGING.has(name))
  const text = `${answer.status}\n${headers.map((pair) => pair.join(': ')).join('\n')}\n${await answer.text()}`
  return MASKS.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text)
}

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1))
    const [a, b] = [mixed[at], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a]
  }
  return mixed
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function firstDifference(one: string, other: string): string {
  const at = Array.from({ length: one.length }, (_, index) => index).find((index) => one[index] !== other[index]) ?? 0
  return `${one.slice(Math.max(0, at - 40), at + 40)} | ${other.slice(Math.max(0, at - 40), at + 40)}`
}
