/** `npm start` as a whole, in a real browser. */
import { journeysInChromium } from '../browser/demo-journeys.ts'
import { chromiumIsHere } from '../support/chromium.ts'
import { takenPorts } from './started-system.ts'

const taken = await takenPorts()
const mayRun = taken.length === 0 || process.env['KAPU_NO_SKIP'] === '1'

journeysInChromium(
  mayRun ? 'npm start, in Chromium' : `npm start, in Chromium (skipped: port ${taken.join(', ')} is taken)`,
  mayRun && chromiumIsHere(),
)
