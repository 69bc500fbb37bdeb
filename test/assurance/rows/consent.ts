import { facts, progress } from '../builders.ts'
import type { Row } from './row.ts'
import { a, b, signedIn, twoFactors, bTwoFactors } from './people.ts'
import { ask, change, consent } from './steps.ts'

export const consentRows: readonly Row[] = [
  ['what is shared is asked last', facts({ account: a, progress: twoFactors, consentMissing: true }), consent],
  [
    'nothing is shared before the level is proved',
    facts({ account: a, progress: progress('a', ['password']), consentMissing: true }),
    ask('totp'),
  ],
  [
    'nothing is shared before it is settled who goes on',
    facts({ session: signedIn, account: b, progress: bTwoFactors, consentMissing: true }),
    change(true),
  ],
]
