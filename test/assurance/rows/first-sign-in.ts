import { testPolicy } from '../../support/policy.ts'
import { account, events, facts, progress } from '../builders.ts'
import type { Row } from './row.ts'
import { a, mail, both, wallet, keyed, twoFactors } from './people.ts'
import { ask, finish, openings } from './steps.ts'

export const firstSignInRows: readonly Row[] = [
  ['a stranger is asked who they are', facts(), openings],
  [
    'a factor that does not tell who it is cannot begin a sign-in',
    facts(),
    { kind: 'identify', factors: ['password'] },
    { policy: testPolicy({ selfIdentifying: [] }) },
  ],
  ['a name alone proves nothing', facts({ account: a, progress: progress('a') }), ask('password', 'passkey', 'dap')],
  [
    'an unknown name is asked the same as a known one',
    facts({ account: account('phantom', { held: ['password'] }), progress: progress('phantom') }),
    ask('password', 'passkey', 'dap'),
  ],
  ['a name without an account starts over', facts({ progress: progress('gone') }), openings],
  [
    'after the password the held second factor is asked',
    facts({ account: a, progress: progress('a', ['password']) }),
    ask('totp'),
  ],
  [
    'alternative second factors are all listed, best first',
    facts({ account: both, progress: progress('a', ['password']) }),
    ask('totp', 'email-code'),
  ],
  [
    'a factor that is enough by itself is an alternative to the second one',
    facts({ account: keyed, progress: progress('a', ['password']) }),
    ask('totp', 'passkey'),
  ],
  ['both factors finish at the default level', facts({ account: a, progress: twoFactors }), finish()],
  [
    'the mailed code is a second factor',
    facts({ account: mail, progress: progress('a', ['password', 'email-code']) }),
    finish('substantial', ['password', 'email-code']),
  ],
  [
    'a passkey alone finishes',
    facts({ account: keyed, progress: progress('a', ['passkey']) }),
    finish('substantial', ['passkey']),
  ],
  [
    'a higher level implies the default one',
    facts({ account: wallet, progress: progress('a', ['dap']) }),
    finish('substantial', ['dap']),
  ],
  [
    'auth_time is the oldest event counted',
    facts({
      account: a,
      progress: progress('a', [], { events: [...events('a', ['password'], { ago: 90 }), ...events('a', ['totp'])] }),
    }),
    finish('substantial', ['password', 'totp'], 90),
  ],
  [
    'a factor that did not count is not reported',
    facts({ account: both, progress: progress('a', ['password', 'email-code', 'identification-mail']) }),
    finish('substantial', ['password', 'email-code']),
  ],
  [
    'the identification mail never counts for a level',
    facts({ account: a, progress: progress('a', ['password', 'identification-mail']) }),
    ask('totp'),
  ],
  [
    'events of another account in this sign-in do not count',
    facts({ account: a, progress: progress('a', [], { events: events('b', ['password', 'totp']) }) }),
    ask('password', 'passkey', 'dap'),
  ],
]
