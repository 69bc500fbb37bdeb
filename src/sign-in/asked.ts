/**
 * What a sign-in is asked for, in the domain's words. The engine knows no protocol: `provider/` translates the
 * authorization request into `Asked` and what the engine decides back into an answer.
 */
import type { Context } from 'koa'
import type { EpochSeconds, FactorId } from '../assurance/event.ts'
import type { Facts } from '../assurance/facts.ts'
import type { Browser } from '../accounts/known-devices/store.ts'
import type { Requirement } from '../assurance/requirement.ts'
import type { Language } from '../../views/frame.ts'
import type { SignInRow } from './store.ts'

/** The service that sent the person here. */
export interface Service {
  readonly clientId: string
  readonly names: Readonly<Record<Language, string>>
  /** Of the redirect URI; a person may notice a stranger by it. */
  readonly origin: string
  /** Where a sign-in can be started again; null where the service registered nothing. */
  readonly restart: string | null
}

/** The claims the service would get. */
export interface Release {
  readonly scopes: readonly string[]
  readonly claims: readonly string[]
  /** Those the person may refuse. */
  readonly optional: readonly string[]
  /** By claim, the one it belongs to: `email_verified` is shown and refused with `email`. */
  readonly attached: Readonly<Record<string, string>>
  /** The key under which a consent to exactly these claims is remembered. */
  readonly claimSet: string
  /** `information`: a statute is the basis and the person is told; `consent`: the person decides. */
  readonly purpose: 'information' | 'consent'
  /** prompt=consent, or a native client: ask though it was answered before. */
  readonly forced: boolean
  /** Answered in this sign-in. */
  readonly answered: boolean
}

/** The living session of this browser. */
export type BrowserSession = NonNullable<Facts['session']> & {
  readonly uid: string
  /** Others use this computer, too: the session signs nobody in to anything else. */
  readonly shared: boolean
}

export interface Asked {
  /** The sign-in over all its rounds: progress is keyed by it. Null before there is any. */
  readonly cid: string | null
  readonly service: Service
  readonly requirement: Requirement
  readonly session: BrowserSession | null
  readonly release: Release
  /** A factor that the person came to set up, or to set up anew: our own pages ask for it. */
  readonly enrol: FactorId | null
}

/** An authorization request that waits for the person, as an interaction page finds it. */
export interface PendingRequest extends Asked {
  readonly cid: string
  readonly uid: string
  readonly loginHint: string | null
  readonly uiLocales: string | null
  readonly browser: Browser
  readonly expiresAt: EpochSeconds
  /** As long as more time can be asked for. */
  readonly extendableUntil: EpochSeconds
}

/** A pending request and its sign-in as it stands, seen at one moment. */
export interface FoundRequest {
  readonly request: PendingRequest
  readonly row: SignInRow
}

export type RefusalError = 'login_required' | 'access_denied' | 'unmet_authentication_requirements'

/** The engine's way back to whoever sent the person. `provider/interactions.ts` is the one implementation. */
export interface PendingRequests {
  /** The request this browser was sent here with. Throws an `HttpProblem` with a way on where there is none. */
  find(ctx: Context): Promise<FoundRequest>
  /** Answers 303 to the provider, which decides once more by the same function. */
  finish(ctx: Context, request: PendingRequest, accountId: string): Promise<void>
  refuse(ctx: Context, request: PendingRequest, error: RefusalError, reason: string): Promise<void>
  /** Puts off its end, and the idle end of the browser's session; answers how it stands then. */
  extend(ctx: Context, request: PendingRequest): Promise<FoundRequest>
  /** Ends the browser's session so that another person can go on (design §7). */
  endSession(request: PendingRequest, arriving: string | null): Promise<void>
}
