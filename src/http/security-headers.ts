import type { EdgeContext, EdgeMiddleware } from './edge-state.ts'

/** `security.md` §2.7. `script-src` stays explicit: the library adds the hash of its inline script only if it exists. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ')

/** No page of ours needs any of these. Passkeys are not here: they need `publickey-credentials-*`. */
const PERMISSIONS_POLICY = [
  ...['accelerometer', 'autoplay', 'bluetooth', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['picture-in-picture', 'screen-wake-lock', 'serial', 'usb', 'web-share', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .join(', ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: with it browsers send `Origin: null`, which the CSRF rule refuses.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
}

const HSTS = 'max-age=63072000; includeSubDomains'

/** Seconds: a key that is taken into use has been shown for 48 hours by then (`security.md` §2.6). */
const PUBLIC_DOCUMENT = 'public, max-age=300'

export interface SecurityHeaderOptions {
  readonly issuer: string
  /** The key set and discovery, for everybody to keep for five minutes. */
  readonly isPublicDocument: (path: string) => boolean
}

/** On every response, errors included: this stands outside of `catchErrors`. */
export function securityHeaders({ issuer, isPublicDocument }: SecurityHeaderOptions): EdgeMiddleware {
  const headers = issuer.startsWith('https:') ? { ...HEADERS, 'Strict-Transport-Security': HSTS } : HEADERS
  return async (ctx, next) => {
    ctx.state.formActionOrigins = []
    ctx.set(headers)
    await next()
    if (ctx.headerSent) return
    extendFormAction(ctx)
    if (isPublicDocument(ctx.path) && ctx.status === 200) ctx.set('Cache-Control', PUBLIC_DOCUMENT)
  }
}

/**
 * Lets the form of this page end at a service: browsers apply `form-action` to the redirects after it, too. Only for a
 * redirect URI that was found to be the client's; `scheme:` for clients with a scheme of their own.
 */
export function allowFormAction(ctx: EdgeContext, redirectUri: string): void {
  const { protocol, origin } = new URL(redirectUri)
  ctx.state.formActionOrigins.push(origin === 'null' ? protocol : origin)
}

// Extends the header instead of setting it: by now the library may have added the hash of its script.
function extendFormAction(ctx: EdgeContext): void {
  const sources = [...new Set(ctx.state.formActionOrigins)].filter(isSource)
  if (sources.length === 0) return
  const policy = ctx.response.get('Content-Security-Policy')
  ctx.set('Content-Security-Policy', policy.replace("form-action 'self'", `form-action 'self' ${sources.join(' ')}`))
}

/** An origin or a scheme, and nothing that could end the directive, or let a page run as code. */
function isSource(source: string): boolean {
  if (/^(javascript|data|blob|filesystem|file|http|https|ws|wss):$/.test(source)) return false
  return /^https?:\/\/(\[[\da-f:.]+\]|[\w.-]+)(:\d+)?$/.test(source) || /^[a-z][a-z\d+.-]*:$/.test(source)
}
