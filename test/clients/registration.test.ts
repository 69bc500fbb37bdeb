import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import { describe, expect, test } from 'vitest'
import { OWN_METADATA, toProviderMetadata } from '../../src/clients/client.ts'
import { validateRegistration } from '../../src/clients/registration.ts'
import { sectorFaults } from '../../src/clients/sector.ts'
import { context, soundDocument } from './documents.ts'

async function faultsOf(
  change: Record<string, unknown>,
  over: Partial<typeof context> = {},
): Promise<readonly unknown[]> {
  const result = await validateRegistration({ ...soundDocument, ...change }, { ...context, ...over })
  return 'faults' in result ? result.faults : []
}

async function registrationOf(change: Record<string, unknown> = {}, over: Partial<typeof context> = {}) {
  const result = await validateRegistration({ ...soundDocument, ...change }, { ...context, ...over })
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return result.registration
}

describe('a registration is refused', () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['an unknown field', { colour: 'red' }, 'colour', /unknown field/],
    ['a secret of its own choice', { client_secret: 'secret' }, 'client_secret', /unknown field/],
    ['a misspelt rule', { rules: { min_act: 'x' } }, 'rules.min_act', /unknown field/],
    ['no name in Hungarian', { names: { en: 'Post' } }, 'names.hu', /string/],
    ['a name that cannot be seen', { names: { hu: 'Posta\u202e', en: 'Post' } }, 'names.hu', /seen/],
    ['an id with a slash', { client_id: 'a/b' }, 'client_id', /lower-case/],
    ['an id in capitals', { client_id: 'Posta' }, 'client_id', /lower-case/],
    ['no redirect URI', { redirect_uris: [] }, 'redirect_uris', /1/],
    [
      'a redirect URI that is not one',
      { redirect_uris: ['https://posta.hu/a', 'nowhere'] },
      'redirect_uris.1',
      /not a URL/,
    ],
    [
      'a sign-out URI over http',
      { post_logout_redirect_uris: ['http://posta.hu/'] },
      'post_logout_redirect_uris.0',
      /https/,
    ],
    ['a page over http', { client_uri: 'http://posta.hu/' }, 'client_uri', /https/],
    ['keys on this machine', { jwks_uri: 'http://127.0.0.1/jwks' }, 'jwks_uri', /this machine/],
    [
      'sign-out notices to an IP address',
      { backchannel_logout_uri: 'https://10.0.0.1/x' },
      'backchannel_logout_uri',
      /IP/,
    ],
    [
      'several hosts without a sector',
      { redirect_uris: ['https://a.hu/x', 'https://b.hu/x'] },
      'sector_identifier_uri',
      /several hosts/,
    ],
    ['an http sector', { sector_identifier_uri: 'http://posta.hu/s' }, 'sector_identifier_uri', /https/],
    ['a level that nobody knows', { rules: { min_acr: 'urn:x' } }, 'rules.min_acr', /not known/],
    ['a default level that nobody knows', { default_acr_values: ['urn:x'] }, 'default_acr_values', /not known/],
    ['a factor that nobody knows', { rules: { refused_factors: ['mail'] } }, 'rules.refused_factors', /not known/],
    ['an optional claim that nobody knows', { optional_claims: ['shoe_size'] }, 'optional_claims', /not known/],
    ['the implicit flow', { grant_types: ['implicit'] }, 'grant_types.0', /authorization_code/],
    ['an algorithm that is not one', { id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg', /ES256/],
    ['a negative idle time', { rules: { max_idle: -1 } }, 'rules.max_idle', />=0/],
    ['a negative age', { rules: { max_age: -1 } }, 'rules.max_age', />=0/],
  ])('%s', async (_name, change, path, message) => {
    expect(await faultsOf(change)).toEqual([{ path, message: expect.stringMatching(message) }])
  })

  test('what the protocol refuses', async () => {
    const fault = { path: 'scope', message: 'no such scope' }
    expect(await faultsOf({}, { validateClient: async () => [fault] })).toEqual([fault])
  })
})

test('all faults are said together', async () => {
  const faults = await faultsOf({ redirect_uris: ['http://a.hu/'], client_uri: 'x', rules: { min_acr: 'y' } })
  expect(faults).toHaveLength(3)
})

test('a service on this machine may be registered in development alone', async () => {
  const local = { redirect_uris: ['http://localhost:3001/callback'], initiate_login_uri: 'http://localhost:3001/login' }
  expect(await faultsOf({ ...local, post_logout_redirect_uris: [] })).toHaveLength(2)
  expect(await faultsOf(local, { development: true })).toEqual([])
})

describe('the sector', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['is the host', {}, 'posta.hu'],
    ['has the port, where there is one', { redirect_uris: ['https://posta.hu:8443/x'] }, 'posta.hu:8443'],
    ['is the host of its own address', { sector_identifier_uri: 'https://sector.hu/uris' }, 'sector.hu'],
    ['of an app with a scheme is its id', { application_type: 'native', redirect_uris: ['hu.posta.app:/x'] }, 'posta'],
    [
      'of an app on this machine is its id',
      { application_type: 'native', redirect_uris: ['http://127.0.0.1/x'] },
      'posta',
    ],
  ])('%s', async (_name, change, sector) => {
    expect((await registrationOf(change)).sector).toBe(sector)
  })

  test('is one that lists the redirect URIs', async () => {
    const registration = await registrationOf({ sector_identifier_uri: 'https://sector.hu/uris' })
    expect(await sectorFaults(registration, async () => ['https://posta.hu/callback'])).toEqual([])
    expect(await sectorFaults(registration, async () => ['https://posta.hu/other'])).toHaveLength(1)
    expect(await sectorFaults(registration, async () => ({}))).toHaveLength(1)
    expect(await sectorFaults(registration, () => Promise.reject(new Error('404')))).toHaveLength(1)
  })
})

test('a new client is strict by default', async () => {
  const { metadata, rules } = await registrationOf()
  expect(metadata).toMatchObject({
    application_type: 'web',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
    token_endpoint_auth_method: 'client_secret_basic',
  })
  expect(rules).toMatchObject({ pkce: true, single_sign_on: true, min_acr: null })
})

test.each<[string, Record<string, unknown>, boolean]>([
  ['web', { client_uri: 'https://posta.hu/', contacts: ['a@posta.hu'] }, false],
  [
    'native with its own scheme',
    {
      application_type: 'native',
      redirect_uris: ['hu.posta.app:/x'],
      post_logout_redirect_uris: [],
      token_endpoint_auth_method: 'none',
    },
    false,
  ],
  [
    'with a sector of several hosts',
    { redirect_uris: ['https://a.hu/x', 'https://b.hu/x'], sector_identifier_uri: 'https://a.hu/s' },
    false,
  ],
  [
    'on this machine',
    { redirect_uris: ['http://localhost:3001/x'], initiate_login_uri: 'http://localhost:3001/login' },
    true,
  ],
])('what is accepted here the provider accepts too: %s', async (_name, change, development) => {
  const registration = await registrationOf(change, { development })
  const secret = registration.metadata['token_endpoint_auth_method'] === 'none' ? null : 'x'.repeat(43)
  const metadata = toProviderMetadata(registration, secret)
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const provider = new Provider('https://kapu.gov.hu', {
    clients: [{ ...metadata, client_id: 'posta' }],
    scopes: ['openid', 'name'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: () => 'sub',
    sectorIdentifierUriValidate: () => false,
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a test key'] },
    extraClientMetadata: { properties: [OWN_METADATA] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256' }] },
  })
  const client = await provider.Client.find('posta')
  expect(client?.[OWN_METADATA]).toMatchObject({ sector: registration.sector, names: registration.names })
})
