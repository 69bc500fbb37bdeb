/**
 * The base of every error that is ours: a bug, or a broken dependency. Expected outcomes are values, not errors.
 * The message has no capital, no full stop and no secret; it goes to the log, never to the person.
 */
export class KapuError extends Error {
  /** Stable, upper case: what programs and tests compare. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}
