import { stepUpPolicy } from '../../support/policy.ts'
import { account, facts, progress } from '../builders.ts'
import type { Row } from './row.ts'
import { a, both, wallet, signedIn, twoFactors } from './people.ts'
import { ask, unmet, finish } from './steps.ts'

export const levelsRows: readonly Row[] = [
  [
    'a step-up asks for what is missing only',
    facts({ session: signedIn, account: both, wishes: { acrValues: ['high'] } }),
    ask('email-code'),
    { policy: stepUpPolicy() },
  ],
  [
    'a step-up adds to the session',
    facts({
      session: signedIn,
      account: both,
      progress: progress('a', ['email-code']),
      wishes: { acrValues: ['high'] },
    }),
    finish('high', ['password', 'totp', 'email-code'], 300),
    { policy: stepUpPolicy() },
  ],
  [
    'a level that is only preferred and out of reach falls back to the default',
    facts({ session: signedIn, account: a, wishes: { acrValues: ['high'] } }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'of preferred levels the first that is reachable is gone for',
    facts({ account: a, progress: twoFactors, wishes: { acrValues: ['high', 'low', 'substantial'] } }),
    finish('low'),
  ],
  [
    'a preferred level that is reachable is asked for',
    facts({ session: signedIn, account: wallet, wishes: { acrValues: ['high', 'substantial'] } }),
    ask('dap'),
  ],
  [
    'a preferred factor that the person declined is no dead end',
    facts({
      session: signedIn,
      account: wallet,
      progress: progress(null, [], { declined: ['dap'] }),
      wishes: { acrValues: ['high', 'substantial'] },
    }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'unknown levels are ignored',
    facts({ account: a, progress: twoFactors, wishes: { acrValues: ['urn:other', 'low'] } }),
    finish('low'),
  ],
  [
    'only unknown levels mean the default',
    facts({ account: a, progress: twoFactors, wishes: { acrValues: ['urn:other'] } }),
    finish(),
  ],
  [
    'a preferred level below the default is enough',
    facts({ account: account('a', { state: 'TEMP_ACTIVE' }), progress: twoFactors, wishes: { acrValues: ['low'] } }),
    finish('low'),
  ],
  [
    "the client's floor goes above what it asks for",
    facts({ account: a, progress: twoFactors, wishes: { acrValues: ['low'], minAcr: 'substantial' } }),
    finish(),
  ],
  [
    "the client's floor goes above the default",
    facts({ session: signedIn, account: wallet, wishes: { minAcr: 'high' } }),
    ask('dap'),
  ],
  [
    'a floor that no level bears lets nobody in',
    facts({ session: signedIn, account: a, wishes: { minAcr: 'higher' } }),
    unmet(),
  ],
  [
    'an essential level is asked for',
    facts({ session: signedIn, account: wallet, wishes: { acrValues: ['high'], acrEssential: true } }),
    ask('dap'),
  ],
  [
    'an essential level that is met is reported',
    facts({ account: wallet, progress: progress('a', ['dap']), wishes: { acrValues: ['high'], acrEssential: true } }),
    finish('high', ['dap']),
  ],
  [
    'an essential level out of reach is refused',
    facts({ session: signedIn, account: a, wishes: { acrValues: ['high'], acrEssential: true } }),
    unmet(),
  ],
  [
    'an essential level out of reach is refused only after the sign-in',
    facts({ account: a, progress: progress('a', ['password']), wishes: { acrValues: ['high'], acrEssential: true } }),
    ask('totp'),
  ],
  [
    'an essential level nobody knows is refused at once',
    facts({ wishes: { acrValues: ['urn:other'], acrEssential: true } }),
    unmet(),
  ],
  [
    'the first essential level within reach is enough',
    facts({ session: signedIn, account: a, wishes: { acrValues: ['high', 'low'], acrEssential: true } }),
    finish('low', ['password', 'totp'], 300),
  ],
  [
    'an essential level below the floor is reported as asked, but the floor is proved',
    facts({
      account: wallet,
      progress: twoFactors,
      wishes: { acrValues: ['substantial'], acrEssential: true, minAcr: 'high' },
    }),
    ask('dap'),
  ],
  [
    'an essential acr without values means the default',
    facts({ session: signedIn, account: a, wishes: { acrEssential: true } }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'a high level begins with its own factors, and with a password for those who lack them',
    facts({ wishes: { acrValues: ['high'], acrEssential: true } }),
    { kind: 'identify', factors: ['dap', 'password'] },
  ],
]
