import type { RuleChapter } from '../../../.ci/rules.ts'

export const edgeCases: RuleChapter = {
  title: 'Edge cases',
  rules: [
    { mark: 'edge a', title: 'A code at its last second, and one later' },
    { mark: 'edge b', title: 'Two resets in a row: the first code is dead' },
    { mark: 'edge c', title: 'A reset asked for on day 60 and used on day 63' },
    { mark: 'edge d', title: 'A job that was down for three days lengthens no life and deletes once' },
    { mark: 'edge e', title: 'Finalising at the very end of day 30' },
    { mark: 'edge f', title: 'A visitor at the desk while a temporary account has the same identity' },
    { mark: 'edge g', title: 'The user name of a deleted temporary account is free at once' },
    { mark: 'edge h', title: 'A password of one day warns once' },
    { mark: 'edge i', title: 'Two years from 29 February' },
    { mark: 'edge j', title: 'A password closed, then expired' },
    { mark: 'edge k', title: 'Closing an account tells the services that are open' },
    { mark: 'edge l', title: 'Who registers again is the same person to services' },
    { mark: 'edge m', title: 'Another address kills the code that is out' },
    { mark: 'edge n', title: 'An activation code in the password field gets the ordinary answer', from: ['S3.9'] },
    { mark: 'edge o', title: 'A deletion code used twice' },
    { mark: 'edge p', title: 'Another device begun and cancelled: the old app still works' },
  ],
}
