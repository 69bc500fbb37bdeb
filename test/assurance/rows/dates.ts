import { combination, instant, level, testPolicy } from '../../support/policy.ts'
import { events, facts, progress } from '../builders.ts'
import type { Row } from './row.ts'
import { a, mail, bare } from './people.ts'
import { ask, unmet, finish } from './steps.ts'

export const datesRows: readonly Row[] = [
  [
    'a plain password is enough at the lowest level up to the last second',
    facts({
      account: bare,
      wishes: { acrValues: ['low'] },
      progress: progress('a', [], { events: events('a', ['password']) }),
    }),
    finish('low', ['password']),
    { now: instant('2025-01-15T23:59:59+01:00') },
  ],
  [
    'a plain password is no longer enough from the cut-off on',
    facts({ account: a, wishes: { acrValues: ['low'] }, progress: progress('a', ['password']) }),
    ask('totp'),
    { now: instant('2025-01-16T00:00:00+01:00') },
  ],
  [
    'a combination does not count before its first day',
    facts({ account: mail, progress: progress('a', ['password', 'email-code']) }),
    unmet(),
    {
      policy: testPolicy({
        levels: [
          level('substantial', combination(['password', 'email-code'], { from: '2027-01-01T00:00:00Z' }), ['passkey']),
        ],
      }),
    },
  ],
]
