import type { LifeEvent } from '../../../src/accounts/life/account-life.ts'
import type { Effect } from '../../../src/accounts/life/effect.ts'
import type { LifeAccount, Phase } from '../../../src/accounts/life/life-account.ts'
import { transition, type Transition } from '../../../src/accounts/life/transition.ts'
import type { NaturalIdentity } from '../../../src/persons/person.ts'
import { loadConfig } from '../../../src/config.ts'
import { instant } from '../../support/policy.ts'

export const HOUR = 3_600
export const DAY = 24 * HOUR

/** The policy that is shipped. */
export const policy = loadConfig({ profile: 'development', env: {} }).life

/** When every account of these tests begins. */
export const START = instant('2026-03-02T09:00:00+01:00')

export const PASSWORD = { passwordHash: 'a hash', validity: { years: 2 } } as const
export const redeem = { type: 'redeem', right: true, ...PASSWORD } as const
export const forgotten = { type: 'forgotten' } as const
export const birthdate = '1984-03-17'

export const IDENTITY: NaturalIdentity = {
  family_name: 'Kovács',
  given_name: 'Anna',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna',
  hu_mother_birth_family_name: 'Fehér',
  hu_mother_birth_given_name: 'Erzsébet',
  birthdate,
  place_of_birth: { locality: 'Szeged', country: 'HU' },
  gender: 'female',
}

/** What happens to an account, at how many seconds after {@link START}. */
export type Story = readonly (readonly [at: number, event: LifeEvent])[]

/** Lives through a story from NONE; what happened last is answered, with the account as it was left. */
export function tell(story: Story): Transition {
  let last: Transition = { account: null, passed: [], effects: [], refusal: null }
  for (const [at, event] of story) last = transition(last.account, event, policy, START + at)
  return last
}

/** The account after a story. */
export function lived(story: Story): LifeAccount {
  const { account } = tell(story)
  if (account === null) throw new Error('nobody is left of this story')
  return account
}

/** Shortest stories to each state; the seconds after {@link START} at which they get there. */
export const STORIES: Readonly<Record<Phase, Story>> = {
  TEMP_PENDING: [[0, { type: 'open', how: 'temporary', birthdate }]],
  TEMP_ACTIVE: [
    [0, { type: 'open', how: 'temporary', birthdate }],
    [HOUR, redeem],
  ],
  REG_PENDING: [[0, { type: 'open', how: 'office', birthdate }]],
  ACTIVE: [[0, { type: 'open', how: 'signature', birthdate, ...PASSWORD }]],
  PW_EXPIRED: [
    [0, { type: 'open', how: 'signature', birthdate, passwordHash: 'a hash', validity: { days: 1 } }],
    [DAY + 1, { type: 'tell_username' }],
  ],
  INACTIVE: [
    [0, { type: 'open', how: 'signature', birthdate, passwordHash: 'a hash', validity: { days: 1 } }],
    [61 * DAY + 1, { type: 'tell_username' }],
  ],
  REACT_PENDING: [
    [0, { type: 'open', how: 'signature', birthdate, passwordHash: 'a hash', validity: { days: 1 } }],
    [61 * DAY + 1, { type: 'reactivate' }],
  ],
}

/** The mails among effects, each as `template` or `template:what makes it this one`. */
export function mailsOf(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.do === 'send_code')
      return [effect.mail.template === 'reset-code' ? 'reset-code' : `activation-code:${effect.mail.kind}`]
    const mail = effect.do === 'mail' || effect.do === 'notice' ? effect.mail : null
    if (mail === null) return []
    const { props } = mail
    const detail = 'how' in props ? props.how : 'why' in props ? props.why : null
    return [detail === null ? mail.template : `${mail.template}:${detail}`]
  })
}

/** What is done beside mails and audit rows. */
export function deedsOf(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => (['mail', 'notice', 'record', 'send_code'].includes(effect.do) ? [] : [effect.do]))
}
