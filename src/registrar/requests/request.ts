/**
 * Acts that could take an account over wait for a second clerk of the same office (domain §6.2). What was asked for
 * lies sealed until it is decided, and is forgotten then.
 */
import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { naturalIdentity } from '../../persons/person.ts'
import { randomUuid } from '../../system/random.ts'
import type { AtDesk, DeskDependencies } from '../desk.ts'
import { shownDocument } from '../documents.ts'
import { findRequest, insertRequest, openRequests, type RequestKind, type RequestRow } from './store.ts'

const occasion = { caseId: z.string(), reason: z.string() }
const payloads = {
  register: z.strictObject({
    ...occasion,
    identity: naturalIdentity,
    document: shownDocument,
    email: z.string(),
    username: z.string(),
    language: z.enum(['hu', 'en']),
    noticeVersion: z.string(),
  }),
  finalise: z.strictObject({ ...occasion, identity: naturalIdentity }),
  correct_email: z.strictObject({ ...occasion, email: z.string() }),
  remove_factors: z.strictObject(occasion),
  re_enable_password: z.strictObject(occasion),
}

export type Payload<K extends RequestKind> = Readonly<z.infer<(typeof payloads)[K]>>

/** A request that waits, opened. */
export type Request<K extends RequestKind = RequestKind> = {
  [Kind in K]: Omit<RequestRow, 'payloadSealed' | 'kind'> & { readonly kind: Kind; readonly asked: Payload<Kind> }
}[K]

type Deps = Pick<DeskDependencies, 'sealing' | 'clock'>

/** Asks for an act. False where the same act on the same matter waits already. */
export async function askForAct<K extends RequestKind>(
  { sealing, clock, settings }: Deps & Pick<DeskDependencies, 'settings'>,
  transaction: Transaction,
  { clerk, office }: AtDesk,
  request: {
    readonly kind: K
    readonly subjectAccountId: string | null
    /** The account; of a registration, the identity's key. */
    readonly matter: string
    readonly asked: Payload<K>
  },
): Promise<boolean> {
  const id = randomUuid()
  const now = clock.now()
  const { asked, ...row } = request
  return await insertRequest(transaction, {
    ...row,
    id,
    officeId: office.id,
    requestedBy: clerk.accountId,
    // What does not open again must not be asked for
    payloadSealed: await sealing.seal(contextOf(id), JSON.stringify(payloads[request.kind].parse(asked))),
    requestedAt: now,
    expiresAt: now + settings.request,
  })
}

/** What waits at an office, oldest first. */
export async function waitingRequests(deps: Deps & { readonly db: Db }, officeId: string): Promise<readonly Request[]> {
  const rows = await openRequests(deps.db, officeId, deps.clock.now())
  return await Promise.all(rows.map((row) => open(deps, row)))
}

/** One that waits at this office. */
export async function waitingRequest(
  deps: Deps & { readonly db: Db | Transaction },
  officeId: string,
  id: string,
): Promise<Request | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await findRequest(deps.db, { id, officeId }, deps.clock.now())
  return row === null ? null : await open(deps, row)
}

async function open({ sealing }: Pick<Deps, 'sealing'>, row: RequestRow): Promise<Request> {
  const { payloadSealed, ...rest } = row
  const asked: unknown = JSON.parse(await sealing.open(contextOf(row.id), payloadSealed))
  switch (rest.kind) {
    case 'register':
      return { ...rest, kind: rest.kind, asked: payloads.register.parse(asked) }
    case 'finalise':
      return { ...rest, kind: rest.kind, asked: payloads.finalise.parse(asked) }
    case 'correct_email':
      return { ...rest, kind: rest.kind, asked: payloads.correct_email.parse(asked) }
    case 'remove_factors':
      return { ...rest, kind: rest.kind, asked: payloads.remove_factors.parse(asked) }
    case 're_enable_password':
      return { ...rest, kind: rest.kind, asked: payloads.re_enable_password.parse(asked) }
  }
}

function contextOf(id: string): string {
  return `desk-act:${id}`
}
