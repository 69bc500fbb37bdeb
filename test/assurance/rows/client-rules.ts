import { facts, NOW, progress, session } from '../builders.ts'
import type { Row } from './row.ts'
import { a, both, wallet, keyed, signedIn } from './people.ts'
import { ask, finish, openings, unmet } from './steps.ts'

export const clientRulesRows: readonly Row[] = [
  [
    'a session that was used as lately as the client wants counts',
    facts({ session: { ...signedIn, usedAt: NOW - 600 }, account: a, wishes: { maxIdle: 600 } }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'a session that lay unused for a second longer does not',
    facts({ session: { ...signedIn, usedAt: NOW - 601 }, account: a, wishes: { maxIdle: 600 } }),
    openings,
  ],
  [
    'a refused factor is not asked',
    facts({ account: both, progress: progress('a', ['password']), wishes: { refusedFactors: ['email-code'] } }),
    ask('totp'),
  ],
  [
    'a refused factor does not count from the session',
    facts({
      session: session('a', ['password', 'email-code']),
      account: both,
      wishes: { refusedFactors: ['email-code'] },
    }),
    ask('totp'),
  ],
  [
    'a client that refuses all there is is refused',
    facts({ wishes: { refusedFactors: ['password', 'passkey', 'dap'] } }),
    unmet(),
  ],
  [
    'phishing resistance needs a factor that is bound to the origin',
    facts({ session: signedIn, account: keyed, wishes: { phishingResistant: true } }),
    ask('passkey'),
  ],
  [
    'a wallet read from a QR code does not resist phishing',
    facts({ session: session('a', ['dap']), account: wallet, wishes: { phishingResistant: true } }),
    unmet(),
  ],
]
