/** REG_PENDING, ACTIVE, PW_EXPIRED, INACTIVE and REACT_PENDING: accounts of persons whose identity was checked. */
import type { Effect, Next } from '../effect.ts'
import { closePassword, reEnablePassword } from './closed-password.ts'
import { codeExpiry, redeeming, sendAgain, sendCode, withPassword } from './code.ts'
import { deleted } from './delete.ts'
import type { Rule, Rules } from './rule.ts'

/** The first code of a registration, or the one after a reactivation, makes the account ACTIVE. */
export const registrationPending: Rules = {
  // #13
  redeem: redeeming((event, situation) => {
    const account = withPassword(situation, event.validity)
    const { passwordExpiresAt } = account
    return {
      account: { ...account, phase: 'ACTIVE', firstActiveAt: situation.now },
      effects: [
        { do: 'record', event: 'account.activated' },
        { do: 'mail', mail: { template: 'account-ready', props: { how: 'activated', passwordExpiresAt } } },
      ],
    }
  }),
  // #15
  forgotten: sendAgain,
  // #16
  correct_email({ email }, situation) {
    const sent = sendCode(situation, { reissue: false })
    return {
      ...sent,
      effects: [
        { do: 'set_address', email },
        { do: 'record', event: 'account.address_changed', reason: 'corrected' },
        ...sent.effects,
      ],
    }
  },
}

/** #20 #25 #33, RD4: the code replaces the password and ends what rested on the old one; second factors stay (RD8). */
const reset = redeeming((event, situation): Next => {
  const account = withPassword(situation, event.validity)
  const holdUntil = situation.now + situation.policy.recovery.mailHold
  return {
    account: { ...account, phase: 'ACTIVE', mailResetAt: situation.now },
    effects: [
      { do: 'record', event: 'account.password_changed', reason: 'reset' },
      { do: 'end_access', reason: 'password_changed' },
      { do: 'mail', mail: { template: 'password-changed', props: { how: 'reset', holdUntil } } },
    ],
  }
})

/** #40 #42, edge m */
const addressChanged: Rule<'address_changed'> = (_event, { account }) => ({
  account: { ...account, code: null },
  effects: account.code === null ? [] : [{ do: 'void_code' }],
})

export const active: Rules = {
  // #18
  change_password(event, situation) {
    const account = withPassword(situation, event.validity)
    return {
      account,
      effects: [
        { do: 'set_password', hash: event.passwordHash },
        { do: 'record', event: 'account.password_changed', reason: 'changed' },
        { do: 'mail', mail: { template: 'password-changed', props: { how: 'changed', holdUntil: null } } },
      ],
    }
  },
  // #19, RD4: the old password works until the code is redeemed
  forgotten: sendAgain,
  // #20
  redeem: reset,
  // #32 #33
  close_password: closePassword,
  re_enable_password: reEnablePassword,
  // #35
  terminate: ({ how }, { account }) => deleted(account, how === 'online' ? 'closed_online' : 'closed_at_office'),
  // #39
  change_username: ({ username }, { account }) => ({
    account,
    effects: [
      { do: 'set_username', username },
      { do: 'record', event: 'account.username_changed' },
      { do: 'mail', mail: { template: 'username-changed', props: {} } },
    ],
  }),
  address_changed: addressChanged,
}

export const passwordExpired: Rules = {
  // #24: until the sixtieth day
  forgotten: sendAgain,
  // #25: the code decides, also when the sixtieth day passed meanwhile (edge c)
  redeem: reset,
  // #32 #33
  close_password: closePassword,
  re_enable_password: reEnablePassword,
  address_changed: addressChanged,
}

export const inactive: Rules = {
  // #27: no code, and a word where to go
  forgotten: (_event, { account }) => ({
    account,
    effects: [
      { do: 'record', event: 'account.code_sent', outcome: 'failure', reason: 'inactive' },
      { do: 'mail', mail: { template: 'inactive-code-request', props: {} } },
    ],
  }),
  // #28: the system sends the code by itself; the window is counted as for a registration (RD1)
  reactivate(_event, { account, policy, now }) {
    const windowEndsAt = codeExpiry('REACTIVATION', policy, now) + policy.registration.pending.window
    const pending = { ...account, phase: 'REACT_PENDING', windowEndsAt } as const
    const sent = sendCode({ account: pending, policy, now }, { reissue: false })
    const record: Effect = { do: 'record', event: 'account.state_changed', reason: 'REACT_PENDING' }
    return { ...sent, effects: [record, ...sent.effects] }
  },
  address_changed: addressChanged,
}

export const reactivationPending: Rules = {
  // #29: who they are was checked at the desk, so no hold follows (RD8 speaks of a reset by mail alone)
  redeem: redeeming((event, situation) => ({
    account: { ...withPassword(situation, event.validity), phase: 'ACTIVE' },
    effects: [
      { do: 'record', event: 'account.password_changed', reason: 'reactivated' },
      { do: 'end_access', reason: 'password_changed' },
      { do: 'mail', mail: { template: 'password-changed', props: { how: 'reactivated', holdUntil: null } } },
    ],
  })),
  // #30
  forgotten: sendAgain,
}
