import type { FactorId, Seconds } from './event.ts'

/** The account a request names, and by which parameter: only a hint, or a demand (OIDC Core §3.1.2.1, §5.5). */
export interface RequestedSubject {
  readonly accountId: string
  readonly by: 'id_token_hint' | 'sub' | 'login_hint'
}

/** What the authorization request and the client's own rules ask for, in the domain's words. */
export interface Requirement {
  /** In the order of the request; empty means the policy's default level. */
  readonly acrValues: readonly string[]
  /** The raw `acr` claim was marked essential: anything less is a refusal (OIDC Core §5.5.1.1). */
  readonly acrEssential: boolean
  /** The client's own floor. */
  readonly minAcr: string | null
  readonly maxAge: Seconds | null
  /** The client's own: a session not used for longer does not count. */
  readonly maxIdle: Seconds | null
  /** prompt=login */
  readonly fresh: boolean
  /** prompt=select_account */
  readonly selectAccount: boolean
  readonly alwaysShowAccount: boolean
  readonly singleSignOn: boolean
  readonly refusedFactors: readonly FactorId[]
  readonly phishingResistant: boolean
  readonly subject: RequestedSubject | null
}
