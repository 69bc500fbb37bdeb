import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose'
import { Provider, type ClientMetadata } from 'oidc-provider'

const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'

export interface StockProvider {
  readonly issuer: string
  /** Its one key, `stock`: tests sign logout tokens of their own. */
  readonly key: CryptoKey
  /** The `sid` by which this client knows the session that let somebody in last. */
  lastSid(clientId: string): string | undefined
  close(): Promise<void>
}

/**
 * oidc-provider as it comes out of the box, with a form that believes any name: the services must get along with every
 * conforming provider, ours is only one. Pairwise subjects, so that no service sees the name typed.
 */
export async function startStockProvider(port: number, clients: ClientMetadata[]): Promise<StockProvider> {
  const issuer = `http://localhost:${port}`
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: clients.map((client) => ({ id_token_signed_response_alg: 'ES256', ...client })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'stock' }] },
    cookies: { keys: ['stock'] },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => `${client.clientId}:${accountId.length}:${accountId.charAt(0)}`,
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 300 },
    acrValues: [SUBSTANTIAL, 'http://eidas.europa.eu/LoA/low'],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'], name: ['name'], email: ['email'] },
    scopes: ['openid', 'name', 'email', 'birthdate', 'identity_4t'],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, name: `Minta ${accountId}`, email: `${accountId}@posta.example` }),
    }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId ?? '',
        clientId: ctx.oidc.client?.clientId ?? '',
      })
      grant.addOIDCScope('openid name email birthdate identity_4t')
      await grant.save()
      return grant
    },
  })
  const sids = new Map<string, string>()
  provider.on('authorization.success', ({ oidc: { client, session } }) => {
    const sid = session?.sidFor(client?.clientId ?? '')
    if (client !== undefined && sid !== undefined) sids.set(client.clientId, sid)
  })
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    if (ctx.method === 'GET') {
      ctx.body = `<title>stock</title><form method="post"><input name="login"><input name="acr" value="${SUBSTANTIAL}">
        <button name="answer" value="in">in</button><button name="answer" value="cancel">cancel</button></form>`
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(Buffer.from(chunk))
    const reply = new URLSearchParams(Buffer.concat(chunks).toString())
    const result =
      reply.get('answer') === 'cancel'
        ? { error: 'access_denied' }
        : { login: { accountId: reply.get('login') ?? '', acr: reply.get('acr') ?? '', amr: ['pwd', 'otp', 'mfa'] } }
    await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false })
    ctx.respond = false
  })
  const server = createServer(provider.callback())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    key: privateKey,
    lastSid: (clientId) => sids.get(clientId),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
