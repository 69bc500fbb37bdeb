/** C19, `/fiok/ugyfelkapu-plusz`: the second ways to prove oneself, to add, move and remove. */
import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import { ownPage } from '../../layout.ts'
import { myPages } from '../../my-pages.ts'
import { stepForm, tickField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { type MethodNotice, noticeWords } from '../../partials/methods.ts'
import { type MyFrame, myButton, myForm, renderMyPage } from '../../partials/my-page.ts'
import { isSeveral, wayWords, type WayId } from '../../texts/factors.ts'
import { waysTexts } from '../../texts/my-account/ways.ts'

interface HeldWay {
  readonly id: string
  /** What its owner calls it; null where there can be but one. */
  readonly name: string | null
  readonly since: number
}

interface ShownWay {
  readonly way: WayId
  readonly held: readonly HeldWay[]
  /** False where it lets nobody in at present: it has ended, or not begun. */
  readonly counts?: boolean
  /** That it does not work as it should. */
  readonly notice?: MethodNotice | null
  /** False where it cannot be set up at present. */
  readonly addable?: boolean
}

interface Props {
  readonly ways: readonly ShownWay[]
  /** Until when codes by e-mail support nothing (RD8); epoch seconds, null where they do. */
  readonly heldUntil: number | null
  /** What was done just now. */
  readonly done: string | null
}

export function waysPage(frame: MyFrame, { ways, heldUntil, done }: Props): string {
  const own = waysTexts(frame.language)
  const isNone = ways.every(({ counts = true, held }) => !counts || held.length === 0)
  const content = html`!${
      heldUntil === null
        ? ''
        : html`<p class="note">
            !${icon('warning')} <span>${own.held(formatInstant(frame.language, heldUntil))}</span>
          </p>`
    }
    !${isNone ? html`<p class="note">!${icon('warning')} <span>${own.none}</span></p>` : ''}
    !${ways.map((one) => section(frame, one))}
    <p class="hint">${own.lost} <a href="${ownPage('/torlokod', frame)}">${own.lostLink}</a></p>`
  return renderMyPage(frame, { page: 'factors', title: own.title, lead: own.lead, done, content })
}

function section(frame: MyFrame, { way, held, counts = true, notice = null, addable = true }: ShownWay): string {
  const own = waysTexts(frame.language)
  const words = wayWords(frame.language, way)
  const isOne = held.length === 1
  const removals = held.map((one, at) => {
    // Of several each says which one goes
    const label = isOne ? words.remove : `${words.remove}: ${one.name || formatInstant(frame.language, one.since)}`
    return myForm(frame, `remove-${way}-${at}`, myButton('remove', label, 'quiet'), { way, id: one.id })
  })
  const state = held.map(({ name, since }, at) => {
    const named = name === null || name === '' ? '' : html`<bdi>${name}</bdi><br />`
    const on = counts ? html`<strong>${own.on(formatInstant(frame.language, since))}</strong>` : ''
    return html`<p>!${named} !${on}</p>
      !${isOne ? '' : (removals[at] ?? '')}`
  })
  const resting = counts ? '' : html`<p class="note">!${icon('info')} <span>${own.resting}</span></p>`
  const said =
    notice === null
      ? ''
      : html`<p class="note">!${icon('warning')} <span>${noticeWords(frame.language, notice)}</span></p>`
  return html`<section aria-labelledby="way-${way}" class="!${notice === null ? '' : 'failing'}">
    <h2 id="way-${way}">${words.name}</h2>
    <p>${words.about}</p>
    !${said} !${resting} !${held.length === 0 ? html`<p>${own.off}</p>` : state}
    !${addable ? onward(frame, way, held.length > 0) : ''} !${isOne ? removals : ''}
  </section>`
}

/** To set one up, to add one more, or to move the one there is. */
function onward(frame: MyFrame, way: WayId, isHeld: boolean): string {
  const { add, move, moveHint = '' } = wayWords(frame.language, way)
  const link = (label: string) =>
    html`<p><a class="button secondary" href="${ownPage(`${myPages.factors}/${way}`, frame)}">${label}</a></p>`
  if (!isHeld || isSeveral(way)) return add === null ? '' : link(add)
  if (move === undefined) return ''
  return html`<p class="hint">${moveHint}</p>
    !${link(move)}`
}

/** Before the last one goes: what that means, and a tick. */
export function lastWayPage(frame: MyFrame, { way, id }: { readonly way: WayId; readonly id: string }): string {
  const own = waysTexts(frame.language)
  const form = html`!${tickField(frame, { name: 'understood', label: html`${own.lastTick}` })}
    <div class="buttons">!${myButton('remove', own.removeAnyway)}</div>
    <p><a href="${ownPage(myPages.factors, frame)}">${own.keep}</a></p>`
  return renderMyPage(frame, {
    page: 'factors',
    part: 'last',
    title: own.lastTitle,
    lead: own.lastLead(wayWords(frame.language, way).name),
    content: stepForm(frame, form, { hidden: { way, id, asked: 'yes' } }),
  })
}
