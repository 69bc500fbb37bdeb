import type { Adapter } from 'oidc-provider'
import { secretContext, toProviderMetadata } from '../clients/client.ts'
import { findClient } from '../clients/store.ts'
import type { Db } from '../database/connect.ts'
import type { Sealing } from '../system/sealing.ts'

/** Clients are registered by administrators; the provider only reads them, anew for each request, so edits are live. */
export function createClientAdapter(db: Db, sealing: Sealing): Adapter {
  const unused = async (): Promise<never> => {
    throw new Error('clients are written by the command line')
  }
  return {
    async find(id) {
      if (!/^[\w.:-]{1,128}$/.test(id)) return undefined
      const client = await findClient(db, id)
      if (client === null) return undefined
      const secret = client.secretSealed === null ? null : await sealing.open(secretContext(id), client.secretSealed)
      return toProviderMetadata(client, secret)
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: unused,
    destroy: unused,
    consume: unused,
    revokeByGrantId: unused,
  }
}
