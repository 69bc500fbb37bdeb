import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import type { RequestDecision } from './decision.ts'
import { requestedClaims } from './claims.ts'
import { claimNames } from './release.ts'
import { derivedId } from './sessions/session-model.ts'

/**
 * The grant of this session and client (oidc-provider's `loadExistingGrant`). There is one, with an id that parallel
 * requests derive alike; it is written only where it must change. One that was revoked never comes back under its id:
 * a token that was being written while the grant was revoked would come back with it. Undefined while the person is
 * still needed.
 */
export async function grantFor(
  ctx: KoaContextWithOIDC,
  { step, asked, row }: RequestDecision,
): Promise<Grant | undefined> {
  const { session, client, provider, params } = ctx.oidc
  if (step.kind !== 'finish' || session === undefined || client === undefined) return undefined
  const last = session.grantIdFor(client.clientId)
  const known = last === undefined ? undefined : await provider.Grant.find(last)
  // A claim refused earlier stays refused to the tokens of then, when the service now asks for less
  const notAskedNow = known?.getRejectedOIDCClaims().filter((claim) => !asked.release.claims.includes(claim)) ?? []
  const wanted = {
    scope: [...ctx.oidc.requestParamOIDCScopes].join(' '),
    claims: requestedClaims([], claimNames(params?.['claims']), new Set((client.scope ?? '').split(' '))),
    refused: [...(row.account?.consents[asked.release.claimSet] ?? []), ...notAskedNow].toSorted(),
  }
  if (known !== undefined && known.accountId === step.accountId && covers(known, wanted)) return known
  const grant = new provider.Grant({ accountId: step.accountId, clientId: client.clientId })
  grant.jti = known?.jti ?? derivedId('grant', last ?? `${session.uid} ${step.accountId}`, client.clientId)
  grant.addOIDCScope([known?.getOIDCScope() ?? '', wanted.scope].join(' ').trim())
  grant.addOIDCClaims([...(known?.getOIDCClaims() ?? []), ...wanted.claims])
  if (wanted.refused.length > 0) grant.rejectOIDCClaims(wanted.refused)
  await grant.save()
  return grant
}

function covers(
  grant: Grant,
  wanted: { scope: string; claims: readonly string[]; refused: readonly string[] },
): boolean {
  const scopes = new Set(grant.getOIDCScope().split(' '))
  const claims = new Set(grant.getOIDCClaims())
  const refused = [...grant.getRejectedOIDCClaims()].toSorted()
  return (
    wanted.scope.split(' ').every((scope) => scopes.has(scope)) &&
    wanted.claims.every((claim) => claims.has(claim)) &&
    refused.join(' ') === wanted.refused.join(' ')
  )
}
