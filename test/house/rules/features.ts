import type { RuleChapter } from '../../../.ci/rules.ts'

/** What the seeds name, as far as it belongs to an account's life. */
export const features: RuleChapter = {
  title: 'Features the seeds name',
  rules: [
    { mark: 'feature 13', title: 'Registration in person, and where', from: ['S0.2', 'S1.1', 'S2.3'] },
    { mark: 'feature 14', title: 'Documents required', from: ['S1.2', 'S1.3', 'S1.4', 'S1.5'] },
    { mark: 'feature 15', title: 'Temporary registration and finalising', from: ['S1.7', 'S1.8', 'S2.4'] },
    { mark: 'feature 16', title: 'Registration with an electronic signature', from: ['S1.6', 'S1.9', 'S2.5'] },
    { mark: 'feature 17', title: 'Activation code', from: ['S1.10', 'S1.11', 'S3.2', 'S3.3'] },
    { mark: 'feature 18', title: 'Another code within sixty days, else deletion', from: ['S1.13'] },
    { mark: 'feature 19', title: 'Forgotten password', from: ['S0.7', 'S1.13', 'S2.7', 'S3.10', 'S3.11'] },
    { mark: 'feature 20', title: 'A password lives two years at most', from: ['S2.8'] },
    { mark: 'feature 21', title: 'Inactive, activated in person, code sent by itself', from: ['S2.11', 'S2.12'] },
    { mark: 'feature 22', title: 'Forgotten user name', from: ['S2.10', 'S3.12'] },
    { mark: 'feature 23', title: 'A wrong address is corrected only at the office', from: ['S3.5'] },
    { mark: 'feature 24', title: 'Registration Data', from: ['S0.8'] },
    { mark: 'feature 25', title: 'Two addresses', from: ['S0.6', 'S0.7', 'S0.9'] },
    { mark: 'feature 26', title: 'Another person in the same browser', from: ['S0.10'] },
    { mark: 'feature 27', title: 'Services differ in how long one is signed in', from: ['S0.11'] },
    { mark: 'feature 28', title: 'Letter of welcome', from: ['S3.1', 'S3.15'] },
    { mark: 'feature 29', title: 'A message that did not come', from: ['S3.5', 'S3.6', 'S3.7'] },
    { mark: 'feature 30', title: 'The user name is not one’s own name', from: ['S3.8'] },
    { mark: 'feature 43', title: 'Customer service', from: ['S0.12', 'S3.14', 'S4.12'] },
    { mark: 'feature 44', title: 'Not compulsory', from: ['S4.8', 'S4.10'] },
    { mark: 'feature 45', title: 'Registering for DÁP', from: ['S4.11'] },
    { mark: 'feature 46', title: 'Free of charge', from: ['S1.14'] },
    { mark: 'feature 47', title: 'What it is, and who may', from: ['S2.1', 'S2.2'] },
    { mark: 'feature 48', title: 'Central Customer Registration Register', from: ['S0.13'] },
  ],
}
