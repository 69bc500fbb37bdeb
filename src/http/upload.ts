import type { Context } from 'koa'
import { readBytes, type Form } from './form-body.ts'
import { decodePair, malformed } from './percent-decoding.ts'

/** The fields of a form that may carry files, each given once. An empty file is none. */
export interface Upload {
  readonly fields: Form
  readonly files: Readonly<Record<string, Buffer>>
}

/** The whole body, files and all: what is uploaded here are signatures, not documents. */
const MAX_BYTES = 64 * 1024
const MAX_PARTS = 100

/**
 * Reads a multipart form (RFC 7578) with the parser of the platform, and judges what it found as strictly as other
 * forms: throws 415 for another type, 413 above 64 KiB, 400 for what is no text or is given twice.
 */
export async function readUpload(ctx: Pick<Context, 'req' | 'set'>): Promise<Upload> {
  const type = ctx.req.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;\s*boundary=/i.test(type)) throw malformed('not a form with files', 415)
  const parts = await parse(type, await readBytes(ctx, MAX_BYTES))
  const fields: Record<string, string> = Object.create(null)
  const files: Record<string, Buffer> = Object.create(null)
  if (parts.length > MAX_PARTS) throw malformed('too many fields')
  for (const [name, value] of parts) {
    if (name in fields || name in files) throw malformed('a field is given twice')
    if (typeof value === 'string') fields[checked(name)] = checked(value)
    else if (value.size > 0) files[checked(name)] = Buffer.from(await value.arrayBuffer())
  }
  return { fields, files }
}

async function parse(type: string, body: Buffer): Promise<[string, string | File][]> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return [...form.entries()]
  } catch {
    throw malformed('a malformed form with files')
  }
}

/** The parser replaces what is not UTF-8 instead of refusing it. */
function checked(text: string): string {
  if (text.includes('\uFFFD')) throw malformed('the input is not UTF-8')
  return decodePair(encodeURIComponent(text), false)
}
