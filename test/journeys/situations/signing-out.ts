import * as oidc from 'openid-client'
import { anna, type Chapter, goOnAs, press, type Scene } from './situation.ts'

/** Anna signed in at both services, and the mailbox sends her to sign out. */
async function signingOut(scene: Scene) {
  const asked = await scene.annaIsIn()
  const { id_token: hint = '' } = await asked.redeem()
  await scene.ask(scene.taxOffice)
  const { mailbox } = scene
  await asked.robot.open(
    oidc.buildEndSessionUrl(mailbox.configuration, {
      id_token_hint: hint,
      post_logout_redirect_uri: mailbox.redirectUri.replace(/callback$/, ''),
      state: 'some-state',
    }),
  )
  return asked
}

function afterPressing(action: string) {
  return async (scene: Scene) => {
    const { robot } = await signingOut(scene)
    await robot.submit({}, { action })
    return scene.ask(scene.taxOffice)
  }
}

export const signingOutChapter: Chapter = {
  title: 'Signing out',
  situations: [
    {
      name: 'A service sends Anna to sign out; *everywhere in this browser*',
      sees: 'sign_out',
      gets: 'its state',
      meet: signingOut,
      answer: press('everywhere'),
    },
    {
      name: 'The same; *only this service*',
      sees: 'sign_out',
      gets: 'its state',
      meet: signingOut,
      answer: press('here'),
    },
    {
      name: 'After *everywhere*, another service asks',
      sees: 'identify',
      gets: 'code for Anna',
      meet: afterPressing('everywhere'),
      answer: goOnAs(anna),
    },
    {
      name: 'After *only this service*, another service asks',
      sees: 'no page',
      gets: 'code for Anna',
      meet: afterPressing('here'),
    },
    {
      name: 'After *stay signed in*, another service asks',
      sees: 'no page',
      gets: 'code for Anna',
      meet: afterPressing('cancel'),
    },
  ],
}
