import type { ErrorCode } from '../../views/texts/errors.ts'
import { KapuError } from '../system/errors.ts'
import type { WayBack } from './way-back.ts'

/** A request that is answered with an error: a status for programs, a text for the person, a message for the log. */
export class HttpProblem extends KapuError {
  readonly status: number
  readonly text: ErrorCode
  /** Seconds; sent as Retry-After (RFC 9110 §10.2.3). */
  readonly retryAfter: number | null
  /** Where the person can go on; undefined where whoever threw this did not look. */
  readonly wayBack: WayBack | null | undefined

  constructor(
    status: number,
    text: ErrorCode,
    message: string = text,
    {
      retryAfter = null,
      wayBack,
      cause,
    }: { retryAfter?: number | null; wayBack?: WayBack | null; cause?: unknown } = {},
  ) {
    super(text, message, { cause })
    this.status = status
    this.text = text
    this.retryAfter = retryAfter
    this.wayBack = wayBack
  }
}
