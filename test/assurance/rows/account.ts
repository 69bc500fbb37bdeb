import { HOUR } from '../../support/policy.ts'
import { account, facts, NOW, progress, session } from '../builders.ts'
import type { Row } from './row.ts'
import { bare, both, mail, keyed, twoFactors } from './people.ts'
import { ask, denied, unmet, finish } from './steps.ts'

export const accountRows: readonly Row[] = [
  [
    'a suspended account is asked for its second factor like any other',
    facts({ account: account('a', { state: 'SUSPENDED' }), progress: progress('a', ['password']) }),
    ask('totp'),
  ],
  [
    'a suspended account is refused once it is proved whose it is',
    facts({ account: account('a', { state: 'SUSPENDED' }), progress: twoFactors }),
    denied('account_suspended'),
  ],
  [
    'a suspended account without a second factor is refused like that, too',
    facts({ account: { ...bare, state: 'SUSPENDED' }, progress: progress('a', ['password', 'identification-mail']) }),
    denied('account_suspended'),
  ],
  [
    'an account that waits for its code cannot sign in',
    facts({ account: account('a', { state: 'REG_PENDING' }), progress: twoFactors }),
    denied('account_pending'),
  ],
  [
    'an expired password does not count',
    facts({ account: account('a', { state: 'PW_EXPIRED' }), progress: twoFactors }),
    denied('password_expired'),
  ],
  [
    'an expired password leaves other ways open',
    facts({ account: account('a', { state: 'PW_EXPIRED', held: keyed.held }), progress: twoFactors }),
    ask('passkey'),
  ],
  [
    'an inactive account is told to come in person',
    facts({ account: account('a', { state: 'INACTIVE' }), progress: twoFactors }),
    denied('account_inactive'),
  ],
  [
    'a temporary account does not go above the lowest level',
    facts({ account: account('a', { state: 'TEMP_ACTIVE' }), progress: twoFactors }),
    unmet(),
  ],
  [
    'a closed password is not asked',
    facts({ session: session('a', ['totp']), account: account('a', { held: ['totp', 'passkey'] }) }),
    ask('passkey'),
  ],
  [
    'after a reset by mail a mailed code is asked for the lowest level only',
    facts({ account: { ...both, mailResetAt: NOW - HOUR }, progress: progress('a', ['password']) }),
    ask('totp'),
  ],
  [
    'after a reset by mail a mailed code lifts nobody above the lowest level',
    facts({
      account: { ...mail, mailResetAt: NOW - 72 * HOUR + 1 },
      progress: progress('a', ['password', 'email-code']),
    }),
    unmet('mail_hold'),
  ],
  [
    'after a reset by mail a mailed code still counts at the lowest level',
    facts({
      account: { ...mail, mailResetAt: NOW - HOUR },
      progress: progress('a', ['password', 'email-code']),
      wishes: { acrValues: ['low'] },
    }),
    finish('low', ['password', 'email-code']),
  ],
  [
    '72 hours after a reset by mail a mailed code counts again',
    facts({
      account: { ...mail, mailResetAt: NOW - 72 * HOUR },
      progress: progress('a', ['password', 'email-code']),
    }),
    finish('substantial', ['password', 'email-code']),
  ],
  [
    'after a reset by mail nothing is enrolled on the strength of a mail',
    facts({
      account: { ...bare, mailResetAt: NOW - HOUR },
      progress: progress('a', ['password', 'identification-mail']),
    }),
    unmet('mail_hold'),
  ],
  [
    'after a reset by mail no lost factor is replaced on the strength of a mail',
    facts({
      account: account('a', { enrollable: ['totp'], mailResetAt: NOW - HOUR }),
      progress: progress('a', ['password'], { recovering: 'totp' }),
    }),
    ask('totp'),
  ],
]
