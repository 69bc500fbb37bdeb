import type { ClientFault, Registration } from './registration.ts'

const TIMEOUT_MS = 2_500
const MAX_BYTES = 64 * 1024

/** Reads a JSON document at an address; rejects where it cannot. Handed over, so that tests need no network. */
export type FetchJson = (uri: string) => Promise<unknown>

/**
 * Whether whoever holds the sector's address says that the redirect URIs belong to it (OIDC Registration §5): otherwise
 * a service could join another's sector and compare subjects. Asked once, at registration.
 */
export async function sectorFaults({ metadata }: Registration, fetchJson: FetchJson): Promise<ClientFault[]> {
  const uri = metadata['sector_identifier_uri']
  if (typeof uri !== 'string') return []
  const path = 'sector_identifier_uri'
  try {
    const listed = await fetchJson(uri)
    if (!Array.isArray(listed)) return [{ path, message: 'its document is not a JSON array' }]
    const redirects = metadata['redirect_uris']
    const missing = (Array.isArray(redirects) ? redirects : []).filter((redirect) => !listed.includes(redirect))
    return missing.map((redirect) => ({ path, message: `its document does not list ${String(redirect)}` }))
  } catch (error) {
    return [{ path, message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }]
  }
}

/** Fetches with a bound on time and size, and follows no redirect. */
export async function fetchJson(uri: string): Promise<unknown> {
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (response.status !== 200) throw new Error(`the answer is ${response.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new Error(`the answer is longer than ${MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
