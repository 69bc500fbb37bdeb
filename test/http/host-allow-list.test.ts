import { describe, expect, test } from 'vitest'
import { allowHosts, hostsOf } from '../../src/http/host-allow-list.ts'
import { edgeServer, exchange, welcome } from './edge-server.ts'

const get = (...hosts: string[]): string =>
  ['GET / HTTP/1.1', 'Connection: close', ...hosts.map((host) => `Host: ${host}`), '', ''].join('\r\n')

describe('hosts', () => {
  test("are the issuer's, with its port unless it is the default", () => {
    expect(hostsOf('https://kapu.example')).toEqual(['kapu.example'])
    expect(hostsOf('https://kapu.example:443/')).toEqual(['kapu.example'])
    expect(hostsOf('http://localhost:3000')).toEqual(['localhost:3000'])
  })

  test('are compared without regard to case', async () => {
    await using server = await edgeServer([allowHosts(['localhost:3000']), welcome])
    expect(await exchange(server.port, get('LocalHost:3000'))).toContain('welcome')
  })

  const strangers = [
    'evil.example',
    'localhost',
    'localhost:3001',
    'localhost:3000.evil.example',
    'localhost:3000@evil.example',
  ]
  for (const host of strangers) {
    test(`${host} is answered with 421 and not echoed`, async () => {
      await using server = await edgeServer([allowHosts(['localhost:3000']), welcome])
      const answer = await exchange(server.port, get(host))
      expect(answer).toMatch(/^HTTP\/1\.1 421 /)
      expect(answer).toContain('E-HOST-01')
      expect(answer).not.toContain(host)
      expect(answer).not.toContain('welcome')
    })
  }

  test('the first of two is not believed', async () => {
    await using server = await edgeServer([allowHosts(['localhost:3000']), welcome])
    expect(await exchange(server.port, get('localhost:3000', 'evil.example'))).not.toContain('evil.example')
  })

  test('X-Forwarded-Host is never believed, also behind a trusted proxy', async () => {
    const echo = (allow: boolean) =>
      edgeServer([
        ...(allow ? [allowHosts(['localhost:3000'])] : []),
        (ctx) => {
          ctx.body = ctx.host
        },
      ])
    const request = get('localhost:3000').replace('\r\n\r\n', '\r\nX-Forwarded-Host: evil.example\r\n\r\n')
    await using guarded = await echo(true)
    guarded.app.proxy = true
    expect(await exchange(guarded.port, request)).toMatch(/\r\n\r\nlocalhost:3000$/)
    await using open = await echo(false)
    open.app.proxy = true
    expect(await exchange(open.port, request)).toMatch(/\r\n\r\nevil\.example$/)
  })
})
