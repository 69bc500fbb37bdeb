/** Whole lives of accounts over HTTP; in Chromium the same are lived in `test/browser/account-life.test.ts`. */
import { afterAll, afterEach, beforeAll, describe, test, vi } from 'vitest'
import { registersAtHome, registersInPerson } from './lives/beginnings.ts'
import { forgetsPassword, letsPasswordExpire, losesTelephone, movesAddress } from './lives/recoveries.ts'
import { openStage, type Stage } from './lives/stage.ts'
import { robotWindow } from './lives/window.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage(() => Promise.resolve(robotWindow()))
})
afterEach(() => void vi.useRealTimers())
afterAll(() => stage.kapu.close())

describe('a life that begins', () => {
  test('#2 #13 S1 S3 feature 13: at the office: receipt, mail, own password, own app, the Mailbox', () =>
    registersInPerson(stage, 'szemelyesen'))

  test('#1 #5 #8 #10 S1 S2 RD2 RD3: at home: reminded on day 23 and 29, finalised on day 30, then known to services', () =>
    registersAtHome(stage, 'otthonrol'))
})

describe('a life that goes on', () => {
  test('#19 #20 RD8 S3 feature 19: a forgotten password; for 72 hours the mailed code counts for the lowest level alone', () =>
    forgetsPassword(stage))

  test('#26 #28 #29 S2 feature 21: a password expired for 61 days; the office reactivates, the code comes by itself', () =>
    letsPasswordExpire(stage))

  test('2F-7 2F-10 S4: a lost telephone; the deletion code removes the app, the next sign-in sets up another', () =>
    losesTelephone(stage))

  test('#40 S0 feature 24: another address; confirmed at the new mailbox, undone from the old one', () =>
    movesAddress(stage))
})
