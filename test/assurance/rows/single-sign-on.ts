import { MINUTE } from '../../support/policy.ts'
import { account, events, facts, NOW, progress, session } from '../builders.ts'
import type { Row } from './row.ts'
import { a, wallet, signedIn, twoFactors } from './people.ts'
import { ask, finish, openings } from './steps.ts'

export const singleSignOnRows: readonly Row[] = [
  [
    'a session finishes without a page',
    facts({ session: signedIn, account: a }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'the level reported is the one asked for, also when the session holds more',
    facts({ session: session('a', ['password', 'totp', 'dap']), account: wallet }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'the session of somebody whose level was lower is asked for the rest only',
    facts({ session: session('a', ['password']), account: a }),
    ask('totp'),
  ],
  ['a session that is over counts as none', facts({ session: { ...signedIn, endsAt: NOW }, account: a }), openings],
  ['a session whose account is gone counts as none', facts({ session: signedIn }), openings],
  [
    'events of another account in a session do not count',
    facts({ session: { ...signedIn, events: events('b', ['password', 'totp']) }, account: a }),
    openings,
  ],
  [
    'an event counts to the last second of its lifetime',
    facts({ session: session('a', ['password', 'totp'], 30 * MINUTE), account: a }),
    finish('substantial', ['password', 'totp'], 1800),
  ],
  [
    'an event older than the lifetime of the level does not count',
    facts({ session: session('a', ['password', 'totp'], 30 * MINUTE + 1), account: a }),
    openings,
  ],
  [
    'an event made by enrolling counts in the session that its sign-in began',
    facts({
      session: { ...signedIn, events: [...events('a', ['password']), ...events('a', ['totp'], { enrolled: true })] },
      account: a,
    }),
    finish('substantial', ['password', 'totp'], 0),
  ],
  [
    'an event made by enrolling is no fresh proof in a session',
    facts({
      session: { ...signedIn, events: [...events('a', ['password']), ...events('a', ['totp'], { enrolled: true })] },
      account: a,
      wishes: { maxAge: 300 },
    }),
    ask('totp'),
  ],
  [
    'a client without single sign-on asks anew',
    facts({ session: signedIn, account: a, wishes: { singleSignOn: false } }),
    openings,
  ],
  ['prompt=login asks anew', facts({ session: signedIn, account: a, wishes: { fresh: true } }), openings],
  [
    'prompt=login is content with what this sign-in proved',
    facts({ session: signedIn, account: a, progress: twoFactors, wishes: { fresh: true } }),
    finish(),
  ],
  [
    'prompt=login does not mix in the session',
    facts({ session: signedIn, account: a, progress: progress('a', ['password']), wishes: { fresh: true } }),
    ask('totp'),
  ],
  [
    'max_age is met by an event of that age',
    facts({ session: signedIn, account: a, wishes: { maxAge: 300 } }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  ['max_age is not met by an older event', facts({ session: signedIn, account: a, wishes: { maxAge: 299 } }), openings],
  [
    'max_age=0 asks anew within the same second',
    facts({ session: session('a', ['password', 'totp'], 0), account: a, wishes: { maxAge: 0 } }),
    openings,
  ],
  [
    'max_age=0 is met by this sign-in, however long it took',
    facts({
      account: a,
      wishes: { maxAge: 0 },
      progress: progress('a', [], { events: events('a', ['password', 'totp'], { ago: 120 }) }),
    }),
    finish('substantial', ['password', 'totp'], 120),
  ],
  [
    'the session of a suspended account counts as none',
    facts({ session: signedIn, account: account('a', { state: 'SUSPENDED' }) }),
    openings,
  ],
  [
    'a session that rests on a password ends when the password expires',
    facts({ session: signedIn, account: account('a', { state: 'PW_EXPIRED' }) }),
    openings,
  ],
  [
    'a session that rests on a passkey outlives the password',
    facts({ session: session('a', ['passkey']), account: account('a', { state: 'PW_EXPIRED', held: ['passkey'] }) }),
    finish('substantial', ['passkey'], 300),
  ],
]
