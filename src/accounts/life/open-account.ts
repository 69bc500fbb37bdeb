/** #1–#4 written: the person's record, the account, its first code or password, in the caller's transaction. */
import type { Transaction } from '../../database/transaction.ts'
import { orUndone } from '../../database/savepoint.ts'
import { createAccount } from '../account.ts'
import { nextDue } from './advance.ts'
import type { ActedBy, LifeEvents, LifeRefusal, NewRegistration, Opened } from './account-life.ts'
import type { AccountLifeDependencies } from './dependencies.ts'
import type { Next } from './effect.ts'
import { stateOf } from './life-account.ts'
import { performAll } from './perform.ts'
import { isUsernameReserved } from './reserved-username.ts'
import { lockAccount, temporaryAccountsOf, writeLife } from './store.ts'
import { transition } from './transition.ts'

export async function openAccount(
  deps: AccountLifeDependencies,
  transaction: Transaction,
  registration: NewRegistration,
  by: ActedBy,
  /** RD12: deletes a temporary account. */
  deleteSameIdentity: (accountId: string) => Promise<unknown>,
): Promise<Opened> {
  const now = deps.clock.now()
  const begun = transition(null, openingOf(registration), deps.policy, now)
  if (begun.refusal !== null || begun.account === null) return refused(begun.refusal ?? 'not_in_this_state')
  if (await isUsernameReserved(deps, transaction, registration.username, now)) return refused('username_taken')

  const verified = registration.how !== 'temporary'
  let refusal: LifeRefusal = 'username_taken'
  const accountId = await orUndone(transaction, async () => {
    // RD12: first, because one of them may have the name that its visitor asks for again
    if (verified) {
      const birthKeys = deps.persons.birthKeys(registration.identity)
      for (const id of await temporaryAccountsOf(transaction, birthKeys)) await deleteSameIdentity(id)
    }
    const personId = await deps.persons.enter(transaction, registration.identity, { verified, now })
    if (personId === null) {
      refusal = 'person_has_account'
      return null
    }
    return await enterAccount(deps, transaction, { registration, personId, begun, by, now })
  })
  return accountId === null ? refused(refusal) : { ok: true, accountId }
}

function openingOf(registration: NewRegistration): { readonly type: 'open' } & LifeEvents['open'] {
  const { birthdate } = registration.identity
  if (registration.how !== 'signature') return { type: 'open', how: registration.how, birthdate }
  const { how, passwordHash, validity } = registration
  return { type: 'open', how, birthdate, passwordHash, validity }
}

/** Null where another account has the name. */
async function enterAccount(
  deps: AccountLifeDependencies,
  transaction: Transaction,
  {
    registration,
    personId,
    begun,
    by,
    now,
  }: { registration: NewRegistration; personId: string; begun: Next; by: ActedBy; now: number },
): Promise<string | null> {
  const { account: life, effects } = begun
  if (life === null) return null
  const { username, email, language } = registration
  const state = stateOf(life)
  const opened = { personId, username, state, language, email, emailConfirmedAt: null }
  const accountId = await createAccount(transaction, opened, { ...deps, now })
  if (accountId === null) return null
  await writeLife(transaction, accountId, life, nextDue(life, deps.policy))
  const account = await lockAccount(transaction, accountId)
  if (account === null) return null
  await performAll(deps, { transaction, account, code: null, by, now }, effects)
  return accountId
}

function refused(refusal: LifeRefusal): Opened {
  return { ok: false, refusal }
}
