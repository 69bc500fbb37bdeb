/** The second address, which gets notices alone: as a part of the page of addresses, and to be changed. */
import { html } from 'ghtml'
import { formatDeadline, formatInstant } from '../../format.ts'
import { ownPage } from '../../layout.ts'
import { myPages } from '../../my-pages.ts'
import { field, stepForm } from '../../partials/form.ts'
import { myButton, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { noticeAddressTexts } from '../../texts/my-account/notice-address.ts'

export interface ShownNoticeAddress {
  /** `countsFrom`: epoch seconds from which it counts for a recovery. */
  readonly inUse: { readonly address: string; readonly countsFrom: number } | null
  readonly waiting: { readonly address: string; readonly until: number } | null
}

/** Its section on `/fiok/regisztracios-adatok`. */
export function noticeAddressSection(frame: MyFrame, { inUse, waiting }: ShownNoticeAddress): string {
  const { language } = frame
  const own = noticeAddressTexts(language)
  const present =
    inUse === null
      ? html`<p>${own.none}</p>`
      : html`<dl class="facts">!${fact(own.present, inUse.address)}</dl>
          <p class="hint">${own.countsFrom(formatInstant(language, inUse.countsFrom))}</p>`
  const asked =
    waiting === null
      ? ''
      : html`<dl class="facts">!${fact(own.waiting, waiting.address)}</dl>
          <p class="hint">${own.waitingUntil(formatDeadline(language, waiting.until))}</p>`
  return html`<h2>${own.title}</h2>
    <p>${own.what}</p>
    !${present} !${asked}
    <p class="buttons">
      <a class="button secondary" href="${ownPage(`${myPages.address}/ertesites`, frame)}"
        >${inUse === null ? own.give : own.change}</a
      >
    </p>`
}

function fact(term: string, address: string): string {
  return html`<div>
    <dt>${term}</dt>
    <dd class="address">${address}</dd>
  </div>`
}

interface Props {
  /** The one in use; null where there is none. */
  readonly address: string | null
  /** False where it can only be removed: the country does not use it. */
  readonly canChange: boolean
}

/** `/fiok/regisztracios-adatok/ertesites`: the address, twice; and the way to remove it. */
export function myNoticeAddressPage(frame: MyFrame, { address, canChange }: Props): string {
  const own = noticeAddressTexts(frame.language)
  const fields = html`<p>${own.lead}</p>
    !${field(frame, {
      name: 'email',
      label: own.address,
      hint: own.addressHint,
      autocomplete: 'off',
      value: frame.values['email'] ?? '',
    })}
    !${field(frame, {
      name: 'email_again',
      label: own.again,
      autocomplete: 'off',
      value: frame.values['email_again'] ?? '',
    })}
    <p>${own.whatHappens}</p>
    <div class="buttons">!${myButton('continue', own.send)}</div>`
  const removal = html`<h2>${own.remove}</h2>
    <p>${own.removeHint}</p>
    <div class="buttons">!${myButton('remove', own.remove, 'secondary')}</div>`
  return renderMyPage(frame, {
    page: 'address',
    part: 'notice',
    title: own.title,
    lead: own.what,
    content: html`!${address === null ? '' : html`<dl class="facts">!${fact(own.present, address)}</dl>`}
    !${stepForm(frame, html`!${canChange ? fields : ''} !${address === null ? '' : removal}`)}`,
  })
}
