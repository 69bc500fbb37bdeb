/** Reads a page the way a robot can: small regular expressions, no scripts, no style. Good enough for pages we wrote. */

export interface Link {
  readonly href: string
  readonly text: string
}

export interface Button {
  readonly name: string | null
  readonly value: string
  readonly text: string
}

export interface Form {
  readonly id: string | null
  readonly method: 'get' | 'post'
  /** As written; empty means the page itself. */
  readonly action: string
  /** What would be sent if nobody touched the form, buttons aside. */
  readonly values: Readonly<Record<string, string>>
  /** Every field a person could fill in, by name. */
  readonly fields: Readonly<Record<string, Field>>
  readonly buttons: readonly Button[]
}

interface Field {
  readonly type: string
  readonly value: string
  readonly faulty: boolean
}

type Attributes = Readonly<Record<string, string>>

/** The text content, white space collapsed, as a person reads it. */
export function textOf(html: string): string {
  const visible = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(head|script|style|template)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/?(?:p|div|li|dt|dd|h\d|br|main|section|header|footer|form|label|button|tr|td)\b[^>]*>/gi, ' ')
    .replace(/<[^>]+>/g, '')
  return decodeEntities(visible).replace(/\s+/g, ' ').trim()
}

/** The document's title. */
export function titleOf(html: string): string {
  return textOf(/<title[^>]*>([\s\S]*?)<\/title\s*>/i.exec(html)?.[1] ?? '')
}

/** `data-step` of the page's `<main>`; null where the page is not a step of a sign-in. */
export function stepOf(html: string): string | null {
  const main = /<main\b[^>]*>/i.exec(html)?.[0]
  return main === undefined ? null : (attributesOf(main)['data-step'] ?? null)
}

/** What the page says went wrong (`role="alert"`), or null. */
export function alertOf(html: string): string | null {
  const opening = /<(\w+)\b[^>]*\brole="?alert"?[^>]*>/i.exec(html)
  if (opening === null) return null
  const tag = opening[1] ?? 'div'
  const inside = html.slice(opening.index + opening[0].length)
  return textOf(inside.slice(0, closingOf(inside, tag)))
}

/** All links that can be followed. */
export function linksOf(html: string): Link[] {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a\s*>/gi)].flatMap((match) => {
    const href = attributesOf(match[1] ?? '')['href']
    return href === undefined ? [] : [{ href, text: textOf(match[2] ?? '') }]
  })
}

/** All forms; a button outside its form (`form="id"`) counts as inside. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form\s*>/gi)].map((match) => {
    const attributes = attributesOf(match[1] ?? '')
    const inside = match[2] ?? ''
    const fields = fieldsOf(inside)
    const outside = html.replace(match[0], '')
    const id = attributes['id'] ?? null
    const strays = buttonsOf(outside).filter((button) => id !== null && button.form === id)
    return {
      id,
      method: attributes['method']?.toLowerCase() === 'post' ? 'post' : 'get',
      action: attributes['action'] ?? '',
      values: valuesOf(inside),
      fields,
      buttons: [...buttonsOf(inside), ...strays].map(({ name, value, text }) => ({ name, value, text })),
    }
  })
}

/** Decodes what pages of ours escape: named entities of HTML's own alphabet and numbers. */
function decodeEntities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '' }
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return named[name] ?? whole
  })
}

/** Where the element that is open at the start of `inside` ends, elements of the same name within it counted. */
function closingOf(inside: string, tag: string): number {
  let depth = 1
  for (const match of inside.matchAll(new RegExp(`<(/?)${tag}\\b[^>]*>`, 'gi'))) {
    depth += match[1] === '/' ? -1 : 1
    if (depth === 0) return match.index
  }
  return inside.length
}

function attributesOf(tag: string): Attributes {
  const found: Record<string, string> = {}
  for (const match of tag.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const name = match[1]?.toLowerCase() ?? ''
    if (!(name in found)) found[name] = decodeEntities(match[2] ?? match[3] ?? match[4] ?? '')
  }
  return found
}

function inputsOf(inside: string): Attributes[] {
  return [...inside.matchAll(/<input\b([^>]*)>/gi)]
    .map((match) => attributesOf(match[1] ?? ''))
    .filter((input) => input['name'] !== undefined && !('disabled' in input))
}

function fieldsOf(inside: string): Record<string, Field> {
  const inputs = inputsOf(inside).filter((input) => !['hidden', 'submit', 'button'].includes(input['type'] ?? 'text'))
  const areas = [...inside.matchAll(/<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\1\s*>/gi)].map((match) => ({
    ...attributesOf(match[2] ?? ''),
    type: match[1] ?? '',
    value: match[1] === 'select' ? selectedOf(match[3] ?? '') : decodeEntities(match[3] ?? ''),
  }))
  return Object.fromEntries(
    [...inputs, ...areas].map((field: Attributes) => [
      field['name'] ?? '',
      {
        type: field['type'] ?? 'text',
        value: field['value'] ?? '',
        faulty: field['aria-invalid'] === 'true',
      },
    ]),
  )
}

function valuesOf(inside: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, field] of Object.entries(fieldsOf(inside))) {
    if (field.type !== 'checkbox' && field.type !== 'radio') values[name] = field.value
  }
  for (const input of inputsOf(inside)) {
    const ticked = ['checkbox', 'radio'].includes(input['type'] ?? '') && 'checked' in input
    if (ticked || input['type'] === 'hidden') values[input['name'] ?? ''] = input['value'] ?? (ticked ? 'on' : '')
  }
  return values
}

function selectedOf(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>([^<]*)/gi)]
  const chosen = all.find((match) => 'selected' in attributesOf(match[1] ?? '')) ?? all[0]
  return attributesOf(chosen?.[1] ?? '')['value'] ?? textOf(chosen?.[2] ?? '')
}

function buttonsOf(inside: string): (Button & { form: string | null })[] {
  const buttons = [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button\s*>/gi)].map((match) => ({
    attributes: attributesOf(match[1] ?? ''),
    text: textOf(match[2] ?? ''),
  }))
  const inputs = [...inside.matchAll(/<input\b([^>]*)>/gi)]
    .map((match) => attributesOf(match[1] ?? ''))
    .filter((input) => input['type'] === 'submit')
    .map((attributes) => ({ attributes, text: attributes['value'] ?? '' }))
  return [...buttons, ...inputs]
    .filter(({ attributes }) => (attributes['type'] ?? 'submit') === 'submit' && !('disabled' in attributes))
    .map(({ attributes, text }) => ({
      name: attributes['name'] ?? null,
      value: attributes['value'] ?? '',
      text,
      form: attributes['form'] ?? null,
    }))
}
