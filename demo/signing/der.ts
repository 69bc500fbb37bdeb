/** As much of DER (X.690) as a certificate and a signature need. */

export type Der = Buffer

/** Any value with its tag. */
export function tagged(tag: number, ...contents: readonly Der[]): Der {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

export const sequence = (...parts: readonly Der[]): Der => tagged(0x30, ...parts)

/** DER sorts the members of a set by their bytes. */
export const set = (...parts: readonly Der[]): Der => tagged(0x31, ...parts.toSorted((a, b) => a.compare(b)))

export const octets = (content: Der): Der => tagged(0x04, content)
export const utf8 = (text: string): Der => tagged(0x0c, Buffer.from(text, 'utf8'))
export const generalizedTime = (date: Date): Der => tagged(0x18, Buffer.from(`${digitsOf(date)}Z`))
export const nothing: Der = tagged(0x05)
export const yes: Der = tagged(0x01, Buffer.from([0xff]))

/** Bits in whole bytes. `unused` is how many of the last byte do not count. */
export const bits = (content: Der, unused = 0): Der => tagged(0x03, Buffer.from([unused]), content)

export function integer(value: number | Buffer): Der {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : value
  // A first bit that is set would make it negative
  return (bytes[0] ?? 0) > 127 ? tagged(0x02, Buffer.from([0]), bytes) : tagged(0x02, bytes)
}

/** An object identifier, from its dotted form. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 127]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 127) | 128)
  return digits
}

function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length])
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([128 | bytes.length]), bytes])
}

function digitsOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace(/\D/g, '')
}
