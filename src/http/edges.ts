import { fileURLToPath } from 'node:url'
import { errorPage } from '../../views/pages/error.ts'
import type { Logger } from '../system/logger.ts'
import { cookieNames } from './cookies.ts'
import { refuseForeignForms } from './csrf.ts'
import type { EdgeMiddleware } from './edge-state.ts'
import { catchErrors } from './errors.ts'
import { plainFrame } from './frame.ts'
import { allowHosts, hostsOf } from './host-allow-list.ts'
import { nameIncidents } from './incident.ts'
import { rememberLanguage } from './language.ts'
import { refuseMalformedInput } from './malformed-input.ts'
import { refuseMalformedBodies } from './protocol-body.ts'
import { logRequests } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { serveStaticFiles } from './static-files.ts'

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url))

/** Endpoints whose callers are programs. */
const API = new Set([
  '/token',
  '/me',
  '/jwks',
  '/request',
  '/token/introspection',
  '/token/revocation',
  '/health/live',
  '/health/ready',
])

/**
 * What every request passes before anybody answers it, outermost first. The order matters: whatever is thrown further
 * in still gets its headers, its incident and its line in the log.
 */
export function edges(
  { issuer }: { readonly issuer: string },
  { logger }: { readonly logger: Logger },
): EdgeMiddleware[] {
  const names = cookieNames(issuer)
  return [
    nameIncidents(),
    logRequests(logger),
    securityHeaders({ issuer, isPublicDocument: (path) => path === '/jwks' || path.startsWith('/.well-known/') }),
    catchErrors({
      logger,
      isApi: (path) => API.has(path) || path.startsWith('/.well-known/'),
      render: (ctx, { status, code }) => errorPage(plainFrame(ctx), { status, code, back: null }),
    }),
    allowHosts(hostsOf(issuer)),
    refuseMalformedInput({ ownCookies: Object.values(names), isOwnPage }),
    refuseForeignForms({ issuer, isOwnPage }),
    refuseMalformedBodies((path) => !isOwnPage(path)),
    serveStaticFiles(PUBLIC),
    rememberLanguage(issuer),
  ]
}

/** Pages whose forms are ours; the protocol's endpoints are called from elsewhere by their nature. */
function isOwnPage(path: string): boolean {
  return path.startsWith('/interaction/') || path === '/session/end/confirm'
}
