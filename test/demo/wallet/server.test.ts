/** What the simulator's server does for its page, and for nobody else. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import data from '../../../demo/demo-data.json' with { type: 'json' }
import { browserModules } from '../../../demo/wallet/browser-modules.ts'
import { newDeviceKey, proveKey } from '../../../demo/wallet/device-key.ts'
import { newPidIssuer } from '../../../demo/wallet/pid-issuer.ts'
import { toldBy } from '../../../demo/wallet/presentation.ts'
import { startWallet } from '../../../demo/wallet/server.ts'
import { en } from '../../../demo/wallet/texts/en.ts'
import { hu } from '../../../demo/wallet/texts/hu.ts'
import type { Running } from '../../../demo/web.ts'
import { compare } from '../../../.ci/languages.ts'

const provider = createServer((request, response) => {
  if (request.url === '/away') return response.writeHead(302, { location: 'http://localhost:1/' }).end()
  response.writeHead(418, { 'content-type': 'text/html', 'set-cookie': 'a=b' }).end(`${request.method} ${request.url}`)
})
let issuer = ''
let wallet: Running

beforeAll(async () => {
  issuer = await listening(provider)
  const options = { pidIssuer: newPidIssuer(), accessAuthority: 'PEM', persons: data.persons }
  wallet = await startWallet({ issuer, port: 0, ...options })
})

afterAll(async () => {
  provider.close()
  await wallet.close()
})

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

async function post(path: string, form: Record<string, string>, origin = wallet.origin) {
  const body = new URLSearchParams(form)
  const answer = await fetch(`${wallet.origin}${path}`, { method: 'POST', body, headers: { origin } })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}

describe('the relay', () => {
  const to = (address: string) => `/relay?to=${encodeURIComponent(address)}`

  test('passes a form on to the identity provider, and its answer back, never as a page', async () => {
    const { status, headers, body } = await post(to(`${issuer}/dap/keres/x`), { a: 'b' })
    expect([status, body]).toEqual([418, 'POST /dap/keres/x'])
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    expect(headers.get('set-cookie')).toBeNull()
  })

  test.each([
    ['another origin', 'http://localhost:1/'],
    ['another scheme', 'file:///etc/passwd'],
    ['a name that begins alike', 'ISSUER.example/'],
    ['the provider as a user name', 'ISSUER@elsewhere.example/'],
    ['nothing', ''],
  ])('passes nothing on to %s', async (_what, address) => {
    expect((await post(to(address.replace('ISSUER', issuer)), {})).status).toBe(403)
  })

  test('serves no other site’s page', async () => {
    expect((await post(to(`${issuer}/`), {}, 'https://elsewhere.example')).status).toBe(403)
    const unnamed = await fetch(`${wallet.origin}${to(`${issuer}/`)}`, { method: 'POST', body: 'a=b' })
    expect(unnamed.status).toBe(403)
  })

  test('follows no redirect, and says where there was no answer', async () => {
    expect((await post(to(`${issuer}/away`), {})).status).toBe(502)
  })

  test('takes no more than a phone sends', async () => {
    expect((await post(to(`${issuer}/`), { a: 'x'.repeat(200_000) })).status).toBe(413)
  })
})

describe('the counter of the test PID issuer', () => {
  async function proofFor(audience = `${wallet.origin}/pid`, nonce?: string) {
    const key = await newDeviceKey()
    const given = nonce ?? JSON.parse((await post('/pid/nonce', {})).body).c_nonce
    return { key, proof: await proveKey(key, { audience, nonce: given, now: Math.floor(Date.now() / 1000) }) }
  }

  test('gives a credential of the person to the key that proved itself', async () => {
    const { key, proof } = await proofFor()
    const { status, body } = await post('/pid', { person: '1', proof })
    expect(status).toBe(200)
    const { credential } = JSON.parse(body)
    expect(toldBy(credential)).toMatchObject({ family_name: 'Őry', given_name: 'Béla', birthdate: '1951-11-02' })
    expect(decodeJwt(credential.split('~')[0])).toMatchObject({ cnf: { jwk: key.publicJwk } })
    expect(await post('/pid', { person: '1', proof })).toMatchObject({ status: 400 })
  })

  test('gives none without a proof for this place with its own nonce, or for nobody', async () => {
    const good = (await proofFor()).proof
    for (const form of [
      { person: '1', proof: '' },
      { person: '1', proof: (await proofFor('https://elsewhere.example/pid')).proof },
      { person: '1', proof: (await proofFor(undefined, 'my own')).proof },
      { person: '99', proof: good },
      { person: '', proof: (await proofFor()).proof },
    ]) {
      expect((await post('/pid', form)).status).toBe(400)
    }
  })
})

describe('the page', () => {
  test('gets the phone’s own modules without types, and nothing that needs more than a browser', async () => {
    const modules = browserModules('page/app.ts')
    expect([...modules.keys()]).toEqual(expect.arrayContaining(['page/app.ts', 'phone.ts', 'request.ts', 'x509.ts']))
    for (const code of modules.values()) expect(code).not.toMatch(/import type|from 'node:|from 'jose'/)
    expect(() => browserModules('pid-issuer.ts')).toThrow(/a browser has no node:crypto/)
    const status = async (path: string) => (await fetch(`${wallet.origin}${path}`)).status
    expect(await status('/code/phone.ts')).toBe(200)
    expect(await status('/jose/index.js')).toBe(200)
    for (const path of ['/code/server.ts', '/code/..%2Fweb.ts', '/jose/..%2F..%2Fpackage.json', '/jose/none.js'])
      expect([path, await status(path)]).toEqual([path, 404])
  })

  test('runs no script but its own, and is framed by nobody', async () => {
    const { headers } = await fetch(`${wallet.origin}/open?client_id=a`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('keeps what was asked when the language changes', async () => {
    const page = async (path: string, header = 'hu') =>
      (await fetch(`${wallet.origin}${path}`, { headers: { 'accept-language': header } })).text()
    const [, otherLanguage = ''] =
      /<a href="([^"]*)" lang="en"/.exec(await page('/open?client_id=a&request_uri=b')) ?? []
    const read = otherLanguage.replaceAll('&#38;', '&').replaceAll('&#61;', '=')
    expect(read).toBe('/open?client_id=a&request_uri=b&lang=en')
    expect(await page('/open?client_id=%22%3E%3Cscript%3E&lang=en')).not.toContain('<script>')
    expect(await page('/', 'en')).toContain('<html lang="en">')
    expect(await page('/', 'de')).toContain('<html lang="hu">')
  })

  test('says everything in both languages, in words that people use', () => {
    expect(compare(hu, en, 'wallet')).toEqual([])
    expect(JSON.stringify([hu, en])).not.toMatch(/\b(invalid|session|token|cookie)\b/i)
  })
})
