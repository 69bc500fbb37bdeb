/** Between a phone and the verifier without a network: what a wallet posts is handed over as it is. */
import { newAccessCertificate } from '../../demo/wallet/access-certificate.ts'
import type { Post } from '../../demo/wallet/phone.ts'
import { newPidIssuer } from '../../demo/wallet/pid-issuer.ts'
import { certify } from '../../demo/signing/certificate.ts'
import { readVerifierKey } from '../../src/system/presentations/verifier-key.ts'
import { systemClock } from '../../src/system/clock.ts'
import { parseForm } from '../../src/http/form-body.ts'
import { statusOf } from '../../src/wallets/presentations/fault.ts'
import type { Presentations } from '../../src/wallets/presentations/presentations.ts'

/** An issuer of credentials, an authority for verifiers, and the verifier's own part of it. */
export function aWalletWorld(host: string) {
  const issuer = newPidIssuer()
  const years = { from: new Date(0), to: new Date(4_000_000_000_000) }
  const authority = certify({ commonName: 'Access' }, { issuer: null, authority: true, ...years })
  const { certificate, key } = newAccessCertificate(authority, host)
  const read = readVerifierKey(
    {
      privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      certificatePem: certificate.toString(),
    },
    { host, now: systemClock.now() },
  )
  if ('faults' in read) throw new Error(read.faults.join(', '))
  const pem = issuer.issuer.certificate.toString()
  return {
    issuer,
    authorities: [authority.certificate.toString()],
    wallet: { signing: read.key, trustList: [{ pem, simulator: true }] },
  }
}

/** The two addresses that wallets post to. */
export function postTo(verifier: Presentations | null): Post {
  return async (address, form) => {
    if (verifier === null) throw new Error('nobody speaks with wallets')
    const [, , place, token = ''] = new URL(address).pathname.split('/')
    const sent = parseForm(form.toString())
    if (place === 'keres') {
      const scanned = await verifier.scan({ token, walletNonce: sent['wallet_nonce'] ?? null })
      return scanned.ok ? answer(200, scanned.requestObject) : refusal(scanned.fault)
    }
    const answered = await verifier.answer({ token, sent })
    return answered.ok ? answer(200, '{}') : refusal(answered.fault)
  }

  function refusal(fault: Parameters<typeof statusOf>[0]) {
    return answer(statusOf(fault), JSON.stringify({ error: fault }))
  }

  function answer(status: number, body: string) {
    return { status, text: async () => body }
  }
}
