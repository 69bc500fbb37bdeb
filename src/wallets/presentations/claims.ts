import * as z from 'zod'
import { holderKey } from '../../system/presentations/credential.ts'

/** The type of credential that we ask for: the PID of the EU's rule book. */
export const CREDENTIAL_TYPE = 'urn:eudi:pid:1'

/** Who a PID is about, as far as a key is bound by it: compared, never kept. */
export const identity = z.object({
  family_name: z.string().min(1),
  given_name: z.string().min(1),
  birthdate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
})

export type Identity = z.infer<typeof identity>

/** What is sealed at the start: everything that the wallet will be told. */
export const offer = z.strictObject({
  service: z.strictObject({ hu: z.string(), en: z.string() }),
  returnUri: z.string(),
  matchNumber: z.string(),
  /** Among others, in ascending order: the order tells nothing. */
  matchNumbers: z.array(z.string()),
})

/** What is sealed at the scan: everything that the answer is judged by. */
export const asked = z.strictObject({
  privateJwk: z.looseObject({ kty: z.literal('EC'), kid: z.string() }),
  nonce: z.string(),
  state: z.string(),
  transactionData: z.string(),
})

/** What is sealed when the answer is good: nothing of the person. */
export const result = z.strictObject({ publicJwk: holderKey, simulated: z.boolean() })
