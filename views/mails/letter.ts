/**
 * The shape of every mail: its text part and its HTML part are made from one content, so that neither says more than
 * the other. No mail holds a link that signs in, and nothing is loaded from anywhere.
 */
import { html } from 'ghtml'
import type { Language } from '../frame.ts'
import { textsFor } from '../texts/index.ts'

/** What is sent. */
export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Letter {
  readonly subject: string
  readonly heading: string
  /** To be typed; set large. */
  readonly code: { readonly label: string; readonly value: string } | null
  /** Service, time, number: one a line. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly paragraphs: readonly string[]
  readonly ifNotYou: { readonly title: string; readonly text: string }
}

export function writeLetter(language: Language, letter: Letter): MailContent {
  return { subject: oneLine(letter.subject), text: asText(language, letter), html: asHtml(language, letter) }
}

function asText(language: Language, letter: Letter): string {
  const { product, agent, demoTitle, demoText } = textsFor(language).frame
  const blocks = [
    letter.heading,
    ...(letter.code === null ? [] : [`${letter.code.label}: ${letter.code.value}`]),
    letter.facts.map(({ label, value }) => `${label}: ${oneLine(value)}`).join('\n'),
    ...letter.paragraphs,
    `${letter.ifNotYou.title}\n${letter.ifNotYou.text}`,
    `${product} – ${agent}\n${demoTitle} ${demoText}`,
  ]
  return `${blocks.join('\n\n')}\n`
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
        <div style="max-width: 34rem; margin: 0 auto">
          <p style="margin: 0 0 1.5rem"><strong>${product}</strong> – ${agent}</p>
          <h1 style="font-size: 1.375rem; margin: 0 0 1rem">${letter.heading}</h1>
          !${codeBlock(letter)}
          <p>!${factLines(letter)}</p>
          !${letter.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
          <h2 style="font-size: 1.125rem; margin: 1.5rem 0 0.5rem">${letter.ifNotYou.title}</h2>
          <p style="margin-top: 0">${letter.ifNotYou.text}</p>
          <hr style="border: 0; border-top: 1px solid #767676; margin: 1.5rem 0" />
          <p style="font-size: 0.875rem"><strong>${demoTitle}</strong> ${demoText}</p>
        </div>
      </body>
    </html> `
}

function codeBlock({ code }: Letter): string {
  if (code === null) return ''
  const large = 'font-size: 1.75rem; letter-spacing: 0.15em; font-variant-numeric: tabular-nums'
  return html`<p>${code.label}:<br /><strong style="${large}">${code.value}</strong></p>`
}

function factLines({ facts }: Letter): string {
  return facts.map(({ label, value }) => html`${label}: <strong>${oneLine(value)}</strong>`).join('<br />')
}

// A name with a line break in it must not look like a line of ours.
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
