/** Inline drawings; decoration only, so hidden from screen readers. No style attributes: the policy forbids them. */
import { html } from 'ghtml'
import { drawings } from './drawings.ts'
import { factorWords, isNamedFactor } from '../texts/factors.ts'

type IconName = keyof typeof drawings

export function icon(name: IconName): string {
  return svg(name, drawings[name])
}

/** The picture of a method; a key for one without words. */
export function factorIcon(factor: string): string {
  return isNamedFactor(factor) ? svg(factor, factorWords[factor].drawing) : icon('key')
}

function svg(name: string, drawing: string): string {
  return html`<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">!${drawing}</svg>`
}

/** The product's mark: an open gate. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect class="mark-wall" width="32" height="32" rx="6" />
  <path class="mark-arch" d="M7 26V15a9 9 0 0 1 18 0v11h-4V15a5 5 0 0 0-10 0v11z" />
  <circle class="mark-arch" cx="16" cy="20" r="2" />
</svg>`
