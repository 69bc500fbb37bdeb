import type { ClientDocument, RegistrationContext } from '../../src/clients/registration.ts'

/** A registration without a fault. */
export const soundDocument: ClientDocument = {
  client_id: 'posta',
  names: { hu: 'Posta', en: 'Post Office' },
  public_body: true,
  redirect_uris: ['https://posta.hu/callback'],
  post_logout_redirect_uris: ['https://posta.hu/'],
  scope: 'openid name',
}

export const context: RegistrationContext = {
  development: false,
  acrs: ['http://eidas.europa.eu/LoA/low', 'http://eidas.europa.eu/LoA/substantial'],
  factors: ['password', 'totp', 'email-code'],
  claims: ['name', 'email'],
  validateClient: async () => [],
}
