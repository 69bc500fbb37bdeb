import { facts, NOW, progress } from '../builders.ts'
import type { Row } from './row.ts'
import { a, b, signedIn, twoFactors, bTwoFactors } from './people.ts'
import { ask, change, confirm, anotherAccount, finish, openings } from './steps.ts'

export const twoPeopleRows: readonly Row[] = [
  [
    'who arrives in the session of another is not asked before they have proved all',
    facts({ session: signedIn, account: b, progress: progress('b', ['password']) }),
    ask('totp'),
  ],
  [
    'who proved themselves in the session of another is asked',
    facts({ session: signedIn, account: b, progress: bTwoFactors }),
    change(true),
  ],
  [
    'an accepted switch finishes as the one who proved',
    facts({ session: signedIn, account: b, progress: { ...bTwoFactors, switchAccepted: true } }),
    finish('substantial', ['password', 'totp'], 0, 'b'),
  ],
  [
    "the session's events never count for the one who arrives",
    facts({ session: signedIn, account: b, progress: progress('b', ['password'], { switchAccepted: true }) }),
    ask('totp'),
  ],
  [
    'a session that is over disturbs nobody',
    facts({ session: { ...signedIn, endsAt: NOW - 1 }, account: b, progress: bTwoFactors }),
    finish('substantial', ['password', 'totp'], 0, 'b'),
  ],
  [
    'a hint that names another is asked about',
    facts({ session: signedIn, account: a, wishes: { subject: { accountId: 'b', by: 'login_hint' } } }),
    change(true),
  ],
  [
    'who stays in spite of a hint goes on',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountConfirmed: true }),
      wishes: { subject: { accountId: 'b', by: 'login_hint' } },
    }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'who leaves is asked who they are',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { switchAccepted: true }),
      wishes: { subject: { accountId: 'b', by: 'login_hint' } },
    }),
    openings,
  ],
  [
    'a hint binds nobody who proved to be another',
    facts({ account: a, progress: twoFactors, wishes: { subject: { accountId: 'b', by: 'login_hint' } } }),
    finish(),
  ],
  [
    'an ID token of another leaves no choice to stay',
    facts({ session: signedIn, account: a, wishes: { subject: { accountId: 'b', by: 'id_token_hint' } } }),
    change(false),
  ],
  [
    'a requested sub of another leaves no choice to stay',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountConfirmed: true }),
      wishes: { subject: { accountId: 'b', by: 'sub' } },
    }),
    change(false),
  ],
  [
    'who was demanded and arrives in the session of another cannot stay',
    facts({
      session: signedIn,
      account: b,
      progress: bTwoFactors,
      wishes: { subject: { accountId: 'b', by: 'id_token_hint' } },
    }),
    change(false),
  ],
  [
    'another than the demanded never finishes',
    facts({ account: b, progress: bTwoFactors, wishes: { subject: { accountId: 'a', by: 'sub' } } }),
    anotherAccount,
  ],
  [
    'another than the demanded does not take the session over',
    facts({
      session: signedIn,
      account: b,
      progress: progress('b', ['password']),
      wishes: { subject: { accountId: 'a', by: 'id_token_hint' } },
    }),
    anotherAccount,
  ],
  [
    'the demanded account goes on silently',
    facts({ session: signedIn, account: a, wishes: { subject: { accountId: 'a', by: 'id_token_hint' } } }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'who stays after another has proved proves the first factor again',
    facts({ session: signedIn, account: a, progress: progress('a') }),
    ask('password'),
  ],
  [
    'who stays and holds more than one first factor may choose',
    facts({ session: signedIn, account: { ...a, held: ['password', 'totp', 'passkey'] }, progress: progress('a') }),
    ask('password', 'passkey'),
  ],
  [
    'who stays while none of theirs can be used is asked as anybody is',
    facts({ session: signedIn, account: { ...a, held: ['totp'] }, progress: progress('a') }),
    ask('password', 'passkey', 'dap'),
  ],
  [
    'what somebody holds who is named and not signed in is told to nobody',
    facts({ session: { ...signedIn, endsAt: NOW }, account: a, progress: progress('a') }),
    ask('password', 'passkey', 'dap'),
  ],
  [
    'who stays and proved the first factor again goes on',
    facts({ session: signedIn, account: a, progress: progress('a', ['password']) }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'prompt=select_account shows who is signed in',
    facts({ session: signedIn, account: a, wishes: { selectAccount: true } }),
    confirm,
  ],
  [
    'who says that they are not who is signed in is asked who goes on',
    facts({ session: signedIn, account: a, progress: progress(null, [], { accountDisowned: true }) }),
    change(true),
  ],
  [
    'whoever disowns a session is not bound by its agreement to go on',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountDisowned: true, accountConfirmed: true }),
      wishes: { selectAccount: true },
    }),
    change(true),
  ],
  [
    'who is not the one whom the service demands may let that one stay',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountDisowned: true }),
      wishes: { subject: { accountId: 'a', by: 'id_token_hint' } },
    }),
    change(true),
  ],
  [
    'nobody is disowned once the session is left or over',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountDisowned: true, switchAccepted: true }),
    }),
    openings,
  ],
  [
    'prompt=select_account is met by a confirmation',
    facts({
      session: signedIn,
      account: a,
      progress: progress(null, [], { accountConfirmed: true }),
      wishes: { selectAccount: true },
    }),
    finish('substantial', ['password', 'totp'], 300),
  ],
  [
    'prompt=select_account is met by a proof in this sign-in',
    facts({ account: a, progress: twoFactors, wishes: { selectAccount: true } }),
    finish(),
  ],
  ['prompt=select_account without a session just asks', facts({ wishes: { selectAccount: true } }), openings],
  [
    'a client may always show who goes on',
    facts({ session: signedIn, account: a, wishes: { alwaysShowAccount: true } }),
    confirm,
  ],
  [
    'who proved themselves just now need not be shown',
    facts({ account: a, progress: twoFactors, wishes: { alwaysShowAccount: true } }),
    finish(),
  ],
]
