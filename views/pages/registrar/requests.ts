import { html } from 'ghtml'
import { formatDate } from '../../format.ts'
import { type DeskFrame, deskLink, factList, renderDeskForm, renderDeskPage } from '../../partials/desk-page.ts'
import { actionButton, buttons } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** A request as the second clerk sees it. */
export interface ShownRequest {
  readonly id: string
  readonly kind: keyof ReturnType<typeof deskTexts>['requests']['kinds']
  readonly caseId: string
  readonly reason: string
  /** The user name of who asked. */
  readonly requestedBy: string
  /** Epoch seconds. */
  readonly requestedAt: number
  readonly expiresAt: number
  readonly name: string
  readonly birthdate: string
  readonly username: string | null
  readonly oldEmail: string | null
  readonly newEmail: string | null
  /** Asked for by who looks at it. */
  readonly own: boolean
}

/** What waits for a second clerk. */
export function requestsPage(frame: DeskFrame, { requests }: { readonly requests: readonly ShownRequest[] }): string {
  const texts = deskTexts(frame.language).requests
  const entries = requests.map(
    (request) =>
      html`<section>
        <h2>${texts.kinds[request.kind]}: ${request.name}</h2>
        !${factList([
          [texts.by, request.requestedBy],
          [texts.caseId, request.caseId],
          [texts.until, texts.instant(request.expiresAt)],
        ])}
        <p>!${deskLink(frame, `/ugyintezo/kerelmek/${request.id}`, texts.open)}</p>
      </section>`,
  )
  const content = requests.length === 0 ? html`<p>${texts.none}</p>` : html`!${entries}`
  return renderDeskPage(frame, { step: 'requests', title: texts.title, lead: texts.lead, content })
}

/** One request, to be decided. */
export function requestPage(frame: DeskFrame, { request }: { readonly request: ShownRequest }): string {
  const texts = deskTexts(frame.language).requests
  const facts = factList([
    [texts.person, request.name],
    [texts.born, formatDate(frame.language, request.birthdate)],
    [texts.username, request.username],
    [texts.oldEmail, request.oldEmail],
    [texts.newEmail, request.newEmail],
    [texts.caseId, request.caseId],
    [texts.reason, request.reason],
    [texts.by, request.requestedBy],
    [texts.at, texts.instant(request.requestedAt)],
    [texts.until, texts.instant(request.expiresAt)],
  ])
  const content = request.own
    ? html`!${facts}
        <p class="note">!${icon('info')} <span>${texts.own}</span></p>
        !${buttons(frame, actionButton('skip', texts.withdraw, 'secondary'))}`
    : html`!${facts}
      !${buttons(frame, actionButton('approve', texts.approve, 'primary'), [actionButton('skip', texts.refuse)])}`
  const { kinds } = texts
  return renderDeskForm(frame, {
    step: 'requests/one',
    title: `${texts.title1}: ${kinds[request.kind]}`,
    ...(request.own ? {} : { lead: texts.lead1 }),
    content,
  })
}
