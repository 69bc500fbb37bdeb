import type { RuleChapter } from '../../../.ci/rules.ts'

export const readings: RuleChapter = {
  title: 'Our readings',
  rules: [
    { mark: 'RD1', title: 'Sixty days run from the end of the first code', from: ['S1.13', 'S3.4'] },
    { mark: 'RD2', title: 'Thirty days run from the submission of the form', from: ['S1.8', 'S2.4'] },
    { mark: 'RD3', title: 'Finalising keeps user name, address and password' },
    { mark: 'RD4', title: 'Asking for a reset disables nothing' },
    { mark: 'RD5', title: 'Everybody gets the same answer in the same time', from: ['S2.9'] },
    { mark: 'RD6', title: 'Inactive is not deleted', from: ['S2.11'] },
    { mark: 'RD7', title: 'Strangers can lock nobody out' },
    { mark: 'RD8', title: 'After a reset by mail, mailed codes count for nothing higher for 72 hours' },
    { mark: 'RD9', title: 'One account a person; a subject outlives the account' },
    { mark: 'RD10', title: 'Deleting erases at once; a user name stays reserved' },
    { mark: 'RD11', title: 'Deadlines are inclusive to the second; a late job lengthens nothing' },
    { mark: 'RD12', title: 'A temporary account is only what somebody says of themselves' },
  ],
}
