import { HttpProblem } from './http-problem.ts'

/** The input is not text that we could store or show. */
export function malformed(message: string, status = 400): HttpProblem {
  return new HttpProblem(status, 'E-INPUT-01', message)
}

/**
 * Decodes percent-encoded UTF-8, and `+` as a space in forms and queries (WHATWG URL §5.1). Throws `E-INPUT-01` for
 * invalid UTF-8, encoded or raw surrogates and U+0000. Never echoes what was sent.
 */
export function decodePair(raw: string, isForm: boolean): string {
  const text = decoded(isForm ? raw.replaceAll('+', ' ') : raw)
  if (text === null || !text.isWellFormed()) throw malformed('the input is not UTF-8')
  if (text.includes('\0')) throw malformed('the input contains U+0000')
  return text
}

function decoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw)
  } catch {
    return null
  }
}
