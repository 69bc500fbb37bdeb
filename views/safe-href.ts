/**
 * The address if a link may carry it (a path of ours, http, https), otherwise null: escaping does not make
 * `javascript:` harmless.
 */
export function safeHref(href: string): string | null {
  if (/^\/(?![/\\])/.test(href)) return href
  const url = URL.parse(href)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
