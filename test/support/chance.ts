/** A row's text without what chance and the clock put there: sealed values, keys, ids, instants. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g, '')
    .replaceAll(/\\x[0-9a-f]+/g, '')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00/g, '')
}
