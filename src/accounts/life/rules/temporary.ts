/** TEMP_PENDING and TEMP_ACTIVE: registered on-line, to be finalised in person within thirty days. */
import { longestExpiry } from '../deadline.ts'
import type { Effect, Next } from '../effect.ts'
import type { LifeAccount } from '../life-account.ts'
import { redeeming, sendAgain, sendCode } from './code.ts'
import { closePassword, reEnablePassword } from './closed-password.ts'
import { deleted } from './delete.ts'
import { registered } from './open.ts'
import type { Rule, Rules, Situation } from './rule.ts'

/** The password outlasts day 30, whatever was chosen: a temporary account has no time to renew one (#5). */
function withLongestPassword({ account, policy, now }: Situation): LifeAccount {
  const passwordExpiresAt = longestExpiry(policy, now)
  return { ...account, passwordSetAt: now, passwordExpiresAt, passwordClosed: false }
}

// #12
const refuseFinalisation: Rule<'refuse_finalisation'> = ({ andDelete }, { account }) =>
  andDelete
    ? deleted(account, 'refused_at_office')
    : { account, effects: [{ do: 'record', event: 'account.finalised', outcome: 'failure', reason: 'data_differ' }] }

// RD12
const deleteSameIdentity: Rule<'delete_same_identity'> = (_event, { account }) => deleted(account, 'same_identity')

export const temporaryPending: Rules = {
  // #5
  redeem: redeeming((_event, situation) => ({
    account: { ...withLongestPassword(situation), phase: 'TEMP_ACTIVE' },
    effects: [
      { do: 'record', event: 'account.activated' },
      {
        do: 'mail',
        mail: { template: 'temporary-ready', props: { finaliseBy: situation.account.temporaryUntil ?? situation.now } },
      },
    ],
  })),
  // #7: before day 30 is the whole of this state
  forgotten: sendAgain,
  // #11, RD3: user name and address stay; a fresh code begins RD1's window
  finalise({ identity }, { account, policy, now }) {
    const sent = sendCode({ account: registered(account, policy, now), policy, now }, { reissue: false })
    return { ...sent, effects: [...joined(identity), ...sent.effects] }
  },
  refuse_finalisation: refuseFinalisation,
  delete_same_identity: deleteSameIdentity,
}

export const temporaryActive: Rules = {
  // #41
  forgotten: sendAgain,
  redeem: redeeming((_event, situation): Next => {
    const holdUntil = situation.now + situation.policy.recovery.mailHold
    return {
      account: { ...withLongestPassword(situation), mailResetAt: situation.now },
      effects: [
        { do: 'record', event: 'account.password_changed', reason: 'reset' },
        { do: 'end_access', reason: 'password_changed' },
        { do: 'mail', mail: { template: 'password-changed', props: { how: 'reset', holdUntil } } },
      ],
    }
  }),
  // #10, RD3: user name, address and password stay. Services knew somebody self-asserted; that one's access ends
  finalise({ identity }, { account, policy, now }) {
    const { passwordExpiresAt } = account
    const window = passwordExpiresAt === null ? null : passwordExpiresAt + policy.password.graceAfterExpiry
    return {
      account: {
        ...account,
        phase: 'ACTIVE',
        temporaryUntil: null,
        windowEndsAt: window,
        firstActiveAt: now,
      },
      effects: [
        ...joined(identity),
        { do: 'end_access', reason: 'finalised' },
        { do: 'mail', mail: { template: 'account-ready', props: { how: 'finalised', passwordExpiresAt } } },
      ],
    }
  },
  refuse_finalisation: refuseFinalisation,
  delete_same_identity: deleteSameIdentity,
  // #35
  terminate: ({ how }, { account }) => deleted(account, how === 'online' ? 'closed_online' : 'closed_at_office'),
  // #32 #33
  close_password: closePassword,
  re_enable_password: reEnablePassword,
}

function joined(identity: Extract<Effect, { do: 'join_person' }>['identity']): Effect[] {
  return [
    { do: 'join_person', identity },
    { do: 'record', event: 'account.finalised' },
  ]
}
