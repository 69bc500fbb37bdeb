import { describe, expect, test } from 'vitest'
import { clientAddress, networkOf, trustProxies } from '../../src/http/proxy.ts'
import { edgeServer } from './edge-server.ts'

async function addressSeen(hops: number, forwarded: string): Promise<string> {
  await using server = await edgeServer([
    (ctx) => {
      ctx.body = clientAddress(ctx)
    },
  ])
  trustProxies(server.app, hops)
  const response = await fetch(server.origin, { headers: { 'X-Forwarded-For': forwarded } })
  return await response.text()
}

describe("the visitor's address", () => {
  test('is the neighbour where no proxy is trusted', async () => {
    expect(await addressSeen(0, '203.0.113.9')).toBe('127.0.0.1')
  })

  test('is what the nearest proxy saw, whatever the visitor wrote before it', async () => {
    expect(await addressSeen(1, '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9')
  })

  test('is what the outermost of two trusted proxies saw', async () => {
    expect(await addressSeen(2, '198.51.100.1, 203.0.113.9, 10.0.0.1')).toBe('203.0.113.9')
  })

  test('is the neighbour where the proxy passed on no address', async () => {
    expect(await addressSeen(1, "unknown'--")).toBe('127.0.0.1')
  })

  test('is plain IPv4 where it was mapped into IPv6', async () => {
    expect(await addressSeen(1, '::ffff:203.0.113.9')).toBe('203.0.113.9')
  })
})

describe('the network of an address', () => {
  const networks: readonly [address: string, network: string][] = [
    ['203.0.113.9', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['not an address', ''],
  ]
  for (const [address, network] of networks) {
    test(`of ${address} is ${network || 'nothing'}`, () => expect(networkOf(address)).toBe(network))
  }
})
