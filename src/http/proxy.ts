import { isIP } from 'node:net'
import type Koa from 'koa'

/**
 * Believes exactly `hops` proxies in front of us, counted from the nearest: Koa by itself takes the left-most
 * address of X-Forwarded-For, which the visitor wrote.
 */
export function trustProxies(app: Pick<Koa, 'proxy' | 'maxIpsCount'>, hops: number): void {
  app.proxy = hops > 0
  app.maxIpsCount = hops
}

/** The visitor's address, for limits and audit; the neighbour's own where a proxy passed on something else. */
export function clientAddress(ctx: Pick<Koa.Context, 'ip' | 'req'>): string {
  const given = unmapped(ctx.ip)
  return isIP(given) ? given : unmapped(ctx.req.socket.remoteAddress ?? '')
}

/** The network of an address, for logs: /24 of IPv4, /48 of IPv6 (`security.md` §2.8). Empty for anything else. */
export function networkOf(address: string): string {
  const version = isIP(address)
  if (version === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  return version === 6 ? `${expanded(address).slice(0, 3).join(':')}::/48` : ''
}

function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('%', 1).join('').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
}
