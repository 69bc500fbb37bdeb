import { sha256 } from '../hashing.ts'

/** The parts of an SD-JWT in its compact form (RFC 9901 §4). */
export interface SdJwt {
  readonly issuerSigned: string
  readonly disclosures: readonly string[]
  /** The key binding JWT; null where the last part is empty. */
  readonly keyBinding: string | null
  /** What `sd_hash` is taken over (RFC 9901 §4.3.1): everything up to the last tilde, with it. */
  readonly presented: string
}

/** More than any credential has. */
const MOST_DISCLOSURES = 100
/** Deeper than any claim lies; recursion must end before the stack does. */
const MOST_LEVELS = 16

/** Null for what is no SD-JWT. Nothing is verified here. */
export function splitSdJwt(text: string): SdJwt | null {
  const [issuerSigned = '', ...rest] = text.split('~')
  const keyBinding = rest.pop()
  if (keyBinding === undefined || issuerSigned === '' || rest.length > MOST_DISCLOSURES) return null
  const presented = text.slice(0, text.length - keyBinding.length)
  return { issuerSigned, disclosures: rest, keyBinding: keyBinding === '' ? null : keyBinding, presented }
}

/** What a digest stands for: the digest itself is base64url of SHA-256 over the disclosure as it is sent (§4.2.3). */
export function digestOf(disclosure: string): string {
  return sha256(disclosure).toString('base64url')
}

/**
 * The claims of a verified payload with what was disclosed in its place (RFC 9901 §7.1, steps 3 to 5). Null where a
 * disclosure stands for nothing, is given twice, cannot be read, or would hide a claim that is there already.
 */
export function discloseClaims(
  payload: Readonly<Record<string, unknown>>,
  disclosures: readonly string[],
): Readonly<Record<string, unknown>> | null {
  if ((payload['_sd_alg'] ?? 'sha-256') !== 'sha-256') return null
  const given = new Map(disclosures.map((disclosure) => [digestOf(disclosure), disclosure]))
  if (given.size !== disclosures.length) return null
  const opening: Opening = { given, seen: new Set() }
  try {
    const { _sd_alg: _, ...claims } = openObject(payload, opening, 0)
    const isEachUsed = [...given.keys()].every((digest) => opening.seen.has(digest))
    return isEachUsed ? claims : null
  } catch (error) {
    if (error instanceof DisclosureFault) return null
    throw error
  }
}

/** Leaves the walk from any depth; never leaves this file. */
class DisclosureFault extends Error {}

interface Opening {
  readonly given: ReadonlyMap<string, string>
  /** Digests that were met: each may stand in a credential once. */
  readonly seen: Set<string>
}

function openValue(value: unknown, opening: Opening, level: number): unknown {
  if (level > MOST_LEVELS) throw new DisclosureFault()
  if (Array.isArray(value)) return value.flatMap((element) => openElement(element, opening, level + 1))
  return isObject(value) ? openObject(value, opening, level + 1) : value
}

function openObject(object: Readonly<Record<string, unknown>>, opening: Opening, level: number) {
  // No prototype: a claim named `__proto__` is a claim like others
  const open: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(object)) {
    if (name === '...') throw new DisclosureFault()
    if (name !== '_sd') open[name] = openValue(value, opening, level)
  }
  for (const digest of digestsIn(object['_sd'])) {
    const disclosure = meet(digest, opening)
    if (disclosure === null) continue
    const [, name, value] = read(disclosure, 3)
    if (typeof name !== 'string' || name === '_sd' || name === '...' || name in open) throw new DisclosureFault()
    open[name] = openValue(value, opening, level)
  }
  return open
}

/** An element of an array: itself, what was disclosed for it, or nothing. */
function openElement(element: unknown, opening: Opening, level: number): unknown[] {
  if (!isObject(element) || !('...' in element)) return [openValue(element, opening, level)]
  const { '...': digest, ...others } = element
  if (typeof digest !== 'string' || Object.keys(others).length > 0) throw new DisclosureFault()
  const disclosure = meet(digest, opening)
  return disclosure === null ? [] : [openValue(read(disclosure, 2)[1], opening, level)]
}

function digestsIn(sd: unknown): readonly string[] {
  if (sd === undefined) return []
  if (!Array.isArray(sd) || !sd.every((digest) => typeof digest === 'string')) throw new DisclosureFault()
  return sd
}

function meet(digest: string, { given, seen }: Opening): string | null {
  if (seen.has(digest)) throw new DisclosureFault()
  seen.add(digest)
  return given.get(digest) ?? null
}

/** Salt and value, with the claim's name between them in an object (RFC 9901 §4.2). */
function read(disclosure: string, length: 2 | 3): readonly unknown[] {
  const parts = parsed(disclosure)
  if (!Array.isArray(parts) || parts.length !== length || typeof parts[0] !== 'string') throw new DisclosureFault()
  return parts
}

function parsed(disclosure: string): unknown {
  try {
    return JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'))
  } catch {
    throw new DisclosureFault()
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
