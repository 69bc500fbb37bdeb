import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import { myForm, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { byReadingOrder, claimLabel } from '../../texts/claims.ts'
import { myServicesTexts } from '../../texts/my-account/connected.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

/** A service that has something of the person. */
export interface ConnectedService {
  readonly clientId: string
  readonly name: string
  readonly publicBody: boolean
  /** Epoch seconds. */
  readonly since: number
  /** Names of claims. */
  readonly received: readonly string[]
  readonly refused: readonly string[]
  /** It holds a permission that outlives the sign-in. */
  readonly away: boolean
}

interface Props {
  readonly services: readonly ConnectedService[]
  /** The service that was just taken something back from. */
  readonly withdrawn: string | null
}

/** C27, `/fiok/szolgaltatasok`: which service received what, since when, and how to take it back. */
export function myServicesPage(frame: MyFrame, { services, withdrawn }: Props): string {
  const own = myServicesTexts(frame.language)
  const content =
    services.length === 0
      ? html`<p>${own.none}</p>`
      : html`<ul class="entries">
            !${services.map((service) => entry(frame, service))}
          </ul>
          <p class="small">${own.keeps}</p>`
  return renderMyPage(frame, {
    page: 'services',
    title: myPageTexts(frame.language).pages.services.name,
    ...(services.length === 0 ? {} : { lead: own.lead }),
    done: withdrawn === null ? null : own.done(withdrawn),
    content,
  })
}

function entry(frame: MyFrame, service: ConnectedService): string {
  const { language } = frame
  const own = myServicesTexts(language)
  const labels = (claims: readonly string[]) =>
    claims
      .map((name) => ({ name }))
      .toSorted(byReadingOrder)
      .map(({ name }) => claimLabel(language, name))
      .join(', ')
  const received = service.received.length === 0 ? own.nothing : labels(service.received)
  const button = html`<div class="buttons">
    <button type="submit" name="action" value="withdraw" class="button secondary">
      ${own.withdraw}<span class="hidden">: ${service.name}</span>
    </button>
  </div>`
  return html`<li>
    <h2>${service.name}</h2>
    <dl class="facts">
      !${row(own.received, received)} !${service.refused.length === 0 ? '' : row(own.refused, labels(service.refused))}
      !${row(own.since, formatInstant(language, service.since))}
    </dl>
    <p class="hint">
      !${service.away ? html`${own.away} ` : ''}${service.publicBody ? own.publicHint : own.privateHint}
    </p>
    !${myForm(frame, `withdraw-${service.clientId}`, button, { service: service.clientId })}
  </li>`
}

function row(label: string, value: string): string {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}
