import { html } from 'ghtml'
import { type CustomerAct, visitPage } from '../../desk-pages.ts'
import { formatDate, formatInstant } from '../../format.ts'
import {
  type DeskFrame,
  deskLink,
  factList,
  linkCards,
  renderDeskForm,
  renderDeskPage,
} from '../../partials/desk-page.ts'
import { actionButton, buttons, field, tickField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** A customer's account as a clerk may see it: neither user name nor full address. */
export interface ShownCustomer {
  readonly visitId: string
  readonly caseId: string
  readonly name: string
  readonly birthName: string
  readonly mother: string
  readonly place: string
  /** `1984-03-17` */
  readonly birthdate: string
  readonly state: keyof ReturnType<typeof deskTexts>['customer']['states']
  readonly maskedEmail: string
  /** Epoch seconds. */
  readonly passwordExpiresAt: number | null
  readonly daysPastExpiry: number | null
  readonly windowEndsAt: number | null
  readonly passwordClosed: boolean
  readonly factors: readonly string[]
  /** After which instant a lost factor is taken away; epoch seconds, null where none is. */
  readonly recoveryAt: number | null
}

interface Props {
  readonly customer: ShownCustomer
  /** What can be done where the account stands. */
  readonly acts: readonly CustomerAct[]
  readonly receiptReady: boolean
}

/** The customer before the clerk, and what can be done for them. */
export function customerPage(frame: DeskFrame, { customer, acts, receiptReady }: Props): string {
  const texts = deskTexts(frame.language)
  const { visitId } = customer
  const links = acts.map((act) => ({
    href: visitPage(visitId, act),
    name: texts.acts[act].title,
    about: texts.acts[act].about,
  }))
  const receipt = receiptReady
    ? html`<p class="buttons">!${deskLink(frame, visitPage(visitId, 'nyugta'), texts.receiptLink, 'primary')}</p>`
    : ''
  const content = html`!${customerFacts(frame, customer)} !${receipt}
    <h2>${texts.customer.actsTitle}</h2>
    !${linkCards(frame, links)}`
  return renderDeskPage(frame, { step: 'customer', title: texts.customer.title, content })
}

/** What the clerk compares with the document. */
function customerFacts(frame: DeskFrame, customer: ShownCustomer): string {
  const texts = deskTexts(frame.language).customer
  const { passwordExpiresAt: until, daysPastExpiry: past, windowEndsAt } = customer
  const isOver = past !== null
  const names = new Map<string, string>(Object.entries(texts.factorNames))
  const factors = customer.factors.map((factor) => names.get(factor) ?? factor).join(', ')
  return html`<p class="whose">
      !${icon('person')} <span><strong>${customer.name}</strong></span>
    </p>
    <p class="small">${texts.caseLine(customer.caseId)}</p>
    !${factList([
      [texts.birthName, customer.birthName],
      [texts.mother, customer.mother],
      [texts.born, `${customer.place}, ${formatDate(frame.language, customer.birthdate)}`],
      [texts.state, texts.states[customer.state]],
      [texts.email, customer.maskedEmail],
      [isOver ? texts.passwordEnded : texts.passwordUntil, until === null ? null : passwordLine(frame, until, past)],
      [texts.windowUntil, windowEndsAt === null || customer.state === 'ACTIVE' ? null : texts.deadline(windowEndsAt)],
      [texts.factors, factors === '' ? texts.noFactors : factors],
      [texts.recovery, customer.recoveryAt === null ? null : formatInstant(frame.language, customer.recoveryAt)],
    ])}
    !${customer.passwordClosed ? html`<p class="note">!${icon('lock')} <span>${texts.passwordClosed}</span></p>` : ''}`
}

function passwordLine({ language }: DeskFrame, until: number, past: number | null): string {
  if (past === null) return deskTexts(language).customer.deadline(until)
  const days = language === 'hu' ? `${past} napja` : past === 1 ? '1 day ago' : `${past} days ago`
  return `${formatInstant(language, until)} (${days})`
}

interface ActProps {
  readonly customer: ShownCustomer
  readonly act: Exclude<CustomerAct, 'dap'>
  /** A second clerk has to approve it. */
  readonly needsSecond: boolean
}

/** K5–K10: one act, asked for once more before it is done. */
export function actPage(frame: DeskFrame, { customer, act, needsSecond }: ActProps): string {
  const texts = deskTexts(frame.language)
  const own = texts.acts[act]
  const plain = { autocomplete: 'off', required: false }
  const special = {
    username: () =>
      field(frame, {
        ...plain,
        name: 'new_username',
        label: texts.acts.username.newName,
        hint: texts.acts.username.newNameHint,
        value: frame.values['new_username'] ?? '',
      }),
    email: () =>
      html`!${field(frame, {
        name: 'email',
        label: texts.acts.email.newEmail,
        type: 'email',
        autocomplete: 'off',
        value: frame.values['email'] ?? '',
      })}
      !${tickField(frame, { name: 'email_read_back', label: html`${texts.register.readBack}` })}`,
    close: () => tickField(frame, { name: 'request_signed', label: html`${texts.acts.close.signed}` }),
  }
  const fields = act === 'username' || act === 'email' || act === 'close' ? special[act]() : ''
  const others = act === 'username' ? [actionButton('switch', texts.acts.username.change)] : []
  const content = html`!${customerFacts(frame, customer)}
  !${needsSecond ? html`<p class="note">!${icon('info')} <span>${texts.secondClerk}</span></p>` : ''} !${fields}
  !${tickField(frame, { name: 'identity_checked', label: html`${texts.identityChecked}` })}
  !${buttons(frame, actionButton('continue', own.submit, 'primary'), others)}`
  const after = html`<p class="buttons">!${deskLink(frame, visitPage(customer.visitId), texts.toCustomer)}</p>`
  return renderDeskForm(frame, { step: `customer/${act}`, title: own.title, lead: own.lead, content, after })
}
