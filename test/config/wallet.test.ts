/** What an installation speaks with wallets by: read whole, or refused with what is wrong. */
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { certify, type CertificateOptions } from '../../demo/signing/certificate.ts'
import { accessCertificate } from '../../demo/wallet/access-certificate.ts'
import { newPidIssuer, pidIssuer } from '../../demo/wallet/pid-issuer.ts'
import { loadConfig } from '../../src/config.ts'
import { development, directory, faultsOf, file, production, removeFiles } from './builders.ts'

afterAll(removeFiles)

/** A certificate for requests with its key, as files. */
function access(host = 'kapu.gov.hu', options: Partial<CertificateOptions> = {}) {
  const { certificate, key } = certify({ commonName: 'Kapu', dnsName: host }, { issuer: null, ...options })
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { certificate: file(certificate.toString()), key: file(pem, 0o400) }
}

function issuerFile(commonName = 'Ministry of the Interior'): string {
  return file(certify({ commonName }, { issuer: null, authority: true }).certificate.toString())
}

describe('a production configuration', () => {
  test('speaks with no wallets unless it is told by what', () => {
    const { wallet } = loadConfig(production())
    expect(wallet).toMatchObject({ signing: null, trustList: [], openAt: 'openid4vp://', request: 180 })
  })

  test('reads certificate, key and trust list', () => {
    const { certificate, key } = access()
    const settings = { wallet: { certificate, trustedIssuers: [issuerFile()] } }
    const { wallet } = loadConfig(production({ KAPU_WALLET_KEY_FILE: key }, settings))
    expect(wallet.signing?.x5c).toHaveLength(1)
    expect(wallet.trustList.map(({ simulator }) => simulator)).toEqual([false])
  })

  const own = access()
  const year = 365 * 86_400_000
  const refused: [string, () => ReturnType<typeof production>, string, RegExp][] = [
    [
      'a certificate without its key',
      () => production({}, { wallet: { certificate: own.certificate } }),
      'KAPU_WALLET_KEY',
      /missing/,
    ],
    [
      'a key without its certificate',
      () => production({ KAPU_WALLET_KEY_FILE: own.key }),
      'wallet.certificate',
      /missing/,
    ],
    [
      'a key that is not the certificate’s',
      () => production({ KAPU_WALLET_KEY_FILE: access().key }, { wallet: { certificate: own.certificate } }),
      'wallet.certificate',
      /another key/,
    ],
    [
      'a certificate for another host',
      () => {
        const { certificate, key } = access('elsewhere.example')
        return production({ KAPU_WALLET_KEY_FILE: key }, { wallet: { certificate } })
      },
      'wallet.certificate',
      /does not name the host kapu\.gov\.hu/,
    ],
    [
      'a certificate that has ended',
      () => {
        const { certificate, key } = access('kapu.gov.hu', {
          from: new Date(Date.now() - 2 * year),
          to: new Date(Date.now() - year),
        })
        return production({ KAPU_WALLET_KEY_FILE: key }, { wallet: { certificate } })
      },
      'wallet.certificate',
      /not valid today/,
    ],
    [
      'a trusted issuer that is no certificate',
      () => production({}, { wallet: { trustedIssuers: [file('nothing')] } }),
      'wallet.trustedIssuers',
      /no certificate/,
    ],
    [
      'a simulator’s issuer',
      () => production({}, { wallet: { simulators: [issuerFile()] } }),
      'wallet.simulators',
      /proves nothing/,
    ],
    [
      'the demonstration’s issuer, also where it is said to be trusted',
      () => production({}, { wallet: { trustedIssuers: [file(newPidIssuer().issuer.certificate.toString())] } }),
      'wallet.trustedIssuers',
      /is a demonstration’s/,
    ],
    [
      'the authority of the demonstration’s issuer',
      () => production({}, { wallet: { trustedIssuers: [file(newPidIssuer().authority.certificate.toString())] } }),
      'wallet.trustedIssuers',
      /is a demonstration’s/,
    ],
    ['a request that waits an hour', () => production({}, { wallet: { request: 'PT1H' } }), 'wallet.request', /PT10M/],
    [
      'an app that a script opens',
      () => production({}, { wallet: { openAt: 'javascript:alert(1)' } }),
      'wallet.openAt',
      /URL/,
    ],
  ]
  test.each(refused)('is refused with %s', (_words, source, path, message) => {
    const fault = faultsOf(source()).find((one) => one.path === path)
    expect(fault?.message).toMatch(message)
    expect(fault?.mend).not.toBe('')
  })
})

test('development believes what its demonstration made, as a simulator', () => {
  const dataDirectory = join(directory, 'wallets')
  mkdirSync(dataDirectory)
  const before = loadConfig(development({ KAPU_DATA_DIR: dataDirectory })).wallet
  expect(before).toMatchObject({ signing: null, trustList: [] })
  accessCertificate(dataDirectory)
  pidIssuer(dataDirectory)
  // Also where the directory is named from where the process runs, as `npm start` does
  for (const named of [dataDirectory, relative(process.cwd(), dataDirectory)]) {
    const { wallet } = loadConfig(development({ KAPU_DATA_DIR: named }))
    expect(wallet.signing).not.toBeNull()
    expect(wallet.trustList.map(({ simulator }) => simulator)).toEqual([true])
  }
})
