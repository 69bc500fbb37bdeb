import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { serviceOf } from '../support/service.ts'
import { LOW, threeLevels } from './levels.ts'
import { onePerson } from './situations/one-person.ts'
import { pageOf } from './situations/page.ts'
import { signingOutChapter } from './situations/signing-out.ts'
import { gotBy, sceneOf, seenBy } from './situations/situation.ts'
import { tabs } from './situations/tabs.ts'
import { twoPeople } from './situations/two-people.ts'
import { later } from './time.ts'

const chapters = [onePerson, twoPeople, tabs, signingOutChapter]

let kapu: Kapu
beforeAll(async () => {
  // A password is enough unless the request says otherwise: what happens around it is the question here
  kapu = await startKapu({ policy: (policy) => ({ ...threeLevels(policy), defaultAcr: LOW }) })
})
beforeEach(() => later(0))
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

describe.each(chapters)('$title', ({ situations }) => {
  test.each(situations)('$name', async ({ sees, gets, meet, answer }) => {
    const mailbox = await serviceOf(kapu, await kapu.client())
    const taxOffice = await serviceOf(kapu, await kapu.client())
    const scene = await sceneOf(kapu, mailbox, taxOffice)
    const asked = await meet(scene)
    const seen = seenBy(asked, scene)
    await answer?.(asked, scene)
    expect({ sees: seen, gets: await gotBy(asked, scene) }).toEqual({ sees, gets })
  })
})

/** To write the page anew: `npx vitest run test/journeys/situations.test.ts -u`. */
test('docs/situations.md tells what was just seen', async () => {
  await expect(await pageOf(chapters)).toMatchFileSnapshot('../../docs/situations.md')
})
