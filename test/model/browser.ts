/** What the model knows of one browser: its tabs, its two people, what they did, and what the database says is true. */
import type { TestAccount } from '../support/kapu.ts'
import type { Robot } from '../support/robot.ts'
import { createRobot } from '../support/robot.ts'
import type { Asked, Service } from '../support/service.ts'
import { hashSessionId } from '../../src/provider/sessions/session-model.ts'
import type { Stage } from '../journeys/two-people.ts'
import { twoPeople } from '../journeys/two-people.ts'

export type Who = 'anna' | 'bela'
export const PEOPLE: readonly Who[] = ['anna', 'bela']
export const FULL_NAMES: Readonly<Record<Who, string>> = { anna: 'Kovács Anna', bela: 'Szabó Béla' }

/** One authorization request of a service, over all its pages. */
export interface Request {
  readonly service: Service
  readonly asked: Asked
  readonly params: Readonly<Record<string, string>>
  /** Who typed their right password in it since it was opened, or since somebody stayed. */
  readonly typed: Set<Who>
  /** Who typed a right code of their app in it. */
  readonly coded: Set<Who>
  /** Whose password is asked since somebody stayed; where that was not seen, it may be anybody's. */
  readonly stays: Set<Who>
}

/** The living session that this browser's cookie opens. */
export interface Living {
  readonly uid: string
  readonly who: Who
  readonly endsAt: Date
  /** By which this browser opens it. */
  readonly cookie: string
}

export interface Browser {
  readonly stage: Stage
  readonly services: readonly Service[]
  readonly people: Readonly<Record<Who, TestAccount>>
  readonly tabs: readonly Robot[]
  /** The tab that somebody was busy with. */
  readonly last: { tab: Robot }
  /** By interaction uid and by state. */
  readonly requests: Map<string, Request>
  /** The addresses where each tab has been at Kapu. */
  readonly visited: ReadonlyMap<Robot, string[]>
  /** Where a tab was being sent when it broke off: a restored tab goes on there. */
  readonly brokenOff: Map<Robot, URL>
  /** Instants at which somebody typed something right. */
  readonly proofs: Record<Who, Set<number>>
  readonly approved: Set<string>
  readonly idTokens: Map<string, { who: Who; service: Service }>
  /** Of which session a page spoke, by what it sends along. */
  readonly shown: Map<string, string>
  /** Sessions that are over. */
  readonly over: Set<string>
  /** Sessions whose cookie this browser threw away. */
  readonly orphans: Set<string>
  readonly trace: string[]
}

export async function openBrowser(stage: Stage): Promise<Browser> {
  const people = await twoPeople(stage)
  const first = createRobot({ language: 'en' })
  const tabs = [first, first.newTab(), first.newTab()]
  return {
    stage,
    people,
    tabs,
    last: { tab: first },
    services: [stage.mailbox, stage.taxOffice],
    requests: new Map(),
    visited: new Map(tabs.map((tab) => [tab, []])),
    brokenOff: new Map(),
    proofs: { anna: new Set(), bela: new Set() },
    approved: new Set(),
    idTokens: new Map(),
    shown: new Map(),
    over: new Set(),
    orphans: new Set(),
    trace: [],
  }
}

/** The request that the page in this tab belongs to; null outside a sign-in. */
export function requestIn({ requests }: Browser, tab: Robot): Request | null {
  const uid = uidIn(tab.url.pathname)
  return uid === null ? null : (requests.get(uid) ?? null)
}

/** Interactions met on the way belong to the request that the way began in. */
export function remember(browser: Browser, tab: Robot, request: Request | null): void {
  const last = tab.hops.at(-1)
  if (last !== undefined && last.location !== null) browser.brokenOff.set(tab, new URL(last.location, last.url))
  for (const { url, location } of tab.hops) {
    for (const path of [url.pathname, location === null ? '' : new URL(location, url).pathname]) {
      const uid = uidIn(path)
      if (uid === null) continue
      browser.visited.get(tab)?.push(path)
      if (request !== null && !browser.requests.has(uid)) browser.requests.set(uid, request)
    }
  }
}

function uidIn(path: string): string | null {
  return /^\/(?:interaction|auth)\/([\w-]{20,})/.exec(path)?.[1] ?? null
}

/** Which of the two people's sessions live, and which of them is this browser's. */
export async function sessionsOf(browser: Browser): Promise<{ mine: Living | null; living: readonly Living[] }> {
  const { stage, people, tabs } = browser
  const rows = await stage.kapu.db
    .selectFrom('sessions')
    .leftJoin('session_ids', 'session_ids.session_uid', 'sessions.uid')
    .select(['uid', 'account_id', 'ended_at', 'sessions.expires_at', 'id_hash', 'valid_until'])
    .where('account_id', 'in', [people.anna.id, people.bela.id])
    .execute()
  const cookie = tabs[0]?.cookies.get('kapu-session', new URL(stage.kapu.issuer)) ?? ''
  const hash = hashSessionId(cookie)
  const now = new Date()
  const alive = rows.filter(({ ended_at, expires_at }) => ended_at === null && expires_at > now)
  for (const row of rows) if (!alive.includes(row)) browser.over.add(row.uid)
  const living = [...new Map(alive.map((row) => [row.uid, livingOf(browser, row, cookie)])).values()]
  const own = alive.find(({ id_hash }) => id_hash?.equals(hash) === true)
  return { living, mine: own === undefined ? null : livingOf(browser, own, cookie) }
}

function livingOf(
  { people }: Browser,
  row: { uid: string; account_id: string | null; expires_at: Date },
  cookie: string,
): Living {
  const who = row.account_id === people.anna.id ? 'anna' : 'bela'
  return { uid: row.uid, who, endsAt: row.expires_at, cookie }
}
