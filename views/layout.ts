/** The whole document around a page: demonstration strip, header, one column, footer. */
import { html } from 'ghtml'
import type { Frame, Language } from './frame.ts'
import { mark } from './partials/icons.ts'
import { servicePanel } from './partials/service-panel.ts'
import { textsFor } from './texts/index.ts'

export interface Document {
  /** What `main[data-step]` says: `KIND[/FACTOR]`; people's scripts and tests rely on it. */
  readonly step: string
  readonly title: string
  /** Trusted markup. */
  readonly content: string
  /** A fault is shown: the title says so first. */
  readonly faulty?: boolean
  /** The whole width, without the service panel: the home page. */
  readonly wide?: boolean
  /** A browser without scripts asks again by itself: after so many seconds, at this path of ours. */
  readonly lookAgain?: { readonly seconds: number; readonly at: string }
}

/** The pages on which nobody is signing in (any more). */
const afterwards = new Set(['sign_out', 'signed_out', 'error'])

const languageNames: Readonly<Record<Language, string>> = { hu: 'Magyar', en: 'English' }

export function renderDocument(frame: Frame, document: Document): string {
  const texts = textsFor(frame.language)
  const prefix = document.faulty === true ? texts.errors.titlePrefix : ''
  return html`<!doctype html>
    <html lang="${frame.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>${prefix}${document.title} – ${texts.frame.product}</title>
        <link rel="stylesheet" href="/assets/kapu.css" />
        <link rel="icon" href="/assets/kapu.svg" type="image/svg+xml" />
        <script src="/assets/kapu.js" defer></script>
        !${lookAgain(document)}
      </head>
      <body>
        <a class="skip" href="#content">${texts.frame.skip}</a>
        !${header(frame)}
        <main id="content" tabindex="-1" data-step="${document.step}" !${document.wide === true ? ' class="wide"' : ''}>
          !${document.wide === true ? '' : servicePanel(frame, !afterwards.has(document.step))} !${document.content}
        </main>
        !${footer(frame)}
      </body>
    </html> `
}

/** Where scripts run nothing is loaded anew under a reader's hands (WCAG 2.2.1). */
function lookAgain({ lookAgain: again }: Document): string {
  if (again === undefined) return ''
  return html`<noscript><meta http-equiv="refresh" content="${String(again.seconds)}; url=${again.at}" /></noscript>`
}

function header(frame: Frame): string {
  const texts = textsFor(frame.language).frame
  return html`<header class="top">
    <p class="demo"><strong>${texts.demoTitle}</strong> <span>${texts.demoText}</span></p>
    <div class="bar">
      <a class="brand" href="${ownPage('/', frame)}">
        !${mark}
        <span class="brand-words"
          ><span class="brand-name">${texts.product}</span> <span class="brand-agent">${texts.agent}</span></span
        >
      </a>
      <nav class="languages" aria-label="${texts.languages}">
        !${languageLink(frame, 'hu')}!${languageLink(frame, 'en')}
      </nav>
    </div>
  </header>`
}

function languageLink(frame: Frame, language: Language): string {
  const current = language === frame.language ? html` aria-current="true"` : ''
  return html`<a href="${frame.languageLinks[language]}" lang="${language}" hreflang="${language}" !${current}
    >${languageNames[language]}</a
  >`
}

function footer(frame: Frame): string {
  const texts = textsFor(frame.language).frame
  return html`<footer class="bottom">
    <ul class="links">
      <li><a href="${ownPage('/segitseg', frame)}">${texts.help}</a></li>
      <li><a href="${ownPage('/accessibility', frame)}">${texts.accessibility}</a></li>
      <li><a href="${ownPage('/privacy', frame)}">${texts.privacy}</a></li>
    </ul>
    <p class="incident">
      ${texts.incident}: <span class="code">${frame.incidentId}</span><br />
      ${texts.incidentHint}
    </p>
  </footer>`
}

/** A page of ours outside a sign-in, in the language of this one. */
export function ownPage(path: string, frame: Frame, fragment = ''): string {
  return `${path}?lang=${frame.language}${fragment}`
}
