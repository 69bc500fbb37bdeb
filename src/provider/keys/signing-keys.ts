import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Clock } from '../../system/clock.ts'
import { KapuError } from '../../system/errors.ts'
import type { Sealing } from '../../system/sealing.ts'
import { insertFirstKey, storedKeys } from './store.ts'

/** ES256 is what services get unless they ask otherwise; RS256 is for those that know nothing else (design §5). */
const ALGORITHMS = ['ES256', 'RS256'] as const

export interface KeyDependencies {
  readonly db: Db
  readonly sealing: Sealing
  readonly audit: Audit
  readonly clock: Clock
}

/** The private keys, opened, in the order the library signs with them. Throws `SIGNING_KEYS_MISSING` where there are none. */
export async function loadSigningKeys({ db, sealing }: Pick<KeyDependencies, 'db' | 'sealing'>): Promise<JWK[]> {
  const keys = await Promise.all(
    (await storedKeys(db)).map(async ({ kid, alg, privateSealed }) => {
      const jwk: JWK = JSON.parse(await sealing.open(`signing-key:${kid}`, privateSealed))
      // An RSA key signs PS256 too, for the client that asked for it
      return { ...jwk, kid, use: 'sig', ...(alg === 'RS256' ? {} : { alg }) }
    }),
  )
  for (const [alg, kty] of [
    ['ES256', 'EC'],
    ['RS256', 'RSA'],
  ] as const) {
    if (keys.some((key) => 'kty' in key && key.kty === kty)) continue
    throw new KapuError('SIGNING_KEYS_MISSING', `no ${alg} signing key; make the first ones with: kapu keys create`)
  }
  return keys
}

/** Makes a first current key for each algorithm that has none; what there is stays. Returns the new kids. */
export async function createFirstKeys({ db, sealing, audit, clock }: KeyDependencies): Promise<string[]> {
  const existing = new Set((await storedKeys(db)).map(({ alg }) => alg))
  const made: string[] = []
  for (const alg of ALGORITHMS.filter((name) => !existing.has(name))) {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 })
    const publicJwk = await exportJWK(publicKey)
    const kid = await calculateJwkThumbprint(publicJwk)
    const privateSealed = await sealing.seal(`signing-key:${kid}`, JSON.stringify(await exportJWK(privateKey)))
    const at = clock.now()
    await inTransaction(db, async (transaction) => {
      if (!(await insertFirstKey(transaction, { kid, alg, publicJwk, privateSealed, at }))) return
      const actor = { type: 'system', id: null } as const
      await audit.record(transaction, { event: 'key.created', at, outcome: 'success', actor, reason: alg })
      made.push(kid)
    })
  }
  return made
}
