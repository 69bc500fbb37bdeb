/**
 * Whether every text stands in both languages. The compiler sees a missing key; this also sees an empty text, one that
 * was left in the other language, and one that takes other values.
 */
import { readdirSync } from 'node:fs'

const folders = ['views/texts', 'views/texts/factors', 'views/mails']

/** All faults of the catalogues in the repository, each with its place. */
export async function languageFaults(): Promise<string[]> {
  const root = new URL('../', import.meta.url)
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(folder, root), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => `${folder}/${entry.name}`),
  )
  const modules = await Promise.all(
    files.map(async (file): Promise<[string, unknown]> => [file, await import(new URL(file, root).href)]),
  )
  const byName = Object.fromEntries(modules)
  const catalogues = compare(
    fieldOf(byName['views/texts/hu.ts'], 'hu'),
    fieldOf(byName['views/texts/en.ts'], 'en'),
    'texts',
  )
  const found = modules.flatMap(([file, module]) => pairsIn(module, file))
  if (modules.length === 0) return ['no catalogue was found: this check reads nothing']
  return [...catalogues, ...found]
}

/** Faults between two texts or two trees of texts. */
export function compare(hu: unknown, en: unknown, path: string): string[] {
  if (isTree(hu) && isTree(en))
    return [...new Set([...Object.keys(hu), ...Object.keys(en)])].flatMap((key) =>
      compare(hu[key], en[key], `${path}.${key}`),
    )
  if (hu === undefined || en === undefined) return [`${path}: missing in ${hu === undefined ? 'Hungarian' : 'English'}`]
  if (typeof hu !== typeof en) return [`${path}: a ${typeof hu} in Hungarian, a ${typeof en} in English`]
  if (typeof hu === 'function' && typeof en === 'function' && hu.length !== en.length)
    return [`${path}: takes ${hu.length} values in Hungarian, ${en.length} in English`]
  if (typeof hu !== 'string' || typeof en !== 'string') return []
  if (hu.trim() === '' || en.trim() === '') return [`${path}: empty in ${hu.trim() === '' ? 'Hungarian' : 'English'}`]
  return hu === en && hu.split(' ').length > 3 ? [`${path}: the same in both languages`] : []
}

/** Objects `{ hu, en }` anywhere in what a module exports. */
function pairsIn(value: unknown, path: string): string[] {
  if (!isTree(value)) return []
  if ('hu' in value !== 'en' in value && !/\/(hu|en)\.ts$/.test(path)) return [`${path}: only one language`]
  if ('hu' in value && 'en' in value) return compare(value['hu'], value['en'], path)
  return Object.entries(value).flatMap(([key, below]) => pairsIn(below, `${path}.${key}`))
}

function fieldOf(value: unknown, key: string): unknown {
  return isTree(value) ? value[key] : undefined
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
