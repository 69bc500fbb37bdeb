import { Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { readUpload } from '../../src/http/upload.ts'

/** A request of this form, as the server sees it. */
async function read(form: FormData, changes: { type?: string; body?: Buffer } = {}) {
  const request = new Response(form)
  const type = changes.type ?? request.headers.get('content-type') ?? ''
  const body = changes.body ?? Buffer.from(await request.arrayBuffer())
  const req = Object.assign(Readable.from([body]), { headers: { 'content-type': type } })
  return readUpload({ req: req as unknown as IncomingMessage, set: () => undefined })
}

function formOf(entries: readonly (readonly [string, string | Blob])[]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('fields and files are read apart, and an empty file is none', async () => {
  const file = new Blob([new Uint8Array([0x30, 0x00, 0xff])])
  const { fields, files } = await read(
    formOf([
      ['name', 'árvíztűrő'],
      ['signed', file],
      ['empty', new Blob([])],
    ]),
  )
  expect({ ...fields }).toEqual({ name: 'árvíztűrő' })
  expect(Object.keys(files)).toEqual(['signed'])
  expect(files['signed']).toEqual(Buffer.from([0x30, 0x00, 0xff]))
})

test.each([
  [
    'a field given twice',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['a NUL', [['a', '\0']]],
] as const)('%s is refused', async (_what, entries) => {
  await expect(read(formOf(entries))).rejects.toMatchObject({ status: 400 })
})

test('a field named like a part of every object is a field like others', async () => {
  expect((await read(formOf([['__proto__', 'x']]))).fields['__proto__']).toBe('x')
})

test('more than 64 KiB is refused, and so are another type and a broken form', async () => {
  const big = formOf([['file', new Blob([new Uint8Array(65 * 1024)])]])
  await expect(read(big)).rejects.toMatchObject({ status: 413 })
  const form = formOf([['a', '1']])
  await expect(read(form, { type: 'text/plain' })).rejects.toMatchObject({ status: 415 })
  const type = 'multipart/form-data; boundary=x'
  await expect(read(form, { type, body: Buffer.from('--y\r\n') })).rejects.toMatchObject({ status: 400 })
  const invalid = Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n', 'latin1')
  await expect(read(form, { type, body: invalid })).rejects.toMatchObject({ status: 400 })
})
