import { html } from 'ghtml'
import { field, pinTexts, screen } from './screens.ts'
import type { WalletTexts } from './texts/wallet-texts.ts'

/** Who asks for what; the three numbers as buttons where another device shows one of them. */
export function askedScreen({ asked }: WalletTexts): string {
  const button = html`<button class="button number" name="number" data-act="number"></button>`
  return screen(
    'asked',
    asked.title,
    html`<p hidden data-text="title-enrol">${asked.titleEnrol}</p>
      <p hidden data-text="service-enrol">${asked.serviceEnrol}</p>
      <p hidden data-text="warning-enrol">${asked.warningEnrol}</p>
      <dl>
        <dt data-slot="service-name">${asked.service}</dt>
        <dd><strong data-slot="service"></strong></dd>
        <dt>${asked.verifier}</dt>
        <dd><span data-slot="host"></span> <span class="small">${asked.verifierHint}</span></dd>
        <dt>${asked.at}</dt>
        <dd data-slot="at"></dd>
        <dt>${asked.until}</dt>
        <dd data-slot="until"></dd>
        <dt>${asked.passedOn}</dt>
        <dd data-slot="claims"></dd>
      </dl>
      <p hidden data-text="nothing">${asked.nothing}</p>
      !${Object.entries(asked.claims).map(([claim, name]) => html`<p hidden data-text="claim-${claim}">${name}</p>`)}
      <p class="notice" data-slot="warning">${asked.warning}</p>
      <form novalidate>
        <fieldset data-numbers hidden>
          <legend>${asked.numbers}</legend>
          <p class="small">${asked.numbersHint}</p>
          <div class="numbers">!${[button, button, button]}</div>
        </fieldset>
        <p data-here hidden><button class="button" data-act="here">${asked.goOn}</button></p>
      </form>
      <p><button class="button quiet" type="button" data-act="refuse">${asked.refuse}</button></p>`,
  )
}

/** The PIN, and the last word. */
export function approveScreen(texts: WalletTexts): string {
  const { approve, asked } = texts
  return screen(
    'approve',
    approve.title,
    html`<p><span data-slot="to">${approve.to}</span> <strong data-slot="service"></strong></p>
      <p data-chosen hidden>${approve.number} <strong class="chosen" data-slot="number"></strong></p>
      <form novalidate>
        !${field('approve', { name: 'pin', label: approve.pin, kind: 'pin' })}
        <button class="button">${approve.approve}</button>
        !${pinTexts(texts)}
        <p hidden data-text="to-enrol">${approve.toEnrol}</p>
      </form>
      <p><button class="button quiet" type="button" data-act="refuse">${asked.refuse}</button></p>`,
  )
}

/** How it ended: one screen for each way. */
export function outcomeScreens(texts: WalletTexts): string[] {
  return Object.entries(texts.outcomes).map(([outcome, { title, text }]) =>
    screen(
      `outcome/${outcome}`,
      title,
      html`<p class="notice">${text}</p>
        <p data-return hidden><a class="button" data-slot="return" href="/">${texts.goBack}</a></p>
        <p><a href="/">${texts.backHome}</a></p>
        <p class="small" data-code hidden>${texts.code}: <code data-slot="code"></code></p>`,
    ),
  )
}
