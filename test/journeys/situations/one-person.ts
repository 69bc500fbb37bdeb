import { sql } from 'kysely'
import { expect } from 'vitest'
import { codeOn } from '../dead-ends.ts'
import { later } from '../time.ts'
import { SUBSTANTIAL } from '../levels.ts'
import { anna, type Chapter, goOnAs, identify, press, type Scene } from './situation.ts'

const MINUTE = 60

/** A request of the tax office after Anna has signed in at the mailbox, some time later. */
function then(params: Record<string, string>, { scope = 'openid', after = 0 } = {}) {
  return async (scene: Scene) => {
    await scene.annaIsIn()
    if (after > 0) later(after)
    return scene.ask(scene.taxOffice, { scope, params })
  }
}

/** The same, where the client has this rule. */
function underRule(rules: Record<string, unknown>, after = 0) {
  return async (scene: Scene) => {
    const { kapu, taxOffice } = scene
    await sql`update clients set rules = rules || ${JSON.stringify(rules)}::jsonb where client_id = ${taxOffice.clientId}`.execute(
      kapu.db,
    )
    return then({}, { after })(scene)
  }
}

export const onePerson: Chapter = {
  title: 'One person',
  situations: [
    {
      name: 'Nobody is signed in; Anna comes from a service',
      sees: 'identify',
      gets: 'code for Anna',
      meet: ({ ask, mailbox }) => ask(mailbox),
      answer: goOnAs(anna),
    },
    {
      name: 'The same, and she presses Cancel',
      sees: 'identify',
      gets: 'access_denied',
      meet: ({ ask, mailbox }) => ask(mailbox),
      answer: press('cancel'),
    },
    { name: 'Anna is signed in; another service asks', sees: 'no page', gets: 'code for Anna', meet: then({}) },
    {
      name: '… for data that she has not seen it get',
      sees: 'consent',
      gets: 'code for Anna',
      meet: then({}, { scope: 'openid name' }),
      answer: goOnAs(anna),
    },
    {
      name: '… with `prompt=consent`',
      sees: 'consent',
      gets: 'code for Anna',
      meet: then({ prompt: 'consent' }, { scope: 'openid name' }),
      answer: goOnAs(anna),
    },
    {
      name: '… with `prompt=login`',
      sees: 'identify',
      gets: 'code for Anna',
      meet: then({ prompt: 'login' }),
      answer: goOnAs(anna),
    },
    {
      name: '… with a `max_age` that has passed',
      sees: 'identify',
      gets: 'code for Anna',
      meet: then({ max_age: '60' }, { after: 61 }),
      answer: goOnAs(anna),
    },
    {
      name: '… for a higher level (step-up)',
      sees: 'authenticate/totp',
      gets: 'code for Anna',
      meet: then({ acr_values: SUBSTANTIAL }),
      answer: goOnAs(anna),
    },
    {
      name: '… with `prompt=select_account`',
      sees: 'confirm_account',
      gets: 'code for Anna',
      meet: then({ prompt: 'select_account' }),
      answer: press('continue'),
    },
    {
      name: '… and always wants the person to see who is signed in (`always_show_account`)',
      sees: 'confirm_account',
      gets: 'code for Anna',
      meet: underRule({ always_show_account: true }),
      answer: press('continue'),
    },
    {
      name: '… and has no single sign-on (`single_sign_on: false`)',
      sees: 'identify',
      gets: 'code for Anna',
      meet: underRule({ single_sign_on: false }),
      answer: goOnAs(anna),
    },
    {
      name: '… and its own idle time (`max_idle`) has passed',
      sees: 'identify',
      gets: 'code for Anna',
      meet: underRule({ max_idle: 300 }, 301),
      answer: goOnAs(anna),
    },
    {
      name: '… with `login_hint` at her',
      sees: 'no page',
      gets: 'code for Anna',
      meet: (scene) => then({ login_hint: scene.anna.username })(scene),
    },
    {
      name: '… and 30 minutes have passed since her last sign-in',
      sees: 'identify',
      gets: 'code for Anna',
      meet: then({}, { after: 30 * MINUTE }),
      answer: goOnAs(anna),
    },
    {
      name: '… and her account was suspended meanwhile: told by `E-ACC-01` when she has proved who she is',
      sees: 'identify',
      gets: 'access_denied',
      async meet(scene) {
        await scene.annaIsIn()
        await sql`update accounts set state = 'SUSPENDED' where id = ${scene.anna.id}`.execute(scene.kapu.db)
        return scene.ask(scene.taxOffice)
      },
      async answer(asked, scene) {
        await identify(asked, scene.anna)
        expect(codeOn(asked.robot)).toBe('E-ACC-01')
        await asked.robot.clickLink(/Back to/)
      },
    },
    {
      name: 'Anna said that others use this computer, too; another service asks',
      sees: 'identify',
      gets: 'code for Anna',
      async meet(scene) {
        const { robot } = await scene.ask(scene.mailbox)
        const { username, password } = scene.anna
        await robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
        return scene.ask(scene.taxOffice)
      },
      answer: goOnAs(anna),
    },
    {
      name: '`prompt=none`: nobody is signed in',
      sees: 'no page',
      gets: 'login_required',
      meet: ({ ask, mailbox }) => ask(mailbox, { params: { prompt: 'none' } }),
    },
    {
      name: '`prompt=none`: Anna is signed in',
      sees: 'no page',
      gets: 'code for Anna',
      meet: then({ prompt: 'none' }),
    },
    {
      name: '`prompt=none`: she has not seen what the service would get',
      sees: 'no page',
      gets: 'consent_required',
      meet: then({ prompt: 'none' }, { scope: 'openid name' }),
    },
    {
      name: '`prompt=none`: the level is not reached, or `max_age` has passed',
      sees: 'no page',
      gets: 'login_required',
      meet: then({ prompt: 'none', max_age: '60' }, { after: 61 }),
    },
  ],
}
