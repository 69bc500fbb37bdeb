import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons } from '../partials/form.ts'
import { icon } from '../partials/icons.ts'
import { renderStep } from '../partials/step-page.ts'
import { byReadingOrder } from '../texts/claims.ts'
import { textsFor } from '../texts/index.ts'

/** One claim as the page shows it before it is passed on. */
interface Claim {
  /** The claim's name; an optional one is ticked in the field `claim_<name>`. */
  readonly name: string
  /** As `claimLabel` and `claimValue` write them. */
  readonly label: string
  readonly value: string
  readonly optional: boolean
}

interface Props {
  /** `information`: the law is the basis; `consent`: the person decides. */
  readonly purpose: 'information' | 'consent'
  readonly claims: readonly Claim[]
  /** Whose data they are. */
  readonly accountName: string
  /** Further hidden fields: whose data the page shows. */
  readonly hidden?: Readonly<Record<string, string>>
}

/** Shows what the service will receive, with the values, before it receives anything. */
export function consentPage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const own = texts.consent
  const informs = props.purpose === 'information'
  const service = frame.service?.name ?? texts.frame.product
  const claims = props.claims.toSorted(byReadingOrder)
  const required = claims.filter((claim) => !claim.optional)
  const lead = informs ? own.informationLead(service) : own.consentLead(service)
  const form = html`!${whose(frame, props.accountName)}
    !${required.length === 0 ? html`<p>${own.nothing}</p>` : claimList(required)}
    !${optionalClaims(
      frame,
      claims.filter((claim) => claim.optional),
    )}
    <p class="note">!${icon('info')} <span>${informs ? own.basis : own.consentBasis}</span></p>
    <p class="small">${required.length === 0 ? '' : own.identifier} ${own.nothingElse}</p>
    !${buttons(frame, actionButton('approve', informs ? own.approveInformation : own.approveConsent, 'primary'))}`
  return renderStep(frame, {
    step: 'consent',
    title: own.title,
    ...(required.length === 0 ? {} : { lead }),
    form,
    hidden: props.hidden ?? {},
  })
}

function whose(frame: StepFrame, accountName: string): string {
  return html`<p class="whose">
    !${icon('person')} <span>${textsFor(frame.language).consent.accountLabel}: <strong>${accountName}</strong></span>
  </p>`
}

function claimList(claims: readonly Claim[]): string {
  const rows = claims.map(
    (claim) =>
      html`<div>
        <dt>${claim.label}</dt>
        <dd>${claim.value}</dd>
      </div>`,
  )
  return html`<dl class="facts">!${rows}</dl>`
}

function optionalClaims(frame: StepFrame, claims: readonly Claim[]): string {
  if (claims.length === 0) return ''
  const own = textsFor(frame.language).consent
  const ticks = claims.map((claim) => {
    const id = `claim_${claim.name}`
    const checked = frame.values[id] === undefined ? '' : ' checked'
    return html`<div class="tick">
      <input type="checkbox" id="${id}" name="${id}" value="yes" !${checked} />
      <label for="${id}">${claim.label} <span class="tick-value">${claim.value}</span></label>
    </div>`
  })
  return html`<fieldset>
    <legend>${own.optionalTitle}</legend>
    <p class="hint">${own.optionalHint}</p>
    !${ticks}
  </fieldset>`
}
