import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import type { Language } from '../../frame.ts'
import { type MyPage, myPages } from '../../my-pages.ts'
import { icon } from '../../partials/icons.ts'
import { myButton, myForm, type MyFrame, myPageList, renderMyPage } from '../../partials/my-page.ts'
import { byReadingOrder, claimLabel, claimValue, knownClaims } from '../../texts/claims.ts'
import { myHomeTexts, type ShownState } from '../../texts/my-account/home.ts'
import { myPasswordTexts } from '../../texts/my-account/password.ts'
import { myRecoveryTexts } from '../../texts/my-account/recovery.ts'
import { type Losable, recoverTexts } from '../../texts/recover.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

interface Props {
  readonly identity: Readonly<Record<string, unknown>>
  readonly username: string
  readonly state: ShownState
  /** Epoch seconds, all of them; null where there is no such deadline. */
  readonly temporaryUntil: number | null
  readonly passwordUntil: number | null
  readonly mailHoldUntil: number | null
  /** The sign-in before this one. */
  readonly lastSignIn: { readonly at: number; readonly service: string } | null
  /** What was done just now. */
  readonly done: 'password' | 'recovery' | null
  /** A way to sign in that is taken for lost, and after which instant it is removed; null where none is. */
  readonly recovery: { readonly way: Losable; readonly effectiveAt: number } | null
  /** What this person can open at the level they have proved. */
  readonly pages: readonly MyPage[]
}

/** C16, `/fiok`: what is held about the person, the account's deadlines, and the way to everything else. */
export function myHomePage(frame: MyFrame, props: Props): string {
  const { language } = frame
  const own = myHomeTexts(language)
  const identity = knownClaims
    .filter((name) => (props.identity[name] ?? '') !== '')
    .map((name) => ({ name }))
    .toSorted(byReadingOrder)
    .map(({ name }) => row(claimLabel(language, name), claimValue(language, name, props.identity[name])))
  const instant = (label: string, at: number | null) => (at === null ? '' : row(label, formatInstant(language, at)))
  const { lastSignIn } = props
  const last = lastSignIn === null ? own.noSignIn : `${formatInstant(language, lastSignIn.at)}, ${lastSignIn.service}`
  const content = html`!${recoveryWarning(frame, props.recovery)}
    <h2>${own.accountTitle}</h2>
    <dl class="facts">
      !${row(own.username, props.username)} !${row(own.state, own.states[props.state])}
      !${instant(own.temporaryUntil, props.temporaryUntil)} !${instant(own.passwordUntil, props.passwordUntil)}
      !${instant(own.mailHoldUntil, props.mailHoldUntil)} !${row(own.lastSignIn, last)}
    </dl>
    !${props.mailHoldUntil === null ? '' : html`<p class="hint">${own.mailHold}</p>`}
    <h2>${own.listTitle}</h2>
    !${myPageList(frame, props.pages)}
    <h2>${own.registerTitle}</h2>
    <dl class="facts">!${identity}</dl>
    <p class="hint">${props.state === 'temporary' ? own.typedHint : own.registerHint}</p>`
  return renderMyPage(frame, {
    page: 'home',
    title: myPageTexts(language).pages.home.name,
    lead: own.lead,
    done: props.done === null ? null : doneText(language, props.done),
    content,
  })
}

function doneText(language: Language, done: 'password' | 'recovery'): string {
  return done === 'password' ? myPasswordTexts(language).done : myRecoveryTexts(language).done
}

/** Whoever did not ask for it stops it here. */
function recoveryWarning(frame: MyFrame, recovery: Props['recovery']): string {
  if (recovery === null) return ''
  const own = myRecoveryTexts(frame.language)
  const { way, effectiveAt } = recovery
  return html`<section class="note" aria-labelledby="recovery">
    !${icon('warning')}
    <div>
      <h2 id="recovery">${own.title}</h2>
      <p>${own.text(recoverTexts(frame.language).names[way], formatInstant(frame.language, effectiveAt))}</p>
      <p>${own.notYou}</p>
      !${myForm({ ...frame, action: `${myPages.home}/visszaallitas` }, 'cancel-recovery', myButton('cancel', own.cancel))}
    </div>
  </section>`
}

function row(label: string, value: string): string {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}
