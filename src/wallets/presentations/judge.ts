import * as z from 'zod'
import type { EpochSeconds } from '../../system/clock.ts'
import { constantTimeEqual } from '../../system/hashing.ts'
import { openAnswer } from '../../system/presentations/answer-key.ts'
import { type Presented, verifyPresentation } from '../../system/presentations/verify.ts'
import { type asked, CREDENTIAL_TYPE, type offer } from './claims.ts'
import type { PresentationDependencies } from './dependencies.ts'
import { type Outcome, refused } from './fault.ts'
import { clientIdOf } from './request-object.ts'
import type { Mode } from './store.ts'

/** What a wallet sends (OpenID4VP 1.0 §8.3.1): the encrypted answer, or in plain words that there is none. */
export type Sent = Readonly<Record<string, string>>

/** An answer that belongs to this request, in clear. */
export interface Answer {
  /** What the wallet presents, by the ids of our query; null where it refuses. */
  readonly presentations: Readonly<Record<string, unknown>> | null
}

const answerShape = z.looseObject({
  state: z.string().optional(),
  error: z.string().optional(),
  vp_token: z.record(z.string(), z.unknown()).optional(),
})

/**
 * Opens what was sent. A fault here says nothing about the wallet that scanned: whatever is not encrypted to this
 * request's key, or does not know its state, may come from anybody and changes nothing.
 */
export async function readAnswer(
  sent: Sent,
  { privateJwk, state }: Pick<z.infer<typeof asked>, 'privateJwk' | 'state'>,
): Promise<Outcome<{ readonly answer: Answer }>> {
  // A refusal need not be encrypted; anything else must be
  const isPlainRefusal = sent['response'] === undefined && sent['error'] !== undefined
  const clear = isPlainRefusal ? sent : parsed(await openAnswer(sent['response'] ?? '', privateJwk))
  const shaped = answerShape.safeParse(clear)
  if (!shaped.success) return refused('answer_unreadable')
  if (!constantTimeEqual(shaped.data.state ?? '', state)) return refused('wrong_state')
  const { error, vp_token: presentations } = shaped.data
  return { ok: true, answer: { presentations: error === undefined ? (presentations ?? {}) : null } }
}

/** Judges an answer's one presentation against what was asked. */
export async function judgeAnswer(
  { trustList, issuer }: Pick<PresentationDependencies, 'trustList' | 'issuer'>,
  { presentations }: Answer,
  request: {
    readonly asked: z.infer<typeof asked>
    readonly offer: z.infer<typeof offer>
    readonly mode: Mode
    readonly now: EpochSeconds
  },
): Promise<Outcome<{ readonly presented: Presented }>> {
  if (presentations === null) return refused('access_denied')
  const { pid } = presentations
  const [presentation, ...more] = Array.isArray(pid) ? pid : []
  // One credential was asked for, so one is answered (OpenID4VP 1.0 §8.1)
  if (typeof presentation !== 'string' || more.length > 0) return refused('presentation_missing')
  const { nonce, transactionData } = request.asked
  return await verifyPresentation(presentation, {
    ...{ nonce, transactionData, trustList, now: request.now },
    type: CREDENTIAL_TYPE,
    audience: clientIdOf(issuer),
    matchNumber: request.mode === 'qr' ? request.offer.matchNumber : null,
  })
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
