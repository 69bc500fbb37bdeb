import type { RuleChapter } from '../../../.ci/rules.ts'

/** The second factors of an account, beside its life. */
export const secondFactor: RuleChapter = {
  title: 'The second factor',
  rules: [
    { mark: '2F-1', title: 'Beginning to enrol an app makes a new secret', from: ['S4.3'] },
    { mark: '2F-2', title: 'The password and a right code show the deletion code, once' },
    { mark: '2F-3', title: 'Saying that it is saved finishes the enrolment' },
    { mark: '2F-4', title: 'An enrolment left or fifteen minutes old leaves nothing behind' },
    { mark: '2F-5', title: 'The password and a mailed code switch codes by e-mail on', from: ['S4.2', 'S4.4'] },
    { mark: '2F-6', title: 'Another device gets a new secret and deletion code; the old works until it is finished' },
    { mark: '2F-7', title: 'The deletion code removes the app without a sign-in, once' },
    { mark: '2F-8', title: 'The last factor is removed only by who says that signing in will not be possible' },
    { mark: '2F-9', title: 'An office removes the factors' },
    { mark: '2F-10', title: 'Without a factor a sign-in leads to enrolment', from: ['S4.1'] },
  ],
}
