/** What can happen to any account that is there, suspended or not. */
import type { Effect, Next } from '../effect.ts'
import type { LifeRefusal } from '../account-life.ts'
import { deleted } from './delete.ts'
import type { Rules, Situation } from './rule.ts'

/** Where the state itself has no such rule. */
export const anyState: Rules = {
  // #36; on-line only where the state says so (#35)
  terminate: ({ how }, { account }) => (how === 'office' ? deleted(account, 'closed_at_office') : 'not_in_this_state'),
  // #37
  suspend: (_event, situation) => suspension(situation, true),
  lift: (_event, situation) => suspension(situation, false),
  // #38
  tell_username: (_event, { account }) => ({
    account,
    effects: [{ do: 'record', event: 'account.username_told' }],
  }),
}

/** The events that an account hears under a suspension: what an office or an administrator does. Deadlines run on. */
export const underSuspension: readonly (keyof Rules)[] = [
  'terminate',
  'lift',
  'tell_username',
  'delete_same_identity',
  'refuse_finalisation',
  'address_changed',
]

/** The state beneath goes on, and what was lifted is what it has become meanwhile. */
function suspension({ account }: Situation, suspended: boolean): Next | LifeRefusal {
  if (account.suspended === suspended) return 'not_in_this_state'
  const ended: readonly Effect[] = suspended ? [{ do: 'end_access', reason: 'suspended' }] : []
  return {
    account: { ...account, suspended },
    effects: [
      { do: 'record', event: suspended ? 'account.suspended' : 'account.lifted' },
      ...ended,
      { do: 'mail', mail: { template: 'suspension', props: { suspended } } },
    ],
  }
}
