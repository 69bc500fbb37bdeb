import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { HttpProblem } from './http-problem.ts'
import { decodePair, malformed } from './percent-decoding.ts'

/** The fields of one of our own forms, each given once. Has no prototype: `form['__proto__']` is a field like others. */
export type Form = Readonly<Record<string, string>>

type Request = Pick<Context, 'req' | 'set'>

const MAX_BYTES = 16 * 1024
const MAX_FIELDS = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads the form of this request, once. Strict on purpose (a parser that makes arrays and objects of names gives
 * handlers values they do not expect): throws 415 for another type, 413 above 16 KiB, 400 for what is no text or is
 * given twice.
 */
export async function readForm(ctx: Request): Promise<Form> {
  if (!isForm(ctx)) throw malformed('not a form', 415)
  return parseForm(await readBody(ctx, MAX_BYTES))
}

/** application/x-www-form-urlencoded (WHATWG URL §5.1) without its leniency. */
export function parseForm(body: string): Form {
  const form: Record<string, string> = Object.create(null)
  const pairs = checkPairs(body)
  if (pairs.length > MAX_FIELDS) throw malformed('too many fields')
  for (const [name, value] of pairs) {
    if (name in form) throw malformed('a field is given twice')
    form[name] = value
  }
  return form
}

/** The decoded pairs of a form in their order. Throws 400 for what is no text. */
export function checkPairs(body: string): readonly (readonly [name: string, value: string])[] {
  return body
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decodePair(name, true), decodePair(value.join('='), true)]
    })
}

/** The whole body as text. Throws 413 above `maxBytes`, 415 for a compressed one, 400 for what is not UTF-8. */
export async function readBody(ctx: Request, maxBytes: number): Promise<string> {
  return text(await readBytes(ctx, maxBytes))
}

/** The whole body. Throws 413 above `maxBytes`, 415 for a compressed one. */
export async function readBytes(ctx: Request, maxBytes: number): Promise<Buffer> {
  if ((ctx.req.headers['content-encoding'] ?? 'identity') !== 'identity') throw malformed('a compressed body', 415)
  if (Number(ctx.req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(ctx)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes(ctx.req)) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(ctx)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isForm({ req }: Request): boolean {
  const [type = '', ...parameters] = (req.headers['content-type'] ?? '').toLowerCase().split(';')
  return (
    type.trim() === 'application/x-www-form-urlencoded' &&
    parameters.every((parameter) => /^\s*(charset\s*=\s*"?utf-8"?)?\s*$/.test(parameter))
  )
}

async function* bytes(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    // Not destroyed when we stop early: the answer goes out on the same socket.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk
  } catch (cause) {
    throw new HttpProblem(400, 'E-INPUT-01', 'the request broke off', { cause })
  }
}

// The rest is not read, so the connection cannot be used for another request.
function tooLarge(ctx: Request): HttpProblem {
  ctx.set('Connection', 'close')
  return new HttpProblem(413, 'E-INPUT-02', 'the form is too large')
}

function text(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch (cause) {
    throw new HttpProblem(400, 'E-INPUT-01', 'the form is not UTF-8', { cause })
  }
}
