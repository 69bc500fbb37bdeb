import { account, events, facts, progress, session } from '../builders.ts'
import type { Row } from './row.ts'
import { a, bare, both, signedIn, twoFactors } from './people.ts'
import { ask, enrol, offer, denied, unmet, finish } from './steps.ts'

export const enrolmentRows: readonly Row[] = [
  [
    'a first second factor needs more than the password',
    facts({ account: bare, progress: progress('a', ['password']) }),
    ask('identification-mail'),
  ],
  [
    'a first second factor is enrolled after password and mailed code',
    facts({ account: bare, progress: progress('a', ['password', 'identification-mail']) }),
    enrol('totp', 'email-code'),
  ],
  [
    'nobody enrols from an open session',
    facts({ session: session('a', ['password']), account: bare }),
    ask('password'),
  ],
  [
    'the factor enrolled counts at once',
    facts({
      account: account('a'),
      progress: progress('a', [], {
        events: [...events('a', ['password', 'identification-mail']), ...events('a', ['totp'], { enrolled: true })],
      }),
    }),
    finish(),
  ],
  [
    'without a mailed code nothing is enrolled',
    facts({
      account: account('a', { held: ['password'], enrollable: ['totp'] }),
      progress: progress('a', ['password']),
    }),
    unmet(),
  ],
  [
    'a further factor needs the strongest combination of the account',
    facts({
      account: account('a', { held: ['password', 'totp', 'identification-mail'], enrollable: ['passkey'] }),
      progress: progress('a', ['password', 'identification-mail']),
      wishes: { refusedFactors: ['totp'] },
    }),
    ask('totp'),
  ],
  [
    'after the strongest combination the further factor is enrolled',
    facts({
      account: account('a', { enrollable: ['passkey'] }),
      progress: twoFactors,
      wishes: { phishingResistant: true },
    }),
    enrol('passkey'),
  ],
  [
    'a held level goes before an enrolment',
    facts({
      account: account('a', { enrollable: ['dap'] }),
      progress: twoFactors,
      wishes: { acrValues: ['high', 'substantial'] },
    }),
    finish(),
  ],
  [
    'a factor worth having is offered',
    facts({ account: account('a', { enrollable: ['passkey'], suggested: ['passkey'] }), progress: twoFactors }),
    offer('passkey'),
  ],
  [
    'an offer is made once',
    facts({
      account: account('a', { enrollable: ['passkey'], suggested: ['passkey'] }),
      progress: progress('a', ['password', 'totp'], { declined: ['passkey'] }),
    }),
    finish(),
  ],
  [
    'nothing is offered in passing',
    facts({ session: signedIn, account: account('a', { enrollable: ['passkey'], suggested: ['passkey'] }) }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'a factor that must be replaced is replaced before the end',
    facts({ account: account('a', { enrollable: ['password'], mustReplace: ['password'] }), progress: twoFactors }),
    enrol('password'),
  ],
  [
    'a factor is not replaced from an open session',
    facts({ session: signedIn, account: account('a', { enrollable: ['password'], mustReplace: ['password'] }) }),
    ask('password'),
  ],
  [
    'a factor that must be replaced and cannot be lets nobody in',
    facts({ account: account('a', { mustReplace: ['password'] }), progress: twoFactors }),
    denied('replacement_out_of_reach'),
  ],
  [
    'a lost factor is not asked',
    facts({
      session: signedIn,
      account: account('a', { enrollable: ['totp'] }),
      progress: progress('a', ['password'], { recovering: 'totp' }),
    }),
    ask('identification-mail'),
  ],
  [
    'a lost factor is replaced after the proof set for recovery',
    facts({
      session: signedIn,
      account: account('a', { enrollable: ['totp'] }),
      progress: progress('a', ['password', 'identification-mail'], { recovering: 'totp' }),
    }),
    enrol('totp'),
  ],
  [
    'a lost factor is replaced by the strongest that is left',
    facts({
      session: signedIn,
      account: account('a', { held: [...both.held], enrollable: ['totp'] }),
      progress: progress('a', ['password', 'identification-mail'], { recovering: 'totp' }),
    }),
    ask('email-code'),
  ],
  [
    'a lost factor is replaced by nobody who is not signed in, whatever else they prove',
    facts({
      account: account('a', { enrollable: ['totp'] }),
      progress: progress('a', ['password', 'identification-mail'], { recovering: 'totp' }),
    }),
    ask('totp'),
  ],
  [
    'a lost factor is replaced by who is signed in as somebody else only after signing in',
    facts({
      session: session('b', ['password', 'totp']),
      account: account('a', { enrollable: ['totp'] }),
      progress: progress('a', ['password', 'identification-mail'], { recovering: 'totp', switchAccepted: true }),
    }),
    ask('totp'),
  ],
  [
    'a factor that is at hand is replaced by who has just signed in with it',
    facts({
      account: account('a', { enrollable: ['totp'] }),
      progress: progress('a', ['password', 'totp', 'identification-mail'], { recovering: 'totp' }),
    }),
    enrol('totp'),
  ],
  [
    'a loss that cannot be helped is as if not said',
    facts({ account: a, progress: progress('a', ['password'], { recovering: 'totp' }) }),
    ask('totp'),
  ],
]
