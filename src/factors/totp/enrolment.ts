import * as z from 'zod'
import type { Seconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import { randomUuid } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import { deletionCodePage, totpEnrolPage } from '../../../views/factors/totp.ts'
import type { Ceremony, CeremonyContext, Verdict } from '../factor.ts'
import { secretContext, wrongCode } from './authentication.ts'
import { digitsOf, newDeletionCode, newSecret, otpauthUri, spaced, stepOf } from './code.ts'
import { qrSvg } from '../../system/qr.ts'
import { placeAuthenticator, readAuthenticator } from './store.ts'

export interface EnrolmentDeps {
  readonly db: Db
  readonly sealing: Sealing
  readonly keyed: KeyedHash
  /** The name under which the app lists its codes. */
  readonly issuerName: string
  /** How long an enrolment may take, from the first page to the last. */
  readonly enrolmentLifetime: Seconds
}

const begun = z.strictObject({
  page: z.literal('secret'),
  id: z.uuid(),
  /** Whoever else this sign-in names later must not get a secret that this person saw. */
  accountId: z.uuid().nullable(),
  /** The app that stood there when this began. */
  replaces: z.uuid().nullable(),
  secret: z.string(),
  until: z.int(),
})
const proved = begun.extend({ page: z.literal('deletion-code'), step: z.int(), deletionCode: z.string() })
const stateSchema = z.discriminatedUnion('page', [begun, proved])

/**
 * Two pages: scan the secret and type a code; then save the deletion code and say so. Nothing is stored before the
 * end, so that an enrolment that is left changes nothing: the app before it goes on working.
 */
export function createEnrolment({ db, sealing, keyed, issuerName, enrolmentLifetime }: EnrolmentDeps): Ceremony {
  return {
    sends: false,
    keepsState: true,
    begin: (context, transaction) => newState(transaction, context),
    async page(context, state) {
      const shown = stateSchema.parse(state)
      if (shown.page === 'deletion-code') return (frame) => deletionCodePage(frame, { code: shown.deletionCode })
      const uri = otpauthUri(shown.secret, { issuer: issuerName, username: context.username ?? '' })
      return (frame) => totpEnrolPage(frame, { secretText: spaced(shown.secret), otpauthUri: uri, qr: qrSvg(uri) })
    },
    async finish(context, state, reply) {
      const judged = state === null ? null : stateSchema.parse(state)
      // A secret that lay on a screen for too long is dropped: the first page again, with a new one.
      if (judged === null || judged.accountId !== context.accountId || context.now > judged.until) {
        return { verified: false, advance: await newState(db, context) }
      }
      if (judged.page === 'secret') {
        const code = digitsOf(reply['code'] ?? '')
        const step = await stepOf(judged.secret, code, context.now)
        if (step === null) return wrongCode(code)
        return { verified: false, advance: { ...judged, page: 'deletion-code', step, deletionCode: newDeletionCode() } }
      }
      if (!reply['saved'])
        return { verified: false, text: 'E-SAVE-01', field: 'saved', stateSpent: false, unjudged: true }
      return await enrol(context, judged)
    },
  }

  async function newState(database: Db | Transaction, context: CeremonyContext): Promise<z.infer<typeof begun>> {
    const present = await readAuthenticator(database, context.accountId)
    const until = context.now + enrolmentLifetime
    const { accountId } = context
    return { page: 'secret', id: randomUuid(), accountId, replaces: present?.id ?? null, secret: newSecret(), until }
  }

  async function enrol(context: CeremonyContext, state: z.infer<typeof proved>): Promise<Verdict> {
    const { accountId } = context
    if (accountId === null) throw new TypeError('an app is enrolled for an account')
    const app = {
      id: state.id,
      accountId,
      replaces: state.replaces,
      secretSealed: await sealing.seal(secretContext(accountId), state.secret),
      // The code typed on the first page is spent with it.
      lastStep: state.step,
      deletionCodeHash: deletionCodeHash(keyed, accountId, state.deletionCode),
      createdAt: context.now,
    }
    return {
      verified: true,
      accountId,
      authenticatorId: app.id,
      settle: (transaction) => placeAuthenticator(transaction, app),
    }
  }
}

/** Whether this is the code whose hash is stored; spaces and dashes between its digits do not matter. */
export function matchesDeletionCode(keyed: KeyedHash, accountId: string, code: string, stored: string): boolean {
  return keyed.matches('deletion-code', `${accountId}\0${digitsOf(code)}`, stored)
}

/** Stored keyed and bound to the account: sixteen digits could be guessed from a plain hash. */
export function deletionCodeHash(keyed: KeyedHash, accountId: string, code: string): string {
  return keyed.hash('deletion-code', `${accountId}\0${digitsOf(code)}`)
}
