import { describe, expect, test } from 'vitest'
import { nextStep } from '../../src/assurance/next-step.ts'
import { testPolicy } from '../support/policy.ts'
import { NOW } from './builders.ts'
import { accountRows } from './rows/account.ts'
import { clientRulesRows } from './rows/client-rules.ts'
import { consentRows } from './rows/consent.ts'
import { datesRows } from './rows/dates.ts'
import { enrolmentRows } from './rows/enrolment.ts'
import { firstSignInRows } from './rows/first-sign-in.ts'
import { levelsRows } from './rows/levels.ts'
import { singleSignOnRows } from './rows/single-sign-on.ts'
import { twoPeopleRows } from './rows/two-people.ts'
import type { Row } from './rows/row.ts'

const tables: Readonly<Record<string, readonly Row[]>> = {
  'a first sign-in': firstSignInRows,
  'dates of combinations': datesRows,
  'single sign-on': singleSignOnRows,
  'levels asked for': levelsRows,
  "the client's rules for factors": clientRulesRows,
  'two people in one browser': twoPeopleRows,
  enrolment: enrolmentRows,
  'what was decided about the account': accountRows,
  consent: consentRows,
}

for (const [topic, rows] of Object.entries(tables)) {
  describe(topic, () => {
    for (const [rule, facts, step, { policy = testPolicy(), now = NOW } = {}] of rows) {
      test(rule, () => expect(nextStep(facts, policy, now)).toEqual(step))
    }
  })
}
