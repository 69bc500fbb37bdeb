/** The table of `domain.md` §2.4, row by row: what an event does to an account where it stands. */
import { describe, expect, test } from 'vitest'
import type { LifeEvent, LifeRefusal } from '../../../src/accounts/life/account-life.ts'
import { advance } from '../../../src/accounts/life/advance.ts'
import { stateOf, type LifeAccount } from '../../../src/accounts/life/life-account.ts'
import { transition } from '../../../src/accounts/life/transition.ts'
import {
  birthdate,
  DAY,
  deedsOf,
  forgotten,
  HOUR,
  IDENTITY,
  lived,
  mailsOf,
  PASSWORD,
  policy,
  redeem,
  START,
  STORIES,
  type Story,
} from './builders.ts'

interface Row {
  readonly row: string
  readonly story: Story
  readonly at: number
  /** Nothing but the clock where there is none. */
  readonly event?: LifeEvent
  readonly state: string
  readonly mails?: readonly string[]
  readonly deeds?: readonly string[]
  readonly refusal?: LifeRefusal
}

const NONE: Story = []
const TAKEN = ['use_code', 'confirm_address', 'set_password']
const DELETED = ['end_access', 'delete']
const { TEMP_PENDING, TEMP_ACTIVE, REG_PENDING, ACTIVE, PW_EXPIRED, INACTIVE, REACT_PENDING } = STORIES
const finalise = { type: 'finalise', identity: IDENTITY } as const
const closed: Story = [...ACTIVE, [DAY, { type: 'close_password' }]]

const ROWS: readonly Row[] = [
  ...[
    { row: '#1 submit the on-line form', how: 'temporary', state: 'TEMP_PENDING', mail: 'activation-code:temporary' },
    { row: '#2 register in person', how: 'office', state: 'REG_PENDING', mail: 'activation-code:registration' },
    { row: '#3 register with an eID card', how: 'eid', state: 'REG_PENDING', mail: 'activation-code:registration' },
  ].map(({ row, how, state, mail }) => ({
    ...{ row, story: NONE, at: 0, state, mails: [mail] },
    event: { type: 'open', how: how === 'temporary' || how === 'eid' ? how : 'office', birthdate } as const,
  })),
  {
    ...{ row: '#4 register with an electronic signature and a password', story: NONE, at: 0, state: 'ACTIVE' },
    event: { type: 'open', how: 'signature', birthdate, ...PASSWORD },
    mails: ['account-ready:signature'],
    deeds: ['confirm_address', 'set_password'],
  },
  {
    ...{ row: '#5 redeem the code of a temporary registration', story: TEMP_PENDING, at: HOUR, event: redeem },
    ...{ state: 'TEMP_ACTIVE', mails: ['temporary-ready'], deeds: TAKEN },
  },
  { row: '#6 five days pass', story: TEMP_PENDING, at: 5 * DAY + 1, state: 'TEMP_PENDING' },
  {
    ...{ row: '#7 forgotten password before day 30', story: TEMP_PENDING, at: 20 * DAY, event: forgotten },
    ...{ state: 'TEMP_PENDING', mails: ['activation-code:temporary'] },
  },
  ...[23, 29].flatMap((day) =>
    [TEMP_PENDING, TEMP_ACTIVE].map((story, at) => ({
      ...{ row: `#8 day ${day} of a temporary account`, at: day * DAY, mails: ['temporary-reminder'] },
      story: day === 23 ? story : [...story, [23 * DAY, { type: 'tell_username' }] as const],
      state: at === 0 ? 'TEMP_PENDING' : 'TEMP_ACTIVE',
    })),
  ),
  ...[TEMP_PENDING, TEMP_ACTIVE].map((story) => ({
    ...{ row: '#9 day 30 of a temporary account', at: 30 * DAY + 1, state: 'DELETED' },
    story: [...story, [29 * DAY, { type: 'tell_username' }] as const],
    ...{ mails: ['account-deleted:temporary_expired'], deeds: DELETED },
  })),
  {
    ...{ row: '#10 finalise', story: TEMP_ACTIVE, at: DAY, event: finalise, state: 'ACTIVE' },
    ...{ mails: ['account-ready:finalised'], deeds: ['join_person', 'end_access'] },
  },
  {
    ...{ row: '#11 finalise before the code was redeemed', story: TEMP_PENDING, at: DAY, event: finalise },
    ...{ state: 'REG_PENDING', mails: ['activation-code:registration'], deeds: ['join_person'] },
  },
  ...[TEMP_PENDING, TEMP_ACTIVE].flatMap((story, at) => [
    {
      ...{ row: '#12 the data differ, refused', story, at: DAY, state: at === 0 ? 'TEMP_PENDING' : 'TEMP_ACTIVE' },
      event: { type: 'refuse_finalisation', andDelete: false } as const,
    },
    {
      ...{ row: '#12 the data differ, refused and deleted', story, at: DAY, state: 'DELETED' },
      event: { type: 'refuse_finalisation', andDelete: true } as const,
      ...{ mails: ['account-deleted:refused_at_office'], deeds: DELETED },
    },
  ]),
  {
    ...{ row: '#13 redeem the code of a registration', story: REG_PENDING, at: DAY, event: redeem, state: 'ACTIVE' },
    ...{ mails: ['account-ready:activated'], deeds: TAKEN },
  },
  { row: '#14 five days pass', story: REG_PENDING, at: 5 * DAY + 1, state: 'REG_PENDING' },
  {
    ...{ row: '#15 forgotten password inside the window', story: REG_PENDING, at: 65 * DAY, event: forgotten },
    ...{ state: 'REG_PENDING', mails: ['activation-code:registration'] },
  },
  {
    ...{ row: '#16 correct the address', story: REG_PENDING, at: DAY, state: 'REG_PENDING' },
    event: { type: 'correct_email', email: 'anna@posta.example' },
    ...{ mails: ['activation-code:registration'], deeds: ['set_address'] },
  },
  {
    ...{ row: '#17 the window ends', story: REG_PENDING, at: 65 * DAY + 1, state: 'DELETED' },
    ...{ mails: ['account-deleted:not_activated'], deeds: DELETED },
  },
  {
    ...{ row: '#18 change the password', story: ACTIVE, at: DAY, state: 'ACTIVE' },
    event: { type: 'change_password', ...PASSWORD },
    ...{ mails: ['password-changed:changed'], deeds: ['set_password'] },
  },
  {
    ...{ row: '#19 forgotten password', story: ACTIVE, at: DAY, event: forgotten },
    ...{ state: 'ACTIVE', mails: ['reset-code'] },
  },
  {
    ...{ row: '#19 forgotten password, also when it is closed', story: closed, at: 2 * DAY, event: forgotten },
    ...{ state: 'ACTIVE', mails: ['reset-code'] },
  },
  {
    ...{ row: '#20 redeem a reset', story: [...ACTIVE, [DAY, forgotten]], at: 2 * DAY, event: redeem },
    ...{ state: 'ACTIVE', mails: ['password-changed:reset'], deeds: [...TAKEN, 'end_access'] },
  },
  ...[701, 724, 730].map((day) => ({
    // 2 March 2028 is 731 days on; clocks stand alike
    ...{ row: `#21 ${731 - day} days before the password expires`, at: day * DAY, state: 'ACTIVE' },
    story: [...ACTIVE, [day * DAY - 1, { type: 'tell_username' }] as const],
    mails: ['password-warning'],
  })),
  {
    ...{ row: '#22 the password expires', at: 731 * DAY + 1, state: 'PW_EXPIRED', mails: ['password-expired'] },
    story: [...ACTIVE, [730 * DAY, { type: 'tell_username' }]],
  },
  {
    ...{ row: '#24 forgotten password within 60 days', story: PW_EXPIRED, at: 61 * DAY, event: forgotten },
    ...{ state: 'PW_EXPIRED', mails: ['reset-code'] },
  },
  {
    ...{ row: '#25 redeem after expiry', story: [...PW_EXPIRED, [10 * DAY, forgotten]], at: 11 * DAY, event: redeem },
    ...{ state: 'ACTIVE', mails: ['password-changed:reset'], deeds: [...TAKEN, 'end_access'] },
  },
  {
    ...{ row: '#26 60 days past expiry', story: PW_EXPIRED, at: 61 * DAY + 1 },
    ...{ state: 'INACTIVE', mails: ['account-inactive'] },
  },
  {
    ...{ row: '#27 forgotten password of an inactive account', story: INACTIVE, at: 70 * DAY, event: forgotten },
    ...{ state: 'INACTIVE', mails: ['inactive-code-request'] },
  },
  {
    ...{ row: '#28 reactivate', story: INACTIVE, at: 70 * DAY, event: { type: 'reactivate' } },
    ...{ state: 'REACT_PENDING', mails: ['activation-code:reactivation'] },
  },
  {
    ...{ row: '#29 redeem after a reactivation', story: REACT_PENDING, at: 62 * DAY, event: redeem, state: 'ACTIVE' },
    ...{ mails: ['password-changed:reactivated'], deeds: [...TAKEN, 'end_access'] },
  },
  {
    ...{ row: '#30 forgotten password after a reactivation', story: REACT_PENDING, at: 100 * DAY, event: forgotten },
    ...{ state: 'REACT_PENDING', mails: ['activation-code:reactivation'] },
  },
  {
    ...{ row: '#31 the window of a reactivation ends', story: REACT_PENDING, at: (61 + 65) * DAY + 2 },
    ...{ state: 'INACTIVE', mails: ['account-inactive'] },
  },
  ...[
    { story: ACTIVE, state: 'ACTIVE' },
    { story: TEMP_ACTIVE, state: 'TEMP_ACTIVE' },
    { story: PW_EXPIRED, state: 'PW_EXPIRED' },
  ].flatMap(({ story, state }) => [
    {
      ...{ row: '#32 a hundred wrong passwords', story, at: 2 * DAY, state },
      event: { type: 'close_password' } as const,
      ...{ mails: ['password-closed'], deeds: ['close_password'] },
    },
    {
      ...{ row: '#33 re-enable the password at the desk', at: 3 * DAY, state, mails: ['reset-code'] },
      story: [...story, [2 * DAY, { type: 'close_password' }] as const],
      event: { type: 're_enable_password' } as const,
    },
    {
      ...{ row: '#33 redeem a reset of a closed password', at: 4 * DAY, event: redeem },
      story: [...story, [2 * DAY, { type: 'close_password' }] as const, [3 * DAY, forgotten] as const],
      state: state === 'PW_EXPIRED' ? 'ACTIVE' : state,
      ...{ mails: ['password-changed:reset'], deeds: [...TAKEN, 'end_access'] },
    },
  ]),
  ...[ACTIVE, TEMP_ACTIVE].map((story) => ({
    ...{ row: '#35 close on-line', story, at: DAY, state: 'DELETED' },
    event: { type: 'terminate', how: 'online' } as const,
    ...{ mails: ['account-deleted:closed_online'], deeds: DELETED },
  })),
  ...Object.entries(STORIES).map(([state, story]) => ({
    ...{ row: `#36 close at the office from ${state}`, story, at: lastOf(story) + 1, state: 'DELETED' },
    event: { type: 'terminate', how: 'office' } as const,
    ...{ mails: ['account-deleted:closed_at_office'], deeds: DELETED },
  })),
  ...Object.entries(STORIES).flatMap(([state, story]) => [
    {
      ...{ row: `#37 suspend from ${state}`, story, at: lastOf(story) + 1, state: 'SUSPENDED' },
      event: { type: 'suspend' } as const,
      ...{ mails: ['suspension'], deeds: ['end_access'] },
    },
    {
      ...{ row: `#37 lift to ${state}`, at: lastOf(story) + 2, state, mails: ['suspension'] },
      story: [...story, [lastOf(story) + 1, { type: 'suspend' }] as const],
      event: { type: 'lift' } as const,
    },
    {
      ...{ row: `#38 tell the user name in ${state}`, story, at: lastOf(story) + 1, state },
      event: { type: 'tell_username' } as const,
    },
  ]),
  {
    ...{ row: '#39 change the user name', story: ACTIVE, at: DAY, state: 'ACTIVE' },
    event: { type: 'change_username', username: 'ujnev' },
    ...{ mails: ['username-changed'], deeds: ['set_username'] },
  },
  ...[ACTIVE, PW_EXPIRED].map((story, at) => ({
    ...{ row: `${at === 0 ? '#40' : '#42'} another address`, story: [...story, [2 * DAY, forgotten] as const] },
    ...{ at: 3 * DAY, state: at === 0 ? 'ACTIVE' : 'PW_EXPIRED', deeds: ['void_code'] },
    event: { type: 'address_changed' } as const,
  })),
  {
    ...{ row: '#41 forgotten password of a temporary account', story: TEMP_ACTIVE, at: DAY, event: forgotten },
    ...{ state: 'TEMP_ACTIVE', mails: ['reset-code'] },
  },
  {
    ...{ row: '#41 redeem it', story: [...TEMP_ACTIVE, [DAY, forgotten]], at: 2 * DAY, event: redeem },
    ...{ state: 'TEMP_ACTIVE', mails: ['password-changed:reset'], deeds: [...TAKEN, 'end_access'] },
  },
  {
    ...{ row: '#43 redeem a wrong code', story: REG_PENDING, at: DAY, event: { ...redeem, right: false } },
    ...{ state: 'REG_PENDING', refusal: 'code_wrong', deeds: ['count_wrong_entry'] },
  },
  {
    ...{ row: '#43 redeem a dead code', story: REG_PENDING, at: 5 * DAY + 1, event: redeem },
    ...{ state: 'REG_PENDING', refusal: 'no_live_code' },
  },
  {
    ...{ row: '#43 redeem a used code', story: [...REG_PENDING, [DAY, redeem]], at: DAY, event: redeem },
    ...{ state: 'ACTIVE', refusal: 'no_live_code' },
  },
  {
    ...{ row: '#44 anything happens to a deleted account', at: DAY, event: forgotten, state: 'DELETED' },
    story: [...ACTIVE, [HOUR, { type: 'terminate', how: 'office' }]],
    refusal: 'not_in_this_state',
  },
]

describe('the table of states', () => {
  test.each(ROWS)('$row', ({ story, at, event, state, mails = [], deeds = [], refusal = null }) => {
    const before = story.length === 0 ? null : storyOf(story)
    const next = event === undefined ? timePasses(before, at) : transition(before, event, policy, START + at)
    expect(next.account === null ? 'DELETED' : stateOf(next.account)).toBe(state)
    expect(next.refusal).toBe(refusal)
    expect(mailsOf(next.effects)).toEqual(mails)
    expect(deedsOf(next.effects)).toEqual(deeds)
  })

  test('#23 login with the right old password: the state bars it, and INACTIVE with it', () => {
    expect(stateOf(lived(PW_EXPIRED))).toBe('PW_EXPIRED')
  })

  test.each(refusals())('refuses $event.type in $state', ({ story, event }) => {
    const next = transition(lived(story), event, policy, START + lastOf(story) + 1)
    expect([next.refusal, next.effects]).toEqual(['not_in_this_state', []])
  })
})

function timePasses(account: LifeAccount | null, at: number) {
  if (account === null) throw new Error('time passes for nobody')
  return { ...advance(account, policy, START + at), refusal: null }
}

function storyOf(story: Story): LifeAccount | null {
  return story.reduce<LifeAccount | null>(
    (account, [at, event]) => transition(account, event, policy, START + at).account,
    null,
  )
}

function lastOf(story: Story): number {
  return story.at(-1)?.[0] ?? 0
}

/** Every cell of the table that is empty. */
function refusals() {
  const events: readonly [LifeEvent, readonly string[]][] = [
    [{ type: 'open', how: 'temporary', birthdate }, []],
    [{ type: 'finalise', identity: IDENTITY }, ['TEMP_PENDING', 'TEMP_ACTIVE']],
    [{ type: 'refuse_finalisation', andDelete: true }, ['TEMP_PENDING', 'TEMP_ACTIVE']],
    [{ type: 'delete_same_identity' }, ['TEMP_PENDING', 'TEMP_ACTIVE']],
    [{ type: 'correct_email', email: 'a@posta.example' }, ['REG_PENDING']],
    [{ type: 'change_password', ...PASSWORD }, ['ACTIVE']],
    [{ type: 'change_username', username: 'ujnev' }, ['ACTIVE']],
    [{ type: 'reactivate' }, ['INACTIVE']],
    [{ type: 'terminate', how: 'online' }, ['ACTIVE', 'TEMP_ACTIVE']],
    [{ type: 'close_password' }, ['ACTIVE', 'TEMP_ACTIVE', 'PW_EXPIRED']],
    [{ type: 're_enable_password' }, []],
    [{ type: 'lift' }, []],
    [redeem, ['TEMP_PENDING', 'REG_PENDING', 'REACT_PENDING', 'ACTIVE', 'TEMP_ACTIVE', 'PW_EXPIRED']],
  ]
  return Object.entries(STORIES).flatMap(([state, story]) =>
    events.filter(([, allowed]) => !allowed.includes(state)).map(([event]) => ({ state, story, event })),
  )
}
