import { Certificate, ContentInfo, id_ContentType_SignedData, SignedData } from 'pkijs'
import type { SignedBy, Verified } from './verdict.ts'

/** SHA-256, SHA-384, SHA-512: whatever is older can be forged. */
const DIGESTS: ReadonlySet<string> = new Set([
  '2.16.840.1.101.3.4.2.1',
  '2.16.840.1.101.3.4.2.2',
  '2.16.840.1.101.3.4.2.3',
])

/** A CMS signature (RFC 5652 §5) of one signer as DER, PEM or base64: detached, or around this very document. */
export async function verifyCms(signed: Buffer, document: Buffer): Promise<Verified<{ readonly by: SignedBy }>> {
  try {
    const content = ContentInfo.fromBER(bytesOf(derOf(signed)))
    if (content.contentType !== id_ContentType_SignedData) return { ok: false, refusal: 'unreadable' }
    const data = new SignedData({ schema: content.content })
    const [info, ...more] = data.signerInfos
    if (info === undefined || more.length > 0) return { ok: false, refusal: 'unreadable' }
    if (!DIGESTS.has(info.digestAlgorithm.algorithmId)) return { ok: false, refusal: 'weak' }
    const inside = data.encapContentInfo.eContent
    if (inside !== undefined && !Buffer.from(inside.getValue()).equals(document)) {
      return { ok: false, refusal: 'not_this_form' }
    }
    return await judge(data, document)
  } catch {
    // The parser throws for anything that is none
    return { ok: false, refusal: 'unreadable' }
  }
}

async function judge(data: SignedData, document: Buffer): Promise<Verified<{ readonly by: SignedBy }>> {
  const verdict = await data
    .verify({ signer: 0, data: bytesOf(document), checkChain: false, extendedMode: true })
    .catch(() => null)
  const signer = verdict?.signerCertificate
  if (verdict?.signatureVerified !== true || signer === undefined || signer === null) {
    return { ok: false, refusal: 'wrong_signature' }
  }
  const certificate = derOfCertificate(signer)
  const others = (data.certificates ?? [])
    .filter((one) => one instanceof Certificate)
    .map(derOfCertificate)
    .filter((one) => !one.equals(certificate))
  return { ok: true, by: { certificate, others } }
}

function derOfCertificate(certificate: Certificate): Buffer {
  return Buffer.from(certificate.toSchema(false).toBER(false))
}

/** PEM and base64 are text; DER begins with the tag of a sequence. */
function derOf(signed: Buffer): Buffer {
  if (signed[0] === 0x30) return signed
  const text = signed.toString('latin1').replace(/-----(BEGIN|END) (CMS|PKCS7)-----/g, '')
  return Buffer.from(text, 'base64')
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
