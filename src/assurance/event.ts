/** The id of a factor, as `policy.yaml` and `src/factors/index.ts` spell it: `password`, `totp`, `email-code` … */
export type FactorId = string

/** Whole seconds since 1970-01-01T00:00:00Z: the protocol's unit of time (RFC 7519 §2, NumericDate). */
export type EpochSeconds = number

/** A duration in whole seconds. */
export type Seconds = number

/**
 * A successful proof: this factor was proved for this account at this instant (RFC 9470's authentication event).
 * Nothing derived from it is ever stored. An `enrolled` event was made by enrolling the factor; it counts for
 * the sign-in it was made in and the session which that began, never as the fresh proof that `max_age` asks for.
 */
export interface AuthenticationEvent {
  readonly factor: FactorId
  readonly accountId: string
  readonly at: EpochSeconds
  readonly enrolled: boolean
}
