/**
 * The life of an account, written: what `transition.ts` and `advance.ts` decide is done here, with mails, audit rows,
 * ended sessions and erased data in one transaction.
 */
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import { openAddress } from '../account.ts'
import { normalEmail } from '../email.ts'
import { usernameKey } from '../username.ts'
import type { AccountLife, ActedBy, Applied, AppliedEvent, LifeEvent, LifeRefusal } from './account-life.ts'
import { advance, nextDue } from './advance.ts'
import { BY_THE_CLOCK, type AccountLifeDependencies } from './dependencies.ts'
import { stateOf, type LifeAccount } from './life-account.ts'
import { codeContext, plainCode } from './one-time-code.ts'
import { openAccount } from './open-account.ts'
import { performAll } from './perform.ts'
import { countWrongEntry, lockAccount, lockByUsername, lockNextDue, readLife, writeLife } from './store.ts'
import type { KeptCode, LockedAccount } from './store.ts'
import { transition } from './transition.ts'

export function createAccountLife(deps: AccountLifeDependencies): AccountLife {
  const { policy, clock } = deps

  async function load(transaction: Transaction, account: LockedAccount | null) {
    return await readLife(transaction, account, clock.now() - policy.code.reissues.per)
  }

  /** One event on a locked account. */
  async function happen(
    transaction: Transaction,
    { account, life, code }: { account: LockedAccount; life: LifeAccount; code: KeptCode | null },
    event: LifeEvent,
    by: ActedBy,
  ): Promise<Applied> {
    const now = clock.now()
    const { passed, effects, refusal, ...next } = transition(life, event, policy, now)
    const performance = { transaction, account, code, now }
    await performAll(deps, { ...performance, by: BY_THE_CLOCK }, passed)
    const refused = (await performAll(deps, { ...performance, by }, effects)) ?? refusal
    const decided = refused === null ? next.account : refusalLeaves(life, next.account, refusal)
    // A wrong code leaves the row alone, so that it costs the statements that an unknown name costs
    const changed = refused === null || passed.length > 0
    if (decided !== null && changed) await writeLife(transaction, account.id, decided, nextDue(decided, policy))
    if (refused !== null) return { ok: false, refusal: refused }
    return { ok: true, state: decided === null ? 'DELETED' : stateOf(decided) }
  }

  /** What an account is after a refusal: of the transition's own, as it says; of an effect's, caught up and no more. */
  function refusalLeaves(
    life: LifeAccount,
    next: LifeAccount | null,
    byTransition: LifeRefusal | null,
  ): LifeAccount | null {
    return byTransition === null ? advance(life, policy, clock.now()).account : next
  }

  async function apply(transaction: Transaction, accountId: string, event: AppliedEvent, by: ActedBy) {
    const account = await lockAccount(transaction, accountId)
    const loaded = account === null ? null : await load(transaction, account)
    if (account === null || loaded === null) return { ok: false, refusal: 'not_in_this_state' } as const
    return await happen(transaction, { account, ...loaded }, event, by)
  }

  return {
    apply,
    open: (transaction, registration, by) =>
      openAccount(deps, transaction, registration, by, (id) =>
        apply(transaction, id, { type: 'delete_same_identity' }, by),
      ),
    async redeem(transaction, { username, code: typed, passwordHash, validity }, by) {
      const account = await lockByUsername(transaction, usernameKey(username))
      const loaded = await load(transaction, account)
      const kept = loaded?.code ?? null
      const context = codeContext(kept?.purpose ?? 'ACTIVATION', account?.id ?? username.replaceAll('\0', ''))
      const right = deps.keyed.matches(context, plainCode(typed), kept?.hash ?? NO_HASH)
      const event = { type: 'redeem', right: right && kept !== null, passwordHash, validity } as const
      const done =
        account === null || loaded === null ? null : await happen(transaction, { account, ...loaded }, event, by)
      if (account !== null && done?.ok === true && done.state !== 'DELETED') {
        return { ok: true, accountId: account.id, state: done.state }
      }
      // A code was counted where there is one: otherwise nobody's is, by the same statement
      if (done?.ok !== false || done.refusal !== 'code_wrong') await countWrongEntry(transaction, null)
      await deps.audit.record(transaction, {
        event: 'account.code_failed',
        at: clock.now(),
        outcome: 'failure',
        actor: by.actor,
        reason: done?.ok === false ? done.refusal : 'unknown',
        ...(account === null ? {} : { subjectAccountId: account.id }),
        ...(by.address === undefined ? {} : { address: by.address }),
        ...(by.requestId === undefined ? {} : { requestId: by.requestId }),
      })
      return { ok: false }
    },
    async forgotten(transaction, { username, email }, by) {
      const account = await lockByUsername(transaction, usernameKey(username))
      const loaded = await load(transaction, account)
      if (account === null || loaded === null) return
      const address = await openAddress(deps.sealing, account.id, account.emailSealed)
      if (normalEmail(address) !== normalEmail(email)) return
      await happen(transaction, { account, ...loaded }, { type: 'forgotten' }, by)
    },
    async catchUp(limit) {
      const failed: { id: string; error: unknown }[] = []
      let done = 0
      while (done < limit) {
        const found = await inTransaction(deps.db, async (transaction) => {
          const except = failed.map(({ id }) => id)
          const account = await lockNextDue(transaction, clock.now(), except)
          if (account === null) return null
          return await caughtUp(transaction, account).then(
            () => true,
            (error: unknown) => {
              throw new CatchUpFault(account.id, error)
            },
          )
        }).catch((error: unknown) => {
          // One account that cannot be written must not keep the clock from the others
          if (!(error instanceof CatchUpFault)) throw error
          failed.push({ id: error.accountId, error: error.cause })
          return false
        })
        if (found === null) break
        if (found) done += 1
      }
      const [first] = failed
      if (first !== undefined) throw first.error
      return done
    },
  }

  async function caughtUp(transaction: Transaction, account: LockedAccount): Promise<void> {
    const loaded = await load(transaction, account)
    if (loaded === null) return
    const now = clock.now()
    const next = advance(loaded.life, policy, now)
    await performAll(deps, { transaction, account, code: loaded.code, by: BY_THE_CLOCK, now }, next.effects)
    if (next.account !== null) await writeLife(transaction, account.id, next.account, nextDue(next.account, policy))
  }
}

/** Matches nothing: compared where no code is out, so that it takes as long. */
const NO_HASH = 'none.'

class CatchUpFault extends Error {
  readonly accountId: string
  constructor(accountId: string, cause: unknown) {
    super('an account could not be caught up', { cause })
    this.accountId = accountId
  }
}
