import { errors, type Provider } from 'oidc-provider'
import { constantTimeEqual, sha256 } from '../system/hashing.ts'
import type { EpochSeconds } from '../system/clock.ts'

/** What an own client must show to learn who signed in: as at the token endpoint. */
export interface CodeExchange {
  readonly code: string
  readonly clientId: string
  readonly redirectUri: string
  readonly verifier: string
  readonly nonce: string
}

/** What an ID token would say, and the session that it was said in. */
export interface RedeemedCode {
  readonly accountId: string
  readonly sessionUid: string
  readonly acr: string
  readonly amr: readonly string[]
  readonly authTime: EpochSeconds
}

/**
 * Redeems the code of an own client in this process, without a token for anybody
 * (docs/decisions/0018-own-pages-are-clients.md). Single use, expiry and the end of its session are the library's and
 * our storage's, as for everybody. `used` for a code of this request that was redeemed before; null for one that is not
 * this request's, or is good no more.
 */
export function createCodeRedeemer(provider: Provider) {
  return async (exchange: CodeExchange): Promise<RedeemedCode | 'used' | null> => {
    const code = await provider.AuthorizationCode.find(exchange.code)
    if (code === undefined || code.isExpired) return null
    const isOurs =
      code.clientId === exchange.clientId &&
      code.redirectUri === exchange.redirectUri &&
      code.codeChallengeMethod === 'S256' &&
      constantTimeEqual(code.codeChallenge ?? '', sha256(exchange.verifier).toString('base64url')) &&
      constantTimeEqual(code.nonce ?? '', exchange.nonce)
    if (!isOurs) return null
    if (!(await isFirstUse(code))) return 'used'
    const { accountId, sessionUid, acr, amr = [], authTime } = code
    if (accountId === undefined || sessionUid === undefined || acr === undefined || authTime === undefined) return null
    return { accountId, sessionUid, acr, amr, authTime }
  }
}

async function isFirstUse(code: { consume(): Promise<void> }): Promise<boolean> {
  try {
    await code.consume()
    return true
  } catch (error) {
    if (error instanceof errors.InvalidGrant) return false
    throw error
  }
}
