import { sql } from 'kysely'
import { createRobot, signIn } from '../../support/robot.ts'
import { later } from '../time.ts'
import { anna, type Chapter, goOnAs, identify, press, type Scene } from './situation.ts'

const HOUR = 60 * 60

/** Two tabs were open; Anna signed in in the other one. */
function waiting(params: Record<string, string> = {}) {
  return async (scene: Scene) => {
    const asked = await scene.ask(scene.taxOffice, { params })
    await scene.annaIsIn()
    return asked
  }
}

function reloaded(params: Record<string, string> = {}) {
  return async (scene: Scene) => {
    const asked = await waiting(params)(scene)
    await asked.robot.reload()
    return asked
  }
}

/** Anna's sign-in stands at its last page, which is told by its address. */
async function atConsent(scene: Scene) {
  const asked = await scene.ask(scene.mailbox, { scope: 'openid name' })
  await signIn(asked.robot, scene.anna, { until: 'consent' })
  return { asked, page: new URL(asked.robot.url) }
}

/** Anna's sign-in stands at its first page, some time later. */
function afterwards(seconds: number) {
  return async (scene: Scene) => {
    const asked = await scene.ask(scene.mailbox)
    later(seconds)
    await asked.robot.reload()
    return asked
  }
}

export const tabs: Chapter = {
  title: 'Tabs',
  situations: [
    {
      name: 'Two tabs at two services; Anna signed in in one; the other is loaded again, or looked at (script)',
      sees: 'no page',
      gets: 'code for Anna',
      meet: reloaded(),
    },
    {
      name: 'The same, and she fills in and sends the other',
      sees: 'identify',
      gets: 'code for Anna',
      meet: waiting(),
      answer: (asked, scene) => identify(asked, scene.anna),
    },
    {
      name: 'The same, but the other asks anew (`prompt=login`)',
      sees: 'identify',
      gets: 'code for Anna',
      meet: reloaded({ prompt: 'login' }),
      answer: goOnAs(anna),
    },
    {
      name: 'The same, but the other names another person',
      sees: 'switch_account',
      gets: 'access_denied',
      meet: reloaded({ login_hint: 'somebody.else' }),
      answer: press('cancel'),
    },
    {
      name: 'A form is sent twice at the same moment',
      sees: 'no page',
      gets: 'code for Anna',
      async meet(scene) {
        const asked = await scene.ask(scene.mailbox)
        const twin = await asked.robot.newTab().open(asked.robot.url)
        await Promise.all([identify(asked, scene.anna), identify({ ...asked, robot: twin }, scene.anna)])
        // One of the two arrives; a browser shows the one that was sent last
        if (asked.robot.step !== null) await asked.robot.open(twin.url)
        return asked
      },
    },
    {
      name: 'Back, after the sign-in has finished',
      sees: 'E-FLOW-02',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        await asked.robot.submit({}, { action: 'approve' })
        await asked.robot.open(page)
        return asked
      },
    },
    {
      name: 'The last form is sent again after the sign-in has finished',
      sees: 'E-FLOW-02',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        const twin = await asked.robot.newTab().open(page)
        await asked.robot.submit({}, { action: 'approve' })
        await twin.submit({}, { action: 'approve' })
        return { ...asked, robot: twin }
      },
    },
    { name: 'A tab is used after 30 minutes', sees: 'E-FLOW-01', gets: 'nothing', meet: afterwards(HOUR / 2) },
    { name: 'A tab is restored on the same day', sees: 'E-FLOW-01', gets: 'nothing', meet: afterwards(20 * HOUR) },
    {
      name: 'A tab is restored a day later: nothing is known of it any more',
      sees: 'E-FLOW-05',
      gets: 'nothing',
      meet: afterwards(24 * HOUR),
    },
    {
      name: 'The browser is started again on the same day, and restores a tab whose sign-in had finished',
      sees: 'E-FLOW-02',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        await asked.robot.submit({}, { action: 'approve' })
        later(20 * HOUR)
        return { ...asked, robot: await createRobot({ language: 'en' }).open(page) }
      },
    },
    {
      name: 'The browser lost its cookies in the middle of a sign-in',
      sees: 'E-FLOW-03',
      gets: 'nothing',
      async meet(scene) {
        const { asked } = await atConsent(scene)
        asked.robot.cookies.clear()
        await asked.robot.reload()
        return asked
      },
    },
    {
      name: 'The address is opened in another browser',
      sees: 'E-FLOW-03',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        return { ...asked, robot: await createRobot({ language: 'en' }).open(page) }
      },
    },
    {
      name: 'The volatile store was emptied in the middle of a sign-in',
      sees: 'E-FLOW-04',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        await sql`delete from oidc_items where model = 'Interaction'`.execute(scene.kapu.db)
        await asked.robot.open(page)
        return asked
      },
    },
    {
      name: 'The way back to the service is opened without the sign-in before it',
      sees: 'E-FLOW-06',
      gets: 'nothing',
      async meet(scene) {
        const { asked, page } = await atConsent(scene)
        const resume = page.href.replace(/interaction\/([\w-]+)\/.*/, 'auth/$1')
        return { ...asked, robot: await createRobot({ language: 'en' }).open(resume) }
      },
    },
    {
      name: 'Anna’s session ended elsewhere while a tab of hers was waiting for an answer',
      sees: 'identify',
      gets: 'code for Anna',
      async meet(scene) {
        await scene.annaIsIn()
        const asked = await scene.ask(scene.taxOffice, { scope: 'openid name' })
        await sql`update sessions set ended_at = now() where account_id = ${scene.anna.id}`.execute(scene.kapu.db)
        await asked.robot.submit({}, { action: 'approve' })
        return asked
      },
      answer: goOnAs(anna),
    },
    {
      name: 'A sign-in comes back to the pages a fourth time',
      sees: 'E-LOOP-01',
      gets: 'nothing',
      async meet(scene) {
        const asked = await scene.ask(scene.mailbox)
        const { robot } = asked
        for (let round = 1; round <= 4; round += 1)
          await robot.open(robot.url.href.replace(/interaction\/([\w-]+)\/.*/, 'auth/$1'))
        return asked
      },
    },
    {
      name: 'A service asks to return to an address that is not registered',
      sees: 'E-REQUEST-02',
      gets: 'nothing',
      meet: ({ ask, mailbox }) => ask(mailbox, { params: { redirect_uri: 'https://elsewhere.example/' } }),
    },
  ],
}
