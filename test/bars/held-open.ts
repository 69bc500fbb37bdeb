/** Holds a single sign-on at a chosen statement, with a real lock, while something else happens to its session. */
import { sql } from 'kysely'
import { Client } from 'pg'
import type { Kapu } from '../support/kapu.ts'

/** Where a single sign-on can be stopped, in its order. */
export type HoldingPoint = 'grant' | 'session' | 'before code' | 'code'

const KEYS: Readonly<Record<HoldingPoint, number>> = { grant: 1, session: 2, 'before code': 3, code: 4 }

/**
 * Puts gates into this test's own database: whoever writes there waits for the advisory lock of that point, which is
 * free unless a test holds it. The first three wait before the session's row is locked, the last one while it is.
 */
export async function installGates({ db }: Kapu): Promise<void> {
  for (const key of Object.values(KEYS)) {
    // Longer than the product waits for a lock, so that it is the test that decides when to go on
    await sql`
      create function gate_${sql.raw(String(key))}() returns trigger language plpgsql set lock_timeout = '2500ms' as $$
      begin perform pg_advisory_xact_lock_shared(${sql.raw(String(key))}); return new; end $$`.execute(db)
  }
  await sql`create trigger gate_1 before insert on oidc_items for each row when (new.model = 'Grant')
    execute function gate_1()`.execute(db)
  await sql`create trigger gate_2 before insert on sessions for each row execute function gate_2()`.execute(db)
  // Of the statement, so that it waits before any of the statement's parts has run
  await sql`create trigger gate_3 before insert on oidc_items execute function gate_3()`.execute(db)
  await sql`create trigger gate_4 before insert on oidc_items for each row when (new.model = 'AuthorizationCode')
    execute function gate_4()`.execute(db)
}

/**
 * Starts `held`, waits until it stands at the point, starts `meanwhile`, waits until that is done or itself waits for
 * what is held, and opens the gate. With `overtakeAt`, a later point, `held` gets no further than that until `meanwhile`
 * is done: else the two go on side by side, and which of them comes first is not said. Throws where `held` never came
 * to the point.
 */
export async function holdOpen<Held, Meanwhile>(
  kapu: Kapu,
  point: HoldingPoint,
  {
    held,
    meanwhile,
    overtakeAt,
  }: { held: () => Promise<Held>; meanwhile: () => Promise<Meanwhile>; overtakeAt?: HoldingPoint },
): Promise<{ held: Held; meanwhile: Meanwhile }> {
  const gate = new Client({ connectionString: kapu.url })
  await gate.connect()
  try {
    await gate.query('select pg_advisory_lock($1)', [KEYS[point]])
    const first = watched(held())
    await until(async () => first.done || (await atGate(gate)))
    if (first.done) throw new Error(`nothing waited at ${point}`)
    const second = watched(meanwhile())
    await until(async () => second.done || (await behindHeld(gate)))
    if (first.done) throw new Error(`${point} was left before the gate was opened`)
    // Only now: a gate of the last two is one for what was written on the way here, too
    if (overtakeAt !== undefined) await gate.query('select pg_advisory_lock($1)', [KEYS[overtakeAt]])
    await gate.query('select pg_advisory_unlock($1)', [KEYS[point]])
    if (overtakeAt !== undefined) {
      await until(async () => second.done)
      await gate.query('select pg_advisory_unlock($1)', [KEYS[overtakeAt]])
    }
    return { held: await first.promise, meanwhile: await second.promise }
  } finally {
    await gate.end()
  }
}

function watched<T>(promise: Promise<T>) {
  const state = { promise, done: false }
  const finish = () => void (state.done = true)
  promise.then(finish, finish)
  return state
}

/** Whether somebody stands at the gate. */
async function atGate(gate: Client): Promise<boolean> {
  const { rowCount } = await gate.query(`select 1 where exists (${AT_GATE})`)
  return rowCount === 1
}

/** Whether somebody waits for who stands at the gate, and not for a moment for somebody else's lock. */
async function behindHeld(gate: Client): Promise<boolean> {
  const { rowCount } = await gate.query(
    `select 1 from pg_stat_activity where datname = current_database() and pg_blocking_pids(pid) && array(${AT_GATE})`,
  )
  return rowCount !== null && rowCount > 0
}

const AT_GATE = `select pid from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 2_000; Date.now() < end;) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('it never came to that')
}
