/** A passkey in software: makes keys, counts, signs as an authenticator does (WebAuthn §6). Attestation: none. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export interface DeviceFaults {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  /** The person was there, and was not verified. */
  readonly unverified?: boolean
  readonly foreignKey?: boolean
  /** Stays where it was, as that of a copied key. */
  readonly counter?: number
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const KEY_INCLUDED = 0x40

export class PasskeyDevice {
  readonly credentialId = randomBytes(32)
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string
  #counter = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  /** What `navigator.credentials.create` answers, as the page's script writes it. */
  create(challenge: string, faults: DeviceFaults = {}): string {
    const id = this.credentialId
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, id, cose(this.#key.publicKey)])
    const attestationObject = isoCBOR.encode(
      new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(Buffer.concat([this.#data(KEY_INCLUDED, faults), attested]))],
      ]),
    )
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge, faults),
      attestationObject: Buffer.from(attestationObject),
    })
  }

  /** What `navigator.credentials.get` answers. */
  get(challenge: string, faults: DeviceFaults = {}): string {
    this.#counter += 1
    const authenticatorData = this.#data(0, faults)
    const clientDataJSON = this.#client('webauthn.get', challenge, faults)
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()])
    const key = faults.foreignKey === true ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : this.#key
    return this.#answer({ clientDataJSON, authenticatorData, signature: sign('sha256', signed, key.privateKey) })
  }

  #data(
    flags: number,
    { rpId = new URL(this.#origin).hostname, unverified = false, counter: copied }: DeviceFaults,
  ): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(copied ?? this.#counter)
    const all = flags | USER_PRESENT | (unverified ? 0 : USER_VERIFIED)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([all]), counter])
  }

  #client(type: string, asked: string, { origin = this.#origin, challenge = asked }: DeviceFaults): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #answer(response: Readonly<Record<string, Buffer>>): string {
    const id = this.credentialId.toString('base64url')
    const texts = Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])
    return JSON.stringify({
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: Object.fromEntries(texts),
    })
  }
}

/** RFC 9053 §7.1.1: an EC2 key for ES256. */
function cose(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  return Buffer.from(
    isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]),
    ),
  )
}
