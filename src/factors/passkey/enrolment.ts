import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import * as z from 'zod'
import { randomUuid } from '../../system/random.ts'
import { passkeyEnrolPage } from '../../../views/factors/passkey.ts'
import type { Ceremony } from '../factor.ts'
import { challengeState, parseAnswer, type PasskeyDeps, unanswered } from './relying-party.ts'
import { addPasskey, listPasskeys } from './store.ts'

const answerShape = z.looseObject({
  id: z.string().regex(/^[\w-]{1,1024}$/),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string(), attestationObject: z.string() }),
  clientExtensionResults: z.looseObject({}),
})

/** ES256 and RS256 (COSE): what every authenticator of today knows one of. */
const ALGORITHMS = [-7, -257]

const NAME_MAX = 40

/** WebAuthn §7.1. Attestation is not asked for: which make of key somebody has is their affair. */
export function createEnrolment({ db, relyingParty }: PasskeyDeps): Ceremony {
  return {
    sends: false,
    keepsState: true,
    async begin({ accountId }) {
      const { challenge } = await generateRegistrationOptions({
        rpName: relyingParty.name,
        rpID: relyingParty.id,
        userName: '',
      })
      return { challenge, accountId }
    },
    async page({ accountId, username }, state) {
      const { challenge } = challengeState.parse(state)
      const known = accountId === null ? [] : await listPasskeys(db, accountId)
      const options = {
        challenge,
        rp: { id: relyingParty.id, name: relyingParty.name },
        user: {
          id: Buffer.from((accountId ?? '').replaceAll('-', ''), 'hex').toString('base64url'),
          name: username ?? '',
          displayName: username ?? '',
        },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        excludeCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      }
      return (frame) => passkeyEnrolPage(frame, { options: JSON.stringify(options) })
    },
    async finish({ accountId, now }, state, reply) {
      const begun = challengeState.safeParse(state)
      const answer = answerShape.safeParse(parseAnswer(reply['credential']))
      if (!begun.success || !answer.success || accountId === null) return unanswered
      if (begun.data.accountId !== accountId) return unanswered
      const credential = await verified(answer.data, begun.data.challenge)
      if (credential === null) return unanswered
      const id = randomUuid()
      const name = nameOf(reply['passkey_name'])
      return {
        verified: true,
        accountId,
        authenticatorId: id,
        settle: (transaction) => addPasskey(transaction, { ...credential, id, accountId, name, createdAt: now }),
      }
    },
  }

  async function verified({ id, rawId, type, response }: z.infer<typeof answerShape>, expectedChallenge: string) {
    const { clientDataJSON, attestationObject } = response
    const given: RegistrationResponseJSON = {
      ...{ id, rawId, type, clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject },
    }
    try {
      const { verified: holds, registrationInfo } = await verifyRegistrationResponse({
        response: given,
        expectedChallenge,
        expectedOrigin: relyingParty.origin,
        expectedRPID: relyingParty.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      })
      if (!holds) return null
      const { credential } = registrationInfo
      return {
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
      }
    } catch {
      // It throws for each thing that can be wrong with an answer
      return null
    }
  }
}

/** What its owner calls it; nothing that a list of names could not show. */
function nameOf(typed: string | undefined): string {
  const name = (typed ?? '').replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  return Array.from(name).slice(0, NAME_MAX).join('')
}
