/** Whatever counts once counts once, however many come at the same moment. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { Finished } from '../../src/wallets/presentations/finish.ts'
import { listKeys } from '../../src/wallets/keys/store.ts'
import {
  approve,
  NOW,
  pidIssuer,
  post,
  type Reply,
  requestUriOf,
  scan,
  startVerifier,
  type Verifier,
} from './verifier.ts'
import { answerFields, aWallet } from './wallet.ts'

let verifier: Verifier
beforeAll(async () => {
  verifier = await startVerifier()
})
afterAll(() => verifier.close())

const ROUNDS = Array.from({ length: 10 }, (_, round) => round + 1)
const HUNDRED = Array.from({ length: 100 })

/** As a wallet does that is told that we are busy: nothing has happened, so it comes again. */
async function insist(address: string, fields: Record<string, string> = {}): Promise<Reply> {
  const reply = await post(address, fields)
  return reply.status === 503 ? await insist(address, fields) : reply
}

/** Answers that succeeded; each of the others was told the same. */
function winners(replies: readonly Reply[], loser: Reply): number {
  const [won, lost] = [replies.filter(({ status }) => status === 200), replies.filter(({ status }) => status !== 200)]
  for (const reply of lost) expect(reply).toEqual(loser)
  return won.length
}

async function answeredBy(accountId: string | null = null) {
  const { wallet, accountId: owner } = await verifier.holder()
  const started = await verifier.start({ accountId })
  expect(await approve({ wallet, asked: await scan(started.qrText), started })).toMatchObject({ status: 200 })
  return { started, owner }
}

async function finished({ requestId, signInId }: { requestId: string; signInId: string }): Promise<Finished> {
  const outcome = await verifier.presentations.finish(requestId, { signInId, responseCode: null, now: NOW })
  if (!outcome.ok) throw new Error(outcome.fault)
  return outcome
}

const settle = ({ settle }: Finished) => inTransaction(verifier.db, settle)

describe('of 100 at the same moment', () => {
  test.each(ROUNDS)('one answer to a request is accepted (round %i)', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    const answer = { wallet, asked, issuer: pidIssuer, now: NOW, number: started.matchNumber }
    const sent = await Promise.all(HUNDRED.map(() => answerFields(answer)))
    const replies = await Promise.all(sent.map((fields) => insist(asked.response_uri, fields)))
    expect(winners(replies, { status: 409, body: { error: 'already_answered' } })).toBe(1)
  })

  test.each(ROUNDS)('one scan is answered, by either address (round %i)', async () => {
    const { qrText, deepLink } = await verifier.start()
    const replies = await Promise.all(
      HUNDRED.map((_, index) => insist(requestUriOf(index % 2 === 0 ? qrText : deepLink))),
    )
    expect(winners(replies, { status: 409, body: { error: 'request_already_scanned' } })).toBe(1)
  })

  test.each(ROUNDS)('one finish uses the answer (round %i)', async () => {
    const { started, owner } = await answeredBy()
    const outcomes = await Promise.all(HUNDRED.map(() => finished(started)))
    expect(new Set(outcomes.map(({ accountId }) => accountId))).toEqual(new Set([owner]))
    const used = await Promise.all(outcomes.map(settle))
    expect(used.filter(Boolean)).toHaveLength(1)
    const again = await verifier.presentations.finish(started.requestId, {
      ...{ signInId: started.signInId, responseCode: null, now: NOW },
    })
    expect(again).toEqual({ ok: false, fault: 'already_used' })
  })

  test('five devices of one account are bound, and one of those with the same key', async () => {
    const accountId = await verifier.account()
    const disclose = ['family_name', 'given_name', 'birthdate'] as const
    const enrol = async (wallet = aWallet()): Promise<Finished> => {
      const started = await verifier.start({ purpose: 'enrol', accountId })
      await approve({ wallet: await wallet, asked: await scan(started.qrText), started, disclose })
      return await finished(started)
    }
    const same = aWallet()
    const twins = await Promise.all([enrol(same), enrol(same), enrol(same)])
    expect((await Promise.all(twins.map(settle))).filter(Boolean)).toHaveLength(1)
    const more = await Promise.all(Array.from({ length: 20 }, () => enrol()))
    expect((await Promise.all(more.map(settle))).filter(Boolean)).toHaveLength(4)
    expect(await listKeys(verifier.db, accountId)).toHaveLength(5)
  })

  test('with a read before the write, several would win: the one statement is what holds', async () => {
    const { started } = await answeredBy()
    const readThenWrite = async (): Promise<boolean> => {
      const { rows } = await sql<{ used_at: Date | null }>`
        select used_at from wallet_requests where id = ${started.requestId}`.execute(verifier.db)
      if (rows[0]?.used_at !== null) return false
      await sql`update wallet_requests set used_at = now() where id = ${started.requestId}`.execute(verifier.db)
      return true
    }
    const won = await Promise.all(HUNDRED.map(readThenWrite))
    expect(won.filter(Boolean).length).toBeGreaterThan(1)
  })
})
