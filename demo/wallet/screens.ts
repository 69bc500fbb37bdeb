/** What screens are made of. */
import { html } from 'ghtml'
import type { WalletTexts } from './texts/wallet-texts.ts'

/** One screen; its heading takes the focus when it is shown. */
export function screen(step: string, title: string, content: string): string {
  return html`<section data-step="wallet/${step}" hidden>
    <h1 tabindex="-1">${title}</h1>
    !${content}
  </section>`
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly kind: 'pin' | 'digits' | 'text'
}

/** A labelled field and the place for what is wrong with it. */
export function field(step: string, { name, label, hint, kind }: Field): string {
  const id = `${step}-${name}`
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), `${id}-error`].join(' ')
  return html`<div class="field">
    <label for="${id}">${label}</label>
    !${hint === undefined ? '' : html`<p class="small" id="${id}-hint">${hint}</p>`}
    <p class="error" id="${id}-error" data-error="${name}"></p>
    !${
      kind === 'text'
        ? html`<textarea
            id="${id}"
            name="${name}"
            rows="4"
            spellcheck="false"
            aria-describedby="${described}"
          ></textarea>`
        : html`<input
            id="${id}"
            name="${name}"
            type="${kind === 'pin' ? 'password' : 'text'}"
            inputmode="numeric"
            autocomplete="${kind === 'digits' ? 'one-time-code' : 'off'}"
            aria-describedby="${described}"
          />`
    }
  </div>`
}

/** What the phone's code says about a PIN: words stand in the page, in its language. */
export function pinTexts({ pin }: WalletTexts): string {
  return html`<p hidden data-text="pin-wrong">${pin.wrong} ${pin.triesLeft}</p>
    <p hidden data-text="pin-missing">${pin.missing}</p>`
}
