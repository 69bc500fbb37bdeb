/** A relying service in a test: a real OIDC client (`openid-client`) whose browser is a robot. */
import * as oidc from 'openid-client'
import type { Kapu, TestClient } from './kapu.ts'
import { createRobot, type Robot } from './robot.ts'

export interface AskOptions {
  readonly scope?: string
  readonly params?: Readonly<Record<string, string>>
  readonly robot?: Robot
}

/** An authorization request under way: the robot stands wherever Kapu led it. */
export interface Asked {
  readonly robot: Robot
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Redeems the code of the address where the robot stands; checks state, nonce and issuer as a service must. */
  redeem(): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers>
  /** The error that came back; null where a code did. */
  readonly error: string | null
}

export interface Service extends TestClient {
  readonly configuration: oidc.Configuration
  ask(options?: AskOptions): Promise<Asked>
}

/** Makes a service of a registered client. */
export async function serviceOf(kapu: Kapu, client: TestClient, auth?: oidc.ClientAuth): Promise<Service> {
  const configuration = await oidc.discovery(
    new URL(kapu.issuer),
    client.clientId,
    undefined,
    auth ?? oidc.ClientSecretBasic(client.secret),
    { execute: [oidc.allowInsecureRequests] },
  )
  return {
    ...client,
    configuration,
    async ask({ scope = 'openid name', params = {}, robot = createRobot({ language: 'en' }) } = {}) {
      const state = oidc.randomState()
      const nonce = oidc.randomNonce()
      const verifier = oidc.randomPKCECodeVerifier()
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: client.redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...params,
      })
      await robot.open(url)
      return {
        robot,
        state,
        nonce,
        verifier,
        get error() {
          return robot.url.searchParams.get('error')
        },
        redeem: () =>
          oidc.authorizationCodeGrant(configuration, new URL(robot.url), {
            pkceCodeVerifier: verifier,
            expectedState: state,
            expectedNonce: nonce,
            idTokenExpected: true,
          }),
      }
    },
  }
}
