/**
 * The shape of every mail: its text part and its HTML part are made from one content, so that neither says more than
 * the other. No mail holds a link that signs in, and nothing is loaded from anywhere.
 */
import { html } from 'ghtml'
import type { Language } from '../frame.ts'
import { safeHref } from '../safe-href.ts'
import { textsFor } from '../texts/index.ts'

/** What is sent. */
export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Fact {
  readonly label: string
  readonly value: string
}

export interface Letter {
  readonly subject: string
  /** Default: the subject. */
  readonly heading?: string
  /** To be typed; set large. */
  readonly code?: { readonly label: string; readonly value: string }
  /** Service, time, number: one a line. */
  readonly facts: readonly Fact[]
  readonly paragraphs: readonly string[]
  /** What the last paragraph announces: one a line. */
  readonly list?: readonly Fact[]
  /**
   * An address to follow, in the few mails that have one. What lies there shows a page first: programs that look into
   * mails open every link.
   */
  readonly link?: { readonly label: string; readonly url: string }
  readonly ifNotYou: { readonly title: string; readonly text: string }
}

export function writeLetter(language: Language, letter: Letter): MailContent {
  return { subject: oneLine(letter.subject), text: asText(language, letter), html: asHtml(language, letter) }
}

function asText(language: Language, letter: Letter): string {
  const { product, agent, demoTitle, demoText } = textsFor(language).frame
  const blocks = [
    oneLine(letter.heading ?? letter.subject),
    ...(letter.code === undefined ? [] : [`${letter.code.label}: ${letter.code.value}`]),
    ...asLines(letter.facts),
    ...letter.paragraphs,
    ...asLines(letter.list ?? []),
    ...(letter.link === undefined ? [] : [`${letter.link.label}:\n${safeHref(letter.link.url) ?? ''}`]),
    `${letter.ifNotYou.title}\n${letter.ifNotYou.text}`,
    `${product} – ${agent}\n${demoTitle} ${demoText}`,
  ]
  return `${blocks.join('\n\n')}\n`
}

function asLines(facts: readonly Fact[]): string[] {
  return facts.length === 0 ? [] : [facts.map(({ label, value }) => `${label}: ${oneLine(value)}`).join('\n')]
}

// Mail programs drop style sheets, so the styles stand on the elements.
function asHtml(language: Language, letter: Letter): string {
  const { product, agent, demoTitle, demoText } = textsFor(language).frame
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${letter.subject}</title>
      </head>
      <body style="margin: 0; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif">
        <div style="max-width: 34rem; margin: 0 auto; overflow-wrap: anywhere">
          <p style="margin: 0 0 1.5rem"><strong>${product}</strong> – ${agent}</p>
          <h1 style="font-size: 1.375rem; margin: 0 0 1rem">${letter.heading ?? letter.subject}</h1>
          !${codeBlock(letter)} !${factLines(letter.facts)}
          !${letter.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} !${factLines(letter.list ?? [])}
          !${linkBlock(letter)}
          <h2 style="font-size: 1.125rem; margin: 1.5rem 0 0.5rem">${letter.ifNotYou.title}</h2>
          <p style="margin-top: 0">${letter.ifNotYou.text}</p>
          <hr style="border: 0; border-top: 1px solid #767676; margin: 1.5rem 0" />
          <p style="font-size: 0.875rem"><strong>${demoTitle}</strong> ${demoText}</p>
        </div>
      </body>
    </html> `
}

function codeBlock({ code }: Letter): string {
  if (code === undefined) return ''
  // In one line also on a phone: a hyphen of a code must not look like one of a broken word
  const large = 'font-size: 1.5rem; letter-spacing: 0.1em; white-space: nowrap; font-variant-numeric: tabular-nums'
  return html`<p>${code.label}:<br /><strong style="${large}">${code.value}</strong></p>`
}

function factLines(facts: readonly Fact[]): string {
  const lines = facts.map(({ label, value }) => html`${label}: <strong>${oneLine(value)}</strong>`)
  return lines.length === 0 ? '' : `<p>${lines.join('<br />')}</p>`
}

// The address stands there in full: who cannot follow the link can copy it, and sees where it leads.
function linkBlock({ link }: Letter): string {
  const href = link === undefined ? null : safeHref(link.url)
  if (link === undefined || href === null) return ''
  return html`<p>${link.label}:<br /><a href="${href}" style="color: inherit">${href}</a></p>`
}

// A name with a line break in it must not look like a line of ours.
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
