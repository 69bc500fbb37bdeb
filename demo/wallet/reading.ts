/** Reading what came from elsewhere: each gives the value as what it must be, or throws. */

/** The one value of a list of one. */
export function only<Value>(values: readonly Value[]): Value {
  const [first] = values
  if (first === undefined || values.length !== 1) throw new Error('not exactly one')
  return first
}

/** An object that is no list. */
export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return { ...value }
}

/** A list of anything. */
export function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('not a list')
  return value
}

/** A text that is not empty. */
export function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error('not a text')
  return value
}

/** A number. */
export function number(value: unknown): number {
  if (typeof value !== 'number') throw new Error('not a number')
  return value
}
