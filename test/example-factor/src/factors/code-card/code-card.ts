/** A paper card with ten codes, each used once and in their order. Owns the cards; no mail, no app, no device. */
import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import { constantTimeEqual } from '../../system/hashing.ts'
import { randomDigits, randomUuid } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import { codeCardEnrolPage, codeCardPage } from '../../../views/factors/code-card.ts'
import type { Ceremony, SettableFactor, Verdict } from '../factor.ts'
import { placeCard, readCard, removeCard, takeCode } from './store.ts'

interface CodeCardDeps {
  readonly db: Db
  readonly sealing: Sealing
}

const CODES = 10
const DIGITS = 6

const codesSchema = z.array(z.string()).length(CODES)
const stateSchema = z.strictObject({
  accountId: z.uuid().nullable(),
  codes: codesSchema,
  replaces: z.uuid().nullable(),
})

const wrong: Verdict = { verified: false, text: 'E-CODE-01', field: 'code', stateSpent: false }
const empty: Verdict = { verified: false, text: 'E-CODE-05', field: 'code', stateSpent: false }

export function createCodeCardFactor(deps: CodeCardDeps): SettableFactor {
  return {
    id: 'code-card',
    amr: ['otp'],
    async authenticators(accountId) {
      const card = await readCard(deps.db, accountId)
      return card === null || card.next >= CODES ? [] : [{ id: card.id, createdAt: card.createdAt }]
    },
    authentication: createAuthentication(deps),
    enrolment: createEnrolment(deps),
    remove: (transaction, accountId, id) => removeCard(transaction, accountId, id),
  }
}

function createAuthentication({ db, sealing }: CodeCardDeps): Ceremony {
  return {
    sends: false,
    keepsState: false,
    begin: async () => null,
    async page({ accountId }) {
      const card = await readCard(db, accountId)
      return (frame) => codeCardPage(frame, { number: (card?.next ?? 0) + 1 })
    },
    async finish({ accountId }, _state, reply) {
      const card = await readCard(db, accountId)
      const typed = typedCode(reply['code'])
      if (typed === '') return empty
      const codes: readonly string[] =
        card === null ? [] : codesSchema.parse(JSON.parse(await sealing.open(context(card.id), card.codesSealed)))
      const expected = codes[card?.next ?? 0]
      const isRight = constantTimeEqual(typed, expected ?? '0'.repeat(DIGITS)) && expected !== undefined
      if (!isRight || card === null || accountId === null) return wrong
      return {
        verified: true,
        accountId,
        authenticatorId: card.id,
        settle: (transaction) => takeCode(transaction, card),
      }
    },
  }
}

/** Shows the codes; the first one, typed back, shows that they were written down. It is not used up by that. */
function createEnrolment({ db, sealing }: CodeCardDeps): Ceremony {
  return {
    sends: false,
    keepsState: true,
    async begin({ accountId }) {
      const card = await readCard(db, accountId)
      return { accountId, codes: Array.from({ length: CODES }, () => randomDigits(DIGITS)), replaces: card?.id ?? null }
    },
    async page(_context, state) {
      const { codes } = stateSchema.parse(state)
      return (frame) => codeCardEnrolPage(frame, { codes })
    },
    async finish({ accountId, now }, state, reply) {
      const begun = stateSchema.safeParse(state)
      const typed = typedCode(reply['code'])
      if (!begun.success || accountId === null || begun.data.accountId !== accountId) return wrong
      if (typed === '') return empty
      const { codes, replaces } = begun.data
      if (!constantTimeEqual(typed, codes[0] ?? '')) return wrong
      const id = randomUuid()
      const codesSealed = await sealing.seal(context(id), JSON.stringify(codes))
      return {
        verified: true,
        accountId,
        authenticatorId: id,
        settle: (transaction) => placeCard(transaction, { id, accountId, codesSealed, replaces, createdAt: now }),
      }
    },
  }
}

function typedCode(code: string | undefined): string {
  return (code ?? '').replace(/\s/g, '')
}

function context(id: string): string {
  return `code-card:${id}`
}
