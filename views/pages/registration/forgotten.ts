import { html } from 'ghtml'
import type { Frame, StepFrame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { actionButton, buttons, details, field } from '../../partials/form.ts'
import { renderStep } from '../../partials/step-page.ts'
import { activationText } from '../../texts/activation.ts'
import { registrationText } from '../../texts/registration.ts'

/** C14: asks for the two things that must belong together. */
export function forgottenPage(frame: StepFrame): string {
  const { forgotten } = activationText(frame.language)
  const form = html`!${field(frame, {
    name: 'username',
    label: registrationText(frame.language).fields.username,
    autocomplete: 'username',
    value: frame.values['username'] ?? '',
  })}
  !${field(frame, {
    name: 'email',
    label: forgotten.email,
    hint: forgotten.emailHint,
    type: 'email',
    autocomplete: 'email',
    value: frame.values['email'] ?? '',
  })}
  !${buttons(frame, actionButton('continue', forgotten.submit, 'primary'))}`
  const after = details(
    forgotten.username,
    html`<p>${forgotten.usernameText}</p>
      <p><a href="${ownPage('/elfelejtett-felhasznalonev', frame)}">${forgotten.usernameLink}</a></p>`,
  )
  return renderStep(frame, { step: 'forgotten', title: forgotten.title, lead: forgotten.lead, form, after })
}

/** The answer, whatever was asked: nothing of it depends on who asked for whom. */
export function askedPage(frame: Frame): string {
  const { asked } = activationText(frame.language)
  const content = html`<div class="card">
    <h1>${asked.title}</h1>
    <p class="lead">${asked.lead}</p>
    <p>${asked.keeps}</p>
    <h2>${asked.next}</h2>
    <ol class="steps">
      !${asked.steps.map((step) => html`<li><p>${step}</p></li>`)}
    </ol>
    <p class="buttons"><a class="button primary" href="${ownPage('/aktivalas', frame)}">${asked.activate}</a></p>
    !${details(
      asked.notArrived,
      html`<ul>
        !${asked.reasons.map((reason) => html`<li>${reason}</li>`)}
      </ul>`,
    )}
  </div>`
  return renderDocument(frame, { step: 'forgotten/asked', title: asked.title, content })
}
