/** What axe finds on a page, asked of axe itself: by way of its builder each look takes three times as long. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** The rules of WCAG 2.2 AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The script that the builder would send. */
export const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')
const source = readFileSync(AXE, 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** Its findings as text. Put into the page where it is not there yet: sending it takes longer than asking it. */
export async function axeFindings(page: Page, tags: readonly string[] = WCAG): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(source)
  // Nothing is loaded for rules that are not asked, nothing told of what is well; what is framed is a page of its own
  const options = JSON.stringify({ runOnly: tags, resultTypes: ['violations'], preload: false, iframes: false })
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/**
 * The page without its words: elements, attributes, and whether there is a text. Values that are words, addresses or
 * drawings are only told from empty ones, and one language is as good as the other.
 */
export function skeletonOf(document: string): string {
  return document
    .replaceAll(/>([^<]*)</g, (_whole, text: string) => (text.trim() === '' ? '><' : '>x<'))
    .replaceAll(/ (?:lang|hreflang|aria-current)="[^"]*"/g, '')
    .replaceAll(
      / (href|value|content|aria-label|action|d|data-[\w-]+)="([^"]*)"/g,
      (_whole, name: string, value: string) => ` ${name}="${value === '' ? '' : 'x'}"`,
    )
}
