import type { Entry } from './entries.ts'

const COLUMNS = ['at', 'event', 'text', 'succeeded', 'by', 'office', 'service', 'address'] as const

/** The log as a JSON array; instants as RFC 3339. */
export function toJson(entries: readonly Entry[]): string {
  return `${JSON.stringify(entries.map(plain), null, 2)}\n`
}

/** The log as a table (RFC 4180), with a mark that lets spreadsheets read it as UTF-8. */
export function toCsv(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => {
    const values = plain(entry)
    return COLUMNS.map((column) => cell(String(values[column] ?? '')))
  })
  return `\uFEFF${[COLUMNS.map(cell), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`
}

/**
 * A spreadsheet computes what begins like a formula: a name that a service or an office chose must stay text (CWE-1236).
 */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

function plain({ id: _id, at, ...entry }: Entry) {
  return { at: new Date(at * 1000).toISOString(), ...entry }
}
