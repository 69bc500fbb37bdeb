import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import * as z from 'zod'
import { passkeyPage } from '../../../views/factors/passkey.ts'
import type { Ceremony } from '../factor.ts'
import { challengeState, parseAnswer, type PasskeyDeps, unanswered } from './relying-party.ts'
import { findPasskey, listPasskeys, usePasskey } from './store.ts'

const answerShape = z.looseObject({
  id: z.string().regex(/^[\w-]{1,1024}$/),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().optional(),
  }),
  clientExtensionResults: z.looseObject({}),
})

/** WebAuthn §7.2. Each answer needs a challenge of its own: what failed once is not tried again. */
export function createAuthentication({ db, relyingParty }: PasskeyDeps): Ceremony {
  return {
    sends: false,
    keepsState: true,
    async begin({ accountId }) {
      const { challenge } = await generateAuthenticationOptions({ rpID: relyingParty.id, userVerification: 'required' })
      return { challenge, accountId }
    },
    async page({ accountId }, state) {
      const { challenge } = challengeState.parse(state)
      const known = accountId === null ? [] : await listPasskeys(db, accountId)
      const options = {
        challenge,
        rpId: relyingParty.id,
        userVerification: 'required',
        allowCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      }
      return (frame) => passkeyPage(frame, { options: JSON.stringify(options) })
    },
    async finish({ accountId, now }, state, reply) {
      const begun = challengeState.safeParse(state)
      const answer = answerShape.safeParse(parseAnswer(reply['credential']))
      const passkey = await findPasskey(db, answer.success ? answer.data.id : '')
      if (!begun.success || !answer.success || passkey === null) return unanswered
      // Whoever this sign-in is about must be who signed; and what was begun for one is no challenge for another
      if (begun.data.accountId !== accountId || (accountId !== null && passkey.accountId !== accountId))
        return unanswered
      const counter = await verified(answer.data, begun.data.challenge, passkey)
      if (counter === null) return unanswered
      return {
        verified: true,
        accountId: passkey.accountId,
        authenticatorId: passkey.id,
        settle: (transaction) => usePasskey(transaction, { id: passkey.id, counter, now }),
      }
    },
  }

  /** The new counter; null for an answer that does not hold. */
  async function verified(
    answer: z.infer<typeof answerShape>,
    expectedChallenge: string,
    passkey: { credentialId: string; publicKey: Buffer; counter: number },
  ): Promise<number | null> {
    const { id, rawId, type, response } = answer
    const { clientDataJSON, authenticatorData, signature } = response
    const given: AuthenticationResponseJSON = {
      ...{ id, rawId, type, clientExtensionResults: {} },
      response: { clientDataJSON, authenticatorData, signature },
    }
    try {
      const { verified: holds, authenticationInfo } = await verifyAuthenticationResponse({
        response: given,
        expectedChallenge,
        expectedOrigin: relyingParty.origin,
        expectedRPID: relyingParty.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: passkey.counter,
        },
      })
      return holds ? authenticationInfo.newCounter : null
    } catch {
      // It throws for each thing that can be wrong with an answer
      return null
    }
  }
}
