import type { Language } from '../../views/frame.ts'
import { claimLabel, claimValue } from '../../views/texts/claims.ts'
import { claimsOf } from '../provider/claims.ts'
import type { PendingRequest } from '../sign-in/asked.ts'
import type { SignInDependencies } from '../sign-in/dependencies.ts'
import type { Clock } from '../system/clock.ts'

type Identity = Parameters<typeof claimsOf>[0]

/** What a service would get of this account, for the page that tells it; nothing of an account that is gone. */
export async function claimsToShare(
  { loadIdentity, clock }: { readonly clock: Clock; loadIdentity(accountId: string): Promise<Identity | null> },
  { release }: PendingRequest,
  accountId: string,
  language: Language,
): ReturnType<SignInDependencies['claimsToShare']> {
  const identity = await loadIdentity(accountId)
  if (identity === null) return { accountName: '', claims: [] }
  const values: Readonly<Record<string, unknown>> = claimsOf(identity, release.scopes, clock.now())
  const claims = release.claims
    .filter((name) => values[name] !== undefined && release.attached[name] === undefined)
    .map((name) => ({
      name,
      label: claimLabel(language, name),
      value: claimValue(language, name, values[name]),
      optional: release.optional.includes(name),
    }))
  const { family_name, given_name } = identity.identity
  return { accountName: `${family_name} ${given_name}`, claims }
}
