import { decodeJwt } from 'jose'
import * as z from 'zod'
import type { FactorId } from '../assurance/event.ts'
import type { RequestedSubject, Requirement } from '../assurance/requirement.ts'
import { MY_DATA } from '../clients/own-clients.ts'
import type { RegisteredClient } from './registered-client.ts'

/** The parameters of an authorization request that say who must prove what; as stored, so read anew at every step. */
export type RequestParameters = Readonly<Record<string, unknown>>

/** How names and subjects in a request lead to accounts. Each answers null for what nobody has. */
export interface SubjectLookup {
  accountOfUsername(username: string): Promise<string | null>
  accountOfSubject(sub: string, sector: string): Promise<string | null>
}

const acrClaim = z.object({
  essential: z.boolean().optional(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
})
const claimsParameter = z.object({
  id_token: z
    .object({
      acr: acrClaim.nullable().optional(),
      sub: z.object({ value: z.string().optional() }).nullable().optional(),
    })
    .optional(),
})

/** No account has this id: a request for somebody unknown is met like one for somebody else. */
const NOBODY = 'nobody'

/**
 * What a request and its client ask for. The raw `claims` parameter is read, not the library's copy: `acr_values` would
 * replace an essential `acr` there (OIDC Core §5.5.1.1).
 */
export async function requirementOf(
  params: RequestParameters,
  client: RegisteredClient,
  lookup: SubjectLookup,
): Promise<Requirement> {
  const claims = parseClaims(params['claims'])
  const prompts = new Set(text(params['prompt'])?.split(' ') ?? [])
  const { rules } = client
  const acr = claims.id_token?.acr ?? null
  const named = acr === null ? [] : (acr.values ?? (acr.value === undefined ? [] : [acr.value]))
  const essential = acr?.essential === true && named.length > 0
  const values =
    text(params['acr_values'])
      ?.split(' ')
      .filter((value) => value !== '') ?? []
  return {
    acrValues: essential ? named : values.length > 0 ? values : named,
    acrEssential: essential,
    minAcr: rules.min_acr,
    maxAge: smallest(seconds(params['max_age']), rules.max_age),
    maxIdle: rules.max_idle,
    fresh: prompts.has('login'),
    selectAccount: prompts.has('select_account'),
    alwaysShowAccount: rules.always_show_account,
    singleSignOn: rules.single_sign_on,
    refusedFactors: rules.refused_factors,
    phishingResistant: rules.phishing_resistant,
    subject: await subjectOf(params, claims.id_token?.sub?.value, client, lookup),
  }
}

/** The factor that My data asks to be set up in this sign-in; no other service may ask for that. */
export function enrolOf(params: RequestParameters, { clientId }: Pick<RegisteredClient, 'clientId'>): FactorId | null {
  return clientId === MY_DATA.clientId ? text(params[ENROL_PARAMETER]) : null
}

/** A parameter of our own, beside those of OIDC. */
export const ENROL_PARAMETER = 'enrol'

/** A demand (`sub`, `id_token_hint`) goes before a hint. The hint's signature was verified when the request came in. */
async function subjectOf(
  params: RequestParameters,
  sub: string | undefined,
  client: RegisteredClient,
  lookup: SubjectLookup,
): Promise<RequestedSubject | null> {
  if (sub !== undefined) {
    return { by: 'sub', accountId: (await lookup.accountOfSubject(sub, client.sector)) ?? NOBODY }
  }
  const hint = text(params['id_token_hint'])
  if (hint !== null) {
    const hinted = decodeJwt(hint).sub ?? ''
    return { by: 'id_token_hint', accountId: (await lookup.accountOfSubject(hinted, client.sector)) ?? NOBODY }
  }
  const username = text(params['login_hint'])
  if (username === null) return null
  return { by: 'login_hint', accountId: (await lookup.accountOfUsername(username)) ?? NOBODY }
}

function parseClaims(parameter: unknown): z.infer<typeof claimsParameter> {
  if (typeof parameter !== 'string') return {}
  const parsed = claimsParameter.safeParse(JSON.parse(parameter))
  return parsed.success ? parsed.data : {}
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function seconds(value: unknown): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null
}

function smallest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}
