/** Forms that people take away to sign: sealed, one for each browser, gone after half an hour or when used. */
import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import { naturalIdentity, type NaturalIdentity } from '../../persons/person.ts'
import type { Clock, EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import { findForm, keepForm, takeForm } from './store.ts'

const LIFETIME = 30 * 60

const formSchema = z.object({
  issuer: z.string(),
  nonce: z.string(),
  username: z.string(),
  email: z.string(),
  identity: naturalIdentity,
  data_notice: z.string(),
})

/** A form as it was given away. */
export interface FormToSign {
  /** The bytes that are to be signed. */
  readonly text: string
  readonly identity: NaturalIdentity
  readonly username: string
  readonly email: string
  readonly expiresAt: EpochSeconds
  /** As it lies in the database: names this form and no later one. */
  readonly sealed: string
}

interface Deps {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
}

/** Makes a form for this browser; an earlier one of it is worth nothing then. */
export async function giveForm(
  { db, clock, sealing }: Deps,
  browser: string,
  content: Omit<z.infer<typeof formSchema>, 'nonce'>,
): Promise<void> {
  const expiresAt = clock.now() + LIFETIME
  const valid_until = new Date(expiresAt * 1000).toISOString()
  const text = `${JSON.stringify({ ...content, valid_until, nonce: randomId() }, null, 2)}\n`
  const browserHash = hashOf(browser)
  const formSealed = await sealing.seal(context(browserHash), text)
  await inTransaction(db, (transaction) => keepForm(transaction, { browserHash, formSealed, expiresAt }))
}

/** The form that this browser was given; null where it has none, or none any more. */
export async function formOf({ db, clock, sealing }: Deps, browser: string): Promise<FormToSign | null> {
  const browserHash = hashOf(browser)
  const row = await findForm(db, browserHash)
  if (row === null || row.expiresAt < clock.now()) return null
  const text = await sealing.open(context(browserHash), row.formSealed)
  const { identity, username, email } = formSchema.parse(JSON.parse(text))
  return { text, identity, username, email, expiresAt: row.expiresAt, sealed: row.formSealed }
}

/** Takes the form away, once: false where somebody was faster, or another was made since. */
export function useForm(transaction: Transaction, browser: string, { sealed }: FormToSign): Promise<boolean> {
  return takeForm(transaction, hashOf(browser), sealed)
}

function hashOf(browser: string): Buffer {
  return sha256(`form-to-sign\0${browser}`)
}

function context(browserHash: Buffer): string {
  return `form-to-sign:${browserHash.toString('hex')}`
}
