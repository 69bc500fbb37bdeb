import { type EpochSeconds, toDate } from '../system/clock.ts'

/** A table for people: columns as wide as their widest cell, two spaces between them. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(none)'
  const all = [heads.map((head) => head.toUpperCase()), ...rows.map((row) => row.map(printable))]
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** One thing: a line for each field. */
export function fields(entries: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n')
}

/** A moment, in UTC. */
export function moment(at: EpochSeconds): string {
  return toDate(at).toISOString().replace('.000', '')
}

// What is stored must not steer a terminal.
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\uFFFD')
}
