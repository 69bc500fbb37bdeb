import type { Release } from '../sign-in/asked.ts'
import { ATTACHED_CLAIMS, requestedClaims } from './claims.ts'
import type { RegisteredClient } from './registered-client.ts'
import type { RequestParameters } from './requirement.ts'

/** Changes when the words of the consent page change what people agree to: everybody is asked again. */
const CONSENT_VERSION = 1

/** What this request would release, and on what ground. `answered`: the person has answered in this very answer. */
export function releaseOf(params: RequestParameters, client: RegisteredClient, answered: boolean): Release {
  const claims = requestedClaims(words(params['scope']), claimNames(params['claims']), new Set(words(client.scope)))
  const optional = claims.filter((claim) => client.optional_claims.includes(ATTACHED_CLAIMS[claim] ?? claim))
  const prompts = words(params['prompt'])
  return {
    scopes: words(params['scope']),
    claims,
    optional,
    attached: ATTACHED_CLAIMS,
    claimSet: `${CONSENT_VERSION} ${claims.join(' ')}`,
    purpose: client.public_body && optional.length === 0 ? 'information' : 'consent',
    // An app on the person's own machine cannot prove which app it is (RFC 8252 §8.6): ask each time
    forced: prompts.includes('consent') || client.native,
    answered,
  }
}

/** The claims named by the `claims` parameter, wherever they are asked for (OIDC Core §5.5). */
export function claimNames(parameter: unknown): string[] {
  if (typeof parameter !== 'string') return []
  const parsed: unknown = JSON.parse(parameter)
  if (typeof parsed !== 'object' || parsed === null) return []
  return Object.values(parsed).flatMap((part: unknown) =>
    typeof part === 'object' && part !== null ? Object.keys(part) : [],
  )
}

function words(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : []
}
