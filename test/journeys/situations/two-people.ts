import { expect } from 'vitest'
import { signIn } from '../../support/robot.ts'
import type { Asked } from '../../support/service.ts'
import { SUBSTANTIAL } from '../levels.ts'
import { anna, bela, type Chapter, goOnAs, identify, press, type Scene } from './situation.ts'

/** Anna is signed in, and a request names Béla by what he typed as his user name elsewhere. */
async function hinted(scene: Scene, params: Record<string, string> = {}) {
  await scene.annaIsIn()
  return scene.ask(scene.taxOffice, { params: { ...params, login_hint: scene.bela.username } })
}

/** Anna is signed in, and Béla proves who he is where everybody is asked anew. */
async function proved(scene: Scene) {
  await scene.annaIsIn()
  const asked = await scene.ask(scene.taxOffice, { params: { prompt: 'login' } })
  await identify(asked, scene.bela)
  return asked
}

/** Anna is signed in, and a service has Béla's ID token from another day. */
async function demanded(scene: Scene) {
  const before = await scene.taxOffice.ask({ scope: 'openid' })
  await signIn(before.robot, scene.bela)
  const hint = (await before.redeem()).id_token ?? ''
  await scene.annaIsIn()
  return scene.ask(scene.taxOffice, { params: { id_token_hint: hint } })
}

/** Anna is signed in, more is asked of her, and somebody else sits there. */
async function notAnna(scene: Scene) {
  await scene.annaIsIn()
  return disowned(await scene.ask(scene.taxOffice, { params: { acr_values: SUBSTANTIAL } }))
}

async function disowned(asked: Asked): Promise<Asked> {
  await asked.robot.submit({}, { action: 'switch' })
  return asked
}

/** Two tabs were open when nobody was signed in; Anna used one, and Béla fills in the other. */
async function twoTabs(scene: Scene) {
  const waiting = await scene.ask(scene.taxOffice)
  await scene.annaIsIn()
  await identify(waiting, scene.bela)
  return waiting
}

export const twoPeople: Chapter = {
  title: 'Two people at one browser',
  situations: [
    {
      name: 'Anna is signed in; a service names Béla (`login_hint`); *switch*, and he signs in',
      sees: 'switch_account',
      gets: 'code for Béla',
      meet: (scene) => hinted(scene),
      answer: press('switch', bela),
    },
    {
      name: 'The same; *stay*, and Anna gives her password again',
      sees: 'switch_account',
      gets: 'code for Anna',
      meet: (scene) => hinted(scene),
      answer: press('stay', anna),
    },
    {
      name: 'The same; *cancel*: Anna stays signed in',
      sees: 'switch_account',
      gets: 'access_denied',
      meet: (scene) => hinted(scene),
      answer: press('cancel'),
    },
    {
      name: 'The same with `prompt=none`, whether the name exists or not',
      sees: 'no page',
      gets: 'login_required',
      async meet(scene) {
        const known = await hinted(scene, { prompt: 'none' })
        const unknown = await scene.ask(scene.taxOffice, { params: { login_hint: 'nobody.at.all', prompt: 'none' } })
        expect(unknown.error).toBe(known.error)
        return unknown
      },
    },
    {
      name: 'Anna is signed in; a service demands Béla (`id_token_hint`, `sub`): *stay* is not offered; *switch*',
      sees: 'switch_account',
      gets: 'code for Béla',
      meet: demanded,
      answer: press('switch', bela),
    },
    {
      name: 'Anna is signed in; Béla signs in where everybody is asked anew; *switch*',
      sees: 'switch_account',
      gets: 'code for Béla',
      meet: proved,
      answer: press('switch', bela),
    },
    {
      name: 'The same; *stay*, and Anna gives her password again',
      sees: 'switch_account',
      gets: 'code for Anna',
      meet: proved,
      answer: press('stay', anna),
    },
    {
      name: 'Béla is signed in, and Anna signs in: the other order is the same',
      sees: 'switch_account',
      gets: 'code for Anna',
      async meet(scene) {
        await signIn((await scene.ask(scene.mailbox)).robot, scene.bela)
        const asked = await scene.ask(scene.taxOffice, { params: { prompt: 'login' } })
        await identify(asked, scene.anna)
        return asked
      },
      answer: press('switch', anna),
    },
    {
      name: 'Two tabs were open; Anna signed in in one, Béla fills in the other; *switch*',
      sees: 'switch_account',
      gets: 'code for Béla',
      meet: twoTabs,
      answer: press('switch', bela),
    },
    {
      name: 'Anna is signed in; `prompt=select_account`; *not me*, and Béla signs in',
      sees: 'confirm_account',
      gets: 'code for Béla',
      async meet(scene) {
        await scene.annaIsIn()
        return scene.ask(scene.taxOffice, { params: { prompt: 'select_account' } })
      },
      answer: press('switch', bela),
    },
    {
      name: 'Anna is signed in; a step-up asks for her code, and Béla says that he is not her; *switch*',
      sees: 'switch_account',
      gets: 'code for Béla',
      meet: notAnna,
      answer: press('switch', bela),
    },
    {
      name: 'The same; *stay*, and Anna gives her password again',
      sees: 'switch_account',
      gets: 'code for Anna',
      meet: notAnna,
      answer: press('stay', anna),
    },
    {
      name: 'Anna is signed in; Béla reads what a service would get of her, and says that he is not her; *switch*',
      sees: 'switch_account',
      gets: 'code for Béla',
      async meet(scene) {
        await scene.annaIsIn()
        return disowned(await scene.ask(scene.taxOffice, { scope: 'openid name' }))
      },
      answer: press('switch', bela),
    },
    {
      name: 'Anna is signed in; Anna signs in again where everybody is asked anew: no question',
      sees: 'identify',
      gets: 'code for Anna',
      async meet(scene) {
        await scene.annaIsIn()
        return scene.ask(scene.taxOffice, { params: { prompt: 'login' } })
      },
      answer: goOnAs(anna),
    },
    {
      name: 'Anna is signed in; a service demands Béla; *switch*, but Anna signs in again',
      sees: 'no page',
      gets: 'login_required',
      async meet(scene) {
        const asked = await demanded(scene)
        await asked.robot.submit({}, { action: 'switch' })
        await signIn(asked.robot, scene.anna)
        return asked
      },
    },
  ],
}
