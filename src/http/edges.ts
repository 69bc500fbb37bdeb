import { fileURLToPath } from 'node:url'
import type { Logger } from '../system/logger.ts'
import { cookieNames } from './cookies.ts'
import { refuseForeignForms } from './csrf.ts'
import type { EdgeMiddleware } from './edge-state.ts'
import { catchErrors } from './errors.ts'
import { allowHosts, hostsOf } from './host-allow-list.ts'
import { nameIncidents } from './incident.ts'
import { rememberLanguage } from './language.ts'
import { refuseMalformedInput } from './malformed-input.ts'
import { refuseMalformedBodies } from './protocol-body.ts'
import { logRequests } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { serveStaticFiles } from './static-files.ts'
import { errorPageWithWayBack, type WayBack } from './way-back.ts'

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

/** Of these, what wallets send and ask: the handler bounds each form itself, with a code of its own. */
const WALLETS = '/dap/'
const WALLET_FORMS = ['/dap/keres/', '/dap/valasz/']

/**
 * What every request passes before anybody answers it, outermost first. The order matters: whatever is thrown further
 * in still gets its headers, its incident and its line in the log.
 */
export function edges(
  { issuer }: { readonly issuer: string },
  {
    logger,
    wayBack = async () => null,
  }: {
    readonly logger: Logger
    /** The service of the sign-in that an address belongs to. */
    readonly wayBack?: (path: string) => Promise<WayBack | null>
  },
): EdgeMiddleware[] {
  const names = cookieNames(issuer)
  return [
    nameIncidents(),
    logRequests(logger),
    securityHeaders({ issuer, isPublicDocument: (path) => path === '/jwks' || path.startsWith('/.well-known/') }),
    catchErrors({
      logger,
      isApi: (path) => API.has(path) || path.startsWith('/.well-known/') || path.startsWith(WALLETS),
      render: async (ctx, { status, code, wayBack: known }) =>
        // Whatever keeps us from answering may keep us from looking up, too
        errorPageWithWayBack(
          ctx,
          { status, code },
          known === undefined && status < 500 ? await wayBack(ctx.path) : (known ?? null),
        ),
    }),
    allowHosts(hostsOf(issuer)),
    refuseMalformedInput({ ownCookies: Object.values(names), isOwnPage }),
    refuseForeignForms({ issuer, isOwnPage }),
    refuseMalformedBodies((path) => !isOwnPage(path) && !WALLET_FORMS.some((start) => path.startsWith(start))),
    serveStaticFiles(PUBLIC),
    rememberLanguage(issuer),
  ]
}

/** Beginnings of the addresses of our own pages. */
const OWN_PAGES = [
  ...['/interaction', '/fiok', '/ugyintezo', '/cim'],
  ...['/regisztracio', '/aktivalas', '/elfelejtett-jelszo', '/torlokod'],
]

/** Pages whose forms are ours; the protocol's endpoints are called from elsewhere by their nature. */
function isOwnPage(path: string): boolean {
  return path === '/session/end/confirm' || OWN_PAGES.some((start) => path === start || path.startsWith(`${start}/`))
}
