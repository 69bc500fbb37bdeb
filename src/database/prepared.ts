import { sql } from 'kysely'
import type { PoolClient } from 'pg'

const MARK = '/* prepared */'

/**
 * Begins a statement that costs PostgreSQL more to plan than to run: each connection plans it once, and keeps the plan.
 * Its text must be the same each time, with all that differs as parameters, and what index it can use must not depend on
 * their values.
 */
export const prepared = sql.raw(MARK)

/** What marked statements are called on every connection of this process, by their text. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `kapu-${names.size + 1}`
  names.set(text, name)
  return name
}

/** Lets a new connection keep the plans of marked statements. */
export function keepPlans(client: PoolClient): void {
  const { query } = client
  Object.defineProperty(client, 'query', {
    configurable: true,
    value(this: PoolClient, ...given: unknown[]): unknown {
      const [text, values, ...rest] = given
      const isMarked = typeof text === 'string' && text.startsWith(MARK)
      return Reflect.apply(query, this, isMarked ? [{ name: nameOf(text), text, values }, ...rest] : given)
    },
  })
}
