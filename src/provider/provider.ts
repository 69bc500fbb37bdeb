/**
 * Everything that knows oidc-provider. The Provider is itself the Koa application, so that there is one set of cookie
 * keys and proxy settings (design §5); our middlewares and routers are used before its own.
 */
import { Provider } from 'oidc-provider'
import type { JWK } from 'jose'
import type { Policy } from '../assurance/policy.ts'
import type { AccountIdentity } from '../accounts/account.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Factor } from '../factors/factor.ts'
import type { CookieNames } from '../http/cookies.ts'
import { languageOf } from '../http/language.ts'
import { isUnavailable } from '../http/unavailable.ts'
import type { NaturalIdentity } from '../persons/person.ts'
import type { Clock } from '../system/clock.ts'
import { sha256 } from '../system/hashing.ts'
import type { Logger } from '../system/logger.ts'
import type { Sealing } from '../system/sealing.ts'
import { createFindAccount } from './account.ts'
import { createArtefactAdapter } from './artefacts/adapter.ts'
import { rememberAssertion } from './artefacts/store.ts'
import { createClientAdapter } from './client-adapter.ts'
import { providerConfiguration, type Lifetimes } from './configuration.ts'
import { createDecider } from './decision.ts'
import { grantFor } from './grants.ts'
import { createLogoutSource } from './logout.ts'
import { bindSession, createInteractionPolicy } from './policy.ts'
import { createRenderError } from './render-error.ts'
import type { SubjectLookup } from './requirement.ts'
import { sessionLifetime, type SessionLifetimes } from './sessions/lifetime.ts'
import { createSessionAdapter, installSessions, type KapuSession } from './sessions/session-model.ts'
import { createSignedOutSource } from './signed-out.ts'
import type { PairwiseSubjects } from './subjects/pairwise.ts'

export interface ProviderDependencies {
  readonly issuer: string
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly logger: Logger
  readonly policy: Policy
  readonly factors: readonly Factor[]
  readonly jwks: readonly JWK[]
  readonly cookieKeys: readonly string[]
  readonly cookieNames: CookieNames
  readonly lifetimes: Lifetimes & SessionLifetimes
  readonly subjects: PairwiseSubjects
  readonly outboundAllowLoopback: boolean
  readonly lookup: SubjectLookup
  loadIdentity(accountId: string): Promise<AccountIdentity<NaturalIdentity> | null>
  nameOf(accountId: string): Promise<string>
}

/** Builds the application. Keys are read once: a rotation builds another one and swaps (design §5). */
export function createProvider(deps: ProviderDependencies): Provider {
  const { issuer, db, sealing, lifetimes, clock, factors } = deps
  const decide = createDecider({
    ...deps,
    progressLifetime: lifetimes.interaction,
    deviceCookie: { name: deps.cookieNames.device },
  })
  const ttl = (session: KapuSession | undefined) => sessionLifetime(session ?? {}, clock.now(), lifetimes)
  const policy = createInteractionPolicy(
    decide,
    async ({ oidc: { session } }, decision) =>
      session === undefined || bindSession(session, decision, { factors, ttl }),
  )
  const provider = new Provider(
    issuer,
    providerConfiguration({
      adapter: (model) => {
        if (model === 'Client') return createClientAdapter(db, sealing)
        if (model === 'Session') return createSessionAdapter(deps)
        return createArtefactAdapter(model, { ...deps, languageNow })
      },
      jwks: deps.jwks,
      cookieKeys: deps.cookieKeys,
      cookieNames: deps.cookieNames,
      secureCookies: issuer.startsWith('https:'),
      lifetimes,
      outboundAllowLoopback: deps.outboundAllowLoopback,
      acrValues: deps.policy.levels.map(({ acr }) => acr),
      policy,
      findAccount: createFindAccount(deps.loadIdentity, clock),
      loadExistingGrant: async (ctx) => grantFor(ctx, await decide(ctx)),
      renderError: createRenderError(deps),
      logoutSource: createLogoutSource(deps),
      postLogoutSuccessSource: createSignedOutSource(deps),
      sessionLifetime: (ctx) => ttl(ctx.oidc.session),
      subjectOf: (accountId, sector) => deps.subjects.of(accountId, sector),
    }),
  )
  installSessions(provider, deps)
  installReplayDetection(provider, db)
  reportServerErrors(provider, deps.logger)
  return provider
}

/** The library hands its storage no request, but knows it. */
function languageNow(uiLocales: string | undefined): string | null {
  const { ctx } = Provider
  return ctx === undefined ? null : languageOf(ctx, uiLocales)
}

/** The library answers its own faults itself: they are logged here, and a database that is away is no fault but a wait. */
function reportServerErrors(provider: Provider, logger: Logger): void {
  provider.on('server_error', (ctx, error) => {
    const { incidentId } = ctx.state
    logger.error({ err: error, incidentId, path: ctx.path }, 'the provider failed')
    if (!isUnavailable(error)) return
    ctx.status = 503
    ctx.set('Retry-After', String(RETRY_AFTER))
    ctx.body = { error: 'temporarily_unavailable', incident_id: incidentId }
  })
}

/** Seconds after which a database that was not there may be back. */
const RETRY_AFTER = 5

/** A client assertion is used once, decided by one statement; the library finds, then saves. */
function installReplayDetection(provider: Provider, db: Db): void {
  Object.defineProperty(provider.ReplayDetection, 'unique', {
    value: (issuer: string, jti: string, expiresAt: number) =>
      rememberAssertion(db, sha256(`${issuer}\0${jti}`), expiresAt),
  })
}
