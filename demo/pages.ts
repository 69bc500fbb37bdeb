import { html } from 'ghtml'
import type { Arrival } from './relying-party.ts'
import type { Session } from './sessions.ts'
import { textsFor, type Fault, type Language, type Texts } from './texts.ts'

/** How a service looks and speaks. */
export interface Face {
  /** Also its colours in demo.css. */
  readonly id: string
  readonly names: Readonly<Record<Language, string>>
  readonly leads: Readonly<Record<Language, string>>
  /** What the signed-in person finds here, as HTML. */
  content(person: Arrival, language: Language): string
}

/** How a session ended: with this service's own links, or by a logout token. */
export type SignedOut = 'everywhere' | 'here' | 'elsewhere'

/** What each page of a service has around it. */
export interface PageFrame {
  readonly service: Face
  readonly language: Language
  readonly path: string
  readonly issuer: string
}

/** The first page: the way in, or what a signed-in person finds. */
export function homePage(frame: PageFrame, session: Session | null, signedOut: SignedOut | null): string {
  const texts = textsFor(frame.language)
  return layout(
    frame,
    frame.service.names[frame.language],
    session === null ? entrance(frame, texts, signedOut) : inside(frame, texts, session),
  )
}

/** What went wrong, what it means, and a way on. */
export function errorPage(frame: PageFrame, fault: Fault, code?: string): string {
  const texts = textsFor(frame.language)
  const { title, text } = texts.faults[fault]
  return layout(
    frame,
    `${texts.errorPrefix}${title}`,
    html`<main data-page="error" data-fault="${fault}">
      <div class="notice" role="alert">
        <h1>${title}</h1>
        <p>${text}</p>
      </div>
      !${fault === 'notFound' ? '' : html`<p><a class="button" href="/login">${texts.tryAgain}</a></p>`}
      <p><a href="/">${texts.backHome}</a></p>
      !${code === undefined ? '' : html`<p class="small">${texts.code}: ${code}</p>`}
    </main>`,
  )
}

function entrance(frame: PageFrame, texts: Texts, signedOut: SignedOut | null): string {
  return html`<main data-page="home">
    !${signedOut === null ? '' : html`<p class="notice" role="status" data-signed-out="${signedOut}">${texts.signedOut[signedOut]}</p>`}
    <h1>${frame.service.names[frame.language]}</h1>
    <p class="lead">${frame.service.leads[frame.language]}</p>
    <p><a class="button" href="/login">${texts.signIn}</a></p>
    <p class="small">${texts.signInHint}</p>
    !${experiments(texts)}
  </main>`
}

function inside(frame: PageFrame, texts: Texts, session: Session): string {
  const { person } = session
  const { language } = frame
  return html`<main data-page="home" data-signed-in>
    !${session.replacedAnother ? html`<p class="notice" role="status">${texts.replacedAnother}</p>` : ''}
    <p class="who">
      !${whose(person, texts)}
      <a href="/logout">${texts.signOutEverywhere}</a> <a href="/logout?here=1">${texts.signOutHere}</a>
    </p>
    !${frame.service.content(person, language)}
    <h2>${texts.received}</h2>
    !${received(person, language, texts)}
    <h2>${texts.howProved}</h2>
    <dl>
      <dt>${texts.level}</dt>
      <dd data-claim="acr" data-value="${person.acr ?? ''}">${acrText(person.acr, texts)}</dd>
      !${
        person.wish.acr === undefined || person.wish.acr === person.acr
          ? ''
          : html`<dt>${texts.askedFor}</dt>
              <dd>${acrText(person.wish.acr, texts)}</dd>`
      }
      <dt>${texts.methods}</dt>
      <dd data-claim="amr" data-value="${person.amr.join(' ')}">
        ${person.amr.map((method) => texts.amrs[method] ?? method).join(', ')}
      </dd>
      <dt>${texts.signedInAt}</dt>
      <dd data-claim="auth_time" data-value="${String(person.authTime ?? '')}">
        ${timeText(person.authTime, language)}
      </dd>
      <dt>${texts.identifier}</dt>
      <dd>
        <code data-claim="sub">${person.sub}</code>
        <span class="small">${texts.identifierHint}</span>
      </dd>
    </dl>
    !${experiments(texts)}
  </main>`
}

/** A service that asked for no name has none to greet with. */
function whose(person: Arrival, texts: Texts): string {
  const { name } = person.claims
  if (typeof name !== 'string') return html`<span><strong>${texts.signedIn}</strong></span>`
  return html`<span>${texts.signedInAs} <strong>${name}</strong></span>`
}

function received(person: Arrival, language: Language, texts: Texts): string {
  const claims = Object.entries(person.claims)
  if (claims.length === 0) return html`<p>${texts.receivedNothing}</p>`
  return html`<p class="small">${texts.receivedLead}</p>
    <dl>
      !${claims.map(
        ([claim, value]) =>
          html`<dt>${texts.claims[claim] ?? claim}</dt>
            <dd data-claim="${claim}">${claimText(claim, value, language, texts)}</dd>`,
      )}
    </dl>`
}

function experiments(texts: Texts): string {
  const links: [address: string, text: string][] = [
    ['/login?prompt=login', texts.trySignInAgain],
    ['/login?prompt=select_account', texts.tryOtherPerson],
    ['/login?max_age=60', texts.tryRecent],
    ['/login?prompt=none', texts.trySilent],
    [`/login?acr=${encodeURIComponent('http://eidas.europa.eu/LoA/high')}`, texts.tryHigh],
  ]
  return html`<details>
    <summary>${texts.tryThings}</summary>
    <ul>
      !${links.map(([address, text]) => html`<li><a href="${address}">${text}</a></li>`)}
    </ul>
  </details>`
}

/** A whole page of a service. */
export function layout(frame: PageFrame, title: string, main: string): string {
  const { service, language } = frame
  const texts = textsFor(language)
  const name = service.names[language]
  const other = language === 'hu' ? 'en' : 'hu'
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === name ? name : `${title} – ${name}`}</title>
        <link rel="stylesheet" href="/demo.css" />
        <link rel="icon" href="data:," />
      </head>
      <body data-service="${service.id}">
        <header>
          <a class="brand" href="/">${name}</a>
          <a href="/?lang=${other}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
          <p class="demonstration">${texts.demonstration}</p>
        </header>
        !${main}
        <footer class="small">
          ${name} · <a href="/events">${texts.events.title}</a> · <a href="${frame.issuer}">Kapu</a>
        </footer>
      </body>
    </html>`
}

function acrText(acr: string | null, texts: Texts): string {
  return acr === null ? '–' : (texts.acrs[acr] ?? acr)
}

/** Epoch seconds as people read them, in Hungary's time. */
export function timeText(at: number | null, language: Language): string {
  if (at === null) return '–'
  const format = new Intl.DateTimeFormat(language === 'hu' ? 'hu' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Europe/Budapest',
  })
  return format.format(new Date(at * 1000))
}

function claimText(claim: string, value: unknown, language: Language, texts: Texts): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (claim === 'place_of_birth' && typeof value === 'object' && value !== null) return placeText(value, language)
  const text = String(value)
  if (claim === 'gender') return texts.genders[text] ?? text
  if (claim === 'hu_account_state') return texts.accountStates[text] ?? text
  if (claim === 'birthdate' && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const format = new Intl.DateTimeFormat(language === 'hu' ? 'hu' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    return format.format(new Date(`${text}T00:00:00Z`))
  }
  return typeof value === 'object' ? JSON.stringify(value) : text
}

function placeText(place: object, language: Language): string {
  const locality = 'locality' in place ? String(place.locality) : ''
  const country = 'country' in place ? String(place.country) : ''
  const name = /^[A-Z]{2}$/.test(country) ? new Intl.DisplayNames(language, { type: 'region' }).of(country) : country
  return [locality, name].filter((part) => part !== '' && part !== undefined).join(', ')
}
