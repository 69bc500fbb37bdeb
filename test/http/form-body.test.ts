import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseForm, readForm } from '../../src/http/form-body.ts'
import { HttpProblem } from '../../src/http/http-problem.ts'
import { refuseMalformedBodies } from '../../src/http/protocol-body.ts'
import { edgeServer, exchange } from './edge-server.ts'

const FORM = 'application/x-www-form-urlencoded'

interface Answer {
  readonly status: number
  readonly text: string
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, text: await response.text() }
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
  await using server = await edgeServer([
    async (ctx) => {
      ctx.body = JSON.stringify(Object.entries(await readForm(ctx)))
    },
  ])
  return answerOf(await fetch(server.origin, { method: 'POST', body, headers: { 'Content-Type': FORM, ...headers } }))
}

describe('a form of ours', () => {
  test('is read field by field', async () => {
    const answer = await post('username=kov%C3%A1cs+anna&password=a%2Bb%3D&empty=&=nameless&bare')
    expect(JSON.parse(answer.text)).toEqual([
      ['username', 'kovács anna'],
      ['password', 'a+b='],
      ['empty', ''],
      ['', 'nameless'],
      ['bare', ''],
    ])
  })

  test('may be empty', async () => {
    expect(JSON.parse((await post('')).text)).toEqual([])
  })

  test('has no field that it was not given', () => {
    const form = parseForm('a=1')
    expect(form['__proto__']).toBeUndefined()
    expect(form['constructor']).toBeUndefined()
    expect(parseForm('__proto__=x')['__proto__']).toBe('x')
  })

  const refused: readonly [
    rule: string,
    body: string | Uint8Array<ArrayBuffer>,
    status: number,
    headers?: Record<string, string>,
  ][] = [
    ['JSON', '{"username":"a"}', 415, { 'Content-Type': 'application/json' }],
    ['a multipart form', 'a=1', 415, { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['a form without a type', 'a=1', 415, { 'Content-Type': '' }],
    ['another character set', 'a=1', 415, { 'Content-Type': `${FORM}; charset=iso-8859-2` }],
    ['a compressed form', 'a=1', 415, { 'Content-Encoding': 'gzip' }],
    ['a field given twice', 'a=1&a=2', 400],
    ['a field given twice in two spellings', 'a=1&%61=2', 400],
    ['a NUL', 'a=%00', 400],
    ['a raw NUL', 'a=\0', 400],
    ['an encoded surrogate', 'a=%ed%a0%80', 400],
    ['invalid UTF-8, encoded', 'a=%ff', 400],
    ['invalid UTF-8, raw', Uint8Array.of(97, 61, 0xff), 400],
    ['a broken percent sign', 'a=%', 400],
    ['more than 100 fields', Array.from({ length: 101 }, (_, at) => `f${at}=`).join('&'), 400],
    ['more than 16 KiB', `a=${'a'.repeat(16 * 1024 - 1)}`, 413],
    ['64 KiB', `a=${'a'.repeat(64 * 1024)}`, 413],
  ]
  for (const [rule, body, status, headers] of refused) {
    test(`${rule} is refused`, async () => {
      const answer = await post(body, headers)
      expect(answer.status).toBe(status)
      expect(answer.text).toContain(status === 413 ? 'E-INPUT-02' : 'E-INPUT-01')
    })
  }

  test('the character set may be named', async () => {
    expect((await post('a=1', { 'Content-Type': `${FORM}; charset=UTF-8` })).status).toBe(200)
  })

  test('of exactly 16 KiB is accepted', async () => {
    expect((await post(`a=${'a'.repeat(16 * 1024 - 2)}`)).status).toBe(200)
  })

  test('is cut off when it grows beyond 16 KiB without having said its length', async () => {
    await using server = await edgeServer([
      async (ctx) => {
        ctx.body = await readForm(ctx)
      },
    ])
    const chunk = `1000\r\n${'a'.repeat(4096)}\r\n`
    const head = `POST / HTTP/1.1\r\nHost: here\r\nContent-Type: ${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await exchange(server.port, head + chunk.repeat(5))).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('any text comes through as it was', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((given) => !given.includes('\0') && given.isWellFormed())
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 20 }), (fields) => {
        const form = parseForm(new URLSearchParams(fields).toString())
        return fields.every(([name, value]) => form[name] === value) && Object.keys(form).length === fields.length
      }),
      { numRuns: 2_000 },
    )
  })

  test('no input makes the parser fail in a way of its own', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '0', 'f', 'e', 'd', 'a', '=', '&', '+', ';', '[', ']', '_') }),
        (body) => {
          try {
            return Object.getPrototypeOf(parseForm(body)) === null
          } catch (error) {
            return error instanceof HttpProblem && error.status === 400
          }
        },
      ),
      { numRuns: 5_000 },
    )
  })
})

describe('a form for an endpoint of the protocol', () => {
  const send = async (body: string): Promise<Answer> => {
    await using server = await edgeServer([
      refuseMalformedBodies((path) => path === '/token'),
      (ctx) => {
        ctx.body = String(Reflect.get(ctx.req, 'body'))
      },
    ])
    return answerOf(await fetch(`${server.origin}/token`, { method: 'POST', body, headers: { 'Content-Type': FORM } }))
  }

  test('reaches the library as it was sent', async () => {
    expect((await send('resource=a&resource=b%20c')).text).toBe('resource=a&resource=b%20c')
  })

  test('with a NUL is refused in the words of OAuth', async () => {
    const answer = await send('code=%00')
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'invalid_request', code: 'E-INPUT-01' })
  })

  test('beyond 56 KiB is refused', async () => {
    expect((await send(`a=${'a'.repeat(56 * 1024)}`)).status).toBe(413)
  })
})
