import { emailKeys } from '../../accounts/email.ts'
import { usernameKey } from '../../accounts/username.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import { birthKeys, identityKey } from '../../persons/identity-key.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import { type Customer, isOwnRecord, isTemporary, openCustomer } from '../customers/customer.ts'
import { type CustomerRow, findByBirth, findByEmail, findByUsername } from '../customers/store.ts'
import type { AtDesk, DeskDependencies, Occasion } from '../desk.ts'
import { mayAct, refuse, type Refused } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import { openVisit } from '../visits/visit.ts'

/** What a customer can be looked for by: always all of it, never a part. */
export type SearchBy =
  { readonly identity: NaturalIdentity } | { readonly username: string } | { readonly email: string }

export interface Found {
  readonly ok: true
  /** Each with the visit under which the clerk may go on. */
  readonly customers: readonly { readonly visitId: string; readonly customer: Customer }[]
}

/**
 * K2: finds accounts by exact data, at most five. Recorded with case and reason for each account that was found, and
 * once where none was. A temporary registration is never found, whatever is typed (RD12).
 */
export async function search(
  deps: DeskDependencies,
  { desk, occasion, by }: { readonly desk: AtDesk; readonly occasion: Occasion; readonly by: SearchBy },
): Promise<Found | Refused> {
  return await inTransaction(deps.db, async (t) => {
    if (!(await mayAct(t, desk))) return refuse('no_right')
    const rows = (await find(deps, t, by)).filter((row) => !isTemporary(row))
    const reason = 'identity' in by ? 'by_identity' : 'username' in by ? 'by_username' : 'by_email'
    const event = { event: 'desk.searched', reason, occasion } as const
    const customers: { visitId: string; customer: Customer }[] = []
    for (const row of rows.filter((one) => !isOwnRecord(desk.clerk, one))) {
      const customer = await openCustomer(deps, t, row)
      if (customer === null || !fits(deps, customer, by)) continue
      const { accountId: subjectAccountId } = row
      const visitId = await openVisit(deps, t, desk, {
        ...occasion,
        shown: null,
        subjectAccountId,
        purpose: 'customer',
      })
      await recordAtDesk(deps, t, desk, { ...event, subjectAccountId })
      customers.push({ visitId, customer })
    }
    if (customers.length > 0) return { ok: true, customers: customers.slice(0, MOST) }
    await recordAtDesk(deps, t, desk, { ...event, outcome: 'failure' })
    return refuse(rows.some((row) => isOwnRecord(desk.clerk, row)) ? 'own_record' : 'not_found')
  })
}

const MOST = 5

async function find({ keyed }: DeskDependencies, t: Transaction, by: SearchBy): Promise<readonly CustomerRow[]> {
  if ('identity' in by) return await findByBirth(t, birthKeys(keyed, by.identity), MOST)
  if ('username' in by) return await findByUsername(t, usernameKey(by.username), MOST)
  return await findByEmail(t, emailKeys(keyed, by.email), MOST)
}

/** The keys find an identity at birth; the name that is borne now belongs to the full set, too. */
function fits({ keyed }: DeskDependencies, { identity }: Customer, by: SearchBy): boolean {
  if (!('identity' in by)) return true
  // Nobody is asked at the desk what is not among the natural data
  const typed = { ...by.identity, gender: identity.gender }
  return identityKey(keyed, typed) === identityKey(keyed, identity)
}
