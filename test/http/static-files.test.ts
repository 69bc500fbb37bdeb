import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveStaticFiles } from '../../src/http/static-files.ts'
import { edgeServer, exchange, rawRequest, welcome, type EdgeServer } from './edge-server.ts'

let root: string
let server: EdgeServer

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kapu-assets-'))
  await writeFile(join(root, 'kapu.css'), 'body { color: black }')
  await writeFile(join(root, '.hidden'), 'secret')
  server = await edgeServer([serveStaticFiles(root), welcome])
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

describe('a file in public', () => {
  test('is served with its type, for five minutes', async () => {
    const response = await fetch(`${server.origin}/assets/kapu.css`)
    expect(await response.text()).toContain('color')
    expect(response.headers.get('Content-Type')).toBe('text/css; charset=utf-8')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=300')
  })

  test('is kept for ever where its version is named', async () => {
    const response = await fetch(`${server.origin}/assets/kapu.css?v=1`)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  })

  test('is not sent again to who has it', async () => {
    const since = (await fetch(`${server.origin}/assets/kapu.css`)).headers.get('Last-Modified') ?? ''
    // Not by fetch: it would forbid caches to answer.
    const answer = await exchange(server.port, rawRequest('/assets/kapu.css', [`If-Modified-Since: ${since}`]))
    expect(answer).toMatch(/^HTTP\/1\.1 304 /)
    expect(answer).not.toContain('color')
  })

  test('answers HEAD without a body', async () => {
    const response = await fetch(`${server.origin}/assets/kapu.css`, { method: 'HEAD' })
    expect([response.status, response.headers.get('Content-Length')]).toEqual([200, '21'])
  })
})

describe('nothing else', () => {
  const targets = [
    '/assets/missing.css',
    '/assets/.hidden',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2f..%2fetc%2fpasswd',
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/%zz',
  ]
  for (const target of targets) {
    test(`is served at ${target}`, async () => {
      const answer = await exchange(server.port, rawRequest(target))
      // What leaves the folder before it is decoded is no asset at all.
      expect(answer).toMatch(target.includes('/../') ? /^HTTP\/1\.1 (200|4\d\d) / : /^HTTP\/1\.1 4\d\d /)
      expect(answer).not.toMatch(/root:|"name"|secret/)
    })
  }

  test('is served to other methods and paths', async () => {
    expect(await (await fetch(`${server.origin}/assets/kapu.css`, { method: 'POST' })).text()).toBe('welcome')
    expect(await (await fetch(`${server.origin}/assetsx`)).text()).toBe('welcome')
    expect(await (await fetch(`${server.origin}/assets/`)).text()).toBe('welcome')
  })
})
