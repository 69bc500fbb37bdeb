/** A whole sign-in at a service, for stories that begin after it. */
import * as oidc from 'openid-client'
import type { Asked, AskOptions, Service } from '../support/service.ts'
import { type Choices, type Person, type Robot, signIn } from '../support/robot.ts'

export interface Entered {
  readonly asked: Asked
  readonly robot: Robot
  /** The pages that were answered on the way. */
  readonly steps: readonly string[]
  readonly tokens: Awaited<ReturnType<Asked['redeem']>>
  readonly claims: oidc.IDToken
}

/** Goes to a service, through whatever Kapu asks, and back; redeems the code. */
export async function enter(
  service: Service,
  person: Person,
  { choices = {}, ...options }: AskOptions & { choices?: Choices } = {},
): Promise<Entered> {
  const asked = await service.ask(options)
  const { robot } = asked
  const { steps } = await signIn(robot, person, choices)
  const tokens = await asked.redeem()
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('there is no ID token')
  return { asked, robot, steps, tokens, claims }
}

/** What the service learns with an access token. */
export function userInfo(service: Service, { tokens }: Pick<Entered, 'tokens'>): Promise<oidc.UserInfoResponse> {
  return oidc.fetchUserInfo(service.configuration, tokens.access_token, oidc.skipSubjectCheck)
}

/** The status of the userinfo endpoint for a token that may be dead. */
export async function statusOfToken(service: Service, accessToken: string): Promise<number> {
  const { userinfo_endpoint: endpoint = '' } = service.configuration.serverMetadata()
  const answer = await fetch(endpoint, { headers: { authorization: `Bearer ${accessToken}` } })
  await answer.body?.cancel()
  return answer.status
}

/** An authorization request of exactly these parameters, to be opened by a robot. */
export function requestUrl(service: Service, params: Readonly<Record<string, string>>): URL {
  return oidc.buildAuthorizationUrl(service.configuration, {
    redirect_uri: service.redirectUri,
    scope: 'openid name',
    ...params,
  })
}

/** What came back to the service in the address. */
export function answerOf(robot: Robot): Readonly<Record<string, string>> {
  return Object.fromEntries(robot.url.searchParams)
}

/** The error and the status with which the token endpoint refused; throws where it did not refuse. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ error: string; status: number }> {
  try {
    await promise
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError) return { error: error.error, status: error.status }
    if (error instanceof oidc.WWWAuthenticateChallengeError) {
      return { error: error.cause[0]?.parameters.error ?? '', status: error.status }
    }
    throw error
  }
  throw new Error('nothing was refused')
}
