import { html } from 'ghtml'
import { formatDeadline } from '../../format.ts'
import { ownPage } from '../../layout.ts'
import { myPages } from '../../my-pages.ts'
import { field, stepForm } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { myButton, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { myAddressTexts } from '../../texts/my-account/address.ts'
import { noticeAddressTexts } from '../../texts/my-account/notice-address.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'
import { noticeAddressSection, type ShownNoticeAddress } from './notice-address.ts'

interface Props {
  readonly address: string
  /** What was asked for and waits for the new mailbox; null where nothing does. */
  readonly waiting: { readonly address: string; readonly until: number } | null
  /** What was done just now. */
  readonly done: AddressDone | null
  /** The second address; null where it serves for nothing. */
  readonly notice: ShownNoticeAddress | null
}

export type AddressDone = 'sent' | 'notice_sent' | 'notice_removed'

/** C17, `/fiok/regisztracios-adatok`: the identification address, and that the Mailbox's lives elsewhere (S0). */
export function myAddressPage(frame: MyFrame, { address, waiting, done, notice }: Props): string {
  const own = myAddressTexts(frame.language)
  const content = html`<dl class="facts">
      <div>
        <dt>${own.present}</dt>
        <dd class="address">${address}</dd>
      </div>
      !${
        waiting === null
          ? ''
          : html`<div>
              <dt>${own.waiting}</dt>
              <dd class="address">${waiting.address}</dd>
            </div>`
      }
    </dl>
    !${waiting === null ? '' : html`<p class="hint">${own.waitingUntil(formatDeadline(frame.language, waiting.until))}</p>`}
    <p class="buttons">
      <a class="button primary" href="${ownPage(`${myPages.address}/modositas`, frame)}">${own.change}</a>
    </p>
    !${notice === null ? '' : noticeAddressSection(frame, notice)}
    <h2>${own.mailboxTitle}</h2>
    <p class="note">!${icon('info')} <span>${own.mailbox}</span></p>`
  return renderMyPage(frame, {
    page: 'address',
    title: myPageTexts(frame.language).pages.address.name,
    lead: own.lead,
    done: done === null ? null : doneText(frame, done),
    content,
  })
}

function doneText({ language }: MyFrame, done: AddressDone): string {
  if (done === 'sent') return myAddressTexts(language).sent
  const { sent, removed } = noticeAddressTexts(language)
  return done === 'notice_sent' ? sent : removed
}

/** `/fiok/regisztracios-adatok/modositas`: the new address, twice. */
export function myNewAddressPage(frame: MyFrame): string {
  const own = myAddressTexts(frame.language)
  const form = html`!${field(frame, {
      name: 'email',
      label: own.newAddress,
      hint: own.newAddressHint,
      autocomplete: 'email',
      value: frame.values['email'] ?? '',
    })}
    !${field(frame, {
      name: 'email_again',
      label: own.newAddressAgain,
      autocomplete: 'email',
      value: frame.values['email_again'] ?? '',
    })}
    <p>${own.whatHappens}</p>
    <div class="buttons">!${myButton('continue', own.send)}</div>`
  return renderMyPage(frame, {
    page: 'address',
    part: 'change',
    title: own.changeTitle,
    lead: own.changeLead,
    content: html`!${stepForm(frame, form)}
      <p class="small">${own.office}</p>`,
  })
}
