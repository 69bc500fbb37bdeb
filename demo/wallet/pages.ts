/** The page that behaves as the phone: every screen stands in it, hidden; the phone's code shows one at a time. */
import { html } from 'ghtml'
import type { Language } from '../texts.ts'
import type { PidPerson } from './pid-issuer.ts'
import { approveScreen, askedScreen, outcomeScreens } from './request-screens.ts'
import { field, pinTexts, screen } from './screens.ts'
import { en } from './texts/en.ts'
import { hu } from './texts/hu.ts'
import type { WalletTexts } from './texts/wallet-texts.ts'

/** What the page is about: the phone's first page, a request, enrolling by ticket, the phone itself. */
export type PhonePath = '/' | '/open' | '/enrol' | '/device'

export interface PhonePage {
  readonly path: PhonePath
  readonly language: Language
  /** As it came: a request must survive a change of language. */
  readonly query: string
  readonly persons: readonly PidPerson[]
  readonly issuer: string
}

/** The whole page. Without scripts it says that a phone needs them. */
export function phonePage(page: PhonePage): string {
  const { language, path, issuer } = page
  const texts = { hu, en }[language]
  const other = language === 'hu' ? 'en' : 'hu'
  const query = new URLSearchParams(page.query)
  query.set('lang', other)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${texts.name}</title>
        <link rel="stylesheet" href="/demo.css" />
        <link rel="stylesheet" href="/wallet.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/code/page/app.ts"></script>
      </head>
      <body data-service="wallet">
        <header>
          <a class="brand" href="/">${texts.name}</a>
          <a href="${path}?${query.toString()}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
          <p class="demonstration">${texts.demonstration}</p>
        </header>
        <main data-page="wallet" data-path="${path}" data-name="${texts.name}" data-error-prefix="${texts.errorPrefix}">
          <noscript>
            <h1>${texts.scriptsNeeded.title}</h1>
            <p>${texts.scriptsNeeded.text}</p>
          </noscript>
          <p role="status" data-working hidden>${texts.working}</p>
          !${firstPinScreen(texts)} !${personScreen(texts, page.persons, language)} !${lockedScreen(texts)}
          !${path === '/' ? homeScreen(texts) : ''} !${path === '/enrol' ? enrolScreen(texts) : ''}
          !${path === '/device' ? deviceScreen(texts) : ''}
          !${path === '/open' ? [askedScreen(texts), approveScreen(texts)] : ''} !${outcomeScreens(texts)}
        </main>
        <footer class="small"><a href="/">${texts.name}</a> · <a href="${issuer}">Kapu</a></footer>
      </body>
    </html>`
}

function firstPinScreen({ firstPin: texts }: WalletTexts): string {
  return screen(
    'first-pin',
    texts.title,
    html`<p>${texts.lead}</p>
      <form novalidate>
        !${field('first-pin', { name: 'pin', label: texts.pin, hint: texts.pinHint, kind: 'pin' })}
        !${field('first-pin', { name: 'again', label: texts.again, kind: 'pin' })}
        <button class="button">${texts.set}</button>
        <p hidden data-text="not-six-digits">${texts.notSixDigits}</p>
        <p hidden data-text="not-the-same">${texts.notTheSame}</p>
      </form>`,
  )
}

function personScreen({ person: texts }: WalletTexts, persons: readonly PidPerson[], language: Language): string {
  const day = new Intl.DateTimeFormat(language === 'hu' ? 'hu' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const choices = persons.map(
    ({ family_name, given_name, birthdate }, index) =>
      html`<div class="choice">
        <input type="radio" name="person" value="${index}" id="person-${index}" !${index === 0 ? 'checked' : ''} />
        <label for="person-${index}">
          ${family_name} ${given_name}
          <span class="small">${texts.born} ${day.format(new Date(`${birthdate}T00:00:00Z`))}</span>
        </label>
      </div>`,
  )
  return screen(
    'person',
    texts.title,
    html`<p>${texts.lead}</p>
      <form novalidate>
        <fieldset>
          <legend>${texts.choose}</legend>
          !${choices}
        </fieldset>
        <p class="error" data-error="person"></p>
        <button class="button">${texts.get}</button>
        <p hidden data-text="failed">${texts.failed}</p>
      </form>`,
  )
}

function lockedScreen({ locked, device }: WalletTexts): string {
  return screen(
    'locked',
    locked.title,
    html`<p class="notice">${locked.text}</p>
      <p><button class="button" type="button" data-act="reset">${device.resetNow}</button></p>`,
  )
}

function homeScreen({ home: texts }: WalletTexts): string {
  return screen(
    'home',
    texts.title,
    html`<p>${texts.holder} <strong data-slot="holder"></strong></p>
      <p>${texts.lead}</p>
      <div data-camera hidden>
        <video data-video muted playsinline hidden></video>
        <p>
          <button class="button" type="button" data-act="scan">${texts.scan}</button>
          <button class="button quiet" type="button" data-act="stop" hidden>${texts.stopScanning}</button>
        </p>
        <p class="error" role="alert" data-error="camera"></p>
        <p hidden data-text="camera-fails">${texts.cameraFails}</p>
      </div>
      <form novalidate>
        !${field('home', { name: 'link', label: texts.paste, hint: texts.pasteHint, kind: 'text' })}
        <button class="button">${texts.go}</button>
      </form>
      <ul class="links">
        <li><a href="/enrol">${texts.enrol}</a></li>
        <li><a href="/device">${texts.device}</a></li>
      </ul>`,
  )
}

function enrolScreen(texts: WalletTexts): string {
  const { enrol } = texts
  return screen(
    'enrol',
    enrol.title,
    html`<p>${enrol.lead}</p>
      <form novalidate>
        !${field('enrol', { name: 'address', label: enrol.address, hint: enrol.addressHint, kind: 'text' })}
        !${field('enrol', { name: 'code', label: enrol.code, hint: enrol.codeHint, kind: 'digits' })}
        !${field('enrol', { name: 'pin', label: enrol.pin, kind: 'pin' })}
        <button class="button">${enrol.bind}</button>
        !${pinTexts(texts)}
      </form>
      <p><a href="/">${texts.backHome}</a></p>`,
  )
}

function deviceScreen(texts: WalletTexts): string {
  const { device } = texts
  return screen(
    'device',
    device.title,
    html`<h2>${device.pid}</h2>
      <dl>
        !${Object.entries(device.claims).map(
          ([claim, name]) =>
            html`<dt>${name}</dt>
              <dd data-slot="${claim}"></dd>`,
        )}
        <dt>${device.issuer}</dt>
        <dd data-slot="issuer"></dd>
        <dt>${device.expires}</dt>
        <dd data-slot="expires"></dd>
        <dt>${device.key}</dt>
        <dd><code data-slot="thumbprint"></code> <span class="small">${device.keyHint}</span></dd>
      </dl>
      <p><button class="button quiet" type="button" data-act="another">${device.another}</button></p>
      <details>
        <summary>${device.reset}</summary>
        <p>${device.resetLead}</p>
        <p><button class="button quiet" type="button" data-act="reset">${device.resetNow}</button></p>
      </details>
      <p><a href="/">${texts.backHome}</a></p>`,
  )
}
