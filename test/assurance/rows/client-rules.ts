import { facts, progress, session } from '../builders.ts'
import type { Row } from './row.ts'
import { both, wallet, keyed, signedIn } from './people.ts'
import { ask, unmet } from './steps.ts'

export const clientRulesRows: readonly Row[] = [
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
