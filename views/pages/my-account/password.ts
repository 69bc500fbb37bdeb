import { html } from 'ghtml'
import { field, stepForm } from '../../partials/form.ts'
import { myButton, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { newPasswordFields } from '../../partials/new-password.ts'
import { myPasswordTexts } from '../../texts/my-account/password.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

/** C18, `/fiok/jelszo`. `username` is for password managers, which keep the new password under it. */
export function myPasswordPage(frame: MyFrame, { username }: { readonly username: string }): string {
  const own = myPasswordTexts(frame.language)
  const form = html`<input type="text" name="username" value="${username}" autocomplete="username" readonly hidden />
    !${field(frame, { name: 'password', label: own.present, type: 'password', autocomplete: 'current-password' })}
    !${newPasswordFields(frame, { asksValidity: true })}
    <p>${own.whatHappens}</p>
    <div class="buttons">!${myButton('continue', own.change)}</div>`
  return renderMyPage(frame, {
    page: 'password',
    title: myPageTexts(frame.language).pages.password.name,
    lead: own.lead,
    content: stepForm(frame, form),
  })
}
