/** C23, `/torlokod`: the deletion code, and what comes after. */
import { html } from 'ghtml'
import type { Frame, StepFrame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { actionButton, buttons, details, field } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { renderStep } from '../../partials/step-page.ts'
import { textsFor } from '../../texts/index.ts'
import { lostAppText } from '../../texts/lost-app.ts'
import { recoverTexts } from '../../texts/recover.ts'
import { hoursOf } from './recover.ts'

/** `waiting`: seconds of the way without a deletion code; null where it is not offered. */
export function lostAppPage(frame: StepFrame, { waiting }: { readonly waiting: number | null }): string {
  const own = lostAppText(frame.language)
  const { fields } = textsFor(frame.language)
  const form = html`!${field(frame, {
    name: 'username',
    label: fields.username,
    autocomplete: 'username',
    value: frame.values['username'] ?? '',
  })}
  !${field(frame, {
    name: 'password',
    label: fields.password,
    type: 'password',
    autocomplete: 'current-password',
  })}
  !${field(frame, {
    name: 'deletion_code',
    label: own.code,
    hint: own.codeHint,
    autocomplete: 'off',
    code: true,
  })}
  !${buttons(frame, actionButton('continue', own.submit, 'primary'))}`
  const after = html`!${details(own.noCode, html`<p>${own.noCodeText}</p>`)} !${secondDoor(frame, waiting)}`
  return renderStep(frame, { step: 'remove_app', title: own.title, lead: own.lead, form, after })
}

function secondDoor(frame: StepFrame, waiting: number | null): string {
  if (waiting === null) return ''
  const own = recoverTexts(frame.language)
  return details(
    own.door,
    html`<p>${own.doorText(hoursOf(waiting))}</p>
      <p><a href="${ownPage('/torlokod/varakozas', frame)}">${own.doorLink}</a></p>`,
  )
}

export function appRemovedPage(frame: Frame): string {
  const own = lostAppText(frame.language)
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${own.removedTitle}</h1>
    <p class="lead">${own.removedLead}</p>
    <p>${own.removedNext}</p>
    <p class="buttons"><a class="button primary" href="${ownPage('/fiok', frame)}">${own.signIn}</a></p>
  </div>`
  return renderDocument(frame, { step: 'app_removed', title: own.removedTitle, content })
}
