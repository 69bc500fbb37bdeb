/** C19, `/fiok/ugyfelkapu-plusz`: the second ways to prove oneself, to add, move and remove. */
import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import { ownPage } from '../../layout.ts'
import { myPages } from '../../my-pages.ts'
import { stepForm, tickField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { type MethodNotice, noticeWords } from '../../partials/methods.ts'
import { type MyFrame, myButton, myForm, renderMyPage } from '../../partials/my-page.ts'
import { waysTexts, type Way } from '../../texts/my-account/ways.ts'

interface HeldWay {
  readonly id: string
  /** What its owner calls it; null where there can be but one. */
  readonly name: string | null
  readonly since: number
}

interface Props {
  readonly ways: ReadonlyArray<{
    readonly way: Way
    readonly held: readonly HeldWay[]
    /** That it does not work as it should. */
    readonly notice?: MethodNotice | null
    /** False where it cannot be set up at present. */
    readonly addable?: boolean
  }>
  /** Until when codes by e-mail support nothing (RD8); epoch seconds, null where they do. */
  readonly heldUntil: number | null
  /** What was done just now. */
  readonly done: string | null
}

export function waysPage(frame: MyFrame, { ways, heldUntil, done }: Props): string {
  const own = waysTexts(frame.language)
  const isNone = ways.every(({ held }) => held.length === 0)
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

function section(frame: MyFrame, { way, held, notice = null, addable = true }: Props['ways'][number]): string {
  const own = waysTexts(frame.language)
  const words = own.ways[way]
  const state =
    held.length === 0
      ? html`<p>${own.off}</p>`
      : held.map(
          ({ name, since }) =>
            html`<p>
              !${name === null || name === '' ? '' : html`<bdi>${name}</bdi><br />`}
              <strong>${own.on(formatInstant(frame.language, since))}</strong>
            </p>`,
        )
  const link = (label: string) =>
    html`<p><a class="button secondary" href="${ownPage(`${myPages.factors}/${way}`, frame)}">${label}</a></p>`
  const said =
    notice === null
      ? ''
      : html`<p class="note">!${icon('warning')} <span>${noticeWords(frame.language, notice)}</span></p>`
  const onward = !addable
    ? ''
    : held.length === 0 || words.more === true
      ? link(words.add)
      : words.move === undefined
        ? ''
        : html`<p class="hint">${words.moveHint ?? ''}</p>
            !${link(words.move)}`
  return html`<section aria-labelledby="way-${way}" class="!${notice === null ? '' : 'failing'}">
    <h2 id="way-${way}">${words.name}</h2>
    <p>${words.about}</p>
    !${said} !${state} !${onward}
    !${held.map(({ id }, at) =>
      myForm(frame, `remove-${way}-${at}`, myButton('remove', words.remove, 'quiet'), { way, id }),
    )}
  </section>`
}

/** Before the last one goes: what that means, and a tick. */
export function lastWayPage(frame: MyFrame, { way, id }: { readonly way: Way; readonly id: string }): string {
  const own = waysTexts(frame.language)
  const form = html`!${tickField(frame, { name: 'understood', label: html`${own.lastTick}` })}
    <div class="buttons">!${myButton('remove', own.removeAnyway)}</div>
    <p><a href="${ownPage(myPages.factors, frame)}">${own.keep}</a></p>`
  return renderMyPage(frame, {
    page: 'factors',
    part: 'last',
    title: own.lastTitle,
    lead: own.lastLead(own.ways[way].name),
    content: stepForm(frame, form, { hidden: { way, id, asked: 'yes' } }),
  })
}
